"""Plain sentences in bokmål and nynorsk."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from tilbakemelding.labels import LABEL_CODES, Form
from tilbakemelding.prevalence import Basis, Change, ShareEstimate, change_sentence, share_sentences
from tilbakemelding.prevalence.share import MIN_CONTRIBUTORS, MIN_REVIEWED
from tilbakemelding.prevalence.wording import sentences

FORMS = get_args(Form)
PROPERTIES = (*LABEL_CODES, "points_forward", "verdict_only")
REASONS = ("no-comments", "too-few-contributors", "too-few-reviewed", "stratum-without-review")
CAVEATS = ("wide", "thin-stratum", "all-reviewed")
FOUND = ("more", "fewer", "slightly-more", "slightly-fewer", "hardly-any", "cannot-tell")
BREAKS = ("other-scheme", "other-model")
SHARE = ShareEstimate(Basis("2026.1", "1"), 400, 60, 0.3, 0.214, 0.396, 1.5, CAVEATS)


def _is_plain(text):
    return not re.search(r"[{}]|None|nan", text) and text.endswith(".")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", PROPERTIES)
def test_every_property_is_said_with_its_share_and_caveats(code, form):
    said = share_sentences(SHARE, code, form)
    assert len(said) == 1 + len(CAVEATS)
    assert all(_is_plain(text) for text in said)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_said_in_place_of_the_number(reason, form):
    (said,) = share_sentences(ShareEstimate(SHARE.basis, 9, 1, withheld=reason), "quality", form)
    assert _is_plain(said)
    assert change_sentence(Change("withheld", withheld=reason), "quality", form) == said


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", FOUND)
def test_every_change_is_said_with_its_interval(code, form):
    said = change_sentence(Change(code, 0.05, -0.03, 0.13), "quality", form)
    assert _is_plain(said)
    assert "−3" in said
    assert "13" in said


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", BREAKS)
def test_every_break_in_the_series_is_said(code, form):
    assert _is_plain(change_sentence(Change(code), "quality", form))


def test_no_sentence_is_left_over():
    texts = sentences()
    assert set(texts["withheld"]) == set(REASONS)
    assert set(texts["caveat"]) == set(CAVEATS)
    assert set(texts["change"]) == {*FOUND, *BREAKS}
    assert set(texts["property"]) == set(PROPERTIES)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("nb", "Om lag 30 av 100 kommentarer peker framover."),
        ("nn", "Om lag 30 av 100 kommentarar peikar framover."),
        ("nb", "kan tallet være alt fra 21 til 40."),
        ("nn", "kan talet vere alt frå 21 til 40."),
    ],
)
def test_the_share_is_said_in_comments_of_a_hundred(form, said):
    assert said in share_sentences(SHARE, "points_forward", form)[0]


def test_the_limits_said_are_the_limits_kept():
    few = {r: share_sentences(ShareEstimate(SHARE.basis, 9, 1, withheld=r), "quality", "nb")[0] for r in REASONS}
    assert f"minst {MIN_REVIEWED} er lest" in few["too-few-reviewed"]
    assert f"minst {MIN_CONTRIBUTORS} har delt" in few["too-few-contributors"]
