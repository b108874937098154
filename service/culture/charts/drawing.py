"""The drawing of a trend: lines told apart by dash, mark and name, bands for the intervals, gaps where withheld.

No colour stands in it: lines get theirs from classes in ``trend.css``, and are read in grey and in the dark as well.
Everything is drawn at the number that may be shown, so that no pixel tells more than the table.
"""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap

from markupsafe import Markup

from service.culture.charts.markup import element
from service.culture.charts.shape import MARKS, STROKES, Shape
from service.culture.charts.trend import Line, Point, Trend
from service.culture.charts.words import describe, word
from service.pages.numbers import SPACE, term_name
from tilbakemelding import guarded_percent

_TICKS = (0, 20, 40, 60, 80, 100)
_LETTERS = 22
_LABEL_HEIGHT = 15.0


def draw_trend(trend: Trend, form: str, shape: Shape) -> Markup:
    """Return the SVG of a trend in a shape; `describe` stands in it for who cannot see it."""
    key = f"{trend.key}-{shape.name}"
    steps = shape.steps(len(trend.terms))
    parts = [
        element("title", trend.title, id=f"{key}-title"),
        element("desc", describe(trend, form), id=f"{key}-desc"),
        _grid(shape, form),
        _terms(trend, steps, shape, form),
        _breaks(trend, steps, shape),
        *(_band(line, number, steps, shape) for number, line in enumerate(trend.lines)),
        *(_line(line, number, steps, shape) for number, line in enumerate(trend.lines)),
        _withheld(trend, steps, shape),
        _names(trend, steps, shape),
    ]
    height = shape.height + (0 if shape.beside else 22.0 * len(trend.lines))
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {shape.width:.0f} {height:.0f}",
        role="img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        class_=f"trend-drawing trend-{shape.name}",
    )


def _height(share: float, shape: Shape) -> float:
    return shape.y(guarded_percent(share).percent)


def _grid(shape: Shape, form: str) -> Markup:
    lines = [
        element("line", x1=shape.left, x2=shape.right, y1=shape.y(tick), y2=shape.y(tick), class_="trend-grid")
        for tick in _TICKS
    ]
    labels = [
        element(
            "text", f"{tick}{SPACE}%", x=shape.left - 6, y=shape.y(tick) + 4, text_anchor="end", class_="trend-axis"
        )
        for tick in _TICKS
    ]
    axis = element("text", word(form, "axis"), x=2, y=12, class_="trend-axis")
    return element("g", *lines, *labels, axis)


def _terms(trend: Trend, steps: list[float], shape: Shape, form: str) -> Markup:
    every = shape.label_every(len(steps))
    labels = []
    for place, (term, x) in enumerate(zip(trend.terms, steps, strict=True)):
        if (len(steps) - 1 - place) % every:
            continue
        for row, part in enumerate(term_name(term, form).split(SPACE)):
            y = shape.bottom + 18 + 14 * row
            labels.append(element("text", part, x=x, y=y, text_anchor="middle", class_="trend-axis"))
    return element("g", *labels)


def _breaks(trend: Trend, steps: list[float], shape: Shape) -> Markup:
    drawn = []
    for mark in trend.breaks:
        place = trend.terms.index(mark.term)
        x = (steps[place] + steps[place - 1]) / 2 if place else (shape.left + steps[0]) / 2
        drawn.append(element("line", x1=x, x2=x, y1=shape.top - 4, y2=shape.bottom, class_="trend-break"))
        inside = x < (shape.left + shape.right) / 2
        label = element(
            "text",
            mark.why,
            x=x + 4 if inside else x - 4,
            y=shape.top + 6,
            text_anchor="start" if inside else "end",
            class_="trend-axis trend-over",
        )
        drawn.append(label)
    return element("g", *drawn)


def _runs(line: Line, steps: list[float]) -> list[list[tuple[float, tuple[float, float, float]]]]:
    """Return the stretches without a gap: places and shares."""
    placed = [(x, point.shown) for x, point in zip(steps, line.points, strict=True)]
    runs = [list(run) for shown, run in groupby(placed, lambda one: one[1] is not None) if shown]
    return [[(x, shown) for x, shown in run if shown is not None] for run in runs]


