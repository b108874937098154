"""How often the intervals hold the practice of simulated schools, beside simpler ways to make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from tilbakemelding.prevalence.change import difference
from tilbakemelding.prevalence.intervals import FloatArray, wilson
from tilbakemelding.prevalence.review import reviewed_share
from tilbakemelding.prevalence.share import Shares, estimate_shares
from tilbakemelding.prevalence.simulation import Setting, simulate
from tilbakemelding.prevalence.tallies import Tallies

BAR = (0.94, 0.99)
"""The 95 % interval is to hold the truth in no smaller and no larger part of the trials."""

NEAR = (0.946, 0.984)
"""A setting outside of this is measured again, with `AGAIN` times the trials and fresh chance: with 4,000 trials the
standard error is up to 0.004, and among hundreds of settings some lie three of them off."""

AGAIN = 10
_CHUNK = 4000

GRID: tuple[Setting, ...] = tuple(
    Setting(contributors, prevalence, correlation, *errors, reviewed)
    for contributors, prevalence, correlation, errors, reviewed in product(
        (5, 10, 20, 60),
        (0.05, 0.15, 0.3, 0.6),
        (0.0, 0.02, 0.05, 0.1, 0.2),
        ((0.05, 0.05), (0.15, 0.10), (0.30, 0.20)),
        (20, 60, 150, 400),
    )
)
"""What the interval is made for. With a correlation of 0.2 the contributors' own shares have a standard deviation of
0.2 around a prevalence of 0.3."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Parts of the trials in [0, 1] in which an interval holds the practice, and mean widths.

    ``used``: the interval of `estimate_shares`. ``wilson``: the same, with Wilson's interval in the strata.
    ``review_only``: Wilson's intervals in the strata put together by MOVER, without regard to contributors.
    ``counted``: Wilson's interval of the predictions alone. ``false_alarm``: the part of the pairs of periods with
    unchanged practice that are told apart.
    """

    trials: int
    used: float
    wilson: float
    review_only: float
    counted: float
    false_alarm: float
    used_width: float
    wilson_width: float


def random_settings(number: int, *, seed: int, harder: bool = False) -> tuple[Setting, ...]:
    """Return settings from anywhere within the grid's ranges, so that no constant is fitted to the grid's points.

    The harder ones also have errors that differ between contributors, less even contributors, and every second a
    review of equal parts.
    """
    rng = np.random.default_rng([seed, harder])
    settings = []
    for place in range(number):
        contributors = int(rng.integers(5, 61))
        reviewed = round(float(np.exp(rng.uniform(np.log(20), np.log(400)))))
        equal = harder and place % 2 == 1
        if equal:
            reviewed = contributors * -(-reviewed // contributors)  # as many whole parts as it takes
        settings.append(
            Setting(
                contributors,
                prevalence=float(rng.uniform(0.05, 0.6)),
                correlation=float(rng.uniform(0, 0.2)),
                missed=float(rng.uniform(0.03, 0.3)),
                false=float(rng.uniform(0.03, 0.2)),
                reviewed=reviewed,
                comments=int(rng.integers(max(reviewed, 4 * contributors), 1601)),
                evenness=float(rng.uniform(2, 5)) if harder else 5.0,
                error_correlation=float(rng.uniform(0, 0.1)) if harder else 0.0,
                equal_parts=equal,
            )
        )
    return tuple(settings)


def measure(setting: Setting, *, trials: int, seed: int) -> Measured:
    """Measure one setting; the same seed gives the same figures. Trials beyond 4,000 are made in chunks."""
    numbers = (setting.prevalence, setting.correlation, setting.missed, setting.false)
    entropy = (setting.contributors, setting.reviewed, setting.comments, *(round(1e6 * number) for number in numbers))
    rng = np.random.default_rng([seed, *entropy])
    sizes = [min(_CHUNK, trials - start) for start in range(0, trials, _CHUNK)]
    parts = np.array([_measure_chunk(simulate(setting, size, rng), setting.prevalence) for size in sizes])
    return Measured(trials, *(float(mean) for mean in np.average(parts, axis=0, weights=sizes)))


def measure_all(settings: Iterable[Setting], *, trials: int, seed: int) -> Iterator[tuple[Setting, Measured]]:
    """Measure settings in order; those near the bar anew, with more trials (see `NEAR`)."""
    for setting in settings:
        found = measure(setting, trials=trials, seed=seed)
        if not NEAR[0] <= found.used <= NEAR[1]:
            found = measure(setting, trials=AGAIN * trials, seed=seed + 1)
        yield setting, found


def within_bar(covered: float) -> bool:
    """Tell whether a coverage meets the bar."""
    return BAR[0] <= covered <= BAR[1]


def _measure_chunk(tallies: Tallies, truth: float) -> tuple[float, ...]:
    used = estimate_shares(tallies)
    other = estimate_shares(tallies, within=wilson)
    half = len(used.value) // 2
    periods = np.stack([used.value, used.low, used.high])
    _, low, high = difference(periods[:, :half], periods[:, half : 2 * half])
    return (
        _held(used.low, used.high, truth),
        _held(other.low, other.high, truth),
        _review_only(tallies, truth),
        _counted(tallies, truth),
        float(np.mean((low > 0) | (high < 0))),
        _width(used),
        _width(other),
    )


def _held(low: FloatArray, high: FloatArray, truth: float) -> float:
    return float(np.mean((low <= truth) & (truth <= high)))


def _width(shares: Shares) -> float:
    return float(np.mean(shares.high - shares.low))


def _review_only(tallies: Tallies, truth: float) -> float:
    share = reviewed_share(tallies, within=wilson)
    return _held(share.value - share.below, share.value + share.above, truth)


def _counted(tallies: Tallies, truth: float) -> float:
    sizes = tallies.released.sum(axis=-2)
    return _held(*wilson(sizes[..., 1] / sizes.sum(axis=-1), sizes.sum(axis=-1)), truth)
