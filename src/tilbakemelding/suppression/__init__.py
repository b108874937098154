"""Which numbers a leader or owner may see, and why not the others: no group below the limit can be had by subtraction.

The threat, the rule, its proof and its limits stand in ``docs/suppression.md``. Nothing here knows what a comment
says or how it was labelled, so that a number withheld tells nothing of that either.
"""

from tilbakemelding.suppression.blocks import Block, Entry
from tilbakemelding.suppression.extremes import GuardedPercent, guarded_percent
from tilbakemelding.suppression.pieces import (
    MAX_SHARE,
    MIN_COMMENTS,
    MIN_CONTRIBUTORS,
    MIN_COVERAGE,
    Cell,
    Piece,
    Reason,
    Shown,
    Withheld,
)
from tilbakemelding.suppression.reasons import reason_text
from tilbakemelding.suppression.release import Release, plan_release

__all__ = [
    "MAX_SHARE",
    "MIN_COMMENTS",
    "MIN_CONTRIBUTORS",
    "MIN_COVERAGE",
    "Block",
    "Cell",
    "Entry",
    "GuardedPercent",
    "Piece",
    "Reason",
    "Release",
    "Shown",
    "Withheld",
    "guarded_percent",
    "plan_release",
    "reason_text",
]
