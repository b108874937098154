"""What the estimators read: counts of comments by contributor and predicted label.

Arrays may have leading axes, one entry for each of many data sets: the simulation estimates thousands at once with
the very code that estimates one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tilbakemelding.errors import UnusableFigure
from tilbakemelding.prevalence.intervals import FloatArray

STRATA = (False, True)
"""Predicted without and with the property, in the order of the arrays' last axis."""


@dataclass(frozen=True, slots=True)
class ReleasedComment:
    """A released comment, as the statistics see it.

    Parameters
    ----------
    contributor
        Pseudonym; never shown, it only tells which comments belong together.
    predicted
        Whether the model finds the property.
    adjudicated
        What the reviewers agreed on; None where the comment was not reviewed.
    inclusion
        Probability in (0, 1] with which the comment was drawn for review. None marks a comment picked by hand:
        its review says nothing about the others, so it counts as not reviewed.

    Raises
    ------
    UnusableFigure
        The inclusion probability is not in (0, 1].

    """

    contributor: str
    predicted: bool
    adjudicated: bool | None = None
    inclusion: float | None = None

    def __post_init__(self) -> None:
        """Check the inclusion probability."""
        if self.inclusion is not None and not 0 < self.inclusion <= 1:
            raise UnusableFigure(what="the inclusion probability", got=self.inclusion, allowed="above 0, at most 1")


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """Counts behind an estimate.

    ``released``, ``reviewed`` and ``found`` (reviewed and with the property) have shape (…, n_contributors, n_strata);
    ``weight``, ``weighted`` and ``squared`` are the reviewed comments' Σw, Σwy and Σw² of shape (…, n_strata), with
    w = 1 / inclusion probability.
    """

    released: FloatArray
    reviewed: FloatArray
    found: FloatArray
    weight: FloatArray
    weighted: FloatArray
    squared: FloatArray


def tally(comments: Iterable[ReleasedComment]) -> Tallies:
    """Count released comments by contributor and predicted label."""
    rows: dict[str, int] = {}
    listed = list(comments)
    for comment in listed:
        rows.setdefault(comment.contributor, len(rows))
    released, reviewed, found = (np.zeros((len(rows), len(STRATA))) for _ in range(3))
    weight, weighted, squared = (np.zeros(len(STRATA)) for _ in range(3))
    for comment in listed:
        place = rows[comment.contributor], STRATA.index(comment.predicted)
        released[place] += 1
        if comment.adjudicated is None or comment.inclusion is None:
            continue
        w = 1 / comment.inclusion
        reviewed[place] += 1
        found[place] += comment.adjudicated
        weight[place[1]] += w
        weighted[place[1]] += w * comment.adjudicated
        squared[place[1]] += w * w
    return Tallies(released, reviewed, found, weight, weighted, squared)
