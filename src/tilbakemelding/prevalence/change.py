"""Two periods → the difference between their shares, its 95 % interval, and a code for plain words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tilbakemelding.prevalence.intervals import FloatArray
from tilbakemelding.prevalence.share import Basis, ShareEstimate

MARGIN = 0.10
"""A difference within ten percentage points either way is called hardly any change.

Source: chosen for this project: one comment in ten. The whole 95 % interval must lie within the margin, which is the
test of equivalence of Schuirmann 1987 at the level of 2.5 %: an interval that merely holds 0 does not show that
nothing changed.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """The later share less the earlier one, in [-1, 1], with its 95 % interval; None where there is no difference.

    ``code`` is one of

    - ``more``, ``fewer``: the interval leaves out 0;
    - ``slightly-more``, ``slightly-fewer``: likewise, and it lies within the margin;
    - ``hardly-any``: it holds 0 and lies within the margin;
    - ``cannot-tell``: it holds 0 and reaches beyond the margin;
    - ``other-scheme``, ``other-model``: a break in the series, so the shares are not compared;
    - ``withheld``: at least one of the shares is withheld, for the reason in ``withheld``.
    """

    code: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    withheld: str | None = None


def change_between(earlier: ShareEstimate, later: ShareEstimate) -> Change:
    """Compare the shares of two periods.

    Shares with another basis are not compared: re-score the earlier period's comments with the later one's model, and
    where the label scheme differs, adjudicate its review anew.
    """
    if earlier.basis != later.basis:
        return Change(series_break(earlier.basis, later.basis))
    parts = []
    for share in (earlier, later):
        if share.value is None or share.low is None or share.high is None:
            return Change("withheld", withheld=share.withheld)
        parts.append(np.array([share.value, share.low, share.high], dtype=np.float64))
    value, low, high = (float(part) for part in difference(*parts))
    return Change(_code(low, high), value, low, high)


def series_break(earlier: Basis, later: Basis) -> str:
    """Return the code of what breaks the series between two bases that differ; the scheme weighs heavier."""
    return "other-scheme" if earlier.scheme != later.scheme else "other-model"


def difference(earlier: FloatArray, later: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return differences with their intervals from arrays of (value, low, high), each of shape (3, …).

    The periods are taken to be independent. Contributors who write in both make them alike, so the interval is
    rather too wide than too narrow.

    Source: Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10; Zou
    and Donner 2008 for other intervals than Wilson's.
    """
    value = later[0] - earlier[0]
    low = value - np.hypot(later[0] - later[1], earlier[2] - earlier[0])
    high = value + np.hypot(later[2] - later[0], earlier[0] - earlier[1])
    return value, np.maximum(low, -1), np.minimum(high, 1)


def _code(low: float, high: float) -> str:
    small = low > -MARGIN and high < MARGIN
    if low > 0:
        return "slightly-more" if small else "more"
    if high < 0:
        return "slightly-fewer" if small else "fewer"
    return "hardly-any" if small else "cannot-tell"
