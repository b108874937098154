"""An invented chart, so that a reader sees an interval, a gap and a break before meeting their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.culture.charts import Break, Line, Point, Trend

TERMS = ("2024-1", "2024-2", "2025-1", "2025-2", "2026-1")
_SHARES = ((0.31, 0.12), (0.36, 0.1), None, (0.41, 0.08), (0.44, 0.08))
_BROKEN = "2025-2"


def example_trend(texts: Mapping[str, Any]) -> Trend:
    """Return the chart, worded by ``title``, ``line``, ``reason`` and ``why``."""
    points = tuple(
        Point(reason=texts["reason"]) if shown is None else Point(shown[0], shown[0] - shown[1], shown[0] + shown[1])
        for shown in _SHARES
    )
    return Trend("example", texts["title"], TERMS, (Line(texts["line"], points),), (Break(_BROKEN, texts["why"]),))
