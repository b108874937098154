"""Text, and a class list → the masked text and its replacements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilbakemelding.errors import BlankText, UnknownLanguageModel
from tilbakemelding.language import LanguagePipeline
from tilbakemelding.masking import Masker, read_class_list

CLASS = read_class_list("Nordmann, Kari\nTharshan, Bjørn\nMoe, Liv Anne")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Hei Kari! Bra jobba.", "Hei [ELEV 1]! Bra jobba."),
        ("Bra, Ola.", "Bra, [ELEV 1]."),
        ("Karis tekst og Kari", "[ELEV 1]s tekst og [ELEV 1]"),
        ("Jonas' tekst", "[ELEV 1]' tekst"),
        ("hei kari, bra jobba", "hei [ELEV 1], bra jobba"),
        ("KARI, du må øve", "[ELEV 1], du må øve"),
        ("Kari Nordmann leser. Kari skriver godt.", "[ELEV 1] leser. [ELEV 1] skriver godt."),
        ("Kari og Ola har levert", "[ELEV 1] og [ELEV 2] har levert"),
        ("Anne-Lise har levert", "[ELEV 1] har levert"),
        ("Hei Áilu!", "Hei [ELEV 1]!"),
        ("Takk til Kari M. og Ola", "Takk til [ELEV 1]. og [ELEV 2]"),
        ("Bra, K. M.", "Bra, [ELEV 1]"),
        ("Bra @kari_n", "Bra @[ELEV 1]"),
        ("Bra @emre05, @Kari", "Bra @[ELEV 1], @[ELEV 2]"),
        ("Bra jobba. Hilsen Berit Moe", "Bra jobba. Hilsen [LÆRER 1]"),
        ("Quxa i gruppa", "Quxa i gruppa"),
        ("Jeg ser at Quxa leser", "Jeg ser at [ELEV 1] leser"),
        ("Vi viser til Kari. Du, Zorblax?", "Vi viser til [ELEV 1]. Du, [ELEV 2]?"),
        ("Kari, Ola, Zorblax og Quuz leser", "[ELEV 1], [ELEV 2], [ELEV 3] og [ELEV 4] leser"),
        ("Gro sin tekst er god", "[ELEV 1] sin tekst er god"),
        ("Stein er en god elev", "[ELEV 1] er en god elev"),
        ("Jo Kari leser", "[ELEV 1] leser"),
        ("K.L.M. har levert", "[ELEV 1] har levert"),
        ("kari m har levert", "[ELEV 1] har levert"),
        ("Kari 3, Zorblax ikke levert", "[ELEV 1] 3, [ELEV 2] ikke levert"),
        ("Kari 4+, Zorblax 5-, Stein 3", "[ELEV 1] 4+, [ELEV 2] 5-, [ELEV 3] 3"),
        ("Kari: Bra. Zorblax: Mangler del 2.", "[ELEV 1]: Bra. [ELEV 2]: Mangler del 2."),
        ("Førde, Kari: Bra jobba", "[ELEV 1], [ELEV 2]: Bra jobba"),
        ("Bra at du «hjalp Kari»", "Bra at du «hjalp [ELEV 1]»"),
        ("Zorblaxsen har levert", "[ELEV 1] har levert"),
    ],
)
def test_name_is_masked(masker, text, masked):
    assert masker.mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "Stein er hardt",
        "Liv er godt",
        "Vår vurdering er god",
        "Stein, vann, skog er godt",
        "Liv og vann er godt",
        "i dag har du levert",
        "Ibsen skriver godt",
        "Henrik Ibsen skriver godt",
        "Norge er vann og skog",
        "Teksten om «Kari og Ola» er god",
        "Lykke til!",
        "GeoGebra er god",
    ],
)
def test_ordinary_word_author_or_title_is_left_alone(masker, text):
    assert masker.mask(text).text == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Bra, bjørn!", "Bra, [ELEV 1]!"),
        ("bjørn, du må øve", "[ELEV 1], du må øve"),
        ("Tharshans tekst er god", "[ELEV 1]s tekst er god"),
        ("tharshan har levert", "[ELEV 1] har levert"),
        ("Moe og Nordmann har levert", "[ELEV 1] og [ELEV 2] har levert"),
        ("Tarshan har levert", "[ELEV 1] har levert"),
        ("Du og Thar har levert", "Du og [ELEV 1] har levert"),
        ("K.N. har levert", "[ELEV 1] har levert"),
        ("Kari og K.N. har levert", "[ELEV 1] og [ELEV 1] har levert"),
        ("Liv Moe og Liv Anne", "[ELEV 1] og [ELEV 1]"),
    ],
)
def test_class_list_finds_what_rules_alone_might_not(masker, text, masked):
    assert masker.mask(text, CLASS).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "Bjørn og stein er hardt",
        "du har liv i teksten",
        "Liv i teksten er godt",
        "Bjørn er et vann",
        "Bjørn, stein og vann er hardt",
        "Bjørn-teksten er god",
        "Bjørn 500 er godt",
    ],
)
def test_listed_name_that_is_a_word_needs_a_sign(masker, text):
    assert masker.mask(text, CLASS).text == text


def test_placeholders_are_in_the_comments_form(masker):
    text = "Eg veit ikkje kva du meiner om Lia skule. Helsing Berit"
    assert masker.mask(text).text == "Eg veit ikkje kva du meiner om [SKULE 1]. Helsing [LÆRAR 1]"


def test_masking_a_masked_text_changes_nothing(masker):
    once = masker.mask("Hei Kari! Ring 412 34 567. Hilsen Berit").text
    assert masker.mask(once).text == once


def test_new_numbers_go_on_above_placeholders_in_the_text(masker):
    assert masker.mask("[ELEV 3] og Kari har levert").text == "[ELEV 3] og [ELEV 4] har levert"


def test_replacement_tells_its_places_kind_and_placeholder(masker):
    masked = masker.mask("Hei Kari! Ring 412 34 567.")
    name, number = masked.replacements
    assert (name.kind, name.placeholder, number.kind) == ("pupil", "[ELEV 1]", "phone")
    assert masked.original[number.start : number.end] == "412 34 567"
    assert masked.text[number.masked_start : number.masked_end] == "[TELEFON 1]"


def test_same_pupil_has_the_same_placeholder_in_all_texts(masker):
    texts = [masked.text for masked in masker.mask_all(["Hei Ola og Kari!", "Kari Moe har levert", "Bra, Per."])]
    assert texts == ["Hei [ELEV 1] og [ELEV 2]!", "[ELEV 2] har levert", "Bra, [ELEV 3]."]


def test_list_tells_that_first_name_and_surname_in_two_texts_are_one_pupil(masker):
    texts = [masked.text for masked in masker.mask_all(["Hei Kari!", "Nordmann har levert", "K.N. leser"], CLASS)]
    assert texts == ["Hei [ELEV 1]!", "[ELEV 1] har levert", "[ELEV 1] leser"]


def test_name_told_by_its_place_in_one_text_is_known_in_the_others(masker):
    assert [m.text for m in masker.mask_all(["zorblax leser", "Hei Zorblax!"])] == ["[ELEV 1] leser", "Hei [ELEV 1]!"]


def test_no_texts_give_nothing(masker):
    assert masker.mask_all([]) == ()


def test_composed_and_invisible_characters_do_not_hide_a_name(masker):
    assert masker.mask("Hei Ha\u030akon!").text == "Hei [ELEV 1]!"
    assert masker.mask("Hei Ka\u00adri!").text == "Hei [ELEV 1]!"


def test_blank_text_is_refused(masker):
    with pytest.raises(BlankText):
        masker.mask(" ")


def test_pipeline_that_finds_no_names_is_refused(toy_language):
    with pytest.raises(UnknownLanguageModel, match="finds no names"):
        Masker(toy_language).mask("Hei Kari!")


def test_masked_text_and_class_list_do_not_show_names(masker):
    assert "Kari" not in repr(masker.mask("Hei Kari!"))
    assert "kari" not in repr(CLASS).lower() + repr(CLASS.persons).lower()


def test_lexicon_of_a_pipeline_without_one_knows_nothing(toy_nlp):
    assert not LanguagePipeline(toy_nlp).knows_word("tekst")


@given(st.text(st.sampled_from("KariOla 91B.@-,!\n[ELV]s'å\u030a"), min_size=1, max_size=60).filter(str.strip))
def test_replacements_are_in_order_and_the_rest_is_kept(masker, text):
    masked = masker.mask(text, CLASS)
    before, after = 0, 0
    for made in masked.replacements:
        assert masked.text[after : made.masked_start] == text[before : made.start]
        assert masked.text[made.masked_start : made.masked_end] == made.placeholder
        before, after = made.end, made.masked_end
    assert masked.text[after:] == text[before:]
