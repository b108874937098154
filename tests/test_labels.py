"""The label scheme as data."""

from __future__ import annotations

import pytest

from tilbakemelding.labels import BY_CODE, BY_LETTER, CORE_CODES, FORMS, LABEL_CODES, LABELS, in_order


def test_labels_are_the_five_of_the_scheme_in_its_order():
    assert LABEL_CODES == ("quality", "advice", "summative", "goal", "involvement")


def test_core_labels_carry_the_mission():
    assert CORE_CODES == ("quality", "advice", "summative")


def test_forms_are_bokmal_and_nynorsk():
    assert FORMS == ("nb", "nn")


def test_letters_are_unique():
    letters = [label.letter for label in LABELS]
    assert letters == list("qasgi")
    assert len(set(letters)) == len(LABELS)


# Source: the regulation's four principles of assessment; the verdict is the danger, no principle.
@pytest.mark.parametrize(
    ("code", "principle"), [("goal", 1), ("quality", 2), ("advice", 3), ("involvement", 4), ("summative", None)]
)
def test_label_makes_its_principle_visible(code, principle):
    assert BY_CODE[code].principle == principle


@pytest.mark.parametrize("label", LABELS, ids=LABEL_CODES)
@pytest.mark.parametrize("field", ["name", "test", "meaning"])
def test_label_is_worded_in_both_forms(label, field):
    texts = getattr(label, field)
    assert set(texts) == set(FORMS)
    assert all(text.strip() == text and text for text in texts.values())


@pytest.mark.parametrize(
    ("code", "nb", "nn"),
    [
        ("quality", "kvalitetsbeskrivelse", "kvalitetsskildring"),
        ("advice", "framovermelding", "framovermelding"),
        ("summative", "sluttvurdering (dom)", "sluttvurdering (dom)"),
        ("goal", "læringsmål", "læringsmål"),
        ("involvement", "elevmedvirkning", "elevmedverknad"),
    ],
)
def test_label_has_the_norwegian_names_of_the_scheme(code, nb, nn):
    assert BY_CODE[code].name == {"nb": nb, "nn": nn}


@pytest.mark.parametrize("label", LABELS, ids=LABEL_CODES)
@pytest.mark.parametrize("form", FORMS)
def test_test_of_a_label_is_a_question(label, form):
    assert label.test[form].endswith("?")


@pytest.mark.parametrize("label", LABELS, ids=LABEL_CODES)
def test_label_is_found_by_code_and_by_letter(label):
    assert BY_CODE[label.code] is label
    assert BY_LETTER[label.letter] is label


def test_in_order_sorts_by_the_scheme():
    assert in_order({"involvement", "quality", "advice"}) == ("quality", "advice", "involvement")


def test_in_order_of_nothing_is_nothing():
    assert in_order(frozenset()) == ()
