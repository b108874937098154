"""Generated blocks of Markdown files."""

from __future__ import annotations

import pytest

from tilbakemelding.errors import CorpusError
from tilbakemelding.training.blocks import fill, stale, table, with_blocks

TEXT = """# Card

<!-- results: generated -->
old
lines
<!-- results: end -->
between
<!-- counts: generated -->
<!-- counts: end -->
after
"""


def test_named_block_is_filled_and_the_rest_stays():
    assert with_blocks(TEXT, {"results": "new"}, where="card.md") == TEXT.replace("old\nlines", "new")


def test_several_blocks_are_filled():
    filled = with_blocks(TEXT, {"results": "new", "counts": "3"}, where="card.md")
    assert filled == TEXT.replace("old\nlines", "new").replace("counts: generated -->", "counts: generated -->\n3")


def test_filling_again_changes_nothing():
    once = with_blocks(TEXT, {"results": "new"}, where="card.md")
    assert with_blocks(once, {"results": "new"}, where="card.md") == once


@pytest.mark.parametrize("content", [r"\1 \g<0> \n", "{x} %s $", "<!-- a remark -->", "| a | b |\n| --- | ---: |"])
def test_content_is_taken_as_it_is(content):
    assert f"-->\n{content}\n<!-- results: end" in with_blocks(TEXT, {"results": content}, where="card.md")


def test_blank_lines_around_content_are_left_out():
    assert with_blocks(TEXT, {"results": "\n\nnew\n\n"}, where="card.md") == TEXT.replace("old\nlines", "new")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!-- results: generated -->\n",
        "<!-- results: end -->\n",
        "<!-- results: end -->\n<!-- results: generated -->\n",
        "<!-- other: generated -->\n<!-- other: end -->\n",
    ],
)
def test_missing_marker_is_named_with_its_file(text):
    with pytest.raises(CorpusError, match=r"card\.md: the markers of the block 'results' are missing"):
        with_blocks(text, {"results": "new"}, where="card.md")


@pytest.fixture
def card(tmp_path):
    path = tmp_path / "card.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_file_is_filled_in_place(card):
    fill(card, {"results": "blåbær"})
    assert card.read_text("utf-8") == TEXT.replace("old\nlines", "blåbær")


def test_file_with_a_missing_marker_is_left_alone(card):
    with pytest.raises(CorpusError):
        fill(card, {"results": "new", "no-such-block": "x"})
    assert card.read_text("utf-8") == TEXT


@pytest.mark.parametrize(("content", "is_stale"), [("old\nlines", False), ("old", True), ("", True)])
def test_file_is_stale_where_a_block_differs(card, content, is_stale):
    assert stale(card, {"results": content}) is is_stale


def test_filled_file_is_not_stale(card):
    fill(card, {"results": "new"})
    assert not stale(card, {"results": "new"})


def test_asking_whether_a_file_is_stale_leaves_it_alone(card):
    stale(card, {"results": "new"})
    assert card.read_text("utf-8") == TEXT


def test_table_has_its_first_column_left_and_the_others_right():
    assert table(["name", "F1", "n"], [["advice", "0.9", "3"], ["goal", "–", "0"]]) == (
        "| name | F1 | n |\n| --- | ---: | ---: |\n| advice | 0.9 | 3 |\n| goal | – | 0 |"
    )


def test_table_of_no_rows_is_its_heading():
    assert table(["name"], []) == "| name |\n| --- |"
