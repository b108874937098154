"""Shares near none and all, which would tell of everyone in a group at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LOWEST_PERCENT = 5
"""Shares below are shown as «at most» this, and those above its mirror as «at least».

Source: own choice. That 0 % or 100 % of a group is known of each of its members is called group disclosure: Hundepool
et al., "Handbook on Statistical Disclosure Control", chapter 5, Frequency tables; top and bottom coding is the remedy.
"""

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class GuardedPercent:
    """A share as it may be shown: a whole percentage, and whether it is that, at most that, or at least that."""

    percent: int
    bound: Literal["about", "at-most", "at-least"]


def guarded_percent(share: float) -> GuardedPercent:
    """Return a share from 0 to 1, an estimate or an end of its interval, as it may be shown."""
    percent = round(_HUNDRED * share)
    if percent <= LOWEST_PERCENT:
        return GuardedPercent(LOWEST_PERCENT, "at-most")
    if percent >= _HUNDRED - LOWEST_PERCENT:
        return GuardedPercent(_HUNDRED - LOWEST_PERCENT, "at-least")
    return GuardedPercent(percent, "about")