def _band(line: Line, number: int, steps: list[float], shape: Shape) -> Markup:
    """Return the intervals: a band where terms follow each other, a bar with ends at a term that stands alone."""
    drawn = []
    for run in _runs(line, steps):
        low = [(x, _height(shown[0], shape)) for x, shown in run]
        high = [(x, _height(shown[2], shape)) for x, shown in run]
        if len(run) == 1:
            (x, under), (_, over) = low[0], high[0]
            bar = f"M{x - 5:.1f} {under:.1f}h10M{x - 5:.1f} {over:.1f}h10M{x:.1f} {under:.1f}V{over:.1f}"
            drawn.append(element("path", d=bar, class_="trend-bar"))
            continue
        drawn.append(element("polygon", points=_points([*high, *reversed(low)]), class_="trend-band"))
        drawn += [element("polyline", points=_points(edge), class_="trend-edge") for edge in (low, high)]
    return element("g", *drawn, class_=f"trend-{number}")


def _line(line: Line, number: int, steps: list[float], shape: Shape) -> Markup:
    drawn = []
    for run in _runs(line, steps):
        path = [(x, _height(shown[1], shape)) for x, shown in run]
        drawn.append(element("polyline", points=_points(path), class_="trend-line", **STROKES[number]))
        drawn += [_mark(number, x, y) for x, y in path]
    return element("g", *drawn, class_=f"trend-{number}")


def _withheld(trend: Trend, steps: list[float], shape: Shape) -> Markup:
    """Return a cross at the foot of each term in which no line has a number; where one has, the gap tells."""
    empty = [x for x, term in zip(steps, trend.terms, strict=True) if term in trend.withheld]
    y = shape.bottom - 7
    return element(
        "g", *(element("path", d=f"M{x - 4:.1f} {y - 4:.1f}l8 8m0-8l-8 8", class_="trend-cross") for x in empty)
    )


def _names(trend: Trend, steps: list[float], shape: Shape) -> Markup:
    """Return the lines' names: beside their last points, or below with a piece of the line."""
    if not shape.beside:
        return element("g", *(_key(line, number, shape) for number, line in enumerate(trend.lines)))
    ends = {number: _end(line.points, steps, shape) for number, line in enumerate(trend.lines)}
    order = sorted(ends, key=lambda number: (ends[number][1], number))
    heights, free = {}, shape.top
    for number in order:
        heights[number] = max(free, ends[number][1] + 4)
        free = heights[number] + _LABEL_HEIGHT * len(wrap(trend.lines[number].name, _LETTERS)) + 3
    over = max(0.0, free - _LABEL_HEIGHT - shape.bottom)
    return element("g", *(_name(trend.lines[n], n, ends[n], heights[n] - over, shape) for n in order))


def _end(points: tuple[Point, ...], steps: list[float], shape: Shape) -> tuple[float, float]:
    """Return where the last number of a line stands; at the foot where it has none."""
    shown = [
        (x, _height(point.value, shape)) for x, point in zip(steps, points, strict=True) if point.value is not None
    ]
    return shown[-1] if shown else (steps[-1], shape.bottom - 7)


def _name(line: Line, number: int, end: tuple[float, float], y: float, shape: Shape) -> Markup:
    x = shape.right + 26
    mark = _mark(number, x, y - 4)
    lead = element("line", x1=end[0] + 7, y1=end[1], x2=x - 7, y2=y - 4, class_="trend-lead")
    led = end[0] == shape.steps(len(line.points))[-1]
    rows = [
        element("text", part, x=x + 10, y=y + _LABEL_HEIGHT * row, class_="trend-name")
        for row, part in enumerate(wrap(line.name, _LETTERS))
    ]
    return element("g", *([lead] if led else []), mark, *rows, class_=f"trend-{number}")


def _key(line: Line, number: int, shape: Shape) -> Markup:
    y = shape.height + 10 + 22.0 * number
    piece = element("line", x1=6, x2=46, y1=y, y2=y, class_="trend-line", **STROKES[number])
    name = element("text", line.name, x=54, y=y + 4, class_="trend-name")
    return element("g", piece, _mark(number, 26, y), name, class_=f"trend-{number}")


def _mark(number: int, x: float, y: float) -> Markup:
    return element("path", d=MARKS[number], transform=f"translate({x:.1f} {y:.1f})", class_="trend-mark")


def _points(path: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in path)
