"""Errors drawn to be read, and what was read."""

from __future__ import annotations

import json

import pytest

from tilbakemelding.corpus.records import Comment, GoldSegment
from tilbakemelding.errors import CorpusError
from tilbakemelding.evaluation import Predicted
from tilbakemelding.training.errors import (
    Error,
    Reading,
    causes_table,
    draw_errors,
    find_errors,
    read_reading,
    shown,
    write_reading,
)

TEXT = "Fin start. Skriv mer!"
COMMENT = Comment(
    "a01-001", TEXT, "nb", "norsk", "vgs", "lms", "a01",
    (GoldSegment(0, 10, ("summative",)), GoldSegment(11, 21, ("advice", "goal"))),
)  # fmt: skip
MISSED = Error("a01-001", 11, 21, "advice", "missed")
FALSE = Error("a01-001", 0, 10, "quality", "false")
READING = Reading("2026.11+abc", "dev", 7, 12, (MISSED, FALSE), ("question", "rating-or-description"))


def test_errors_are_core_labels_missed_or_wrongly_given_on_gold_segments():
    given = [Predicted(0, 10, frozenset({"summative", "quality"})), Predicted(11, 21, frozenset())]
    assert find_errors([COMMENT], [given]) == [FALSE, MISSED]


def test_a_right_answer_holds_no_error():
    given = [Predicted(s.start, s.end, frozenset(s.labels)) for s in COMMENT.segments]
    assert find_errors([COMMENT], [given]) == []


def test_a_draw_is_the_same_for_a_seed_and_no_larger_than_what_there_is():
    errors = [Error("a", n, n + 1, "advice", "missed") for n in range(50)]
    drawn = draw_errors(errors, 40, seed=1)
    assert (drawn == draw_errors(errors, 40, seed=1), drawn == draw_errors(errors, 40, seed=2)) == (True, False)
    assert len(set(drawn)) == 40
    assert sorted(draw_errors(errors, 90, seed=1), key=lambda e: e.start) == errors


def test_a_reader_sees_the_segment_within_its_comment():
    assert shown(3, MISSED, COMMENT) == "3. a01-001 [11:21] advice missed\n   Fin start. ⟦Skriv mer!⟧"


def test_a_reading_comes_back_as_it_was_written(tmp_path):
    write_reading(tmp_path / "errors.json", READING)
    assert read_reading(tmp_path / "errors.json") == READING


def test_a_cause_that_is_not_in_the_list_is_refused(tmp_path):
    path = tmp_path / "errors.json"
    write_reading(path, READING)
    path.write_text(path.read_text("utf-8").replace("question", "bad-luck"), "utf-8")
    with pytest.raises(CorpusError, match="bad-luck"):
        read_reading(path)


def test_what_is_written_is_json_with_an_error_a_line(tmp_path):
    write_reading(tmp_path / "errors.json", READING)
    text = (tmp_path / "errors.json").read_text("utf-8")
    assert len(text.splitlines()) == 4
    assert json.loads(text)["errors"][0]["cause"] == "question"


def test_the_table_counts_each_cause():
    table = causes_table(READING)
    assert "2 of the 12 errors on core labels of version 2026.11+abc in the split dev, drawn with seed 7" in table
    assert table.count("| 1 |") == 2
    assert "1 advice missed" in table
