"""Which stretch is marked by which rule, and which text is left in peace."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from service.languagetool.rules import DOUBTFUL, HEADING_WORDS, category, marks_for, rules
from service.languagetool.selection import Selection
from tests.service.languagetool.conftest import Analyse
from tilbakemelding import FORMS, Analysis

PICKY = Selection(picky=True)
PRAISE = {"verdict-names-nothing": 0, "no-advice": None}


def _marked(analysis: Analysis, selection: Selection | None = None) -> dict[str, str]:
    return {mark.rule: analysis.text[mark.start : mark.end] for mark in marks_for(analysis, selection or Selection())}


def test_praise_alone_is_marked_once(analysed: Analyse) -> None:
    assert _marked(analysed(("Bra jobba!", "summative"), hints=PRAISE)) == {"TM_PRAISE_ALONE": "Bra jobba!"}


def test_a_grade_alone_is_marked_as_a_grade(analysed: Analyse) -> None:
    analysis = analysed(("Karakter: 4", "summative"), hints={"grade-without-description": 0, "no-advice": None})
    assert _marked(analysis) == {"TM_GRADE_ALONE": "Karakter: 4"}


def test_lack_of_advice_is_marked_on_the_last_sentence_about_the_work(analysed: Analyse) -> None:
    analysis = analysed(
        ("Du har god struktur.", "quality"),
        ("Språket er rikt,", "quality"),
        ("men kildene mangler.", "quality"),
        ("God helg!", ""),
        hints={"no-advice-aspect": 0},
    )
    assert _marked(analysis) == {"TM_NO_ADVICE": "Språket er rikt, men kildene mangler."}


def test_praise_and_lack_of_advice_are_marked_apart(analysed: Analyse) -> None:
    analysis = analysed(("Bra jobba!", "summative"), ("Flott.", "summative"), hints=PRAISE)
    assert _marked(analysis) == {"TM_PRAISE_ALONE": "Bra jobba!", "TM_NO_ADVICE": "Flott."}


def test_vague_advice_is_marked_where_it_stands(analysed: Analyse) -> None:
    analysis = analysed(("Fint.", "quality"), ("Jobb mer!", "advice"), hints={"vague-advice": 1})
    assert _marked(analysis) == {"TM_VAGUE_ADVICE": "Jobb mer!"}


def test_many_pieces_of_advice_are_marked_and_counted_on_the_last(analysed: Analyse) -> None:
    analysis = analysed(*[(f"Husk {n}.", "advice") for n in range(6)], hints={"many-advice": None})
    (mark,) = marks_for(analysis, Selection())
    assert (analysis.text[mark.start : mark.end], mark.count) == ("Husk 5.", 6)


@pytest.mark.parametrize(
    ("parts", "hints", "advice"),
    [
        ([("Hei Ola!", "")], {}, 0.0),
        ([("God struktur", "quality")], {"no-advice": None}, 0.0),
        ([("Du drøfter godt og klart.", "quality")], {"no-advice": None}, DOUBTFUL),
        ([("Du drøfter godt.", "quality"), ("Bruk kilder.", "advice")], {}, 1.0),
        ([("Målet var å drøfte.", "goal")], {}, 0.0),
        ([("Well done!", "summative")], {"not-norwegian": None, **PRAISE}, 0.0),
    ],
    ids=["greeting", "heading", "advice in doubt", "advice given", "nothing said of the work", "not Norwegian"],
)
def test_what_may_be_a_piece_of_something_longer_is_left_in_peace(
    analysed: Analyse, parts: list[tuple[str, str]], hints: dict[str, int | None], advice: float
) -> None:
    assert _marked(analysed(*parts, hints=hints, advice=advice)) == {}


def test_a_heading_is_as_short_as_is_said(analysed: Analyse) -> None:
    words = " ".join(["God"] * (HEADING_WORDS + 1))
    assert "TM_NO_ADVICE" in _marked(analysed((words, "quality"), hints={"no-advice": None}))


def test_the_strictest_level_marks_each_verdict_and_every_lack_of_advice(analysed: Analyse) -> None:
    analysis = analysed(
        ("Bra jobba!", "summative"), ("Flott.", "summative"), ("Målet er nådd.", "goal"), hints=PRAISE, advice=0.8
    )
    assert _marked(analysis, PICKY) == {
        "TM_PRAISE_ALONE": "Bra jobba!",
        "TM_MORE_VERDICTS": "Flott.",
        "TM_NO_ADVICE": "Målet er nådd.",
    }


def test_verdicts_in_a_text_that_describes_are_left_even_on_the_strictest_level(analysed: Analyse) -> None:
    analysis = analysed(("Karakter: 4.", "summative"), ("Du drøfter godt.", "quality"), hints={"no-advice": None})
    assert _marked(analysis, PICKY) == {"TM_NO_ADVICE": "Du drøfter godt."}


EVERYTHING = Selection(
    enabled_rules=frozenset({"TM_MORE_VERDICTS"}), enabled_categories=frozenset({"STYLE"}), enabled_only=True
)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(disabled_rules=frozenset({"TM_PRAISE_ALONE"})), {"TM_NO_ADVICE"}),
        (Selection(disabled_rules=frozenset({"TM_PRAISE_ALONE", "TM_NO_ADVICE", "OTHER"})), set()),
        (Selection(disabled_categories=frozenset({"STYLE"})), set()),
        (
            Selection(disabled_categories=frozenset({"STYLE"}), enabled_rules=frozenset({"TM_NO_ADVICE"})),
            {"TM_NO_ADVICE"},
        ),
        (Selection(enabled_rules=frozenset({"TM_NO_ADVICE"}), enabled_only=True), {"TM_NO_ADVICE"}),
        (Selection(enabled_rules=frozenset({"TM_MORE_VERDICTS"})), {"TM_PRAISE_ALONE", "TM_MORE_VERDICTS"}),
        (EVERYTHING, {"TM_PRAISE_ALONE", "TM_MORE_VERDICTS"}),
    ],
)
def test_rules_are_chosen_by_name_and_category(analysed: Analyse, selection: Selection, expected: set[str]) -> None:
    analysis = analysed(("Bra jobba!", "summative"), ("Flott.", "summative"), hints=PRAISE)
    assert set(_marked(analysis, selection)) == expected


def test_every_rule_can_be_turned_off() -> None:
    for rule in rules().values():
        selection = Selection(disabled_rules=frozenset({rule.id}), enabled_rules=frozenset({rule.id}), picky=True)
        assert not selection.allows(rule.id, category().id, picky=rule.picky)


@pytest.mark.parametrize("rule", rules())
def test_a_rule_is_named_and_worded_in_both_forms(rule: str) -> None:
    assert re.fullmatch(r"TM_[A-Z_]+", rule)
    for form in FORMS:
        text = rules()[rule].texts[form]
        assert text.message.endswith("?")
        assert text.short.endswith("?")
        assert text.description
        assert text.more.endswith(".")


@pytest.mark.parametrize("rule", rules())
def test_messages_have_the_same_placeholders_in_both_forms(rule: str) -> None:
    nb, nn = ([name for _, name, _, _ in Formatter().parse(rules()[rule].texts[form].message)] for form in FORMS)
    assert nb == nn


def test_the_category_is_the_one_that_libreoffice_shows_in_blue() -> None:
    assert category().id == "STYLE"
