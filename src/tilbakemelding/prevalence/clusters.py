"""What the contributors leave open: comments of one contributor are alike, so they tell less than their number.

The released comments are a sample of what is written: some contributors, some comments of each. How far their share
may lie from the practice behind it depends on the intra-class correlation ρ of the property within contributors:

    Var = p (1 − p) [ρ K + (1 − ρ) / N],    K = Σ (N_j / N)²

for N comments, N_j of contributor j; the bracket times N is the design effect.

Source: Kish 1965, "Survey Sampling" (design effect); K follows for unequal sizes, since two comments of one
contributor have the covariance ρ p (1 − p) and those of two have none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tilbakemelding.prevalence.intervals import FloatArray, t_quantile
from tilbakemelding.prevalence.review import ReviewedShare, correlation_ratio
from tilbakemelding.prevalence.tallies import Tallies

SKEW_LIMIT = 0.9
"""Most that the correction for rare properties may take away from the denominator (a factor of ten).

Source: chosen for this project, so that the correction stays finite."""

_HALVINGS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Clustering:
    """How far the practice may lie below and above the share; arrays of shape (…)."""

    below: FloatArray
    above: FloatArray
    correlation: FloatArray
    design_effect: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class _Variance:
    """The terms of the variance, with ρ(p) = ``slope`` · p (1 − p); arrays of shape (…)."""

    slope: FloatArray
    k: FloatArray
    number: FloatArray
    people: int

    def reach(self, value: FloatArray, sign: int) -> FloatArray:
        """Solve d² = p (1 − p) [t² ρ(p) K + z² (1 − ρ(p)) / N] for d, with p = value ± d, by halving."""
        t, z = t_quantile(self.people - 1), t_quantile(np.inf)
        near = np.zeros_like(value)
        far = value.copy() if sign < 0 else 1 - value
        for _ in range(_HALVINGS):
            middle = (near + far) / 2
            spread = (value + sign * middle) * (1 - value - sign * middle)
            rho = np.minimum(self.slope * spread, 1)
            inside = middle**2 <= spread * (t**2 * rho * self.k + z**2 * (1 - rho) / self.number)
            near, far = np.where(inside, middle, near), np.where(inside, far, middle)
        return near


def clustering(tallies: Tallies, share: ReviewedShare) -> Clustering:
    """Return what is open because the comments come from a sample of contributors.

    The interval is a score interval: the variance is taken where the interval ends. Three things keep it honest where
    there is little to learn ρ from:

    - ρ is raised by one standard error (the one that it has under independence), so that few comments do not pass as
      independent ones.
    - For rare and for common properties a low estimate of the share comes with a low estimate of ρ. What is nearly
      independent of the estimated share is the coefficient of variation c between contributors (exactly so for the
      gamma distribution that the beta distribution is like near 0), so ρ is taken to vary as p (1 − p) along the
      interval, and the estimate is corrected for the bias of the estimated c², which is c² / (1 + K c²).
    - The part between contributors, of which there are few, has the quantile of Student's t with C − 1 degrees of
      freedom for C contributors; the part of independent comments has the normal one.

    Source: score intervals for clustered data, Saha, Miller and Wang 2016, "A comparison of some approximate
    confidence intervals for a single proportion for clustered binary outcome data"; the gamma distribution's
    independence of mean and coefficient of variation, Hwang and Hu 1999; the mixture is tested by the simulation.
    """
    number = np.maximum(tallies.released.sum(axis=(-2, -1)), 1.0)
    k = ((tallies.released.sum(axis=-1) / number[..., None]) ** 2).sum(axis=-1)
    raw, error = _correlation(tallies, share, k)
    reviewed = tallies.reviewed.sum(axis=(-2, -1))
    inner = (share.value * reviewed + 0.5) / (reviewed + 1)  # off 0 and 1, where nothing varies
    spread = inner * (1 - inner)
    rho = np.clip(raw + error, 0, 1)
    bias = k * rho * (1 - 2 * inner) ** 2 / spread
    rho = np.minimum(rho / (1 - np.minimum(bias, SKEW_LIMIT)), 1)
    variance = _Variance(rho / spread, k, number, tallies.released.shape[-2])
    return Clustering(
        variance.reach(share.value, -1),
        variance.reach(share.value, 1),
        correlation=np.clip(raw, 0, 1),
        design_effect=np.maximum(rho * k * number + 1 - rho, 1),
    )


def _correlation(tallies: Tallies, share: ReviewedShare, k: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the moment estimate of ρ (may be negative) and its standard error under independence.

    Over all pairs of comments of one contributor the mean product of their distances from the share is ρ p (1 − p).
    Each comment stands with its adjudicated value, or, where it was not reviewed, with the share of its stratum. The
    latter varies only by η² as much between contributors as the truth does (η² is the part of the variance that the
    strata explain), so such pairs count for as much less. The model's errors are taken to be the same for every
    contributor.

    Source: derived from the variance in the module's docstring; the simulation compares it with the true ρ.
    """
    value = share.value[..., None]
    spread = np.maximum(share.value * (1 - share.value), 1e-9)
    away = share.strata - value
    explained = correlation_ratio(share.value, share.strata, share.sizes)[..., None] ** 2
    guessed = tallies.released - tallies.reviewed
    drawn, found = tallies.reviewed.sum(axis=-1), tallies.found.sum(axis=-1)
    sums = (guessed * away[..., None, :]).sum(axis=-1) + found - drawn * value
    parts = tallies.released.sum(axis=-1) / np.maximum(tallies.released.sum(axis=(-2, -1)), 1.0)[..., None]
    sums = sums - parts * sums.sum(axis=-1, keepdims=True)
    squares = (guessed * away[..., None, :] ** 2).sum(axis=-1) + found * (1 - value) ** 2 + (drawn - found) * value**2
    trust = guessed.sum(axis=-1) * explained + drawn
    own = guessed.sum(axis=-1) * explained**2 + drawn
    pairs = np.maximum((trust**2 - own).sum(axis=-1), 1e-9)
    rest = np.maximum(1 - k, 1e-9)
    raw = ((sums**2).sum(axis=-1) - rest * squares.sum(axis=-1)) / (rest * pairs * spread)
    return np.clip(raw, -1, 1), np.minimum(np.sqrt(2 / pairs / rest), 1)
