"""What is found, right, and leaked on a marked set."""

from __future__ import annotations

import json

import pytest

from tilbakemelding.errors import CorpusError
from tilbakemelding.masking.measure import GoldSpan, MarkedComment, Share, measure, read_marked, tally


def _comment(text, *spans, class_list=""):
    return MarkedComment("d1", text, "nb", "dev", class_list, tuple(GoldSpan(*span) for span in spans))


def test_name_that_is_masked_whole_is_found_and_right(masker):
    count = tally(masker, [_comment("Hei Kari!", (4, 8, "pupil"))], with_list=False)["nb"]
    assert (count.found, count.gold, count.right, count.made, count.leaked) == (1, 1, 1, 1, 0)


def test_genitive_ending_may_be_masked_or_not(masker):
    count = tally(masker, [_comment("Karis tekst", (0, 4, "pupil"))], with_list=False)["all"]
    assert (count.found, count.right) == (1, 1)


def test_name_of_which_a_part_stays_is_missed_and_leaks(masker):
    count = tally(masker, [_comment("Hei Kari i teksten!", (4, 18, "pupil"))], with_list=False)["all"]
    assert (count.found, count.leaked, count.names) == (0, 1, 1)


def test_mask_over_an_unmarked_word_is_wrong(masker):
    count = tally(masker, [_comment("Hei Kari!")], with_list=False)["all"]
    assert (count.right, count.made, count.gold) == (0, 1, 0)


def test_teacher_taken_for_a_pupil_is_found(masker):
    assert tally(masker, [_comment("Hei Kari!", (4, 8, "teacher"))], with_list=False)["teacher"].found == 1


def test_name_masked_as_something_else_is_missed_but_does_not_leak(masker):
    count = tally(masker, [_comment("Ring 41234567!", (5, 13, "pupil"))], with_list=False)["pupil"]
    assert (count.found, count.leaked) == (0, 0)


def test_class_list_is_used_only_where_asked_for(masker):
    comments = [_comment("zorblax har levert", (0, 7, "pupil"), class_list="Zorblax Moe\nOla Berg")]
    figures = measure(masker, comments)
    assert figures["with"]["all"]["recall"]["value"] == 1
    assert figures["with"]["all"]["unlisted"]["total"] == 1


def test_interval_is_wilsons():
    assert Share(9, 10).interval == pytest.approx((0.5958, 0.9821), abs=1e-4)
    assert Share(0, 0).to_dict() == {"value": None, "interval": None, "hits": 0, "total": 0}


RECORD = {"id": "d1", "text": "Hei Kari!", "form": "nb", "split": "dev", "class_list": "", "spans": []}


@pytest.mark.parametrize(
    "record",
    [
        "no object",
        {"id": "d1"},
        {**RECORD, "form": "sv"},
        {**RECORD, "split": "test"},
        {**RECORD, "spans": [{"start": 4, "end": 99, "kind": "pupil"}]},
        {**RECORD, "spans": [{"start": 3, "end": 8, "kind": "pupil"}]},
        {**RECORD, "spans": [{"start": 4, "end": 8, "kind": "dog"}]},
        {**RECORD, "spans": [{"start": 4, "end": 8, "kind": "pupil"}, {"start": 6, "end": 9, "kind": "pupil"}]},
    ],
)
def test_record_that_breaks_the_rules_is_named_with_its_line(tmp_path, record):
    lines = [json.dumps(RECORD), "", json.dumps(record)]
    (tmp_path / "dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"dev\.jsonl:3"):
        read_marked(tmp_path, "dev")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(CorpusError, match=r"test\.jsonl"):
        read_marked(tmp_path, "test")
