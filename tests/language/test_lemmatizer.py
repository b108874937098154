"""Lemmas from a lexicon of the text's own form, the tail of compounds, and endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilbakemelding.language.lemmatizer import (
    NorwegianLemmatizer,
    _apply_edit,
    _edit,
    create_lemmatizer,
    learn_lexicon,
    lemma_of,
    prune,
)
from tilbakemelding.training.language_pipeline import blank

PRESENT = "Mood=Ind|Tense=Pres|VerbForm=Fin"
TOKENS = [
    ("er", "AUX", PRESENT, "være"),
    ("Er", "AUX", PRESENT, "være"),
    ("kritikken", "NOUN", "Definite=Def", "kritikk"),
    ("teksten", "NOUN", "Definite=Def", "tekst"),
    ("boken", "NOUN", "Definite=Def", "bok"),
    ("skriver", "VERB", PRESENT, "skrive"),
    ("skriver", "NOUN", "Definite=Ind", "skriver"),
    ("leser", "VERB", PRESENT, "lese"),
    ("Oslos", "PROPN", "Case=Gen", "Oslo"),
    ("Norges", "PROPN", "Case=Gen", "Norge"),
    ("Oslo", "PROPN", "_", "Oslo"),
    (".", "PUNCT", "_", "."),
    (",", "PUNCT", "_", ","),
    ("tre", "NUM", "_", "tre"),
]


@pytest.fixture
def lexicon():
    return learn_lexicon(TOKENS)


@pytest.mark.parametrize(
    ("word", "lemma"), [("skriver", "skrive"), ("gikk", "gå"), ("er", "være"), ("a", ""), ("", "a")]
)
def test_edit_leads_from_word_to_lemma(word, lemma):
    assert _apply_edit(word, _edit(word, lemma)) == lemma


@given(st.text(alphabet="abcå+0", max_size=8), st.text(alphabet="abcå+0", max_size=8))
def test_edit_of_any_pair_leads_back(word, lemma):
    assert _apply_edit(word, _edit(word, lemma)) == lemma


@pytest.mark.parametrize(
    ("word", "pos", "feats", "lemma"),
    [
        ("er", "AUX", PRESENT, "være"),  # as learnt
        ("ER", "AUX", PRESENT, "være"),  # whatever the case
        ("skriver", "VERB", PRESENT, "skrive"),  # by part of speech
        ("skriver", "NOUN", "Definite=Ind", "skriver"),
        ("er", "AUX", "Mood=Ind", "være"),  # other features: the coarser key
        ("kildekritikken", "NOUN", "Definite=Def", "kildekritikk"),  # the tail of a compound
        ("Eksamensteksten", "NOUN", "Definite=Def", "eksamenstekst"),
        ("huset", "NOUN", "Definite=Ind", "huset"),  # no ending of these features was seen twice
        ("bilen", "NOUN", "Definite=Def", "bil"),  # by its ending
        ("løser", "VERB", PRESENT, "løse"),
        ("Bergens", "PROPN", "Case=Gen", "Bergen"),  # names keep their capital letter
        ("Oslo", "PROPN", "_", "Oslo"),
        ("Kari", "PROPN", "_", "Kari"),
        (".", "PUNCT", "_", "."),
        ("…", "PUNCT", "_", "…"),  # punctuation is its own lemma
        ("4-", "NUM", "_", "4-"),
        ("zzz", "X", "_", "zzz"),  # nothing known
    ],
)
def test_lemma_is_found(lexicon, word, pos, feats, lemma):
    assert lemma_of(lexicon, word, pos, feats) == lemma
    assert lemma_of(prune(lexicon), word, pos, feats) == lemma


@pytest.mark.parametrize("word", ["*n", "*en", "*ten"])  # a writer's mark of a wrong form, not an ending of the lexicon
def test_word_with_a_star_is_not_taken_for_an_ending(lexicon, word):
    lemma = lemma_of(lexicon, word, "NOUN", "Definite=Def")
    assert "+" not in lemma
    assert lemma.startswith("*")


def test_commonest_lemma_wins():
    lexicon = learn_lexicon([("vist", "VERB", "_", "vise")] * 2 + [("vist", "VERB", "_", "vite")])
    assert lemma_of(lexicon, "vist", "VERB", "_") == "vise"


def test_ending_seen_once_is_not_learnt():
    assert not any(key.startswith("*xyz") for key in learn_lexicon([("abcxyz", "NOUN", "_", "abc")]))


def test_pruned_lexicon_is_smaller(lexicon):
    assert len(prune(lexicon)) < len(lexicon)


WORDS = st.sampled_from(
    ["to", "To", "skriver", "Skriver", "leser", "spiser", "boka", "oslo", "Oslo", "en", "EN", ".", "eser"]
)
ROWS = st.tuples(
    WORDS,
    st.sampled_from(["VERB", "NOUN", "PROPN", "NUM", "PUNCT", "DET"]),
    st.sampled_from(["_", "A=1", "B=2"]),
    st.sampled_from(["to", "en", "skrive", "lese", "spise", "bok", "Oslo", "ei", "."]),
)


@given(st.lists(ROWS, max_size=15), st.lists(ROWS, min_size=1, max_size=10))
def test_pruning_changes_no_answer(rows, asked):
    lexicon = learn_lexicon(rows)
    pruned = prune(lexicon)
    for word, pos, feats, _ in [*rows, *asked]:
        assert lemma_of(pruned, word, pos, feats) == lemma_of(lexicon, word, pos, feats)


@pytest.fixture
def lemmatizer():
    made = NorwegianLemmatizer("norwegian_lemmatizer")
    made.lexicons = {"nb": {"er|AUX": "være"}, "nn": {"er|AUX": "vere"}}
    return made


@pytest.fixture(scope="module")
def nlp():
    return blank()


def _lemmas(lemmatizer, nlp, text):
    doc = nlp.make_doc(text)
    for token in doc:
        token.pos_ = "AUX" if token.lower_ == "er" else "X"
    return [token.lemma_ for token in lemmatizer(doc)]


@pytest.mark.parametrize(("text", "lemma"), [("Hva er ikke dette", "være"), ("Kva er ikkje dette", "vere")])
def test_component_uses_the_lexicon_of_the_texts_own_form(lemmatizer, nlp, text, lemma):
    assert _lemmas(lemmatizer, nlp, text)[1] == lemma


def test_component_remembers_forms_apart(lemmatizer, nlp):
    assert _lemmas(lemmatizer, nlp, "Kva er ikkje dette")[1] == "vere"
    assert _lemmas(lemmatizer, nlp, "Hva er ikke dette")[1] == "være"


def test_new_component_leaves_words_as_they_are(nlp):
    assert _lemmas(NorwegianLemmatizer("x"), nlp, "Dette ER") == ["dette", "er"]


def test_component_survives_bytes(lemmatizer):
    again = NorwegianLemmatizer("x").from_bytes(lemmatizer.to_bytes())
    assert again.lexicons == lemmatizer.lexicons


def test_component_survives_the_disk(lemmatizer, tmp_path):
    lemmatizer.to_disk(tmp_path / "lemmatizer")
    assert NorwegianLemmatizer("x").from_disk(tmp_path / "lemmatizer").lexicons == lemmatizer.lexicons


def test_reading_forgets_the_lemmas_remembered(lemmatizer, nlp):
    other = NorwegianLemmatizer("x")
    assert _lemmas(other, nlp, "Hva er ikke dette")[1] == "er"
    other.from_bytes(lemmatizer.to_bytes())
    assert _lemmas(other, nlp, "Hva er ikke dette")[1] == "være"


def test_pipeline_with_the_component_survives_the_disk(tmp_path):
    nlp = blank()
    nlp.add_pipe("norwegian_lemmatizer").lexicons["nb"]["er|AUX"] = "være"
    nlp.to_disk(tmp_path / "saved")
    again = blank()
    again.add_pipe("norwegian_lemmatizer")
    again.from_disk(tmp_path / "saved")
    assert again.get_pipe("norwegian_lemmatizer").lexicons["nb"] == {"er|AUX": "være"}


def test_factory_makes_the_component(nlp):
    assert isinstance(create_lemmatizer(nlp, "norwegian_lemmatizer"), NorwegianLemmatizer)
