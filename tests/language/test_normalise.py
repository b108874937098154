"""Texts as they come, brought into one shape, with the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilbakemelding.errors import BlankText, InvalidCharacters, TextTooLong, WrongType
from tilbakemelding.language.normalise import MAX_CHARACTERS, check_text, normalise

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "expected", "origins"),
    [
        ("Ta med a\u030arstall", "Ta med årstall", [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15]),  # NFD å
        ("ide\u0301", "idé", [0, 1, 2, 4]),  # NFD é
        ("kil\u00adde", "kilde", [0, 1, 2, 4, 5, 6]),  # soft hyphen
        ("kil\u200bde", "kilde", [0, 1, 2, 4, 5, 6]),  # zero width space
        ("\ufeffBra", "Bra", [1, 2, 3, 4]),  # byte order mark
        ("side\u00a03", "side 3", [0, 1, 2, 3, 4, 5, 6]),  # no-break space
        ("4\u202f%", "4 %", [0, 1, 2, 3]),  # narrow no-break space
        ("a\tb", "a b", [0, 1, 2, 3]),  # tabulator
        ("Bra\x07 jobba", "Bra  jobba", list(range(11))),  # control character
        ("\u200fBra\u200e", "Bra", [1, 2, 3, 5]),  # direction marks
        ("\u202bBra\u202c", "Bra", [1, 2, 3, 5]),  # embedding from right to left
        ("Bra\u2028Fint", "Bra\nFint", list(range(9))),  # line separator
        ("Bra\x0bFint", "Bra\nFint", list(range(9))),  # vertical tab: a line break in Word
        ("\uf0b7 Bra", "  Bra", list(range(6))),  # a bullet of Word's symbol font
        ("👩\u200d🏫 bra", "👩\u200d🏫 bra", list(range(8))),  # the joiner keeps an emoji whole
        ("❤\ufe0f bra", "❤\ufe0f bra", list(range(7))),  # so does the variation selector
        ("👍🏽 bra", "👍🏽 bra", list(range(7))),  # and the skin tone
        ("", "", None),
    ],
)
def test_normalised_text_and_its_origins(text, expected, origins):
    given_text = normalise(text)
    assert given_text.text == expected
    assert (list(given_text.origins) if given_text.origins is not None else None) == origins


@pytest.mark.parametrize(
    "text",
    [
        "Du må vise til flere kilder – «minst tre» – før fredag.",
        "Én feil i 3b… bruk “gåseauge”, ikkje 'apostrof'!",
        "Line 1\nLine 2",
        "½ poeng, 50 € og 20 °",
    ],
)
def test_usual_text_is_left_as_it_is(text):
    assert normalise(text).text == text
    assert normalise(text).origins is None


def test_windows_line_breaks_part_lines_and_keep_offsets():
    text = "Bra!\r\nHusk kilder."
    found = normalise(text)
    assert "\r" not in found.text
    assert found.text.split() == ["Bra!", "Husk", "kilder."]
    place = found.text.index("Husk")
    assert text[found.origin(place) :] == "Husk kilder."


def test_origin_of_the_end_is_the_end():
    assert normalise("ma\u030a").origin(2) == 3


def test_origin_of_an_unchanged_text_is_the_place_itself():
    assert normalise("Bra").origin(2) == 2


def test_word_with_a_soft_hyphen_spans_it_in_the_original():
    text = "Vis kil\u00adde nå"
    found = normalise(text)
    start = found.text.index("kilde")
    assert text[found.origin(start) : found.origin(start + 5)] == "kil\u00adde"


@given(TEXT)
def test_normalising_again_changes_nothing(text):
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXT)
def test_origins_rise_from_inside_the_text_to_its_end(text):
    found = normalise(text)
    if found.origins is not None:
        assert len(found.origins) == len(found.text) + 1
        assert list(found.origins) == sorted(found.origins)
        assert found.origins[-1] == len(text)


@given(TEXT)
def test_normalised_text_has_one_kind_of_blank_and_nothing_invisible(text):
    for character in normalise(text).text:
        assert character in {"\n", " ", "\u200d"} or not character.isspace()
        assert character in {"\n", "\u200d"} or unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cn"}


@given(st.text(alphabet="aeæøåAÅé ao\u030a\u0301\u0308"))
def test_norwegian_letters_are_composed(text):
    assert unicodedata.is_normalized("NFC", normalise(text).text)


def test_text_that_can_be_analysed_is_given_back_as_it_is():
    text = " Bra\u00a0jobba! 👩\u200d🏫\r\n"
    assert check_text(text) is text


@pytest.mark.parametrize("text", ["4", "!", "👍", "\u0301", "½", "是"])
def test_one_visible_character_is_enough(text):
    assert check_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\r\t\u00a0\u2028\u3000",
        "\u200b\u200c\u200d\ufeff\u00ad",  # zero width only
        "\u200e\u200f\u202e",  # direction marks only
        "\x00\x07\x1b",  # control characters only
        "\ue000",  # private use
        " " * MAX_CHARACTERS,
    ],
)
def test_text_without_a_visible_character_is_blank(text):
    with pytest.raises(BlankText):
        check_text(text)


def test_million_blanks_are_too_long():
    with pytest.raises(TextTooLong) as caught:
        check_text(" " * 1_000_000)
    assert caught.value.facts["length"] == 1_000_000


@pytest.mark.parametrize(("length", "fits"), [(MAX_CHARACTERS, True), (MAX_CHARACTERS + 1, False)])
def test_limit_counts_code_points(length, fits):
    text = "👍" * length
    if fits:
        assert check_text(text) == text
    else:
        with pytest.raises(TextTooLong):
            check_text(text)


def test_limit_can_be_set():
    with pytest.raises(TextTooLong, match="at most 3"):
        check_text("Flott", limit=3)


@pytest.mark.parametrize(("text", "position"), [("Bra \ud83d", 4), ("\udc00", 0), ("a\ude00\ud83d", 1)])
def test_lone_surrogate_is_refused_with_its_position(text, position):
    with pytest.raises(InvalidCharacters) as caught:
        check_text(text)
    assert caught.value.facts["position"] == position


@pytest.mark.parametrize(
    ("value", "name"), [(None, "NoneType"), (5, "int"), (b"Bra", "bytes"), (["Bra"], "list"), ({}, "dict")]
)
def test_non_string_is_refused_with_its_type(value, name):
    with pytest.raises(WrongType, match=f"not {name}"):
        check_text(value)


@pytest.mark.parametrize("value", [None, "", "x" * 20_001, "\ud800"])
def test_error_names_the_place(value):
    with pytest.raises((WrongType, BlankText, TextTooLong, InvalidCharacters), match=r"^liste\.csv:3: "):
        check_text(value, where="liste.csv:3")


@given(TEXT)
def test_text_that_passes_has_something_left_when_normalised(text):
    try:
        check_text(text)
    except BlankText:
        return
    assert normalise(text).text.strip()
