"""The table that stands with each chart: every number, its interval, and the reason where there is none."""

from __future__ import annotations

from markupsafe import Markup

from service.culture.charts.markup import element
from service.culture.charts.trend import Point, Trend
from service.culture.charts.words import word
from service.pages.numbers import percent, percent_range, term_name


def draw_table(trend: Trend, form: str) -> Markup:
    """Return the chart's numbers as a table: a row for each term, a column for each line."""
    caption = word(form, "caption", title=trend.title)
    heads = [element("th", word(form, "term"), scope="col")]
    heads += [element("th", line.name, scope="col") for line in trend.lines]
    rows = [element("tr", *_row(trend, place, form)) for place in range(len(trend.terms))]
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_="ds-table trend-table",
    )


def _row(trend: Trend, place: int, form: str) -> list[Markup]:
    term = trend.terms[place]
    broken = [
        element("span", word(form, "broken", why=mark.why), class_="trend-note")
        for mark in trend.breaks
        if mark.term == term
    ]
    head = element("th", _capital(term_name(term, form)), *broken, scope="row")
    return [head, *(_cell(line.points[place], form) for line in trend.lines)]


def _cell(point: Point, form: str) -> Markup:
    if point.shown is None:
        return element("td", element("span", point.reason, class_="trend-note"))
    low, value, high = point.shown
    interval = word(form, "interval", range=percent_range(low, high, form))
    return element("td", element("b", percent(value, form)), element("span", interval, class_="trend-note"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
