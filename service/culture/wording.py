"""Figures → charts and sentences, in bokmål and nynorsk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from service.culture.charts import Break, Line, Point, Trend, draw_figure
from service.culture.computing import UNREAD
from service.culture.measures import MEASURES, Measure
from service.culture.reading import SUPPRESSED, Series, estimate_of
from service.pages.numbers import percent, percent_range
from service.store.tables import Figure
from tilbakemelding import (
    Change,
    Form,
    Reason,
    ShareEstimate,
    change_between,
    change_sentence,
    guarded_percent,
    reason_text,
    share_sentences,
)

Say = Callable[..., str]

CHARTS: tuple[tuple[str, tuple[Measure, ...]], ...] = (
    ("practice", ("points_forward", "quality", "verdict_only")),
    ("pupils", ("goal", "involvement")),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What the difference between two terms says of a measure."""

    measure: Measure
    sentence: str


def why(share: ShareEstimate, measure: Measure, form: Form, say: Say) -> str:
    """Return the sentence that stands in place of a number."""
    if share.withheld == UNREAD:
        return say("unread")
    if share.withheld in SUPPRESSED:
        return reason_text(Reason(share.withheld), form)
    return share_sentences(share, measure, form)[0]


def charts(found: Series, key: str, form: Form, say: Say, *, of: str = "") -> list[Markup]:
    """Return the charts of a series, each with its table; ``of`` tells them from others on the page."""
    if not found.shown:
        return []
    breaks = tuple(Break(term, say("break")) for term in found.breaks)
    titles = {name: f"{of}: {say(f'chart.{name}')}" if of else say(f"chart.{name}") for name, _ in CHARTS}
    return [
        draw_figure(Trend(f"{key}-{name}", titles[name], found.terms, _lines(found, measures, form, say), breaks), form)
        for name, measures in CHARTS
    ]


def _lines(found: Series, measures: Sequence[Measure], form: Form, say: Say) -> tuple[Line, ...]:
    return tuple(
        Line(say(f"measure.{measure}"), tuple(_point(figure, measure, form, say) for figure in found.shown))
        for measure in measures
    )


def _point(figure: Figure, measure: Measure, form: Form, say: Say) -> Point:
    share = estimate_of(figure, measure)
    if share.value is None:
        return Point(reason=why(share, measure, form, say))
    return Point(share.value, share.low, share.high)


def told(figure: Figure, form: Form, say: Say) -> list[tuple[Measure, tuple[str, ...]]]:
    """Return what a term's figures say, a measure at a time; or once why there are none."""
    if figure.withheld is not None:
        return [(MEASURES[0], (reason_text(Reason(figure.withheld), form),))]
    found = []
    for measure in MEASURES:
        share = estimate_of(figure, measure)
        found.append((measure, _sentences(share, measure, form, say)))
    return found


def _sentences(share: ShareEstimate, measure: Measure, form: Form, say: Say) -> tuple[str, ...]:
    """Return what a share says, as far as it may be shown, and its caveats."""
    if share.value is None or share.low is None or share.high is None:
        return (why(share, measure, form, say),)
    shown = percent(share.value, form), percent_range(share.low, share.high, form)
    first: str = say("share", measure=say(f"measure.{measure}"), percent=shown[0], range=shown[1])
    return (first, *share_sentences(share, measure, form)[1:])


def compare(earlier: Figure, later: Figure, form: Form, say: Say) -> list[Compared]:
    """Return what the difference between two terms says, of every measure."""
    found = []
    for measure in MEASURES:
        shares = [estimate_of(figure, measure) for figure in (earlier, later)]
        withheld = next((share for share in shares if share.withheld is not None), None)
        if withheld is not None:
            sentence = why(withheld, measure, form, say)
        else:
            sentence = _difference(change_between(*shares), shares, measure, form, say)
        found.append(Compared(measure, sentence))
    return found


def _difference(change: Change, shares: Sequence[ShareEstimate], measure: Measure, form: Form, say: Say) -> str:
    """Return the difference; without its interval where that would tell how near none or all a share is."""
    guarded = any(share.value is not None and guarded_percent(share.value).bound != "about" for share in shares)
    if guarded and change.low is not None:
        sentence: str = say(f"nearEnds.{change.code}")
        return sentence
    return change_sentence(change, measure, form)
