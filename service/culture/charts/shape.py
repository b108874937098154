"""Sizes of a drawing, and the dashes and marks that tell its lines apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """Where things stand, in the drawing's own units, of which one is about a pixel.

    Parameters
    ----------
    name
        Part of the class, so that a page shows the shape that fits.
    width, height
        Without the names below.
    left, right, top, bottom
        The field of the lines.
    beside
        Whether the lines' names stand beside their ends, or below.
    label_width
        Room that a term's name takes.

    """

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    beside: bool
    label_width: float

    def steps(self, count: int) -> list[float]:
        """Return where so many terms stand, in the middle of columns of equal width."""
        column = (self.right - self.left) / count
        return [self.left + column * (place + 0.5) for place in range(count)]

    def label_every(self, count: int) -> int:
        """Return which of so many terms are named: every one, every second, and so on."""
        return max(1, -int(-self.label_width * count // (self.right - self.left)))

    def y(self, percent: float) -> float:
        """Return the height of a percentage; the axis always runs from 0 to 100, so that charts can be compared."""
        return self.bottom - (self.bottom - self.top) * percent / 100


WIDE = Shape("wide", 720, 340, 48, 520, 28, 296, beside=True, label_width=44)
NARROW = Shape("narrow", 320, 300, 42, 314, 28, 254, beside=False, label_width=36)

STROKES: tuple[Mapping[str, str], ...] = (
    {},
    {"stroke_dasharray": "9 5"},
    {"stroke_dasharray": "2 4"},
    {"stroke_dasharray": "12 4 2 4"},
    {"stroke_dasharray": "5 3"},
)
MARKS: tuple[str, ...] = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "M-4.2-4.2h8.4v8.4h-8.4z",
    "M0-5.4L5 4H-5z",
    "M0-5.8L5.8 0L0 5.8L-5.8 0z",
    "M0 5.4L5-4H-5z",
)
"""Circle, square, triangle, diamond, and a triangle on its head; around 0, 0."""
