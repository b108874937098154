"""The rule for imperatives, on hand-tagged sentences."""

from __future__ import annotations

import time

import pytest

from tilbakemelding.language.imperatives import cannot_be_imperative, find_imperatives, imperative_of, mark_imperatives
from tilbakemelding.training.language_pipeline import blank

IMPERATIVE, PRESENT = "Mood=Imp|VerbForm=Fin", "Mood=Ind|Tense=Pres|VerbForm=Fin"
FINITE = frozenset("har er må kan blir mangler viser ser var bør".split())


@pytest.fixture(scope="module")
def tagged():
    """Build a document: nouns all, but for the finite verbs above and what is told by ``tags``."""
    nlp = blank()

    def build(text, **tags):
        doc = nlp.make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0 or token.nbor(-1).text in {".", "!", "?"}
            pos, feats = tags.get(token.text, ("VERB", PRESENT) if token.text in FINITE else ("NOUN", ""))
            token.pos_ = "PUNCT" if token.is_punct else pos
            token.set_morph(feats)
        return doc

    return build


@pytest.mark.parametrize(
    ("infinitive", "imperative"),
    [
        ("huske", "husk"),
        ("hugse", "hugs"),
        ("skriva", "skriv"),  # nynorsk a-infinitive
        ("lese", "les"),
        ("gå", "gå"),  # a stem already
        ("se", "se"),
        ("ta", "ta"),
        ("komme", "kom"),  # no double m at the end
        ("svømme", "svøm"),
        ("finne", "finn"),  # but other doubles stay
        ("byggje", "bygg"),  # nynorsk j falls away after g and k
        ("tenkje", "tenk"),
        ("leggja", "legg"),
        ("sjå", "sjå"),
        ("vurdere", "vurder"),
    ],
)
def test_imperative_of_an_infinitive(infinitive, imperative):
    assert imperative_of(infinitive) == imperative


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Husk punktum.", ["Husk"]),
        ("husk punktum", ["husk"]),
        ("Hugs punktum.", ["Hugs"]),
        ("Ikke glem punktum.", ["glem"]),
        ("Ikkje gløym punktum.", ["gløym"]),
        ("Og husk punktum!", ["husk"]),
        ("Neste gang: bruk flere kilder.", ["bruk"]),  # after a colon
        ("Fint arbeid – husk punktum.", ["husk"]),  # after a dash
        ("«Les mer»", ["Les"]),  # in quotes
        ("- Husk punktum", ["Husk"]),  # after a bullet
        ("1. Husk punktum", ["Husk"]),  # in a list
        ("Les teksten og skriv mer.", ["Les", "skriv"]),  # two that share a clause
        ("Les, tenk og skriv.", ["Les", "tenk", "skriv"]),
        ("Fin tekst Husk kilder", ["Husk"]),  # a full stop was left out
        ("Svar på oppgaven.", ["Svar"]),  # a noun's form too, but no other verb
        ("Husk at du må øve.", ["Husk"]),  # the finite verb is in the clause after it
        ("Se på kapittel 3.", ["Se"]),
        # none
        ("Bruk av kilder.", []),  # a noun with a complement
        ("Svar på oppgaven mangler.", []),  # a noun, and the finite verb comes after it
        ("Bruk er viktig.", []),  # followed by a finite verb
        ("Skriv du dette?", []),  # followed by its subject
        ("Du har god bruk.", []),  # not at the beginning
        ("Fint arbeid i teksten.", []),
        ("Du må øve.", []),
        ("", []),
    ],
)
def test_imperatives_are_found_where_a_main_clause_begins(tagged, text, found):
    doc = tagged(text)
    assert [doc[place].text for place in find_imperatives(doc)] == found


# a second clause is looked into only where the tagger did not take the word for a noun or an adjective
@pytest.mark.parametrize(("pos", "found"), [("VERB", ["husk"]), ("X", ["husk"]), ("NOUN", []), ("ADJ", [])])
def test_imperative_after_a_first_clause_is_found_where_the_tag_allows(tagged, pos, found):
    doc = tagged("Fint arbeid, men husk punktum.", husk=(pos, ""))
    assert [doc[place].text for place in find_imperatives(doc)] == found


@pytest.mark.parametrize(("text", "found"), [("Skriv Hansen", []), ("Skriv", []), ("Skriv teksten", ["Skriv"])])
def test_name_is_no_imperative(tagged, text, found):
    doc = tagged(text, Skriv=("PROPN", ""))
    assert [doc[place].text for place in find_imperatives(doc)] == found


def test_place_is_counted_from_the_sentence(tagged):
    doc = tagged("Fint. Husk punktum.")
    assert find_imperatives(list(doc.sents)[1]) == [0]


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("Skrive mer", True),  # an infinitive: unstressed vowel at the end
        ("Skriva meir", True),
        ("Leses høyt", True),  # a passive
        ("Skriv du", True),  # its subject follows
        ("Finn Hansen", True),  # the first part of a name
        ("Blir det feil, mangler noe", True),  # a condition
        ("Skriv mer", False),
        ("Se her", False),  # short verbs end in a vowel
        ("Ta med", False),
        ("Gå videre", False),
        ("Husk det, så blir det bra", False),  # a formal subject, but no finite verb right after the comma
        ("Skriv", False),  # nothing follows
    ],
)
def test_impossible_imperative_is_told(tagged, text, impossible):
    assert cannot_be_imperative(tagged(text, Hansen=("PROPN", ""))[0]) is impossible


def test_component_marks_what_was_missed(tagged):
    token = mark_imperatives(tagged("Husk punktum."))[0]
    assert token.pos_ == "VERB"
    assert str(token.morph) == IMPERATIVE


def test_component_unmarks_what_is_impossible(tagged):
    token = mark_imperatives(tagged("Skrive mer.", Skrive=("VERB", IMPERATIVE)))[0]
    assert token.morph.get("Mood", []) == []


def test_component_keeps_what_the_tagger_found(tagged):
    # no verb of the lists, and not at the beginning
    token = mark_imperatives(tagged("Derfra zoom inn.", zoom=("VERB", IMPERATIVE)))[1]
    assert str(token.morph) == IMPERATIVE


def test_component_keeps_the_features_of_an_imperative(tagged):
    token = mark_imperatives(tagged("Husk punktum.", Husk=("VERB", f"{IMPERATIVE}|Voice=Act")))[0]
    assert token.morph.get("Voice") == ["Act"]


def test_component_takes_each_sentence_by_itself(tagged):
    doc = mark_imperatives(tagged("Du har kilder. Husk punktum. Les mer!"))
    assert [token.text for token in doc if token.morph.get("Mood", []) == ["Imp"]] == ["Husk", "Les"]


def test_component_takes_an_empty_text(tagged):
    assert len(mark_imperatives(tagged(""))) == 0


@pytest.mark.parametrize("word", ["husk", "skriv", "Les,"])
def test_text_within_the_limit_is_marked_at_once(tagged, word):
    # work that grows with the square of the length would let one comment hold up the service
    doc = tagged(f"{word} " * (10_000 // (len(word) + 1)), **{word: ("VERB", IMPERATIVE)})
    begin = time.process_time()
    mark_imperatives(doc)
    assert time.process_time() - begin < 0.5
