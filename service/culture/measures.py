"""What is measured: the principles of good assessment and the verdict, and how a comment's labels tell."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

Measure = Literal["points_forward", "quality", "verdict_only", "goal", "involvement"]
MEASURES: tuple[Measure, ...] = get_args(Measure)


def holds(measure: Measure, labels: Collection[str]) -> bool:
    """Tell whether a comment has what is measured, from the labels that any of its segments carries.

    Source: the label scheme's derived fields: a comment points forward with a segment of advice; it only passes a
    verdict where it carries one, and neither quality nor advice.
    """
    if measure == "points_forward":
        return "advice" in labels
    if measure == "verdict_only":
        return "summative" in labels and not {"quality", "advice"} & set(labels)
    return measure in labels
