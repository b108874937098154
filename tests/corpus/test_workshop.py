"""A tiny workshop, from texts to the built corpus."""

from __future__ import annotations

import json
from itertools import product

import pytest

from tilbakemelding.corpus.check import read_checked
from tilbakemelding.corpus.raw import read_raw
from tilbakemelding.corpus.records import SPLITS, read_split
from tilbakemelding.corpus.workshop import (
    Author,
    build,
    make_disputes,
    make_sheets,
    read_answers,
    read_authors,
    read_batch,
    units_of_batch,
)
from tilbakemelding.errors import CorpusError

AUTHORS_MD = """# Authors

| code | form | level | subjects |
|---|---|---|---|
| a01 | nb | ungdomstrinn | norsk |
| a02 | nb | vgs | matematikk |
| a03 | nn e | barnetrinn, vgs | KRLE |
| b04 | nb | vgs | no author |
"""

TEXTS = {
    "a01": (
        "@ norsk | ungdomstrinn | lms\nDu har en tydelig struktur, men du må vise til flere kilder. Lykke til!\n\n"
        "@ norsk | ungdomstrinn | draft\nBra jobba!\n"
    ),
    "a02": "@ matematikk | vgs | mathematics-test\nHusk benevning.\nKarakter: 4\n",
    "a03": "@ KRLE | barnetrinn | lms\n\nFin innleiing. Kva tenkjer du sjølv?\n",
}

ANSWERS = {
    "A": {
        "a01-001": "1 q / men du = a\n2 -",
        "a01-002": "1 s",
        "a02-001": "1 a\n2 s",
        "a03-001": "1 q\n2 i",
    },
    "B": {
        "a01-001": "1 qa\n2 -",
        "a01-002": "1 s",
        "a02-001": "1 a\n2 q",
        "a03-001": "1 q\n2 i",
    },
}

DECISIONS = "=a01-001\n1 q\n2 a\n\n=a02-001\n2 s\n"
SPLIT_OF = {"a01": "train", "a02": "dev", "a03": "test"}


def _answer(workshop, batch, annotator, changed=None):
    answers = {**ANSWERS[annotator], **(changed or {})}
    written = "\n\n".join(f"={c.id}\n{answers[c.id]}" for c in read_batch(workshop, batch))
    (workshop / "codes").mkdir(exist_ok=True)
    (workshop / "codes" / f"{batch}.{annotator}.txt").write_text(written, encoding="utf-8")


@pytest.fixture
def authors(tmp_path):
    (tmp_path / "authors.md").write_text(AUTHORS_MD, encoding="utf-8")
    return read_authors(tmp_path / "authors.md")


