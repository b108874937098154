"""Exit codes, and how the command line ends."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from tilbakemelding import cli
from tilbakemelding.artefact import MODELS_VARIABLE
from tilbakemelding.cli import service

COMMENT = "Du har en tydelig struktur, men du må vise til flere kilder."


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyse", "--format", "xml"),
        ("analyse", "--no-such-option"),
        ("no-such-command",),
        ("serve", "--port", "70000"),
        ("serve", "--port", "-1"),
        ("train-language",),
        ("corpus", "no-such-command"),
        ("evaluate", "--split", "no-such-split"),
        ("check",),
        ("check", "x.docx", "--format", "xml"),
        ("check", "x.docx", "--fail-on", "praise"),
    ],
)
def test_wrong_usage_is_exit_code_2(run, arguments):
    result = run(*arguments)
    assert (result.exit_code, bool(result.stderr)) == (2, True)


def test_help_is_exit_code_0(run):
    result = run("--help")
    assert (result.exit_code, "analyse" in result.stdout) == (0, True)


@pytest.mark.parametrize("arguments", [("analyse",), ("evaluate",), ("analyse", "--language", "no_such_package")])
def test_missing_model_is_exit_code_3_and_said_in_a_line(tmp_path, monkeypatch, arguments):
    monkeypatch.setenv(MODELS_VARIABLE, str(tmp_path))
    result = CliRunner().invoke(cli.app, arguments, input=COMMENT.encode(), catch_exceptions=False)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1
    assert COMMENT not in result.stderr


def test_folder_that_holds_no_pipeline_is_exit_code_3(tmp_path):
    result = CliRunner().invoke(cli.app, ["analyse", "--language", str(tmp_path)], input="Bra", catch_exceptions=False)
    assert result.exit_code == 3
    assert "cannot be used" in result.stderr


def test_service_outside_a_checkout_is_exit_code_4(run, monkeypatch, tmp_path):
    monkeypatch.setattr(service, "ROOT", tmp_path)
    result = run("serve")
    assert result.exit_code == 4
    assert "checkout" in result.stderr


def test_main_ends_quietly_when_the_reader_has_gone(monkeypatch, capfd):
    def gone():
        raise BrokenPipeError

    monkeypatch.setattr(cli, "app", gone)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert (ended.value.code, capfd.readouterr().err) == (1, "")
