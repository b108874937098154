"""The coarse cut: lines and sentences, on texts as teachers write them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilbakemelding.language.sentences import abbreviations, split_sentences

CASES = [
    # plain sentences
    ("Bra!", ["Bra!"]),
    ("Fin tekst. Husk kilder.", ["Fin tekst.", "Husk kilder."]),
    ("Hei Ola! Takk for teksten.", ["Hei Ola!", "Takk for teksten."]),
    ("Hvorfor?? Forklar!", ["Hvorfor??", "Forklar!"]),
    ("Bra!!! Stå på!", ["Bra!!!", "Stå på!"]),
    ("  Bra.   Fint.  ", ["Bra.", "Fint."]),
    # no final mark, lower case
    ("Bra jobba", ["Bra jobba"]),
    ("fin innledning. husk kilder", ["fin innledning.", "husk kilder"]),
    ("kvifor vel du denne? grunngje", ["kvifor vel du denne?", "grunngje"]),
    ("Fin tekst Husk kilder", ["Fin tekst Husk kilder"]),  # a stop left out is the parse's to find
    ("Husk punktum!Det mangler.", ["Husk punktum!Det mangler."]),  # so is a blank left out
    # lines and bullets
    ("Til neste gang:\n- flere kilder\n- kortere setninger",
     ["Til neste gang:", "- flere kilder", "- kortere setninger"]),
    ("Fin struktur\nMangler kilder", ["Fin struktur", "Mangler kilder"]),
    ("Bra!\r\n\r\nHusk kilder", ["Bra!", "Husk kilder"]),
    ("\n\nBra\n", ["Bra"]),
    ("Bra\u2028Fint", ["Bra", "Fint"]),
    ("• Fin struktur\n• Få kilder. Finn to til.", ["• Fin struktur", "• Få kilder.", "Finn to til."]),
    ("+ god flyt\n- få kilder", ["+ god flyt", "- få kilder"]),
    ("Til neste gang: bruk flere kilder.", ["Til neste gang: bruk flere kilder."]),
    ("Innhold: 5\nSpråk: 4-", ["Innhold: 5", "Språk: 4-"]),
    # enumerations
    ("1. Innledningen er fin. 2. Avslutningen mangler.", ["1. Innledningen er fin.", "2. Avslutningen mangler."]),
    ("a) Rett. b) Fortegnsfeil.", ["a) Rett.", "b) Fortegnsfeil."]),
    ("- 1. Rett svar", ["- 1. Rett svar"]),
    # abbreviations
    ("Se oppg. 3b. Husk benevning.", ["Se oppg. 3b.", "Husk benevning."]),
    ("Les f.eks. avsnitt 2 om igjen.", ["Les f.eks. avsnitt 2 om igjen."]),
    ("Bruk f.eks. Ibsen eller Bjørnson.", ["Bruk f.eks. Ibsen eller Bjørnson."]),  # a name after it
    ("Du kan t.d. skrive om Ivar Aasen.", ["Du kan t.d. skrive om Ivar Aasen."]),
    ("Bra ift. målene. Husk kilder mtp. neste innlevering.",
     ["Bra ift. målene.", "Husk kilder mtp. neste innlevering."]),
    ("Se s. 84 i boka. Bra ellers.", ["Se s. 84 i boka.", "Bra ellers."]),
    ("Du viser til s. 84. Det er bra.", ["Du viser til s. 84.", "Det er bra."]),
    ("Les kap. 4. Svar på nr. 2.", ["Les kap. 4.", "Svar på nr. 2."]),
    ("Svaret er ca. 3 cm for langt. Mål igjen.", ["Svaret er ca. 3 cm for langt.", "Mål igjen."]),
    ("Du bruker bilder, figurer osv. på en god måte.", ["Du bruker bilder, figurer osv. på en god måte."]),
    ("Du bruker bilder, figurer osv. Det er bra.", ["Du bruker bilder, figurer osv.", "Det er bra."]),
    ("Se på kommaregler o.l. Les kap. 4.", ["Se på kommaregler o.l.", "Les kap. 4."]),
    ("Feil enhet (jf. oppg. 2).", ["Feil enhet (jf. oppg. 2)."]),
    ("F.eks. Ibsen mangler.", ["F.eks. Ibsen mangler."]),
    ("Bra mht. struktur, pga. god plan.", ["Bra mht. struktur, pga. god plan."]),
    # grades, points, numbers
    ("Karakter: 4-", ["Karakter: 4-"]),
    ("Du får 4-. Bra!", ["Du får 4-.", "Bra!"]),
    ("5/6. Fortegnsfeil i b.", ["5/6.", "Fortegnsfeil i b."]),
    ("18/24 p. Bra!", ["18/24 p.", "Bra!"]),
    ("Du får en 4. Husk mellomregning.", ["Du får en 4.", "Husk mellomregning."]),
    ("Du skriver om 2. verdenskrig.", ["Du skriver om 2. verdenskrig."]),  # an ordinal
    ("17. mai er fint beskrevet. Bra!", ["17. mai er fint beskrevet.", "Bra!"]),
    ("Grunnloven kom i 1814. Hva skjedde da?", ["Grunnloven kom i 1814.", "Hva skjedde da?"]),
    ("Svaret er 3.5 og ikke 35.", ["Svaret er 3.5 og ikke 35."]),
    ("Skriv 14.30, ikke halv tre.", ["Skriv 14.30, ikke halv tre."]),
    # smileys and emoji
    ("Kjempebra 👍 Neste gang må du ta med kilder.", ["Kjempebra 👍", "Neste gang må du ta med kilder."]),
    ("Godt jobba :) Husk punktum.", ["Godt jobba :)", "Husk punktum."]),
    ("Godt jobba :-D Husk punktum.", ["Godt jobba :-D", "Husk punktum."]),
    ("kjempebra ❤️ husk kilder", ["kjempebra ❤️", "husk kilder"]),
    ("Bra! :) Stå på!", ["Bra! :)", "Stå på!"]),  # a smiley belongs to the sentence before
    ("Bra jobba!! 👏👏 Stå på videre", ["Bra jobba!! 👏👏", "Stå på videre"]),
    ("Flott 👩\u200d🏫 Takk.", ["Flott 👩\u200d🏫", "Takk."]),  # one sign of three code points
    ("Kast 3:D4 om igjen.", ["Kast 3:D4 om igjen."]),  # no smiley inside a word
    # dots
    ("Bra... Men kan bli bedre.", ["Bra...", "Men kan bli bedre."]),
    ("Nesten… Prøv igjen!", ["Nesten…", "Prøv igjen!"]),
    # quotes and brackets
    ("Hva mener du med «alle»? Presiser.", ["Hva mener du med «alle»?", "Presiser."]),
    ("Du avslutter med: «Vi må handle nå!» Det er sterkt.",
     ["Du avslutter med: «Vi må handle nå!»", "Det er sterkt."]),
    ("(Se også side 3.) Bruk flere kilder.", ["(Se også side 3.)", "Bruk flere kilder."]),
    ("Du skriver «Hvem er jeg?» uten innrykk.", ["Du skriver «Hvem er jeg?» uten innrykk."]),
    ('"How is racism in the USA?" er for vidt.', ['"How is racism in the USA?" er for vidt.']),
    ("Parentesen (hvorfor den?) bør ut.", ["Parentesen (hvorfor den?) bør ut."]),
    # nothing
    ("", []),
    (" \n \t ", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[repr(text) for text, _ in CASES])
def test_text_is_cut_into_sentences(text, expected):
    assert [text[start:end] for start, end in split_sentences(text)] == expected


TEXTS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
    # denser in what decides
    st.lists(
        st.sampled_from("Bra husk oppg. f.eks. osv. 4- 4. 2 b) . ! ? … » ) :) :D 👍 \u200d \ufe0f - •".split(" "))
        | st.sampled_from(["\n", "\r\n", "\u2028", "\x1c", " ", "\u00a0"]),
        max_size=25,
    ).map("".join),
)


@given(TEXTS)
def test_spans_are_in_order_and_do_not_overlap(text):
    end = 0
    for span in split_sentences(text):
        assert end <= span[0] < span[1] <= len(text)
        end = span[1]


@given(TEXTS)
def test_every_visible_character_lies_in_exactly_one_span(text):
    covered = [0] * len(text)
    for start, end in split_sentences(text):
        for place in range(start, end):
            covered[place] += 1
    assert all(count == 1 for count, character in zip(covered, text, strict=True) if not character.isspace())


@given(TEXTS)
def test_spans_have_no_white_space_around_them(text):
    for start, end in split_sentences(text):
        assert text[start:end].strip() == text[start:end]


@given(TEXTS)
def test_no_span_holds_a_line_break(text):
    for start, end in split_sentences(text):
        assert not set(text[start:end]) & set("\n\r\v\f\x85\u2028\u2029")


def test_abbreviations_are_lower_case_and_end_in_a_full_stop():
    assert {"oppg.", "f.eks.", "t.d.", "ift.", "s.", "osv."} <= abbreviations()
    assert all(text == text.lower() and text.endswith(".") for text in abbreviations())


@pytest.mark.parametrize(
    "text",
    [
        "." * 10_000 + "a",
        "!)" * 10_000,
        "👍" * 10_000,
        " f.eks." * 2_857,
        "a" * 2_500 + " f.eks." * 100,
        ":) " * 6_666,
        "." + " " * 19_998 + "a",
        "Du har en fin tekst. " * 950,
    ],
    ids=lambda text: f"{text[:4]}…{text[-4:]}",
)
def test_text_within_the_limit_is_cut_at_once(text):
    # work that grows with the square of the length would let one comment hold up the service
    begin = time.process_time()
    split_sentences(text)
    assert time.process_time() - begin < 0.3
