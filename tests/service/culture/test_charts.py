"""A chart tells the same as its table, to the eye, in grey, and to who hears it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markupsafe import Markup

from service.culture.charts import Break, Line, Point, Trend, draw_figure, draw_table
from service.culture.charts.drawing import draw_trend
from service.culture.charts.shape import MARKS, NARROW, STROKES, WIDE, Shape
from service.culture.charts.trend import MAX_LINES

FEW = "Tallet vises ikke, fordi færre enn 5 lærere har bidratt."
TERMS = ("2025-1", "2025-2", "2026-1", "2026-2")
SHAPES = (WIDE, NARROW)


def point(value: float, width: float = 0.1) -> Point:
    return Point(value, max(0, value - width), min(1, value + width))


GAP = Trend(
    "framover",
    "Peker framover",
    TERMS,
    (
        Line("Ny modell", (point(0.3), point(0.35), Point(reason=FEW), point(0.5))),
        Line("Gammel modell", (point(0.25), point(0.3), Point(reason=FEW), Point(reason="Modellen er byttet ut."))),
    ),
    (Break("2026-2", "ny modell"),),
)


def parse(markup: Markup) -> Any:
    return etree.fromstring(str(markup).encode())


def drawn(trend: Trend, shape: Shape = WIDE) -> Any:
    return parse(draw_trend(trend, "nb", shape))


def found(tree: Any, name: str) -> list[Any]:
    return [node for node in tree.iter() if name in node.get("class", "").split()]


def cells(trend: Trend, form: str = "nb") -> list[list[str]]:
    table = parse(draw_table(trend, form))
    return [["|".join(cell.itertext()) for cell in row] for row in table.iter("tr")]


def test_the_same_data_gives_the_same_bytes() -> None:
    assert draw_figure(GAP, "nb") == draw_figure(replace(GAP), "nb")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_drawing_is_an_image_with_a_title_and_a_description(shape: Shape) -> None:
    tree = drawn(GAP, shape)
    texts = {node.get("id"): node.text for node in tree if node.tag in {"title", "desc"}}
    assert tree.get("role") == "img"
    assert texts[tree.get("aria-labelledby")] == "Peker framover"
    described = texts[tree.get("aria-describedby")]
    assert "Ny modell: 30\u00a0% i vår\u00a02025 og 50\u00a0% i høst\u00a02026." in described
    assert "Brudd i serien fra høst\u00a02026: ny modell." in described


def test_ids_are_the_pages_own_when_both_shapes_stand_on_it() -> None:
    ids = re.findall(r' id="([^"]+)"', draw_figure(GAP, "nb"))
    assert len(ids) == len(set(ids)) == 4


def test_nothing_is_styled_inline_so_that_the_policy_holds() -> None:
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", draw_figure(GAP, "nb"))


def test_lines_differ_by_dash_and_by_mark() -> None:
    assert len(STROKES) == len(MARKS) == MAX_LINES == len(set(MARKS))
    assert len({stroke.get("stroke_dasharray") for stroke in STROKES}) == MAX_LINES
    lines = found(drawn(GAP), "trend-line")
    assert {line.get("stroke-dasharray") for line in lines} == {None, "9 5"}


def test_a_line_is_named_at_its_end_in_a_wide_drawing_and_below_in_a_narrow_one() -> None:
    for shape in SHAPES:
        names = found(drawn(GAP, shape), "trend-name")
        assert [node.text for node in names] == ["Ny modell", "Gammel modell"]
        assert all((float(node.get("x")) > shape.right) == shape.beside for node in names)


def test_names_beside_lines_that_end_alike_do_not_cover_each_other() -> None:
    alike = tuple(Line(f"Linje {n}", (point(0.01), point(0.03))) for n in range(MAX_LINES))
    heights = sorted(float(node.get("y")) for node in found(drawn(Trend("k", "t", TERMS[:2], alike)), "trend-name"))
    assert min(b - a for a, b in pairwise(heights)) >= 15
    assert WIDE.top <= heights[0]
    assert heights[-1] <= WIDE.bottom


def test_no_line_crosses_a_term_that_is_withheld() -> None:
    trend = replace(GAP, lines=GAP.lines[:1])
    lines = found(drawn(trend), "trend-line")
    assert [len(line.get("points").split()) for line in lines] == [2, 1]
    assert len(found(drawn(trend), "trend-cross")) == 1


def test_a_term_that_stands_alone_has_a_bar_in_place_of_a_band() -> None:
    alone = Trend("k", "t", TERMS[:3], (Line("a", (Point(reason=FEW), point(0.4), Point(reason=FEW))),))
    assert len(found(drawn(alone), "trend-bar")) == 1
    assert found(drawn(alone), "trend-band") == []


def test_a_break_is_a_line_between_the_terms_with_its_reason() -> None:
    tree = drawn(GAP)
    (mark,) = found(tree, "trend-break")
    steps = WIDE.steps(4)
    assert steps[2] < float(mark.get("x1")) == float(mark.get("x2")) < steps[3]
    assert "ny modell" in [node.text for node in found(tree, "trend-over")]


def test_the_table_has_every_number_with_its_interval_and_the_reason_where_there_is_none() -> None:
    assert cells(GAP) == [
        ["Halvår", "Ny modell", "Gammel modell"],
        ["Vår\u00a02025", "30\u00a0%|trolig 20–40\u00a0%", "25\u00a0%|trolig 15–35\u00a0%"],
        ["Høst\u00a02025", "35\u00a0%|trolig 25–45\u00a0%", "30\u00a0%|trolig 20–40\u00a0%"],
        ["Vår\u00a02026", FEW, FEW],
        [
            "Høst\u00a02026|Brudd i serien: ny modell",
            "50\u00a0%|trolig 40–60\u00a0%",
            "Modellen er byttet ut.",
        ],
    ]


def test_the_table_is_worded_in_nynorsk_as_well() -> None:
    rows = cells(GAP, "nn")
    assert rows[2][:2] == ["Haust\u00a02025", "35\u00a0%|truleg 25–45\u00a0%"]
    assert rows[4][0] == "Haust\u00a02026|Brot i serien: ny modell"


def test_heads_and_caption_tell_what_the_cells_are() -> None:
    table = parse(draw_table(GAP, "nb"))
    assert [head.get("scope") for head in table.iter("th")] == ["col"] * 3 + ["row"] * 4
    assert table[0].tag == "caption"


@given(st.floats(0, 1), st.floats(0, 0.4))
def test_no_pixel_tells_more_than_the_table(value: float, width: float) -> None:
    def at(share: float) -> Trend:
        return Trend("k", "t", TERMS[:2], (Line("a", (point(share, width), Point(reason=FEW))),))

    tree = drawn(at(value))
    mark = found(tree, "trend-mark")[0].get("transform")
    allowed = {f"{WIDE.y(percent):.1f}" for percent in range(5, 96)}
    assert mark.rstrip(")").split()[1] in allowed
    bar = found(tree, "trend-bar")[0].get("d")
    assert set(re.findall(r"M\S+ (\S+)h", bar)) <= allowed


def test_names_are_escaped() -> None:
    sly = Trend("k", "<b>", TERMS[:1], (Line("</svg><script>", (point(0.4),)),), (Break("2025-1", '"><a>'),))
    figure = html.fragment_fromstring(str(draw_figure(sly, "nb")))
    assert {"script", "a"}.isdisjoint(node.tag for node in figure.iter())


@pytest.mark.parametrize(
    "wrong",
    [
        Point,
        lambda: Point(0.4, 0.2, None, "Grunn."),
        lambda: Point(0.4, 0.5, 0.6),
        lambda: Trend("k", "t", (), GAP.lines),
        lambda: Trend("k", "t", TERMS, ()),
        lambda: Trend("k", "t", TERMS[:3], GAP.lines),
        lambda: Trend("k", "t", TERMS, GAP.lines, (Break("2020-1", "x"),)),
        lambda: Trend("k", "t", TERMS, GAP.lines * 3),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"point|share|chart|break"):
        wrong()


def test_both_forms_have_the_same_words_and_facts() -> None:
    words = json.loads(Path("service/culture/charts/words.json").read_text("utf-8"))
    facts = [{key: set(re.findall(r"\{\w+\}", text)) for key, text in words[form].items()} for form in ("nb", "nn")]
    assert facts[0] == facts[1]