@pytest.fixture
def workshop(tmp_path, authors):
    """Return a workshop with texts of three authors, their sheets, two annotators' answers and the decisions."""
    folder = tmp_path / "workshop"
    (folder / "texts").mkdir(parents=True)
    for code, text in TEXTS.items():
        (folder / "texts" / f"{code}.txt").write_text(text, encoding="utf-8")
    make_sheets(folder, authors, name="t", chosen=sorted(TEXTS), batches=2)
    for batch, annotator in product(("t1", "t2"), "AB"):
        _answer(folder, batch, annotator)
    make_disputes(folder, name="round", batches=["t1", "t2"])
    (folder / "disputes" / "round.C.txt").write_text(DECISIONS, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path, workshop):
    """Return the corpus built of the workshop."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    build(workshop, folder, rounds={"round": ["t1", "t2"]}, splits=SPLIT_OF, again=["t1"])
    return folder


def _comments(corpus):
    return {comment.id: comment for split in SPLITS for comment in read_split(corpus, split)}


def _marked(comment):
    return [(comment.text[s.start : s.end], s.labels) for s in comment.segments]


def test_authors_are_read_from_their_table(authors):
    assert authors == {
        "a01": Author("a01", "nb", "ungdomstrinn"),
        "a02": Author("a02", "nb", "vgs"),
        "a03": Author("a03", "nn", "barnetrinn"),
    }


def test_batches_hold_every_comment_once(workshop):
    found = [comment.id for batch in ("t1", "t2") for comment in read_batch(workshop, batch)]
    assert sorted(found) == ["a01-001", "a01-002", "a02-001", "a03-001"]


def test_batches_are_of_even_size(workshop):
    assert [len(read_batch(workshop, batch)) for batch in ("t1", "t2")] == [2, 2]


def test_batch_holds_the_comments_as_they_were_written(workshop):
    comments = {c.id: c for batch in ("t1", "t2") for c in read_batch(workshop, batch)}
    assert comments["a02-001"].text == "Husk benevning.\nKarakter: 4"
    assert comments["a03-001"].text == "Fin innleiing. Kva tenkjer du sjølv?"
    assert {c.form for c in comments.values() if c.author == "a03"} == {"nn"}


def test_sheet_shows_what_the_batch_holds(workshop):
    sheet = (workshop / "sheets" / "t1.txt").read_text("utf-8")
    headings = [line[1:].split(" | ")[0] for line in sheet.splitlines() if line.startswith("=")]
    assert headings == [comment.id for comment in read_batch(workshop, "t1")]


def test_sheets_are_the_same_when_made_again(workshop, authors):
    before = {path.name: path.read_bytes() for path in (workshop / "sheets").iterdir()}
    make_sheets(workshop, authors, name="t", chosen=sorted(TEXTS), batches=2)
    assert {path.name: path.read_bytes() for path in (workshop / "sheets").iterdir()} == before


def test_only_chosen_authors_are_in_the_sheets(workshop, authors):
    make_sheets(workshop, authors, name="u", chosen=["a01"], batches=1)
    assert {comment.author for comment in read_batch(workshop, "u1")} == {"a01"}


def test_answers_come_in_the_order_of_the_batch(workshop):
    assert [c.comment for c in read_answers(workshop, "t1", "A")] == [c.id for c in read_batch(workshop, "t1")]


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"a01-002": "1 x"}, "a01-002 line 1: 'x' is no code"),
        ({"a01-002": "1 s\n2 q"}, "a01-002 has lines [1, 2], expected 1 to 1"),
        ({"a01-002": "1 s / finnes ikke = q"}, "a01-002 line 1: the words to cut at are not found"),
        ({"a01-002": "s"}, "not an answer line"),
    ],
)
def test_faulty_answers_are_named_with_sheet_and_annotator(workshop, changed, problem):
    (batch,) = (b for b in ("t1", "t2") if "a01-002" in {c.id for c in read_batch(workshop, b)})
    _answer(workshop, batch, "A", changed)
    with pytest.raises(CorpusError) as error:
        read_answers(workshop, batch, "A")
    assert problem in str(error.value)
    assert all(sentence.startswith(f"{batch}.A") for sentence in error.value.problems)


def test_units_are_cut_where_either_annotator_cut(workshop):
    units = {c.id: u for batch in ("t1", "t2") for c, u in units_of_batch(workshop, batch)}
    assert [(u.starts_first, u.starts_second) for u in units["a01-001"]] == [(True, True), (True, False), (True, True)]


def test_disputes_are_counted_by_unit(workshop):
    assert make_disputes(workshop, name="again", batches=["t1", "t2"]) == 3


def test_disputes_sheet_shows_disputed_comments_only(workshop):
    sheet = (workshop / "disputes" / "round.txt").read_text("utf-8")
    assert sorted(line.split()[0] for line in sheet.splitlines() if line.startswith("=")) == ["=a01-001", "=a02-001"]


def test_disputes_sheet_marks_the_disputed_units(workshop):
    sheet = (workshop / "disputes" / "round.txt").read_text("utf-8")
    assert sorted(line for line in sheet.splitlines() if line.startswith("?")) == [
        "? 1 Du har en tydelig struktur,   [q or qa]",
        "? 2 Karakter: 4   [s or q]",
        "? 2 men du må vise til flere kilder.   [a or qa]",
    ]


@pytest.mark.parametrize(
    ("identifier", "segments"),
    [
        (
            "a01-001",
            [
                ("Du har en tydelig struktur,", ("quality",)),
                ("men du må vise til flere kilder.", ("advice",)),
                ("Lykke til!", ()),
            ],
        ),
        ("a01-002", [("Bra jobba!", ("summative",))]),
        ("a02-001", [("Husk benevning.", ("advice",)), ("Karakter: 4", ("summative",))]),
        ("a03-001", [("Fin innleiing.", ("quality",)), ("Kva tenkjer du sjølv?", ("involvement",))]),
    ],
)
def test_built_comment_carries_what_was_agreed_or_decided(corpus, identifier, segments):
    assert _marked(_comments(corpus)[identifier]) == segments


def test_needless_cut_of_one_annotator_is_closed(workshop, tmp_path):
    (workshop / "disputes" / "round.C.txt").write_text("=a01-001\n1 qa\n2 qa\n=a02-001\n2 s\n", encoding="utf-8")
    build(workshop, tmp_path, rounds={"round": ["t1", "t2"]}, splits=SPLIT_OF, again=[])
    assert len(_comments(tmp_path)["a01-001"].segments) == 2


def test_built_corpus_keeps_its_own_rules(corpus):
    assert sum(map(len, read_checked(corpus).values())) == 4


def test_splits_share_no_author(corpus):
    authors = [{comment.author for comment in read_split(corpus, split)} for split in SPLITS]
    assert authors == [{"a01"}, {"a02"}, {"a03"}]


def test_split_is_sorted_by_id(corpus):
    assert [comment.id for comment in read_split(corpus, "train")] == ["a01-001", "a01-002"]


def test_raw_codes_hold_both_annotators_of_every_comment(corpus):
    codes = [(coding.id, coding.annotator) for coding in read_raw(corpus / "raw" / "codes.jsonl")]
    assert sorted(codes) == sorted(product(_comments(corpus), "AB"))


def test_raw_codes_are_what_the_annotators_marked(corpus, workshop):
    raw = {(c.id, c.annotator): c.coding for c in read_raw(corpus / "raw" / "codes.jsonl")}
    for batch, annotator in product(("t1", "t2"), "AB"):
        for coding in read_answers(workshop, batch, annotator):
            assert raw[coding.comment, annotator] == coding


def test_decisions_hold_what_the_third_reader_settled(corpus):
    decisions = {coding.id: coding for coding in read_raw(corpus / "raw" / "decisions.jsonl")}
    assert {coding.annotator for coding in decisions.values()} == {"C"}
    assert {i: c.segments for i, c in decisions.items()} == {
        i: _comments(corpus)[i].segments for i in ("a01-001", "a02-001")
    }


def test_batch_coded_again_is_kept_apart(corpus, workshop):
    again = read_raw(corpus / "raw" / "again.jsonl")
    assert [(c.id, c.annotator, c.batch) for c in again] == [(c.id, "A", "t1") for c in read_batch(workshop, "t1")]


def test_dispute_without_a_decision_is_refused(workshop, tmp_path):
    (workshop / "disputes" / "round.C.txt").write_text("=a01-001\n1 q\n2 a\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="a02-001 unit 2 is disputed and has no decision"):
        build(workshop, tmp_path, rounds={"round": ["t1", "t2"]}, splits=SPLIT_OF, again=[])
    assert not (tmp_path / "train.jsonl").exists()


def test_comment_in_two_batches_is_refused(workshop, tmp_path):
    with pytest.raises(CorpusError, match="in two batches"):
        build(workshop, tmp_path, rounds={"round": ["t1", "t2", "t1"]}, splits=SPLIT_OF, again=[])


def test_corpus_is_utf8_and_readable_as_written(corpus):
    line = (corpus / "test.jsonl").read_bytes().decode("utf-8")
    assert "sjølv" in line
    assert json.loads(line)["id"] == "a03-001"
