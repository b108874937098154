"""Words meet in all inflections and in both forms; what a person types is never more than words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.network.words import MOST_WORDS, Piece, normal_form, normal_forms, pieces, search_for, snippet
from service.store.full_text import WordQuery


@pytest.mark.parametrize(
    "alike",
    [
        "kommentar kommentaren kommentarer kommentarane kommentarene",
        "tekst teksten tekster tekstar tekstane",
        "tydelig tydelige tydeleg tydelege",
        "kilde kilder kildene kjelde kjelder kjeldene",
        "mulig mulighet muligheter mogleg moglegheit moglegheiter",
        "eksempel eksempler eksemplene døme døma",
        "oppgave oppgaven oppgåve oppgåva oppgåvene",
        "beskrive beskriver skildrar skildre",
        "begrunnelse begrunnelsen grunngiving grunngivinga",
        "innledning innledningen innleiing innleiinga",
        "virkemiddel virkemidler verkemiddel verkemidla",
        "skriv skrive skriver",
        "forklar forklare forklarer forklarar",
        "gjør gjøre gjer gjere",
        "framover fremover",
        "artikkel artikler artiklane",
        "Sammenligne samanlikne sammenlikne",
    ],
)
def test_inflections_and_both_forms_meet(alike: str) -> None:
    assert len({normal_form(word) for word in alike.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("tekst", "tekstil"), ("mål", "måte"), ("lese", "løse"), ("råd", "rad"), ("husk", "hus")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


def test_a_longer_stem_finds_words_that_begin_with_it() -> None:
    assert search_for("framover").meets("framovermelding")
    assert search_for("tekst").meets("tekstbindinga")
    assert not search_for("råd").meets("rådyr")


def test_hits_are_marked_where_they_stand() -> None:
    assert pieces("Vis til kjeldene, takk.", search_for("kilder")) == (
        Piece("Vis til ", hit=False),
        Piece("kjeldene", hit=True),
        Piece(", takk.", hit=False),
    )


def test_a_snippet_is_cut_around_the_first_hit() -> None:
    text = "Fin tekst. " * 40 + "Husk kildene. " + "Mer om dette. " * 40
    shown = snippet(["Ingenting her.", text], search_for("kilde"))
    assert [piece.words for piece in shown if piece.hit] == ["kildene"]
    whole = "".join(piece.words for piece in shown)
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert len(whole) < 300


def test_without_a_search_the_snippet_is_the_beginning() -> None:
    assert snippet(["Kort."], search_for("")) == (Piece("Kort.", hit=False),)


def test_a_word_for_the_engine_holds_letters_and_digits_only() -> None:
    with pytest.raises(ValueError, match="letters and digits only"):
        WordQuery([('a" OR "b', True)])


@given(st.text(max_size=300))
def test_whatever_is_typed_becomes_a_few_plain_words(typed: str) -> None:
    search = search_for(typed)
    assert len(search.stems) <= MOST_WORDS
    assert search.query.words == [(stem, len(stem) >= 4) for stem in search.stems]


@given(st.text(max_size=300), st.text(max_size=30))
def test_pieces_are_the_whole_text(text: str, typed: str) -> None:
    assert "".join(piece.words for piece in pieces(text, search_for(typed))) == text


@given(st.text(max_size=1_000), st.text(max_size=30))
def test_a_snippet_shows_a_hit_wherever_there_is_one(text: str, typed: str) -> None:
    search = search_for(typed)
    shown = snippet([text], search)
    assert any(piece.hit for piece in shown) == any(piece.hit for piece in pieces(text, search))


@given(st.text(min_size=1, max_size=40))
def test_a_normal_form_is_its_own(word: str) -> None:
    for form in normal_forms(word):
        assert form
        assert search_for(word)
