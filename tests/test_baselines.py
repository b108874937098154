"""The baselines: sentences and lines, the commonest label, keywords."""

from __future__ import annotations

import pytest

from tilbakemelding.baselines import coarse_spans, keyword_labels, majority_labels


def _parts(parsed):
    return [parsed.text[start:end] for start, end in coarse_spans(parsed)]


def test_coarse_spans_close_joinable_cuts(parse):
    parsed = parse("Fin tekst ,", "men du mangler kilder .", "Husk punktum .", joinable=[1])
    assert _parts(parsed) == ["Fin tekst, men du mangler kilder.", "Husk punktum."]


def test_coarse_spans_close_several_cuts_of_one_sentence(parse):
    parsed = parse("Fin tekst ,", "men kort ,", "så utdype mer .", joinable=[1, 2])
    assert _parts(parsed) == ["Fin tekst, men kort, så utdype mer."]


def test_coarse_spans_keep_sentences_apart(parse):
    assert _parts(parse("Bra !", "Flott !")) == ["Bra!", "Flott!"]


def test_coarse_spans_of_nothing_are_none(parse):
    assert coarse_spans(parse()) == []


def test_majority_is_quality_whatever_the_text():
    assert majority_labels("Husk punktum.") == ("quality",)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Du har en tydelig struktur.", ("quality",)),
        ("Husk punktum.", ("advice",)),
        ("Hugs punktum.", ("advice",)),  # nynorsk
        ("KARAKTER: 4", ("summative",)),  # whatever the case
        ("Læreplanen sier noe annet.", ("goal",)),
        ("Hva synes du   selv?", ("involvement",)),  # however many blanks
        ("Neste\ngang: flere kilder.", ("advice",)),  # over a line break
        ("Du har god struktur, men du må vise til kilder.", ("quality", "advice")),
        ("Lykke til!", ()),
        ("Kommer snart.", ()),
    ],
)
def test_keywords_give_labels_in_the_schemes_order(text, labels):
    assert keyword_labels(text) == labels


@pytest.mark.parametrize("text", ["Kubra kommer.", "Et forbrukslån."])  # "bra" and "bruk" inside words
def test_keywords_count_at_the_start_of_a_word_only(text):
    assert keyword_labels(text) == ()
