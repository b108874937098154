"""The sentences that stand in place of a number."""

from __future__ import annotations

import pytest

from tilbakemelding.labels import FORMS
from tilbakemelding.suppression import Reason, reason_text
from tilbakemelding.suppression.reasons import _texts


def test_every_reason_has_a_text_and_every_text_a_reason():
    assert set(_texts()) == set(Reason)


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("form", FORMS)
def test_text_is_whole_sentences_with_nothing_left_open(reason, form):
    text = reason_text(reason, form)
    assert text[0].isupper()
    assert text.endswith(".")
    assert "{" not in text


@pytest.mark.parametrize("reason", Reason)
def test_texts_of_the_two_forms_differ(reason):
    assert reason_text(reason, "nb") != reason_text(reason, "nn")


@pytest.mark.parametrize(
    ("reason", "number"), [(Reason.FEW_CONTRIBUTORS, "færre enn 5 "), (Reason.FEW_COMMENTS, "færre enn 30 ")]
)
@pytest.mark.parametrize("form", FORMS)
def test_limit_is_told(reason, number, form):
    assert number in reason_text(reason, form)
