"""Corpus records: read from and written to JSON Lines."""

from __future__ import annotations

import json

import pytest

from tilbakemelding.corpus.records import (
    GoldSegment,
    comment_from_object,
    read_comments,
    read_split,
    read_texts,
    write_comments,
)
from tilbakemelding.errors import CorpusError


@pytest.fixture
def record():
    return {
        "id": "a01-001",
        "text": "Bra jobba! Husk kilder.",
        "form": "nb",
        "subject": "norsk",
        "level": "vgs",
        "genre": "lms",
        "author": "a01",
        "segments": [{"start": 0, "end": 10, "labels": ["summative"]}, {"start": 11, "end": 23, "labels": ["advice"]}],
    }


@pytest.mark.parametrize(
    ("labels", "forward", "verdict"),
    [
        ([["advice"]], True, False),
        ([["quality"], ["advice", "goal"]], True, False),
        ([["summative"]], False, True),
        ([["summative", "goal"], []], False, True),
        ([["summative"], ["quality"]], False, False),
        ([["summative"], ["advice"]], True, False),
        ([["summative", "quality"]], False, False),
        ([["quality"]], False, False),
        ([[]], False, False),
        ([], False, False),
    ],
)
def test_comment_as_a_whole_follows_from_its_segments(comment, labels, forward, verdict):
    made = comment(*[("Bra.", own) for own in labels])
    assert (made.points_forward, made.verdict_only) == (forward, verdict)


def test_record_becomes_a_comment(record):
    made = comment_from_object(record)
    assert (made.id, made.form, made.author) == ("a01-001", "nb", "a01")
    assert made.segments == (GoldSegment(0, 10, ("summative",)), GoldSegment(11, 23, ("advice",)))


def test_labels_are_put_in_the_schemes_order(record):
    record["segments"][0]["labels"] = ["goal", "advice", "quality"]
    assert comment_from_object(record).segments[0].labels == ("quality", "advice", "goal")


def test_fields_beyond_the_record_are_passed_over(record):
    assert comment_from_object(record | {"note": "x"}).id == "a01-001"


def test_written_comments_are_read_again(tmp_path, comment):
    comments = [
        comment(("Bra!", ["summative"])),
        comment(text="Linje 1\nLinje 2\u2028 «æøå» 👍", segments=[(0, 24, ["quality", "goal"])], id="a02-001"),
    ]
    write_comments(tmp_path / "train.jsonl", comments)
    assert read_comments(tmp_path / "train.jsonl") == comments


def test_written_file_is_one_object_a_line_in_utf8(tmp_path, comment):
    write_comments(tmp_path / "train.jsonl", [comment(("Må øve\u2028mer", []))] * 2)
    lines = (tmp_path / "train.jsonl").read_text("utf-8").split("\n")
    assert len(lines) == 3
    assert lines[2] == ""
    assert "Må øve" in lines[0]
    assert json.loads(lines[0])["form"] == "nb"


def test_split_is_read_from_its_file(tmp_path, comment):
    write_comments(tmp_path / "dev.jsonl", [comment(("Bra!", []))])
    assert len(read_split(tmp_path, "dev")) == 1


def test_empty_lines_are_passed_over(tmp_path, record):
    line = json.dumps(record)
    (tmp_path / "train.jsonl").write_text(f"\n{line}\n\n{line}\n", "utf-8")
    assert len(read_comments(tmp_path / "train.jsonl")) == 2


def test_every_line_that_is_no_record_is_named(tmp_path, record):
    lines = [
        json.dumps(record),
        "{no json",
        "[]",
        '"text"',
        "null",
        json.dumps({k: v for k, v in record.items() if k != "author"}),
        json.dumps(record | {"segments": 5}),
        json.dumps(record | {"segments": [{"start": 0}]}),
        json.dumps(record | {"segments": [{"start": "x", "end": 1, "labels": []}]}),
    ]
    (tmp_path / "train.jsonl").write_text("\n".join(lines), "utf-8")
    with pytest.raises(CorpusError) as caught:
        read_comments(tmp_path / "train.jsonl")
    places = [problem.split(": ")[0] for problem in caught.value.problems]
    assert places == [f"train.jsonl:{number}" for number in range(2, 10)]


def test_unknown_label_is_not_passed_over(tmp_path, record):
    # a misspelt label would vanish from the corpus without a word
    record["segments"][0]["labels"] = ["sumative"]
    (tmp_path / "train.jsonl").write_text(json.dumps(record), "utf-8")
    with pytest.raises(CorpusError, match=r"train\.jsonl:1"):
        read_comments(tmp_path / "train.jsonl")


def test_problem_does_not_quote_the_comment(tmp_path, record):
    del record["author"]
    (tmp_path / "train.jsonl").write_text(json.dumps(record) + "\nBra jobba", "utf-8")
    with pytest.raises(CorpusError) as caught:
        read_comments(tmp_path / "train.jsonl")
    assert "jobba" not in str(caught.value)


def _written(tmp_path, text):
    (tmp_path / "a01.txt").write_text(text, "utf-8")
    return list(read_texts(tmp_path / "a01.txt", author="a01", form="nn"))


def test_texts_of_a_writer_become_unmarked_comments(tmp_path):
    one, two = _written(
        tmp_path, "@ norsk | vgs | lms\nBra!\n\nHugs kjelder.\n\n@ matematikk | barnetrinn | margin\nForteikn!\n"
    )
    assert (one.id, one.text, one.subject, one.level, one.genre) == (
        "a01-001", "Bra!\n\nHugs kjelder.", "norsk", "vgs", "lms",
    )  # fmt: skip
    assert (two.id, two.text, two.form, two.author) == ("a01-002", "Forteikn!", "nn", "a01")
    assert one.segments == ()


@pytest.mark.parametrize(
    "text",
    [
        "@ norsk | vgs\nBra!",  # a part too few
        "@ norsk | vgs | lms | mer\nBra!",  # a part too many
        "@ norsk | universitet | lms\nBra!",  # unknown level
        "@ norsk | vgs | brev\nBra!",  # unknown genre
        "@ norsk | vgs | lms\n\n  \n",  # no text
        "@ norsk | vgs | lms",
    ],
)
def test_heading_of_another_form_is_named(tmp_path, text):
    with pytest.raises(CorpusError, match=r"a01\.txt:1"):
        _written(tmp_path, text)


def test_every_bad_heading_is_named(tmp_path):
    with pytest.raises(CorpusError) as caught:
        _written(tmp_path, "@ norsk\nBra!\n@ norsk | vgs | lms\nFint!\n@ x | y | z\nHei!")
    assert [problem.split(": ")[0] for problem in caught.value.problems] == ["a01.txt:1", "a01.txt:5"]


def test_number_of_a_comment_is_its_place_in_the_file(tmp_path):
    made = _written(tmp_path, "".join(f"@ norsk | vgs | lms\nKommentar {n}\n" for n in range(12)))
    assert made[11].id == "a01-012"
