"""What a chart is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

MAX_LINES = 5
"""As many as there are marks and dashes that can be told apart in grey."""


@dataclass(frozen=True, slots=True)
class Point:
    """A share in a term with the ends of its interval, all from 0 to 1; or why there is none, in words."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a point that is neither shown nor withheld with a reason."""
        if self.value is None or self.low is None or self.high is None:
            if not self.reason or (self.value, self.low, self.high) != (None, None, None):
                raise ValueError("a point has all of value, low and high, or none of them and a reason")
        elif not 0 <= self.low <= self.value <= self.high <= 1:
            raise ValueError("a share lies inside its interval, and both between 0 and 1")

    @property
    def shown(self) -> tuple[float, float, float] | None:
        """The interval's low end, the share, and the high end; None where the number is withheld."""
        if self.value is None or self.low is None or self.high is None:
            return None
        return self.low, self.value, self.high


@dataclass(frozen=True, slots=True)
class Line:
    """A series: what it is called, and a point for each term."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """What is before a term cannot be compared with what is from it on, and why, in a few words."""

    term: str
    why: str


@dataclass(frozen=True, slots=True)
class Trend:
    """One chart.

    Parameters
    ----------
    key
        Tells the chart from others on the page: small letters, digits and hyphens.
    title
        What is shown.
    terms
        Codes in their order, such as ``2026-2``; every line has a point for each.
    lines
        At most five.
    breaks
        Where the series is broken.

    """

    key: str
    title: str
    terms: tuple[str, ...]
    lines: tuple[Line, ...]
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if not self.terms or not 0 < len(self.lines) <= MAX_LINES:
            raise ValueError(f"a chart has terms, and 1-{MAX_LINES} lines")
        if any(len(line.points) != len(self.terms) for line in self.lines):
            raise ValueError("a line has a point for each term")
        if any(mark.term not in self.terms for mark in self.breaks):
            raise ValueError("a break stands before one of the terms")

    @property
    def withheld(self) -> tuple[str, ...]:
        """The terms in which no line has a number."""
        return tuple(
            term
            for place, term in enumerate(self.terms)
            if all(line.points[place].shown is None for line in self.lines)
        )
