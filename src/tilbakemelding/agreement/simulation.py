"""How often the interval of alpha holds the truth: rounds drawn from a population of comments whose alpha is known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from tilbakemelding.agreement.caution import MIN_USES
from tilbakemelding.agreement.codings import Codings
from tilbakemelding.agreement.resampling import DRAWS, SEED, draw_weights, estimate
from tilbakemelding.agreement.tallies import label_statistics
from tilbakemelding.labels import LABEL_CODES

COMMENTS = (10, 20, 40, 80)
RATES = (0.1, 0.3, 0.5)
ERRORS = (0.05, 0.2)
CODERS = (2, 3)

_POPULATION = 200_000
_FURTHER_SEGMENTS = 0.8
"""Mean number of segments after a comment's first; authentic comments have 1.8 (``corpora/annotated/README.md``)."""
_CLUSTERING = 0.2
"""Correlation of the label between segments of one comment."""
_SPREAD = 0.5
"""First parameter of the beta distribution of errors over comments: few comments have most of the disagreement."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of the rounds of one setting.

    ``rate`` is the share of segments that have the label, ``error`` how often a coder misses it there, ``alpha`` the
    population's; ``shown`` the share of rounds with enough uses, ``covered`` the share of those whose interval holds
    alpha, ``width`` the median width of their intervals.
    """

    comments: int
    coders: int
    rate: float
    error: float
    alpha: float
    shown: float
    covered: float
    width: float


def simulate(*, rounds: int = 1000, draws: int = DRAWS, seed: int = SEED) -> list[Coverage]:
    """Return the coverage of the 95 % interval of alpha in every setting."""
    rng = np.random.default_rng(seed)
    table = []
    for coders, rate, error in product(CODERS, RATES, ERRORS):
        population = draw_codings(rng, comments=_POPULATION, coders=coders, rate=rate, error=error)
        alpha = float(label_statistics(population, 0, np.ones((1, _POPULATION))).alpha[0])
        for comments in COMMENTS:
            weights = draw_weights(comments, draws=draws, seed=seed)
            intervals = np.array(
                [
                    _interval(draw_codings(rng, comments=comments, coders=coders, rate=rate, error=error), weights)
                    for _ in range(rounds)
                ]
            )
            low, high = intervals[~np.isnan(intervals[:, 0])].T
            table.append(
                Coverage(
                    *(comments, coders, rate, error, alpha),
                    shown=len(low) / rounds,
                    covered=float(np.mean((low <= alpha) & (alpha <= high))) if len(low) else float("nan"),
                    width=float(np.median(high - low)) if len(low) else float("nan"),
                )
            )
    return table


def draw_codings(rng: np.random.Generator, *, comments: int, coders: int, rate: float, error: float) -> Codings:
    """Draw a round for one label (the scheme's first), coded by all.

    Each comment has a rate of its own for the label, and an ``error`` of its own with which each coder misses the
    label; where it does not belong it is given as much more seldom as it is rarer, so that the coders keep the rate.
    """
    sizes = 1 + rng.poisson(_FURTHER_SEGMENTS, comments)
    owner = np.repeat(np.arange(comments), sizes)
    odds = (1 - _CLUSTERING) / _CLUSTERING
    truth = rng.random(len(owner)) < rng.beta(rate * odds, (1 - rate) * odds, comments)[owner]
    own = rng.beta(_SPREAD, _SPREAD * (1 - error) / error, comments)[owner]
    flipped = rng.random((len(owner), coders)) < np.where(truth, own, own * rate / (1 - rate))[:, None]
    chosen = np.zeros((len(owner), coders, len(LABEL_CODES)), dtype=bool)
    chosen[:, :, 0] = truth[:, None] ^ flipped
    return Codings(np.ones(flipped.shape, dtype=bool), chosen, np.cumsum(sizes) - sizes, left_out=0)


def _interval(codings: Codings, weights: np.ndarray) -> tuple[float, float]:
    """Return the interval of alpha as a round would show it, whatever the number of comments; nan for too few uses."""
    yes = codings.chosen[:, :, 0]
    able = min(int((codings.by_comment(said) > 0).sum()) for said in (yes.any(axis=1), (~yes).any(axis=1)))
    if able < MIN_USES:
        return float("nan"), float("nan")
    found = label_statistics(codings, 0, weights)
    alpha = estimate(found.alpha, comments=len(codings.starts), able=able)
    return (alpha.low, alpha.high) if alpha else (float("nan"), float("nan"))
