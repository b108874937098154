"""What is known of words beside the lexicons' own."""

from __future__ import annotations

import pytest

from tilbakemelding.masking.lexicon import Lexicon, is_patronymic, is_topic

LEXICON = Lexicon({"skisse", "vindmølle", "eple", "krabbe", "rette", "ark"}.__contains__)


@pytest.mark.parametrize("form", ["skissen", "skissene", "skissa", "eplet", "krabbane", "krabber", "vindmøllene"])
def test_inflected_form_of_a_known_word_is_known(form):
    assert LEXICON.inflected(form)


@pytest.mark.parametrize("name", ["zorblax", "tveit", "robin", "skissx", "ane"])
def test_other_endings_are_no_inflection(name):
    assert not LEXICON.inflected(name)


def test_compound_of_two_known_words_is_built():
    assert LEXICON.built("retteark")
    assert not LEXICON.built("zorbark")


@pytest.mark.parametrize(
    ("surname", "made"),
    [("jansen", True), ("björnsson", False), ("arnesen", True), ("kowalska", True), ("stivelsen", False)],
)
def test_surname_made_of_a_given_name_is_told(surname, made):
    assert is_patronymic(surname) is made


def test_topic_needs_a_word_of_its_subject_beside_the_name():
    assert is_topic("noras", ["dukkehjemmet"])
    assert not is_topic("nora", ["nora", "teksten"])
