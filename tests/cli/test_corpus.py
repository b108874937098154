"""`tilbakemelding corpus …`."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "arguments",
    [
        ("corpus", "check", "--corpus"),
        ("corpus", "report", "--corpus"),
        ("evaluate", "--corpus"),
        ("corpus", "sheets", "workshop", "x", "a01", "--corpus"),
        ("corpus", "school-words", "--corpus"),
        ("evaluate-masking", "--set"),
    ],
)
def test_missing_corpus_is_named_with_exit_code_1(run, tmp_path, arguments):
    missing = tmp_path / "no-corpus"
    result = run(*arguments, missing)
    assert result.exit_code == 1
    assert str(missing) in result.stderr


@pytest.mark.parametrize(
    "arguments", [("corpus", "check-codes", "{}", "b1", "A"), ("corpus", "disputes", "{}", "r", "b1")]
)
def test_missing_workshop_is_named_with_exit_code_1(run, tmp_path, arguments):
    missing = str(tmp_path / "no-workshop")
    result = run(*(argument.format(missing) for argument in arguments))
    assert result.exit_code == 1
    assert missing in result.stderr


def test_unknown_author_is_named_with_exit_code_1(run, tmp_path):
    (tmp_path / "authors.md").write_text("| a01 | nb | vgs |\n", encoding="utf-8")
    result = run("corpus", "sheets", tmp_path, "x", "a99", "--corpus", tmp_path)
    assert result.exit_code == 1
    assert "a99" in result.stderr
