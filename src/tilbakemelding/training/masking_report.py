"""Masking measured on ``corpora/masking`` → report, the tables of the set's README and of the pipeline's card."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tilbakemelding.artefact import default_models, file_sha256
from tilbakemelding.errors import CorpusError
from tilbakemelding.labels import FORMS
from tilbakemelding.language import LanguagePipeline
from tilbakemelding.masking import KINDS, Masker
from tilbakemelding.masking.measure import SPLITS, MarkedComment, measure, read_marked
from tilbakemelding.training.blocks import fill, table

REPORT = "report.json"
EARLIER = "earlier.json"
_SCOPES = ("all", *FORMS)
_FIGURES = {
    "recall": "recall",
    "precision": "precision",
    "leak": "names of which any part stays",
    "unlisted": "recall of names that `names.json` lacks",
}
_BARS = (
    ("without", "recall", 0.95),
    ("with", "recall", 0.99),
    ("without", "precision", 0.9),
    ("with", "precision", 0.9),
)
"""What masking has to reach on the test half.

Source: the project's requirements for masking before a comment is kept.
"""

_LISTS = {"without": "without class list", "with": "with class list"}


def evaluate_masking(folder: Path, *, write: bool, splits: Sequence[str] = SPLITS) -> str:
    """Measure the shipped pipeline's masking and return the tables; ``write`` renews report, README and card as well.

    Raises
    ------
    CorpusError
        The set breaks its own rules, or the README lacks a marker.
    ModelError, UnknownLanguageModel
        The language pipeline cannot be used.

    """
    language = LanguagePipeline.load(default_models() / "language")
    masker = Masker(language)
    sets = {split: read_marked(folder, split) for split in (SPLITS if write else splits)}
    report: dict[str, Any] = {
        "language": language.name,
        "sha256": {split: file_sha256(folder / f"{split}.jsonl") for split in sets},
        "splits": {split: measure(masker, comments) for split, comments in sets.items()},
    }
    if write:
        text = json.dumps(report, indent=1, ensure_ascii=False) + "\n"
        (folder / REPORT).write_text(text, encoding="utf-8")
        fill(folder / "README.md", readme_blocks(report, sets) | {"earlier": earlier_table(read_earlier(folder))})
        fill(default_models() / "language" / "card.md", card_blocks(report))
    return "\n\n".join(f"{split}\n\n{results_table(figures)}" for split, figures in report["splits"].items())


def readme_blocks(report: Mapping[str, Any], sets: Mapping[str, Sequence[MarkedComment]]) -> dict[str, str]:
    """Return the generated blocks of the set's README."""
    return {
        "counts": counts_table(sets),
        "verdict": verdict(report["splits"]["test"]),
        "results": results_table(report["splits"]["test"]),
        "kinds": kinds_table(report["splits"]["test"]),
        "dev": results_table(report["splits"]["dev"]),
    }


def card_blocks(report: Mapping[str, Any]) -> dict[str, str]:
    """Return the generated block of the language pipeline's card: the figures that the bars are about."""
    figures = report["splits"]["test"]
    rows = [
        [f"{_FIGURES[key]}, {_LISTS[name]}", *(_cell(figures[name][scope][key]) for scope in _SCOPES)]
        for name, key, _ in _BARS
    ]
    return {"masking": table(["names, numbers, addresses [95 % interval]", "all", "bokmål", "nynorsk"], rows)}


def read_earlier(folder: Path) -> list[dict[str, Any]]:
    """Return what earlier test halves showed at first sight.

    Raises
    ------
    CorpusError
        The file is missing or no JSON.

    """
    try:
        halves: list[dict[str, Any]] = json.loads((folder / EARLIER).read_text(encoding="utf-8"))["halves"]
    except (OSError, ValueError, KeyError) as error:
        raise CorpusError([f"{folder / EARLIER}: cannot be read ({type(error).__name__})"]) from error
    return halves


def earlier_table(halves: Sequence[Mapping[str, Any]]) -> str:
    """Return recall and precision of each earlier half over both forms."""
    rows = [
        [
            f"`{half['prefix']}`",
            str(half["comments"]),
            *(f"{half['figures'][name]['all'][key]['value']:.3f}" for name, key, _ in _BARS),
        ]
        for half in halves
    ]
    heads = [f"{_FIGURES[key]}, {_LISTS[name]}" for name, key, _ in _BARS]
    return table(["earlier half", "comments", *heads], rows)


def counts_table(sets: Mapping[str, Sequence[MarkedComment]]) -> str:
    """Return the number of comments and marks of each split."""
    rows = []
    for split, comments in sets.items():
        nynorsk = sum(comment.form == "nn" for comment in comments)
        rows.append(
            [
                split,
                f"{len(comments):,}",
                f"{nynorsk:,} ({nynorsk / len(comments):.0%})",
                str(sum(not comment.spans for comment in comments)),
                str(sum(len(comment.spans) for comment in comments)),
                str(len({comment.class_list for comment in comments})),
            ]
        )
    return table(["split", "comments", "of them nynorsk", "with nothing to mask", "marks", "class lists"], rows)


def verdict(figures: Mapping[str, Any]) -> str:
    """Return for each bar whether it is reached, over all and in each form."""
    rows = []
    for name, key, bar in _BARS:
        values = [figures[name][scope][key]["value"] for scope in _SCOPES]
        shown = ["–" if value is None else "reached" if value >= bar else "**missed**" for value in values]
        rows.append([f"{_FIGURES[key]} ≥ {bar:.2f}, {_LISTS[name]}", *shown])
    return table(["bar", "all", "bokmål", "nynorsk"], rows)


def results_table(figures: Mapping[str, Any]) -> str:
    """Return each figure with its 95 % interval, without and with class list, both forms side by side."""
    rows = [
        [f"{shown}, {_LISTS[name]}", *(_cell(figures[name][scope][key]) for scope in _SCOPES)]
        for name in _LISTS
        for key, shown in _FIGURES.items()
    ]
    return table(["share [95 % interval]", "all", "bokmål", "nynorsk"], rows)


def kinds_table(figures: Mapping[str, Any]) -> str:
    """Return recall and precision of each kind, without class list, as counts."""
    rows = []
    for kind in KINDS:
        row = figures["without"].get(kind)
        if row is not None:
            recall, precision = row["recall"], row["precision"]
            rows.append(
                [kind, f"{recall['hits']} of {recall['total']}", f"{precision['hits']} of {precision['total']}"]
            )
    return table(["kind, without class list", "found", "right"], rows)


def _cell(share: Mapping[str, Any]) -> str:
    if share["value"] is None:
        return "–"
    low, high = share["interval"]
    return f"{share['value']:.3f} [{low:.2f}, {high:.2f}] ({share['hits']} of {share['total']})"
