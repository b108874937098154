"""What charts say, in bokmål and nynorsk; and the words that describe a chart to who cannot see it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from service.culture.charts.trend import Line, Trend
from service.pages.numbers import percent, term_name


@cache
def _words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
    return loaded


def word(form: str, key: str, **facts: str) -> str:
    """Return a text with its facts."""
    return _words()[form][key].format(**facts)


def describe(trend: Trend, form: str) -> str:
    """Return what the chart shows, in sentences."""
    lines = [_line(line, trend, form) for line in trend.lines]
    breaks = [word(form, "breakAt", term=term_name(mark.term, form), why=mark.why) for mark in trend.breaks]
    first, last = (term_name(trend.terms[place], form) for place in (0, -1))
    return word(form, "description", first=first, last=last, lines=" ".join([*lines, *breaks]))


def _line(line: Line, trend: Trend, form: str) -> str:
    shown = [
        (percent(point.value, form), term_name(term, form))
        for term, point in zip(trend.terms, line.points, strict=True)
        if point.value is not None
    ]
    if not shown:
        return word(form, "lineNever", name=line.name)
    (first, first_term), (last, last_term) = shown[0], shown[-1]
    if len(shown) == 1:
        return word(form, "lineOnce", name=line.name, first=first, firstTerm=first_term)
    return word(form, "line", name=line.name, first=first, firstTerm=first_term, last=last, lastTerm=last_term)
