"""The raw codes and the agreement that follows from them."""

from __future__ import annotations

import json

import pytest

from tilbakemelding.corpus.raw import RawCoding, agreement_table, paired_units, read_raw, write_raw
from tilbakemelding.corpus.records import GoldSegment
from tilbakemelding.labels import LABEL_CODES

Q, A, S = ("quality",), ("advice",), ("summative",)


def _raw(comment, annotator, *labels):
    """Code a comment of the words "Bra. Fin. Ja." (or fewer), a word a segment."""
    segments = tuple(GoldSegment(5 * n, 5 * n + 4, own) for n, own in enumerate(labels))
    return RawCoding(comment, annotator, "b1", segments)


def test_written_codings_are_read_again(tmp_path):
    codings = [_raw("a01-001", "A", Q, A), _raw("a01-001", "B", Q, ())]
    write_raw(tmp_path / "codes.jsonl", codings)
    assert read_raw(tmp_path / "codes.jsonl") == codings


def test_coding_is_one_object_a_line(tmp_path):
    write_raw(tmp_path / "codes.jsonl", [_raw("a01-001", "A", Q)] * 2)
    lines = (tmp_path / "codes.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"id": "a01-001", "annotator": "A", "batch": "b1", "segments": [{"start": 0, "end": 4, "labels": ["quality"]}]}
    ] * 2


def test_absent_file_holds_no_codings(tmp_path):
    assert read_raw(tmp_path / "again.jsonl") == []


def test_raw_coding_is_a_coding():
    coding = _raw("a01-001", "A", Q, A).coding
    assert coding.comment == "a01-001"
    assert [s.labels for s in coding.segments] == [Q, A]


@pytest.fixture
def pairs(comment):
    """Return the units of thirty comments coded by two: ten each of three, two and one segments."""
    kinds = [
        ("Bra. Fin. Nei.", (Q, A, S), (Q, A, A)),
        ("Bra. Fin.", (Q, ()), (Q, ())),
        ("Bra.", (S,), (S,)),
    ]
    texts, first, second = {}, {}, {}
    for number in range(30):
        name, kind = f"a01-{number:03}", kinds[number % 3]
        texts[name], first[name], second[name] = kind
    return paired_units(
        [comment(text=text, id=name) for name, text in texts.items()],
        {name: _raw(name, "A", *labels).coding for name, labels in first.items()},
        {name: _raw(name, "B", *labels).coding for name, labels in second.items()},
    )


def test_pairs_are_the_comments_that_both_coded(comment):
    comments = [comment(text="Bra.", id=f"a01-00{n}") for n in (1, 2, 3)]
    codings = {c.id: _raw(c.id, "A", Q).coding for c in comments}
    both = paired_units(comments, codings, {"a01-002": codings["a01-002"]})
    assert [pair[0].id for pair in both] == ["a01-002"]


def test_table_counts_comments_units_and_identical_ones(pairs):
    table = agreement_table(pairs, draws=20)
    assert (table.comments, table.units) == (30, 60)
    assert table.identical.value == pytest.approx(5 / 6)


def test_table_holds_kappa_of_every_label(pairs):
    kappa = agreement_table(pairs, draws=20).kappa
    assert tuple(kappa) == LABEL_CODES
    assert kappa["quality"].value == pytest.approx(1.0)
    # advice: A says yes to 1 of 6, B to 2; they agree on 5. Expected (1·2 + 5·4)/36 = 22/36
    assert kappa["advice"].value == pytest.approx((5 / 6 - 22 / 36) / (1 - 22 / 36))
    assert kappa["goal"] is None


def test_table_holds_alpha_over_the_sets_of_labels(pairs):
    # 10 of 60 units hold two sets that share nothing. Of 120 codings 40 are quality, 30 advice, 30 summative, 20 empty
    expected = (120**2 - 40**2 - 30**2 - 30**2 - 20**2) / (120 * 119)
    assert agreement_table(pairs, draws=20).alpha.value == pytest.approx(1 - (1 / 6) / expected)


def test_table_of_few_comments_holds_no_figures(pairs):
    table = agreement_table(pairs[:6], draws=20)
    assert {table.identical, table.alpha, *table.kappa.values()} == {None}


def test_boundaries_that_both_set_are_in_full_agreement(pairs):
    assert agreement_table(pairs, draws=20).boundary_f1 == 1.0


def test_boundary_f1_counts_inner_cuts(comment):
    made = comment(text="Bra. Fin. Nei.", id="a01-001")
    first = RawCoding("a01-001", "A", "b1", (GoldSegment(0, 4, Q), GoldSegment(5, 14, A)))
    second = RawCoding("a01-001", "B", "b1", (GoldSegment(0, 4, Q), GoldSegment(5, 9, A), GoldSegment(10, 14, A)))
    pairs = paired_units([made], {"a01-001": first.coding}, {"a01-001": second.coding})
    # cuts: one that both made, one of the second's alone
    assert agreement_table(pairs, draws=20).boundary_f1 == pytest.approx(2 * 1 / (1 + 2))


def test_boundary_f1_is_one_where_nobody_cut(comment):
    made = comment(text="Bra.", id="a01-001")
    coding = _raw("a01-001", "A", S).coding
    pairs = paired_units([made], {"a01-001": coding}, {"a01-001": coding})
    assert agreement_table(pairs, draws=20).boundary_f1 == 1.0
