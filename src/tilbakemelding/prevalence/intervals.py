"""Intervals of proportions, and how intervals of parts make the interval of a whole. All work on arrays.

Source of each formula stands with it. The level is 95 % throughout.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, ndtr, ndtri, stdtrit

FloatArray = NDArray[np.float64]

StratumInterval = Callable[[FloatArray, FloatArray, FloatArray], tuple[FloatArray, FloatArray]]
"""(share, draws, probability of each tail) → (low, high)."""

TAIL = 0.025
"""Probability of each tail of a 95 % interval."""


def t_quantile(df: ArrayLike) -> FloatArray:
    """Return the quantile of Student's t for a two-sided 95 % interval; ``df`` below 1 counts as 1."""
    return np.asarray(stdtrit(np.clip(np.asarray(df, dtype=np.float64), 1.0, 1e9), 1 - TAIL), dtype=np.float64)


def t_tail(df: ArrayLike) -> FloatArray:
    """Return the normal tail probability that lies beyond the t quantile: smaller than 0.025 for small ``df``."""
    return np.asarray(ndtr(-t_quantile(df)), dtype=np.float64)


def wilson(share: ArrayLike, n: ArrayLike, tail: ArrayLike = TAIL) -> tuple[FloatArray, FloatArray]:
    """Return Wilson's score interval of a share in ``n`` > 0 (effective, need not be whole) independent draws.

    Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference"; Newcombe 1998,
    "Two-sided confidence intervals for the single proportion", method 3.
    """
    p, size = np.asarray(share, dtype=np.float64), np.asarray(n, dtype=np.float64)
    q = -ndtri(np.asarray(tail, dtype=np.float64))
    scale = 1 + q**2 / size
    middle = (p + q**2 / (2 * size)) / scale
    half = q / scale * np.sqrt(p * (1 - p) / size + q**2 / (4 * size**2))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def jeffreys(share: ArrayLike, n: ArrayLike, tail: ArrayLike = TAIL) -> tuple[FloatArray, FloatArray]:
    """Return Jeffreys' interval of a share in ``n`` > 0 (effective) draws; it ends at 0 or 1 where the share does.

    Source: Brown, Cai and DasGupta 2001, "Interval estimation for a binomial proportion".
    """
    p, size = np.asarray(share, dtype=np.float64), np.asarray(n, dtype=np.float64)
    yes, no = p * size, (1 - p) * size
    low = np.where(yes > 0, betaincinv(yes + 0.5, no + 0.5, tail), 0.0)
    high = np.where(no > 0, betaincinv(yes + 0.5, no + 0.5, 1 - np.asarray(tail)), 1.0)
    return low, high


def mover(weights: FloatArray, value: FloatArray, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return how far the interval of a weighted sum of independent parts reaches below and above its value.

    Arrays of shape (…, n_parts), weights of at least 0; the result has shape (…).

    Source: Zou and Donner 2008, "Construction of confidence limits about effect measures" (MOVER, the method of
    variance estimates recovery); Zou, Huang and Zhang 2009, "A note on confidence interval estimation for a linear
    function of binomial proportions".
    """
    below = np.sqrt(np.sum((weights * (value - low)) ** 2, axis=-1))
    above = np.sqrt(np.sum((weights * (high - value)) ** 2, axis=-1))
    return below, above


def kish(weight: FloatArray, squared: FloatArray) -> FloatArray:
    """Return the effective number of draws with unequal weights: (Σw)² / Σw² from Σw and Σw², 0 where none.

    Source: Kish 1992, "Weighting for unequal Pi", Journal of Official Statistics 8(2).
    """
    return np.divide(weight**2, squared, out=np.zeros_like(weight), where=squared > 0)


def without_replacement(n: FloatArray, total: FloatArray) -> FloatArray:
    """Return the effective number of ``n`` draws out of a finite ``total``; infinite where all were drawn.

    Source: the finite population correction: the variance shrinks by (N − n) / (N − 1); Cochran 1977, "Sampling
    Techniques".
    """
    return np.divide(n * np.maximum(total - 1, 1), total - n, out=np.full_like(n, np.inf), where=total > n)
