"""The finer cut: clauses that may carry labels of their own."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilbakemelding.language.segments import cut


@pytest.fixture
def parts(parse):
    """Return the segments of words (see `parse`) as texts, with a bar before those that are joinable."""

    def give(*sentences, starts=(), between=" "):
        parsed = parse(*sentences, between=between)
        places = {segment.first for segment in parsed.segments} if not starts else set(starts)
        segments = cut(parsed.text, parsed.tokens, [place in places for place in range(len(parsed.tokens))])
        return [("| " if s.joinable else "") + parsed.text[s.start : s.end] for s in segments]

    return give


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # men
        ("Du har en tydelig problemstilling , men du må vise til flere kilder .",
         ["Du har en tydelig problemstilling,", "| men du må vise til flere kilder."]),
        ("Fin tekst , men svak avslutning .", ["Fin tekst,", "| men svak avslutning."]),  # elliptical
        ("Fin tekst men husk kilder .", ["Fin tekst", "| men husk kilder."]),  # the comma left out
        # og
        ("Du drøfter godt , og du bruker kilder .", ["Du drøfter godt,", "| og du bruker kilder."]),
        ("Du drøfter godt og du bruker kilder .", ["Du drøfter godt", "| og du bruker kilder."]),
        ("Husk punktum og bruk flere avsnitt .", ["Husk punktum", "| og bruk flere avsnitt."]),
        # så
        ("Du mangler kilder , så du må finne flere .", ["Du mangler kilder,", "| så du må finne flere."]),
        ("Du mangler avslutning så husk den .", ["Du mangler avslutning", "| så husk den."]),
        # mens, medan
        ("Du skriver godt , mens kilden mangler .", ["Du skriver godt,", "| mens kilden mangler."]),
        ("Du skriver godt , medan kjelda manglar .", ["Du skriver godt,", "| medan kjelda manglar."]),
        # marks
        ("Du drøfter godt ; husk kilder .", ["Du drøfter godt;", "| husk kilder."]),
        ("Fin innledning – husk kilder .", ["Fin innledning –", "| husk kilder."]),
        ("Fin innledning — husk kilder .", ["Fin innledning —", "| husk kilder."]),
        ("Fin innledning - husk kilder .", ["Fin innledning -", "| husk kilder."]),
        ("Du mangler noe : du må vise utregning .", ["Du mangler noe:", "| du må vise utregning."]),
        # several
        ("Fin tekst , men du mangler kilder , så husk dem .",
         ["Fin tekst,", "| men du mangler kilder,", "| så husk dem."]),
    ],
)  # fmt: skip
def test_sentence_is_cut_between_clauses(parts, words, expected):
    assert parts(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Du har god struktur og tydelig språk .",  # and between nouns
        "Du drøfter godt og presist .",  # between adverbs
        "Du har god struktur , tydelig språk og fin avslutning .",  # a list
        "Du drøfter godt , du bruker kilder .",  # clauses joined by a comma alone
        "Språket er godt – og presist .",  # a dash with no clause after it
        "Karakter : 4",  # a colon with no clause after it
        "Du bruker to kilder : SSB og NRK .",
        "Struktur : god , språk : presist",
        "Fin tekst , men",  # nothing after it
        "Du har en avslutning som fenger og som oppsummerer .",  # subordinate clauses
        "Det er fint at du har kilder og at du bruker dem .",
        "Les s. 3 - 4 .",  # a range
        "Men du har god struktur .",  # opens the sentence
        "Og husk kilder .",
    ],
)
def test_sentence_without_a_second_main_clause_is_whole(parts, words):
    assert len(parts(words)) == 1


# Source: "The unit: a segment": clauses joined as in "Kom til meg, så …" are not cut
@pytest.mark.parametrize(
    "words",
    [
        "Kom til meg , så ser vi på det .",
        "Les oppgaven , så blir det bedre .",
        "Kom innom kontoret så finn vi ut av det .",
    ],
)
def test_consequence_of_an_imperative_is_not_cut_off(parse, parts, words):
    grammar = [
        (token.norm, "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin")
        if token.norm in {"ser", "blir"} or (token.norm == "finn")
        else (token.norm, token.pos, token.feats)
        for token in parse(words).tokens
    ]
    assert len(parts(grammar)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Du må vise til kilder her , så leseren kan sjekke tallene .",  # a request, then subject and verb
        "Du må vise til kilder her så leseren kan sjekke tallene .",
        "Teksten din bør deles , så du får avsnitt .",
        "Fin tekst , og du må vise utregning , så jeg skriver mindre .",
        "Du skriver mye , så det ikke blir rom .",  # the word order of a subordinate clause
        "Noen kilder her , så de også får plass .",
    ],
)
def test_clause_that_says_what_a_request_is_for_is_not_cut_off(parts, words):
    assert not any(part.startswith("| så") for part in parts(words))


@pytest.mark.parametrize(
    "words",
    [
        "Du må vise utregning , så husk den .",  # a request of its own
        "Du må vise utregning , så må du drøfte .",  # the verb first
        "Du må vise utregning , så det er trekk .",  # points back
        "Du må vise utregning , så her mangler poeng .",
        "Du mangler kilder , så leseren må lete .",  # no request before it
        "Du skriver at du må vise kilder , så leseren må lete .",  # a request in a subordinate clause only
        "Du må vise utregning , så neste gang må du drøfte .",
        "Du må vise utregning , så ikke bruk figur .",
    ],
)
def test_clause_that_draws_a_conclusion_is_cut_off(parts, words):
    assert parts(words)[-1].startswith("| så")


@pytest.mark.parametrize(
    "words",
    [
        "Du skriver « jeg kom , men han gikk » uten komma .",
        'Du skriver " jeg kom , men han gikk " uten komma .',
        "Du skriver “ jeg kom , men han gikk ” uten komma .",
    ],
)  # fmt: skip
def test_nothing_is_cut_inside_quotes(parts, words):
    assert len(parts(words)) == 1


def test_cut_comes_again_after_the_quote(parts):
    found = parts("Du skriver « alle vet dette » , men du må vise til kilder .")
    assert found[1] == "| men du må vise til kilder."


def test_sentences_are_cut_and_not_joinable(parts):
    assert parts("Bra jobba .", "Husk kilder .") == ["Bra jobba.", "Husk kilder."]


def test_lines_are_cut_though_the_parse_goes_on(parts):
    assert parts("Flere kilder", "Kortere setninger", starts=[0], between="\n") == ["Flere kilder", "Kortere setninger"]


def test_sentence_start_of_the_parse_counts_where_a_stop_was_left_out(parts):
    assert parts("Fin tekst", "Husk kilder") == ["Fin tekst", "Husk kilder"]


@pytest.mark.parametrize(
    "sentences",
    [
        ("Fin tekst", "husk kilder"),  # no capital letter
        ("Fin tekst ,", "Husk kilder"),  # after a mark
        ("Fin tekst av", [("Ibsen", "PROPN", "")]),  # a name
        ("Fin tekst i", "A"),  # a single letter
    ],
)
def test_sentence_start_of_the_parse_does_not_count_elsewhere(parts, sentences):
    assert len(parts(*sentences)) == 1


def test_sentence_start_of_the_parse_within_a_word_does_not_count(parse):
    parsed = parse([("Bra", "ADJ", ""), (".", "PUNCT", ""), ("Husk", "VERB", "")])
    tokens = list(parsed.tokens)
    glued = [tokens[0], tokens[1]]
    assert len(cut("Bra.", glued, [True, True])) == 1


def test_segments_share_out_the_tokens(parse):
    parsed = parse("Fin tekst , men du mangler kilder .", "Husk dem .")
    segments = cut(parsed.text, parsed.tokens, [True] + [False] * 11)
    assert [(s.first, s.last, s.joinable) for s in segments] == [(0, 3, False), (3, 8, True), (8, 11, False)]


@pytest.mark.parametrize("words", ["–", "og", "så", ", og", "som har og", "du har og"])
def test_sentence_within_the_limit_is_cut_at_once(parse, words):
    # work that grows with the square of the length would let one comment hold up the service
    parsed = parse(" ".join([words] * (20_000 // (len(words) + 1))))
    begin = time.process_time()
    cut(parsed.text, parsed.tokens, [False] * len(parsed.tokens))
    assert time.process_time() - begin < 0.3


@given(
    st.lists(
        st.sampled_from(
            [
                "du",
                "har",
                "tekst",
                "men",
                "og",
                "så",
                ",",
                ".",
                "!",
                ";",
                ":",
                "–",
                "«",
                "»",
                '"',
                "husk",
                "som",
                "må",
                "4-",
            ]
        ),
        min_size=1,
        max_size=25,
    ),
    st.data(),
)
def test_segments_cover_all_tokens_in_order(parse, words, data):
    parsed = parse(" ".join(words))
    starts = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    segments = cut(parsed.text, parsed.tokens, starts)
    assert [segment.first for segment in segments] == [0, *(segment.last for segment in segments[:-1])]
    assert segments[-1].last == len(parsed.tokens)
    assert all(segment.first < segment.last for segment in segments)
    assert not segments[0].joinable
