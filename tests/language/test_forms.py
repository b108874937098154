"""Bokmål, nynorsk, or no Norwegian."""

from __future__ import annotations

import math

import pytest

from tilbakemelding.language.forms import form_of_words, form_weight, learn_forms, seems_norwegian


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("jeg ser at du ikke har noe kilder", "nb"),
        ("hva mener du med dette", "nb"),
        ("du må vise hvordan du kom fram til svaret", "nb"),
        ("eg ser at du ikkje har noko kjelder", "nn"),
        ("kva meiner du med dette", "nn"),
        ("du må vise korleis du kom fram til svaret", "nn"),
    ],
)
def test_form_is_told_by_its_words(text, form):
    given, confidence = form_of_words(text.split())
    assert given == form
    assert confidence > 0.9


@pytest.mark.parametrize("words", [[], ["4-"], ["!"], ["du"]])
def test_bokmal_without_confidence_where_nothing_speaks(words):
    assert form_of_words(words) == ("nb", 0.5)


def test_more_words_of_a_form_make_it_surer():
    assert form_of_words(["ikkje", "eg"])[1] > form_of_words(["ikkje"])[1]


def test_words_of_both_forms_weigh_against_each_other():
    form, confidence = form_of_words(["ikkje", "ikke"])
    assert confidence == pytest.approx(1 / (1 + math.exp(-abs(form_weight("ikkje") + form_weight("ikke")))))
    assert form in {"nb", "nn"}


def test_confidence_stays_a_probability_in_a_long_text():
    assert form_of_words(["ikkje"] * 10_000)[1] <= 1.0


@pytest.mark.parametrize(("word", "sign"), [("ikkje", 1), ("ikke", -1), ("eg", 1), ("jeg", -1)])
def test_weight_is_positive_for_nynorsk(word, sign):
    assert form_weight(word) * sign > 1


def test_word_that_both_forms_share_has_no_weight():
    assert form_weight("du") == 0


def test_unknown_word_goes_by_its_ending():
    assert form_weight("kjeldeutnyttinga") == form_weight("xxxinga") != 0


def test_unknown_ending_has_no_weight():
    assert form_weight("qqqzzz") == 0


@pytest.mark.parametrize(
    ("text", "norwegian"),
    [
        ("du har en fin tekst med god struktur", True),
        ("du har ein fin tekst med god struktur", True),
        ("bra jobba med rettskriving her", True),
        ("great work this is a well written essay with a clear structure", False),
        ("you need to work on your conclusion and use more sources next time", False),
        ("well done remember to check your spelling before you hand in", False),
        ("das ist eine wunderbare arbeit und sehr gut geschrieben", False),
        ("well done indeed", True),  # fewer than four words are not judged
        ("4 - / 3 + !", True),
        ("", True),
    ],
)
def test_norwegian_is_told_by_known_words(text, norwegian):
    assert seems_norwegian(text.split()) is norwegian


@pytest.fixture
def learnt():
    nb = "jeg jeg jeg jeg ikke ikke ikke hus hus hus sjelden Jeg 4".split()
    nn = "eg eg eg eg ikkje ikkje ikkje hus hus hus".split()
    return learn_forms({"nb": nb, "nn": nn})


def test_words_that_speak_clearly_are_learnt(learnt):
    assert learnt["words"]["eg"] > 1
    assert learnt["words"]["jeg"] < -1


def test_word_of_both_forms_is_not_learnt(learnt):
    assert "hus" not in learnt["words"]


def test_word_seen_too_seldom_is_not_learnt(learnt):
    assert "sjelden" not in learnt["words"]


def test_weight_is_the_smoothed_log_odds(learnt):
    # "eg": 4 of 10 nynorsk words against 0 of 12 bokmål words (figures are left out), 0.5 added to each count
    assert learnt["words"]["eg"] == round(math.log(4.5 / 10) - math.log(0.5 / 12), 2)


def test_words_seen_twice_are_known(learnt):
    assert learnt["known"] == ["eg", "hus", "ikke", "ikkje", "jeg"]


def test_weights_are_bounded():
    learnt = learn_forms({"nb": ["ikke"] * 100_000, "nn": ["ikkje"] * 100_000})
    assert learnt["words"] == {"ikke": -4.0, "ikkje": 4.0}


def test_endings_count_words_and_weigh_half():
    # four words in -inga against none; -het the other way
    learnt = learn_forms(
        {"nb": ["nyhet", "frihet", "godhet", "storhet"], "nn": ["lesinga", "skrivinga", "øvinga", "teikninga"]}
    )
    weight = math.log(4.5 / 4) - math.log(0.5 / 4)
    assert learnt["endings"] == {"het": round(-weight / 2, 2), "nga": round(weight / 2, 2)}
