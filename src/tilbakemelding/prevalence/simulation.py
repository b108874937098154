"""Schools made by chance, whose truth is known, to see whether the intervals hold it as often as they say.

A school has contributors with different numbers of comments. Contributor j writes comments with the property with
probability p_j from a beta distribution with mean ``prevalence`` and intra-class correlation ``correlation``. The
model misses a part of the comments with the property, and finds it falsely in a part of the others. A random sample
is reviewed without error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tilbakemelding.prevalence.intervals import FloatArray
from tilbakemelding.prevalence.tallies import Tallies


@dataclass(frozen=True, slots=True)
class Setting:
    """One kind of school; shares in [0, 1].

    ``missed`` and ``false`` are the model's error rates, ``error_correlation`` is how alike they are within
    contributors. ``evenness`` is the shape of the gamma distribution that the contributors' numbers of comments
    follow: at 5 the largest of 10 writes about twice the mean. The review is a simple random sample, or, with
    ``equal_parts``, the same number from each contributor (or all, where there are fewer), so that inclusion
    probabilities differ.
    """

    contributors: int
    prevalence: float
    correlation: float
    missed: float
    false: float
    reviewed: int
    comments: int = 800
    evenness: float = 5.0
    error_correlation: float = 0.0
    equal_parts: bool = False


def simulate(setting: Setting, trials: int, rng: np.random.Generator) -> Tallies:
    """Make ``trials`` schools of one setting."""
    shape = (trials, setting.contributors)
    weights = rng.gamma(setting.evenness, 1.0, shape)
    spare = setting.comments - 2 * setting.contributors
    sizes = 2 + rng.multinomial(spare, weights / weights.sum(axis=1, keepdims=True))
    positive = rng.binomial(sizes, _chances(setting.prevalence, setting.correlation, shape, rng))
    hits = positive - rng.binomial(positive, _chances(setting.missed, setting.error_correlation, shape, rng))
    alarms = rng.binomial(sizes - positive, _chances(setting.false, setting.error_correlation, shape, rng))
    cells = np.stack([sizes - positive - alarms, positive - hits, alarms, hits], axis=-1)
    if setting.equal_parts:
        number = np.minimum(setting.reviewed // setting.contributors, sizes)
        drawn = _draw(cells.reshape(-1, 4), number.ravel(), rng).reshape(cells.shape)
        return _tallies(cells, drawn, sizes / number)
    drawn = _draw(cells.reshape(trials, -1), np.full(trials, setting.reviewed), rng).reshape(cells.shape)
    return _tallies(cells, drawn, np.full(shape, setting.comments / setting.reviewed))


def _chances(mean: float, correlation: float, shape: tuple[int, int], rng: np.random.Generator) -> FloatArray:
    if correlation == 0:
        return np.full(shape, mean)
    size = (1 - correlation) / correlation
    return rng.beta(mean * size, (1 - mean) * size, shape)


def _draw(cells: NDArray[np.int_], number: NDArray[np.int_], rng: np.random.Generator) -> NDArray[np.int_]:
    """Draw comments without replacement from cells of shape (n, n_cells), ``number`` from each row, cell by cell."""
    rest, left = cells.sum(axis=1), number.copy()
    drawn = np.zeros_like(cells)
    for column in range(cells.shape[1]):
        rest = rest - cells[:, column]
        drawn[:, column] = rng.hypergeometric(cells[:, column], rest, left)
        left = left - drawn[:, column]
    return drawn


def _tallies(cells: NDArray[np.int_], drawn: NDArray[np.int_], weights: FloatArray) -> Tallies:
    """Count cells (no, yes) × (predicted no, predicted yes) of shape (…, n_contributors, 4)."""
    by_stratum = (*cells.shape[:-1], 2, 2)
    released = cells.reshape(by_stratum).sum(axis=-1).astype(np.float64)
    reviewed = drawn.reshape(by_stratum).sum(axis=-1).astype(np.float64)
    found = drawn.reshape(by_stratum)[..., 1].astype(np.float64)
    w = weights[..., None]
    return Tallies(
        released, reviewed, found,
        weight=(w * reviewed).sum(axis=-2), weighted=(w * found).sum(axis=-2), squared=(w**2 * reviewed).sum(axis=-2),
    )  # fmt: skip
