"""One key for what is the same in both forms, and for numbers of a kind."""

from __future__ import annotations

import pytest

from tilbakemelding.language.words import GRADE, GRADE_PAIR, POINTS, cognates, word_key


@pytest.mark.parametrize(
    ("norm", "key"),
    [
        # grades: 1 to 6, with plus, minus and halves
        ("4", GRADE),
        ("6", GRADE),
        ("5-", GRADE),
        ("5+", GRADE),
        ("4–", GRADE),
        ("3½", GRADE),
        ("4,5", GRADE),
        ("4.5", GRADE),
        # between two grades
        ("5/6", GRADE_PAIR),
        ("4-5", GRADE_PAIR),
        ("4+/5-", GRADE_PAIR),
        ("3–4", GRADE_PAIR),
        # points
        ("18/24", POINTS),
        ("17,5/24", POINTS),
        ("0/2", POINTS),
        # other figures: one key for a shape
        ("7", "0"),
        ("0", "0"),
        ("1814", "0"),
        ("3b", "0b"),
        ("14.30", "0.0"),
        ("50%", "0%"),
        ("4,2", "0,0"),
        ("4x", "0x"),
    ],
)
@pytest.mark.parametrize("form", ["nb", "nn"])
def test_figures_have_a_key_of_their_kind(norm, key, form):
    assert word_key(norm, form) == key


@pytest.mark.parametrize("word", ["tekst", "bra", "…", ":)", "👍", ""])
def test_word_that_both_forms_share_is_its_own_key(word):
    assert word_key(word, "nb") == word_key(word, "nn") == word


@pytest.mark.parametrize(("nynorsk", "bokmal"), [("ikkje", "ikke"), ("eg", "jeg"), ("meir", "mer"), ("kva", "hva")])
def test_nynorsk_word_has_the_key_of_its_counterpart(nynorsk, bokmal):
    assert word_key(nynorsk, "nn") == word_key(bokmal, "nb") == bokmal


def test_nynorsk_word_in_a_bokmal_text_is_left_as_it_is():
    assert word_key("ikkje", "nb") == "ikkje"


def test_cognates_are_lower_case_single_words_without_figures():
    for nynorsk, bokmal in cognates().items():
        for word in (nynorsk, bokmal):
            assert word == word.lower()
            assert word.strip() == word
            assert " " not in word
            assert word
            assert not any(map(str.isdigit, word))


def test_cognates_change_the_word():
    assert [pair for pair in cognates().items() if pair[0] == pair[1]] == []
