"""Intervals by drawing whole comments with replacement, since segments of one comment are not independent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, t

from tilbakemelding.agreement.codings import FloatArray

DRAWS = 1000
SEED = 20
_TAIL = 0.025
"""Each tail of a 95 % interval."""
_ENDS = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


def draw_weights(comments: int, *, draws: int = DRAWS, seed: int = SEED) -> FloatArray:
    """Return how often each comment counts: once in the first row, as drawn with replacement in the others.

    Every statistic here is a function of sums over comments, so that ``weights @ sums`` gives all resamples at once.

    Source: Efron and Tibshirani 1993, "An introduction to the bootstrap", with comments as the units drawn (Field
    and Welsh 2007, "Bootstrapping clustered data").
    """
    drawn = np.random.default_rng(seed).multinomial(comments, np.full(comments, 1 / comments), size=draws)
    return np.vstack([np.ones(comments), drawn])


def estimate(values: FloatArray, *, comments: int, able: int) -> Estimate | None:
    """Return the first value with the interval that the others give; None where it is not defined.

    Resamples in which the statistic is not defined are left out.

    Parameters
    ----------
    values
        The statistic by row of `draw_weights`.
    comments
        How many comments were drawn from: with few, the percentiles are taken further out.
    able
        How many of them can show agreement or disagreement. Where all of these say the same, so does every resample,
        and the interval would have no width; its other end is then the share of one kind that so many comments of the
        other kind still allow.

    Notes
    -----
    Source: expanded percentile interval, Hesterberg 2015, "What teachers should know about the bootstrap", The
    American Statistician 69(4); the bound after no event, Clopper and Pearson 1934, "The use of confidence or
    fiducial limits illustrated in the case of the binomial": 0.025^(1/n). How often such intervals hold the truth is
    measured by `tilbakemelding.agreement.simulation`.

    """
    value, drawn = float(values[0]), values[1:]
    if np.isnan(value):
        return None
    if value in _ENDS and (np.isnan(drawn) | (drawn == value)).all():
        bound = _TAIL ** (1 / able)
        return Estimate(value, bound, 1.0) if value else Estimate(value, 0.0, 1 - bound)
    tail = _TAIL
    if comments > 1:
        tail = norm.cdf(np.sqrt(comments / (comments - 1)) * t.ppf(_TAIL, comments - 1))
    low, high = np.nanpercentile(drawn, [100 * tail, 100 * (1 - tail)])
    return Estimate(value, float(low), float(high))
