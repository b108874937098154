"""What a model must beat: the commonest label, and a keyword rule set written down beforehand.

Both label the segments that the language pipeline cuts without its joinable clauses. The third baseline, n-grams
without linguistic features or context, is the classifier itself with fewer feature groups (see ``training``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tilbakemelding.labels import in_order
from tilbakemelding.language import ParsedText


@cache
def _rules() -> Mapping[str, list[str]]:
    data = json.loads(files(__package__).joinpath("keyword_rules.json").read_text(encoding="utf-8"))
    return {label: words for label, words in data.items() if label != "written"}


def coarse_spans(parsed: ParsedText) -> list[tuple[int, int]]:
    """Return the spans of sentences and lines: segments with every joinable cut closed."""
    spans: list[tuple[int, int]] = []
    for segment in parsed.segments:
        if segment.joinable and spans:
            spans[-1] = (spans[-1][0], segment.end)
        else:
            spans.append((segment.start, segment.end))
    return spans


def majority_labels(_: str) -> tuple[str, ...]:
    """Return the commonest label of the scheme in every corpus seen so far."""
    return ("quality",)


def keyword_labels(text: str) -> tuple[str, ...]:
    """Return the labels of which a keyword occurs in the text, at the start of a word."""
    padded = " " + " ".join(text.lower().split())
    return in_order({label for label, words in _rules().items() if any(f" {word}" in padded for word in words)})
