"""Numbers and terms as Norwegians write them: decimal comma, a space before the per cent sign, «høst 2026»."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tilbakemelding import GuardedPercent, guarded_percent

SPACE = "\N{NO-BREAK SPACE}"
_BOUND = {"at-most": {"nb": "høyst", "nn": "høgst"}, "at-least": {"nb": "minst", "nn": "minst"}}
_HALVES = {"1": {"nb": "vår", "nn": "vår"}, "2": {"nb": "høst", "nn": "haust"}}
_MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()
"""Alike in both forms."""
_ZONE = ZoneInfo("Europe/Oslo")
_JULY = 7
_TERM = re.compile(r"(\d{4})-([12])")


def decimal(value: float, places: int) -> str:
    """Return a number with so many decimals, a comma before them, and the typographic minus."""
    return f"{value:.{places}f}".replace(".", ",").replace("-", "−")


def percent(share: float, form: str) -> str:
    """Return a share from 0 to 1 in whole per cent; near the ends only that it is at most, or at least, so much."""
    return f"{_bounded(guarded_percent(share), form)}{SPACE}%"


def percent_range(low: float, high: float, form: str) -> str:
    """Return an interval of shares, such as «27–40 %»."""
    least, most = guarded_percent(low), guarded_percent(high)
    between = "–" if least.bound == most.bound == "about" else " til "
    return f"{_bounded(least, form)}{between}{_bounded(most, form)}{SPACE}%"


def term_name(term: str, form: str) -> str:
    """Return what a term's code is called: ``2026-2`` is «høst 2026»; another code stays as it is."""
    match = _TERM.fullmatch(term)
    return f"{_HALVES[match[2]][form]}{SPACE}{match[1]}" if match else term


def term_of(moment: datetime) -> str:
    """Return the half-year that a moment lies in; July belongs to spring."""
    here = moment.astimezone(_ZONE)
    return f"{here.year}-{1 if here.month <= _JULY else 2}"


def day(moment: datetime) -> str:
    """Return a day as it is written: «24. november 2026»."""
    here: date = moment.astimezone(_ZONE).date()
    return f"{here.day}.{SPACE}{_MONTHS[here.month - 1]} {here.year}"


def _bounded(percent: GuardedPercent, form: str) -> str:
    word = _BOUND.get(percent.bound)
    return f"{word[form]}{SPACE}{percent.percent}" if word else str(percent.percent)
