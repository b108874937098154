"""A masker on the toy pipeline, with a recogniser that knows one name, and a lexicon of a few ordinary words."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from tilbakemelding.language import LanguagePipeline
from tilbakemelding.masking import Masker
from tilbakemelding.training.language_pipeline import blank

ORDINARY = frozenset(
    "hei bra jobba har levert skriver liv dag stein bjørn gode oppgaven teksten du må øve hardt du og er i til sol "
    "vann gruppa med leser godt takk skog tekst vår vurdering".split()
)


@Language.component("toy_names")
def toy_names(doc: Doc) -> Doc:
    """Take *Quxa* for a person."""
    doc.ents = [Span(doc, token.i, token.i + 1, "PER") for token in doc if token.text == "Quxa"]
    return doc


@pytest.fixture(scope="session")
def naming(toy_nlp):  # noqa: ARG001 - it registers the grammar
    """Return a toy pipeline with a recogniser of names."""
    nlp = blank()
    nlp.add_pipe("toy_grammar")
    nlp.add_pipe("toy_names", name="ner")
    return LanguagePipeline(nlp)


@pytest.fixture(scope="session")
def masker(naming):
    """Return a masker whose lexicon holds the words above."""
    naming.knows_word = ORDINARY.__contains__
    return Masker(naming)
