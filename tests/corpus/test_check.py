"""The corpus keeps its own rules: each way to break them is found."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tilbakemelding.corpus.check import (
    near_duplicates,
    problems_between,
    problems_of_records,
    read_checked,
    shingles,
)
from tilbakemelding.corpus.records import GoldSegment, write_comments
from tilbakemelding.errors import CorpusError

LONG = "Du har en tydelig problemstilling og god struktur men du må vise til flere kilder"


def _records(*comments):
    return list(problems_of_records({"train": comments}))


@pytest.fixture
def good(comment):
    return comment(("Bra jobba!", ["summative"]), ("Husk kilder.", ["advice"]))


def _with(comment, **changes):
    return replace(comment, **changes)


def test_good_comment_has_no_problem(good):
    assert _records(good) == []


def test_comment_without_labels_has_no_problem(comment):
    assert _records(comment(("Hei!", []))) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"form": "sv"}, "form must be one of nb, nn"),
        ({"level": "universitet"}, "level must be one of barnetrinn"),
        ({"genre": "brev"}, "genre must be one of lms"),
        ({"subject": ""}, "subject and author must not be empty"),
        ({"author": ""}, "subject and author must not be empty"),
    ],
)
def test_field_with_a_value_that_is_not_allowed_is_found(good, changes, problem):
    (found,) = _records(_with(good, **changes))
    assert problem in found


# the text is "Bra jobba! Husk kilder."
@pytest.mark.parametrize(
    ("segments", "problem"),
    [
        ([], "characters after 0 lie in no segment"),
        ([(0, 10)], "characters after 10 lie in no segment"),
        ([(11, 23)], "characters before 11 lie in no segment"),
        ([(0, 3), (11, 23)], "characters before 11 lie in no segment"),
        ([(11, 23), (0, 10)], "out of order"),
        ([(0, 12), (11, 23)], "out of order"),  # overlapping
        ([(0, 10), (11, 24)], "outside the text"),
        ([(-1, 10), (11, 23)], "outside the text"),
        ([(0, 0), (0, 23)], "empty"),
        ([(0, 11), (11, 23)], "surrounding white space"),
        ([(0, 10), (10, 23)], "surrounding white space"),
    ],
)
def test_segments_that_do_not_tile_the_text_are_found(good, segments, problem):
    made = _with(good, segments=tuple(GoldSegment(start, end, ()) for start, end in segments))
    assert any(problem in found for found in _records(made))


def test_unknown_label_is_found(good):
    made = _with(good, segments=(GoldSegment(0, 10, ("praise",)), *good.segments[1:]))
    (found,) = _records(made)
    assert "labels must be of quality" in found


def test_problem_names_file_line_and_comment(good):
    found = list(problems_of_records({"train": [good], "dev": [good, _with(good, id="a01-002", form="sv")]}))
    assert [problem.split(": ")[:2] for problem in found] == [["dev.jsonl:2", "a01-002"]]


def test_problem_does_not_quote_the_comment(good):
    found = _records(_with(good, form="sv", segments=()))
    assert len(found) == 2
    assert not any("jobba" in problem for problem in found)


def test_id_used_twice_is_found(good):
    found = list(problems_between({"train": [good, good]}))
    assert len(found) == 1
    assert "the id stands in train already" in found[0]


def test_author_in_two_splits_is_found(good):
    found = list(problems_between({"train": [good], "dev": [_with(good, id="a01-002")]}))
    assert len(found) == 1
    assert "its author a01 is in train too" in found[0]


def test_near_duplicate_across_splits_is_found(comment):
    one = comment((LONG, []), id="a01-001", author="a01")
    two = comment((LONG + " neste gang", []), id="a02-001", author="a02")
    (found,) = problems_between({"train": [one], "test": [two]})
    assert found.startswith("a01-001 and a02-001 are in different splits and share 86%")


def test_near_duplicate_within_a_split_is_no_problem(comment):
    comments = [comment((LONG, []), id=f"a01-00{n}") for n in (1, 2)]
    assert list(problems_between({"train": comments})) == []


def test_near_duplicates_within_a_split_can_be_asked_for(comment):
    comments = [comment((LONG, []), id=f"a01-00{n}") for n in (1, 2)]
    assert list(near_duplicates({"train": comments}, across=False)) == [("a01-001", "a01-002", 1.0)]
    assert list(near_duplicates({"train": comments[:1], "dev": comments[1:]}, across=False)) == []


@pytest.mark.parametrize(
    ("one", "two", "share"),
    [
        (LONG, LONG.upper(), 1.0),  # whatever the case
        (LONG, LONG.replace(" og ", ", og … "), 1.0),  # and the marks
        ("a b c d e f g h", "a b c d e f g h", 1.0),  # five sequences
        ("a b c d e f g", "a b c d e f g", None),  # four: too short to judge
        ("Bra jobba!", "Bra jobba!", None),
        # 7 sequences each, 6 shared of 8: above 0.6
        ("a b c d e f g h i j", "b c d e f g h i j k", 0.75),
        # 5 shared of 9: below
        ("a b c d e f g h i j", "c d e f g h i j k l", None),
        (LONG, "Noe helt annet som ikke likner på den første kommentaren i det hele tatt", None),
    ],
)
def test_near_duplicates_share_most_of_their_sequences(comment, one, two, share):
    splits = {"train": [comment((one, []), id="x")], "dev": [comment((two, []), id="y")]}
    assert list(near_duplicates(splits)) == ([] if share is None else [("x", "y", share)])


def test_near_duplicates_are_named_once_a_pair(comment):
    splits = {name: [comment((LONG, []), id=name)] for name in ("train", "dev", "test")}
    assert [pair[:2] for pair in near_duplicates(splits)] == [("train", "dev"), ("train", "test"), ("dev", "test")]


def test_shingles_are_the_four_word_sequences():
    assert shingles("Du må vise, til KILDER") == {("du", "må", "vise", "til"), ("må", "vise", "til", "kilder")}
    assert shingles("For få ord") == frozenset()


def _authors(comment, sizes):
    return [
        comment(*[("Bra!", [])] * size, id=f"a{n:02}-001", author=f"a{n:02}") for n, size in enumerate(sizes, start=1)
    ]


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ([1] * 40, 0),  # 2.5 % each
        ([3] + [1] * 39, 1),  # 3 of 42: 7.1 %
        ([3] + [1] * 38, 0),  # fewer than forty authors are not judged
        ([2] + [1] * 48, 0),  # 2 of 50: exactly 4 %
    ],
)
def test_author_of_too_large_a_share_is_found(comment, sizes, found):
    problems = list(problems_between({"train": _authors(comment, sizes)}))
    assert len(problems) == found
    assert all("a01 wrote 7.1% of the segments, more than 4%" in problem for problem in problems)


@pytest.fixture
def folder(tmp_path, comment):
    """Return a small corpus that keeps the rules."""
    for number, split in enumerate(("train", "dev", "test"), start=1):
        comments = [comment((f"Bra nummer {number}!", ["summative"]), id=f"a0{number}-001", author=f"a0{number}")]
        write_comments(tmp_path / f"{split}.jsonl", comments)
    return tmp_path


def _change(folder, split, **changes):
    path = folder / f"{split}.jsonl"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def test_corpus_that_keeps_the_rules_is_read(folder):
    splits = read_checked(folder)
    assert {split: len(comments) for split, comments in splits.items()} == {"train": 1, "dev": 1, "test": 1}


def test_corpus_with_problems_is_refused_with_all_of_them(folder):
    _change(folder, "train", form="sv")
    _change(folder, "dev", author="a01")
    with pytest.raises(CorpusError) as caught:
        read_checked(folder)
    assert len(caught.value.problems) == 2


def test_misspelt_label_in_a_file_is_found(folder):
    _change(folder, "train", segments=[{"start": 0, "end": 13, "labels": ["sumative"]}])
    with pytest.raises(CorpusError, match=r"train\.jsonl:1"):
        read_checked(folder)


@pytest.mark.parametrize("changes", [{"text": 5}, {"text": None}, {"id": 7}, {"subject": 3}, {"form": ["nb"]}])
def test_field_of_another_type_is_found(folder, changes):
    _change(folder, "train", **changes)
    with pytest.raises(CorpusError, match=r"train\.jsonl:1"):
        read_checked(folder)
