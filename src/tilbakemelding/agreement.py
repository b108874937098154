"""How far annotators agree: Cohen's kappa per label, Krippendorff's alpha over all, with bootstrap intervals.

Source: Cohen 1960; Krippendorff 2011, "Computing Krippendorff's alpha-reliability" (nominal data); percentile
bootstrap over comments, since segments of one comment are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval; all three are nan where it is not defined."""

    value: float
    low: float
    high: float


def cohen_kappa(first: BoolArray, second: BoolArray) -> float:
    """Return Cohen's kappa of two boolean codings of shape (n,); nan where chance alone explains all."""
    observed = float(np.mean(first == second))
    yes = float(first.mean()) * float(second.mean())
    no = (1 - float(first.mean())) * (1 - float(second.mean()))
    expected = yes + no
    return float("nan") if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(first: BoolArray, second: BoolArray) -> float:
    """Return Krippendorff's alpha for two coders and nominal data, without missing values.

    For codings of shape (n, n_labels) each cell is one unit that is coded yes or no.
    """
    values = np.concatenate([first.ravel(), second.ravel()])
    n = len(values)
    yes = float(values.sum())
    expected = 2 * yes * (n - yes) / (n * (n - 1))
    observed = float(np.mean(first.ravel() != second.ravel()))
    return float("nan") if expected == 0 else 1 - observed / expected


def bootstrap(
    statistic: Callable[[NDArray[np.int_]], float], groups: Sequence[int], *, draws: int = 500, seed: int = 20
) -> Estimate:
    """Return a statistic with its 95 % percentile interval.

    Parameters
    ----------
    statistic
        Takes an index array of units and returns the value over them.
    groups
        For each unit its group (the comment); whole groups are drawn with replacement.
    draws
        How many resamples.

    """
    owner = np.asarray(groups)
    order = np.argsort(owner, kind="stable")
    _, starts = np.unique(owner[order], return_index=True)
    members = np.split(order, starts[1:])
    rng = np.random.default_rng(seed)
    value = statistic(np.arange(len(owner)))
    drawn = [
        statistic(np.concatenate([members[k] for k in rng.integers(0, len(members), len(members))]))
        for _ in range(draws)
    ]
    low, high = np.nanpercentile(drawn, [2.5, 97.5]) if not np.isnan(drawn).all() else (float("nan"),) * 2
    return Estimate(float(value), float(low), float(high))
