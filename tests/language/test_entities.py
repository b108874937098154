"""Names leave the pipeline as plain values."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from tilbakemelding.errors import UnknownLanguageModel
from tilbakemelding.language import Entity, LanguagePipeline
from tilbakemelding.language.entities import kind_of
from tilbakemelding.training.language_pipeline import blank


@Language.component("every_capital")
def every_capital(doc: Doc) -> Doc:
    """Take every word with a capital for a place."""
    doc.ents = [Span(doc, token.i, token.i + 1, "GPE_LOC") for token in doc if token.text[0].isupper()]
    return doc


@pytest.fixture
def naming(toy_nlp):  # noqa: ARG001 - it registers the grammar
    nlp = blank()
    nlp.add_pipe("toy_grammar")
    nlp.add_pipe("every_capital", name="ner")
    nlp.select_pipes(disable=["ner"])
    return LanguagePipeline(nlp)


def test_names_have_offsets_into_the_text_as_given(naming):
    text = "du er A\u030asa og\u00ad Per"
    parsed, names = naming.parse_with_names(text)
    assert parsed.text == text
    assert [text[name.start : name.end] for name in names] == ["A\u030asa", "Per"]
    assert {name.kind for name in names} == {"place"}


def test_finding_names_leaves_the_pipeline_as_it_was(naming):
    before = naming.parse("Hei Per")
    naming.parse_with_names("Hei Per")
    assert naming.parse("Hei Per").tokens == before.tokens
    assert naming._nlp.pipe_names == ["toy_grammar"]


def test_pipeline_without_a_recogniser_is_refused(toy_language):
    with pytest.raises(UnknownLanguageModel):
        toy_language.parse_with_names("Hei Per")


@pytest.mark.parametrize(
    ("label", "kind"), [("PER", "person"), ("ORG", "organisation"), ("LOC", "place"), ("X", "other")]
)
def test_labels_of_pipelines_are_read(label, kind):
    assert kind_of(label) == kind


def test_entity_is_a_plain_value():
    assert Entity(0, 3, "person") == Entity(0, 3, "person")
