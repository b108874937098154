"""Codes → plain sentences in bokmål and nynorsk. The wording is data (``sentences.json``)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from tilbakemelding.labels import Form
from tilbakemelding.prevalence.change import Change
from tilbakemelding.prevalence.share import MIN_CONTRIBUTORS, MIN_REVIEWED, ShareEstimate


@cache
def sentences() -> dict[str, Any]:
    """Return the sentences: ``property``, ``withheld``, ``caveat``, ``change`` by code and form; ``share`` by form."""
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("sentences.json").read_text("utf-8"))
    return loaded


def share_sentences(share: ShareEstimate, property_code: str, form: Form) -> tuple[str, ...]:
    """Return what a share says, its caveats after it; or why it is withheld.

    ``property_code`` is a label, ``points_forward`` or ``verdict_only``.
    """
    texts = sentences()
    if share.value is None or share.low is None or share.high is None:
        return (_withheld(share.withheld, form),)
    first = texts["share"][form].format(
        property=texts["property"][property_code][form],
        value=_percent(share.value),
        low=_percent(share.low),
        high=_percent(share.high),
    )
    return (first, *(texts["caveat"][code][form] for code in share.caveats))


def change_sentence(change: Change, property_code: str, form: Form) -> str:
    """Return what the difference between two periods says, or why there is none."""
    texts = sentences()
    if change.code == "withheld":
        return _withheld(change.withheld, form)
    sentence: str = texts["change"][change.code][form]
    if change.low is None or change.high is None:
        return sentence
    return sentence.format(
        property=texts["property"][property_code][form], low=_points(change.low), high=_points(change.high)
    )


def _withheld(reason: str | None, form: Form) -> str:
    sentence: str = sentences()["withheld"][reason][form]
    return sentence.format(reviewed=MIN_REVIEWED, contributors=MIN_CONTRIBUTORS)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _points(difference: float) -> str:
    """Return a difference in whole percentage points, with the typographic minus."""
    rounded = round(100 * difference)
    return f"−{-rounded}" if rounded < 0 else f"{rounded}"
