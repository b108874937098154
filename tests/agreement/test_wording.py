"""The sentences: every code has its words, in both forms."""

from __future__ import annotations

import json
from importlib.resources import files
from string import Formatter
from typing import get_args

import pytest

from tilbakemelding.agreement import (
    AdjudicatedSegment,
    CodedSegment,
    Estimate,
    LabelAgreement,
    agreement_between,
    agreement_sentences,
    agreement_with_model,
    model_sentences,
)
from tilbakemelding.agreement.caution import Caveat, Level, Withheld
from tilbakemelding.labels import FORMS

TEXTS = json.loads(files("tilbakemelding.agreement").joinpath("sentences.json").read_text("utf-8"))
SENTENCES = [(kind, code) for kind, codes in TEXTS.items() for code in codes]


@pytest.mark.parametrize(
    ("kind", "codes"),
    [("level", Level), ("level-whole", Level), ("withheld", Withheld), ("caveat", Caveat)],
)
def test_every_code_has_a_sentence_and_no_other(kind, codes):
    assert tuple(TEXTS[kind]) == get_args(codes)


@pytest.mark.parametrize(("kind", "code"), SENTENCES)
def test_both_forms_say_it_with_the_same_facts(kind, code):
    texts = TEXTS[kind][code]
    assert tuple(texts) == FORMS
    facts = {form: {name for _, name, _, _ in Formatter().parse(texts[form]) if name} for form in FORMS}
    assert facts["nb"] == facts["nn"]


@pytest.mark.parametrize(("kind", "code"), [(k, c) for k, c in SENTENCES if k.startswith("withheld") and "few" in c])
def test_what_is_too_little_says_so_first(kind, code):
    assert all(text.startswith("For få") for text in TEXTS[kind][code].values())


@pytest.mark.parametrize(("kind", "code"), SENTENCES)
def test_no_sentence_gives_a_mark_for_the_agreement(kind, code):
    verdicts = ("god", "dårlig", "dårleg", "svak", "sterk", "bra", "utmerket", "moderat")
    words = [word.strip(".,:()").lower() for text in TEXTS[kind][code].values() for word in text.split()]
    assert not set(words) & set(verdicts)


def test_label_says_level_figures_and_caveats(two_coders):
    own = agreement_between(two_coders(5, 10, 5, 80)).labels[0]
    assert agreement_sentences(own, "nb") == (
        "Dere ser ofte ulikt på hva som er kvalitetsbeskrivelse. Det er verdt å snakke om.",
        "Når to av dere leste den samme delen, sa dere det samme 85 av 100 ganger.",
        "Når en av dere ga merket, ga den andre det også 40 av 100 ganger.",
        "Få deler har fått merket. Da teller hver uenighet mye, selv om dere nesten alltid sier det samme.",
    )


def test_whole_says_how_often_all_labels_were_the_same(two_coders):
    whole = agreement_between(two_coders(49, 1, 1, 49)).whole
    assert agreement_sentences(whole, "nn") == (
        "Sett under eitt er de stort sett einige.",
        "Når to av dykk las den same delen, valde de akkurat dei same merka 98 av 100 gonger.",
    )


def test_withheld_label_says_why_only():
    own = agreement_between([CodedSegment("c1", {"Kari": set(), "Ola": set()})]).labels[0]
    assert agreement_sentences(own, "nb") == (
        "For få: enigheten vises når minst 20 kommentarer er kodet av to eller flere.",
    )


@pytest.mark.parametrize(("value", "shown"), [(0.997, "99"), (1.0, "100"), (0.001, "1"), (0.0, "0")])
def test_hundred_and_none_are_said_only_of_all_and_none(value, shown):
    own = LabelAgreement("goal", 9, 9, None, raw=Estimate(value, 0, 1), alpha=Estimate(0.9, 0.8, 1), level="alike")
    assert f" {shown} av 100 " in agreement_sentences(own, "nb")[1]


@pytest.mark.parametrize(
    ("added", "sentences"),
    [
        (0, ("Av det de gav merket framovermelding (6), fann programmet 4.",)),
        (
            3,
            (
                "Av det de gav merket framovermelding (6), fann programmet 4.",
                "Programmet gav òg merket der de ikkje gjorde det (3).",
            ),
        ),
    ],
)
def test_model_is_told_in_counts(added, sentences):
    pairs = [("a", "a")] * 4 + [("a", "")] * 2 + [("", "a")] * added + [("", "")] * 20
    segments = [
        AdjudicatedSegment(f"c{n}", {"advice"} if team else set(), {"advice"} if model else set())
        for n, (team, model) in enumerate(pairs)
    ]
    assert model_sentences(agreement_with_model(segments)[1], "nn") == sentences


@pytest.mark.parametrize("form", FORMS)
def test_every_withheld_model_has_its_sentence(form):
    for count in (3, 30):
        segments = [AdjudicatedSegment(f"c{n}", {"advice"} if n < 3 else set(), set()) for n in range(count)]
        assert all(len(model_sentences(own, form)) == 1 for own in agreement_with_model(segments))
