"""The values: what was released, what is asked for, what is answered, and the limit that every group must keep."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

MIN_CONTRIBUTORS = 5
"""Fewest contributors in a group. Source: the project's purpose (aggregates are shown from five contributors up)."""

MIN_COMMENTS = 30
"""Fewest comments in a group. Source: the project's rule for leaders' and owners' figures."""

MAX_SHARE = 0.5
"""Largest share of a group's comments that one contributor may hold.

Source: the (n, k) dominance rule with n = 1 and k = 50 %; Hundepool et al., "Handbook on Statistical Disclosure
Control", chapter 4, Magnitude tabular data.
"""

MIN_COVERAGE = 2 / 3
"""Smallest share of a cell's comments that its number may build on.

Source: own choice. What is left out is then at most a third; and one who revokes blanks no number of a team of 13 or
more, which would put pressure on them.
"""


class Reason(StrEnum):
    """Why a number is withheld; the codes are stable, their sentences stand in ``reasons.json``."""

    NOTHING = "nothing-released"
    FEW_CONTRIBUTORS = "few-contributors"
    FEW_COMMENTS = "few-comments"
    UNEVEN = "uneven"
    SUBTRACTION = "subtraction"
    RECENT_CHANGE = "recent-change"


@dataclass(frozen=True, slots=True)
class Piece:
    """What one contributor released in one place.

    ``id`` names exactly these comments: it changes whenever they do, and is the same when the same comments are
    released anew. ``contributor`` is a pseudonym, the same in all terms. ``comments`` is their number, at least 1.
    """

    id: str
    contributor: str
    school: str
    subject: str
    level: str
    term: str
    comments: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What is asked for; None stands for all. A cell without a school is the owner's."""

    school: str | None = None
    subject: str | None = None
    level: str | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A number may be shown.

    ``comments`` is how many it builds on. ``contributors_at_least`` is rounded down to a step, since contributors in
    two cells do not add up, and exact numbers would tell how many are in both. ``complete`` is False where up to a
    third of the cell's comments cannot be counted.
    """

    comments: int
    contributors_at_least: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Withheld:
    """No number may be shown; ``reason`` stands in its place."""

    reason: Reason


def weakness(holdings: Collection[int]) -> Reason | None:
    """Return in which respect a group is below the limit, or None where it is safe.

    Parameters
    ----------
    holdings
        The number of comments of each contributor, all at least 1.

    """
    total = sum(holdings)
    return weakness_of(len(holdings), total, max(holdings, default=0))


def weakness_of(contributors: int, comments: int, largest: int) -> Reason | None:
    """Return the same from the number of contributors, of comments, and of the comments of who has most."""
    if not comments:
        return Reason.NOTHING
    if contributors < MIN_CONTRIBUTORS:
        return Reason.FEW_CONTRIBUTORS
    if comments < MIN_COMMENTS:
        return Reason.FEW_COMMENTS
    return Reason.UNEVEN if largest > MAX_SHARE * comments else None
