"""What the review leaves open: the share among the released comments, and how far its interval reaches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tilbakemelding.prevalence.intervals import (
    TAIL,
    FloatArray,
    StratumInterval,
    jeffreys,
    kish,
    mover,
    t_tail,
    without_replacement,
)
from tilbakemelding.prevalence.tallies import STRATA, Tallies


@dataclass(frozen=True, slots=True, eq=False)
class ReviewedShare:
    """Shares among released comments; arrays of shape (…), ``strata`` and ``sizes`` of shape (…, n_strata).

    ``strata`` holds the share with the property in each stratum, ``sizes`` each stratum's part of all comments.
    """

    value: FloatArray
    below: FloatArray
    above: FloatArray
    strata: FloatArray
    sizes: FloatArray


def reviewed_share(tallies: Tallies, *, within: StratumInterval = jeffreys) -> ReviewedShare:
    """Return the share among the released comments, post-stratified on the predicted label.

    Each stratum's share is the mean of its reviewed comments, weighted by 1 / inclusion probability, with an interval
    on the effective number of draws without replacement; MOVER puts the strata together by their known sizes. A
    stratum that was reviewed in full has no width, one without review is ½ with the interval [0, 1].

    Where every reviewed comment of a stratum says the same, its interval is open to one side only. Then that side gets
    its own tail and η times the other's: both of them where the model was never seen to err, one where its predictions
    say nothing and the stratum is pure by chance. η is the correlation ratio of strata and property.

    Source: post-stratification, Cochran 1977, "Sampling Techniques", further aspects of stratified sampling; weights
    1 / π, Särndal, Swensson and Wretman 1992, "Model Assisted Survey Sampling"; Jeffreys' in place of Wilson's interval
    and the tails of pure strata: chosen by the simulation, see `docs/statistics.md`; t quantiles with
    (reviewed − strata) degrees of freedom.
    """
    sizes, drawn = tallies.released.sum(axis=-2), tallies.reviewed.sum(axis=-2)
    weights = sizes / np.maximum(sizes.sum(axis=-1, keepdims=True), 1.0)
    share = _strata(tallies, drawn, sizes)
    value = (weights * share).sum(axis=-1)
    known, unknown = drawn == sizes, drawn == 0
    size = without_replacement(kish(tallies.weight, tallies.squared), sizes)
    tail = t_tail(drawn.sum(axis=-1, keepdims=True) - len(STRATA))
    pure = (share == 0) | (share == 1)
    one_sided = TAIL * (1 + correlation_ratio(value, share, weights))[..., None]
    low, high = within(share, np.where(known | unknown, 1.0, size), np.where(pure, one_sided, tail))
    low = np.where(known, share, np.where(unknown, 0.0, low))
    high = np.where(known, share, np.where(unknown, 1.0, high))
    below, above = mover(weights, share, low, high)
    return ReviewedShare(value, below, above, share, weights)


def _strata(tallies: Tallies, drawn: FloatArray, sizes: FloatArray) -> FloatArray:
    """Return each stratum's share: counted where all were reviewed, weighted where some were, ½ where none."""
    counted = tallies.found.sum(axis=-2) / np.maximum(drawn, 1.0)
    weighted = np.divide(tallies.weighted, tallies.weight, out=np.full_like(drawn, 0.5), where=drawn > 0)
    return np.where((drawn == sizes) & (drawn > 0), counted, np.clip(weighted, 0, 1))


def correlation_ratio(value: FloatArray, strata: FloatArray, sizes: FloatArray) -> FloatArray:
    """Return η in [0, 1]; η² is the part of the property's variance that lies between the strata.

    Source: Pearson 1905.
    """
    between = (sizes * (strata - value[..., None]) ** 2).sum(axis=-1)
    total = np.maximum(value * (1 - value), 1e-9)
    return np.asarray(np.sqrt(np.clip(between / total, 0, 1)), dtype=np.float64)
