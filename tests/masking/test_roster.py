"""A pasted class list in any layout → persons."""

from __future__ import annotations

import pytest

from tilbakemelding.masking.roster import fold, read_class_list


def _parts(text):
    return [person.parts for person in read_class_list(text).persons]


@pytest.mark.parametrize(
    "text",
    [
        "Kari Moe\nOla Berg",
        "Kari Moe, Ola Berg, ",
        "Kari Moe; Ola Berg",
        "1. Kari Moe\n2. Ola Berg",
        "- Kari Moe\n- Ola Berg",
        "Kari\tMoe\t9B\tkari@x.no\nOla\tBerg\t9B\tola@x.no",
        "Fornavn;Etternavn;Klasse\nKari;Moe;9B\nOla;Berg;9B",
        "1\tKari Moe\n2\tOla Berg",
        "Elev\tKlasse\nKari Moe\t10A\nOla Berg\t10A",
        "\ufeffKari Moe\r\n\r\nOla Berg\r\n".removeprefix("\ufeff"),
    ],
)
def test_layout_gives_the_same_persons(text):
    assert _parts(text) == [("kari", "moe"), ("ola", "berg")]


@pytest.mark.parametrize("text", ["Moe, Kari\nBerg, Ola", "Moe,Kari,9B\nBerg,Ola,9B"])
def test_surname_may_come_first(text):
    assert _parts(text) == [("moe", "kari"), ("berg", "ola")]


def test_list_of_given_names_is_one_person_each():
    assert _parts("Kari, Ola, Amina") == [("kari",), ("ola",), ("amina",)]


def test_every_part_and_piece_of_a_name_is_known():
    listed = read_class_list("Anne-Lise Moe Berg")
    assert {"anne-lise", "annelise", "anne", "lise", "moe", "berg"} <= set(listed.by_part)


def test_two_persons_may_share_a_part():
    assert read_class_list("Kari Moe\nKari Berg").by_part["kari"] == {0, 1}


def test_initials_are_known_in_both_orders():
    assert set(read_class_list("Moe, Kari").by_initials) == {"mk", "km"}


@pytest.mark.parametrize("text", ["", "\n \n", "Navn;Klasse", "123\n9B", "kari@x.no"])
def test_what_holds_no_name_is_empty(text):
    assert len(read_class_list(text)) == 0


@pytest.mark.parametrize(
    ("word", "folded"), [("André", "andre"), ("Áilu", "ailu"), ("Łukasz", "lukasz"), ("Åsa", "åsa"), ("İpek", "ipek")]
)
def test_accents_that_writers_leave_out_are_folded(word, folded):
    assert fold(word) == folded
