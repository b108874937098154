"""A chart as it stands on a page: the drawing for wide and for narrow windows, what its signs mean, and the table."""

from __future__ import annotations

from markupsafe import Markup

from service.culture.charts.drawing import draw_trend
from service.culture.charts.markup import element
from service.culture.charts.shape import NARROW, WIDE
from service.culture.charts.table import draw_table
from service.culture.charts.trend import Trend
from service.culture.charts.words import word


def draw_figure(trend: Trend, form: str) -> Markup:
    """Return the whole figure; the page needs ``/static/trend.css``.

    Source: WCAG 2.1, 1.1.1 and 1.4.1: the numbers stand in a table, and no line is told by its colour alone.
    """
    signs = [word(form, "band")]
    if trend.withheld:
        signs.append(word(form, "withheld"))
    return element(
        "figure",
        element("figcaption", trend.title, class_="trend-title"),
        draw_trend(trend, form, WIDE),
        draw_trend(trend, form, NARROW),
        element("p", " ".join(signs), class_="quiet"),
        element(
            "div",
            draw_table(trend, form),
            class_="trend-scroll",
            role="region",
            tabindex="0",
            aria_label=word(form, "table", title=trend.title),
        ),
        class_="trend",
        lang=form,
    )
