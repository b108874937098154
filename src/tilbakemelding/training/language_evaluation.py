"""Figures of the language pipeline, per form, on the treebank's development and test parts.

Raw text in groups of ten sentences, with the pipeline's own tokens, as the published figures of spaCy's models are
measured. Sentences, entities and tokens by spaCy's scorer; lemmas and imperatives by character offset.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

import tilbakemelding.language  # noqa: F401 - registers the components
from tilbakemelding.labels import FORMS
from tilbakemelding.training.language_pipeline import evaluation_docs

PARTS = ("dev", "test")
_SCORES = {"pos": "pos_acc", "features": "morph_acc", "sentences": "sents_f"}
_BATCH = 64


def evaluate_language(pipeline: Path, treebank: Path) -> dict[str, Any]:
    """Return every figure of the card: by part and form, and imperatives over all parts and forms together.

    All are in percent; ``words_per_second`` is CPU time on one core, without names and lemmas, on this machine now.
    """
    nlp = spacy.load(pipeline)
    report: dict[str, Any] = {}
    imperatives: Counter[str] = Counter()
    for part in PARTS:
        for form in FORMS:
            gold = evaluation_docs(treebank, nlp, form=form, part=part)
            report[f"{part} {form}"] = _figures(nlp, gold, imperatives)
    right, marked, there = (imperatives[key] for key in ("right", "marked", "there"))
    report["imperatives"] = {
        "gold": there, "precision": _percent(right, marked), "recall": _percent(right, there)
    }  # fmt: skip
    report["words_per_second"] = _speed(nlp, [doc.text for doc in gold])
    return report


def _figures(nlp: Language, gold: Sequence[Doc], imperatives: Counter[str]) -> dict[str, float]:
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold], batch_size=_BATCH)
    figures = {name: round(100 * float(scores[key]), 2) for name, key in _SCORES.items()}
    figures |= {kind: round(100 * value["f"], 2) for kind, value in sorted(scores["ents_per_type"].items())}
    right = total = 0
    for own, doc in zip(nlp.pipe(doc.text for doc in gold), gold, strict=True):
        lemmas = {(token.idx, len(token)): token.lemma_ for token in own}
        for token in doc:
            total += 1
            right += lemmas.get((token.idx, len(token))) == token.lemma_
        marked, there = _imperatives(own), _imperatives(doc)
        imperatives.update(right=len(marked & there), marked=len(marked), there=len(there))
    figures["lemma"] = _percent(right, total)
    return figures


def _imperatives(doc: Doc) -> set[int]:
    return {token.idx for token in doc if token.morph.get("Mood", []) == ["Imp"]}


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _speed(nlp: Language, texts: Sequence[str]) -> int:
    with nlp.select_pipes(disable=["ner", "norwegian_lemmatizer"]):
        list(nlp.pipe(texts[:20]))
        started = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=_BATCH))
        return round(words / (time.process_time() - started))
