"""The tokenizer: teachers' abbreviations and smileys stay whole, final full stops come off."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from tilbakemelding.training.language_pipeline import blank

DATA = json.loads(files("tilbakemelding.language").joinpath("tokenizer.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def nlp():
    return blank()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Se oppg. 3b, f.eks. linje 2!", ["Se", "oppg.", "3b", ",", "f.eks.", "linje", "2", "!"]),
        ("Du får 4- og 5/6 og 18/24 p", ["Du", "får", "4-", "og", "5/6", "og", "18/24", "p"]),
        ("Godt jobba :) Stå på :-D", ["Godt", "jobba", ":)", "Stå", "på", ":-D"]),
        ("Kjempebra👍", ["Kjempebra", "👍"]),
        ("«Alle» vet?", ["«", "Alle", "»", "vet", "?"]),
        ("Bra ift. målene.", ["Bra", "ift.", "målene", "."]),
        ("Fin struktur – husk kilder", ["Fin", "struktur", "–", "husk", "kilder"]),
        ("Til neste gang: les", ["Til", "neste", "gang", ":", "les"]),
        # words that spaCy takes for abbreviations and that end sentences here
        ("Teksten er min. Les no. Vent!", ["Teksten", "er", "min", ".", "Les", "no", ".", "Vent", "!"]),
    ],
)
def test_text_falls_into_words(nlp, text, words):
    assert [token.text for token in nlp(text)] == words


@pytest.mark.parametrize("word", [*DATA["abbreviations"], *DATA["emoticons"]])
def test_listed_word_stays_whole(nlp, word):
    assert word in [token.text for token in nlp(f"Bra {word} og fint")]


@pytest.mark.parametrize("word", DATA["not_abbreviations"])
def test_word_that_is_no_abbreviation_loses_its_full_stop(nlp, word):
    assert [token.text for token in nlp(f"Bra {word} Fint")] == ["Bra", word[:-1], ".", "Fint"]


def test_abbreviation_has_its_lower_case_form_as_norm(nlp):
    assert nlp("F.eks. slik")[0].norm_ == "f.eks."


def test_no_word_is_listed_both_ways():
    assert not set(DATA["abbreviations"]) & set(DATA["not_abbreviations"])


def test_tokens_keep_the_text(nlp):
    text = "  Se oppg. 3b :)\n\nHusk  «kilder»…\t4- 👩\u200d🏫 "
    assert nlp(text).text == text


def test_tokenizer_survives_saving(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    again = blank().from_disk(tmp_path / "saved")
    text = "Se oppg. 3b :) Teksten er min."
    assert [token.text for token in again(text)] == [token.text for token in nlp(text)]
