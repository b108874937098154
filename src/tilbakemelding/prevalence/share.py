"""Released comments → the share with a property, its 95 % interval, or the reason why it is withheld.

What the share is about is the **practice**: what the contributors write, of which they and the comments they released
are a sample. That is the leader's question, whether the culture moves. So the interval holds both what the review
leaves open and what the sample of contributors leaves open, and it keeps a width when every comment was reviewed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tilbakemelding.prevalence.clusters import clustering
from tilbakemelding.prevalence.intervals import FloatArray, StratumInterval, jeffreys
from tilbakemelding.prevalence.review import reviewed_share
from tilbakemelding.prevalence.tallies import ReleasedComment, Tallies, tally

MIN_REVIEWED = 20
"""Fewest reviewed comments behind a share. Source: the fewest that the simulation covers; below, the interval of a
half is over 0.4 wide, so the number would say next to nothing."""

MIN_CONTRIBUTORS = 5
"""Fewest contributors behind a share. Source: the fewest that the simulation covers; it is also the limit that
protects the contributors, which is another matter: who may see a number is not decided here."""

MAX_UNREVIEWED = 0.2
"""Largest part of the comments that may lie in a stratum without any review. Source: such a stratum's share is
anything from 0 to 1, so it alone makes the interval as wide as its part."""

WIDE = 0.4
"""From this width on a share carries the caveat ``wide``: it cannot tell a third from two thirds. It is a caveat, no
reason to withhold: leaving out the wide intervals would leave those that are narrow by chance, and they cover less."""

THIN = 5
"""With fewer reviewed comments than this in a stratum, a share carries the caveat ``thin-stratum``.

Source: chosen for this project; Jeffreys' interval of four comments that all say the same is still over 0.4 wide."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the labels behind a share were made with: versions of the ``model`` and of the label ``scheme``.

    Shares with the same basis make one series. A period that is re-scored gets the basis of its re-scoring.
    """

    model: str
    scheme: str


@dataclass(frozen=True, slots=True)
class ShareEstimate:
    """A share with its 95 % interval, or the code of the reason why it is withheld.

    ``value``, ``low`` and ``high`` are in [0, 1], None where ``withheld`` is a code. ``comments`` and ``reviewed`` are
    counts. The number of contributors is left out on purpose: it tells of joining and leaving.

    ``design_effect`` is by how many times the contributors' likeness raises the variance of the released comments'
    share, at least 1; None where withheld.
    """

    basis: Basis
    comments: int
    reviewed: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    design_effect: float | None = None
    caveats: tuple[str, ...] = ()
    withheld: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Shares of many data sets at once; arrays of shape (…)."""

    value: FloatArray
    low: FloatArray
    high: FloatArray
    design_effect: FloatArray


def estimate_share(comments: Iterable[ReleasedComment], *, basis: Basis) -> ShareEstimate:
    """Estimate the share of comments with a property from predictions on all and reviews of some.

    Parameters
    ----------
    comments
        All released comments of the cell: predictions alone are never counted, they serve to post-stratify.
    basis
        Of the predictions and of the review.

    """
    tallies = tally(comments)
    counts = int(tallies.released.sum()), int(tallies.reviewed.sum())
    reason = _reason(tallies)
    if reason is not None:
        return ShareEstimate(basis, *counts, withheld=reason)
    shares = estimate_shares(tallies)
    low, high = float(shares.low), float(shares.high)
    return ShareEstimate(
        basis, *counts, float(shares.value), low, high,
        design_effect=float(shares.design_effect), caveats=tuple(_caveats(tallies, high - low)),
    )  # fmt: skip


def estimate_shares(tallies: Tallies, *, within: StratumInterval = jeffreys) -> Shares:
    """Estimate the shares of many data sets, withholding none.

    What the review and what the contributors leave open are independent, so they are put together by MOVER.

    Parameters
    ----------
    tallies
        Counts of at least two contributors.
    within
        Interval in a stratum; the simulation compares others with it.

    """
    share = reviewed_share(tallies, within=within)
    cluster = clustering(tallies, share)
    low = share.value - np.hypot(share.below, cluster.below)
    high = share.value + np.hypot(share.above, cluster.above)
    return Shares(share.value, np.clip(low, 0, 1), np.clip(high, 0, 1), np.maximum(cluster.design_effect, 1))


def _reason(tallies: Tallies) -> str | None:
    sizes, drawn = tallies.released.sum(axis=0), tallies.reviewed.sum(axis=0)
    if not sizes.sum():
        return "no-comments"
    if len(tallies.released) < MIN_CONTRIBUTORS:
        return "too-few-contributors"
    if drawn.sum() < MIN_REVIEWED:
        return "too-few-reviewed"
    if sizes[drawn == 0].sum() > MAX_UNREVIEWED * sizes.sum():
        return "stratum-without-review"
    return None


def _caveats(tallies: Tallies, width: float) -> Iterable[str]:
    sizes, drawn = tallies.released.sum(axis=0), tallies.reviewed.sum(axis=0)
    if width > WIDE:
        yield "wide"
    if ((drawn < THIN) & (drawn < sizes)).any():
        yield "thin-stratum"
    if drawn.sum() == sizes.sum():
        yield "all-reviewed"
