"""What the commands ``train``, ``train-language`` and ``evaluate`` do: train, measure, write models, cards, README."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy

from tilbakemelding.analysis import Analyser
from tilbakemelding.artefact import default_models, file_sha256, save_classifier
from tilbakemelding.corpus.check import read_checked
from tilbakemelding.corpus.records import Comment, read_split
from tilbakemelding.evaluation import count
from tilbakemelding.language import LanguagePipeline
from tilbakemelding.training import cards, language_pipeline
from tilbakemelding.training.blocks import fill
from tilbakemelding.training.feedback import SEED, build_splits, figures_by_form, fit, make_report, predict
from tilbakemelding.training.language_evaluation import evaluate_language

RELEASE = "2026.11"
LANGUAGE_VERSION = "0.1.0"


def train_release(
    corpus: Path, output: Path, *, language: str | Path, root: Path, say: Callable[[str], None]
) -> dict[str, Any]:
    """Train the classifier, write it with manifest and report, and renew the tables in card and README."""
    say("reading and parsing the corpus")
    pipeline = LanguagePipeline.load(language)
    splits = build_splits(read_checked(corpus), pipeline)
    say(f"training on {len(splits.train.y)} segments")
    classifier = fit(splits.train, splits.dev)
    names = _personal_names(language, splits.test.comments)
    report = make_report(splits, classifier, pipeline, corpus=corpus, names=names, say=say)
    manifest = save_classifier(
        output, classifier, language=pipeline.name, corpus_sha256=file_sha256(corpus / "train.jsonl"), seed=SEED,
        release=RELEASE,
    )  # fmt: skip
    report = {"model": manifest.version, **report}
    earlier = default_models() / "feedback" / "report.json"
    before = json.loads(earlier.read_text(encoding="utf-8")) if earlier.exists() else None
    (output / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if (output / "card.md").exists():
        fill(output / "card.md", card_blocks(report))
    if output.resolve().is_relative_to(root):
        fill(root / "README.md", readme_blocks(report))
    if before is not None:
        say(cards.changes_table(before, report))
    say(f"{manifest.version} written to {output}")
    return report


def card_blocks(report: dict[str, Any]) -> dict[str, str]:
    """Return the generated blocks of the classifier's card."""
    unsure = report["uncertainty"]
    return {
        "version": f"Version `{report['model']}`.",
        "results": cards.results_table(report),
        "precision": cards.precision_recall_table(report),
        "baselines": cards.baseline_table(report),
        "robustness": cards.robustness_table(report),
        "curve": cards.curve_table(report),
        "ablation": cards.ablation_table(report),
        "groups": cards.groups_table(report),
        "uncertainty": (
            f"{unsure['share_uncertain']:.0%} of the segments are said to be uncertain; "
            f"{unsure['wrong_where_uncertain']:.0%} of those have a wrong label, "
            f"{unsure['wrong_elsewhere']:.0%} of the rest."
        ),
    }


def readme_blocks(report: dict[str, Any]) -> dict[str, str]:
    """Return the generated blocks of the README."""
    return {"results": cards.results_table(report), "baselines": cards.baseline_table(report)}


def _personal_names(language: str | Path, comments: Sequence[Comment]) -> list[list[tuple[int, int]]]:
    """Return the spans that the pipeline's name recogniser takes for persons, for each comment."""
    nlp = spacy.load(language)
    return [
        [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PER"]
        for doc in nlp.pipe(c.text for c in comments)
    ]


def evaluate_shipped(analyser: Analyser, corpus: Path, split: str) -> str:
    """Return the table of figures of an analyser on a split."""
    comments = read_split(corpus, split)
    counts = count(comments, predict(analyser, comments))
    return cards.results_table({"test": figures_by_form(comments, counts)}).replace("the test split", f"split {split}")


def train_language_release(
    treebank: Path, text: Path, output: Path, *, work: Path, say: Callable[[str], None]
) -> dict[str, Any]:
    """Train the language pipeline from its data, measure it, and write it with its report and card."""
    work.mkdir(parents=True, exist_ok=True)
    workspace = language_pipeline.Workspace(work)
    np.random.seed(SEED)  # noqa: NPY002 - spaCy's training draws from the global generator
    say("vectors")
    language_pipeline.prepare_vectors(workspace, text=text, treebank=treebank)
    language_pipeline.prepare_docs(workspace, treebank=treebank)
    say("encoder, morphologizer, sentence recogniser")
    tagger = language_pipeline.train_tagger(workspace)
    say("name recogniser")
    names = language_pipeline.train_names(workspace)
    say("putting together and measuring")
    language_pipeline.assemble(workspace, treebank=treebank, tagger=tagger, names=names, version=LANGUAGE_VERSION)
    report = evaluate_language(workspace.file("pipeline"), treebank)
    card = output / "card.md"
    kept = card.read_text(encoding="utf-8") if card.exists() else None
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(workspace.file("pipeline"), output)
    (output / "report.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    if kept is not None:
        card.write_text(kept, encoding="utf-8")
        fill(card, language_card_blocks(report))
    return report


def language_card_blocks(report: dict[str, Any]) -> dict[str, str]:
    """Return the generated blocks of the language pipeline's card."""
    imperatives = report["imperatives"]
    return {
        "results": cards.language_table(report),
        "imperatives": (
            f"Imperatives, dev and test of both forms together ({imperatives['gold']} in all): "
            f"precision {imperatives['precision']:.1f} %, recall {imperatives['recall']:.1f} %."
        ),
    }
