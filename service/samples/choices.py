"""What a contribution is described by: subject, level, genre and half-year, as codes with their names in both forms."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from service.page import FORMS

_NAMES: Mapping[str, Mapping[str, tuple[str, str]]] = json.loads(
    Path(__file__).with_name("choices.json").read_text("utf-8")
)
SUBJECTS: tuple[str, ...] = tuple(_NAMES["subjects"])
LEVELS: tuple[str, ...] = tuple(_NAMES["levels"])
GENRES: tuple[str, ...] = tuple(_NAMES["genres"])
_TERM = re.compile(r"20\d\d-[12]")
_FIRST_OF_AUTUMN = 8
_TERMS_BACK = 4
_SEASONS = {"nb": ("våren", "høsten"), "nn": ("våren", "hausten")}


def choices(kind: str, form: str) -> list[tuple[str, str]]:
    """Return code and name of every ``subjects``, ``levels`` or ``genres``, in the order of the list."""
    return [(code, names[FORMS.index(form)]) for code, names in _NAMES[kind].items()]


def name_of(kind: str, code: str, form: str) -> str:
    """Return the name of a code; one that has left the list is its own name."""
    names = _NAMES[kind].get(code)
    return names[FORMS.index(form)] if names else code


def term_of(day: date) -> str:
    """Return the half-year of a day: ``2026-1`` is spring, until the end of July, ``2026-2`` autumn."""
    return f"{day.year}-{1 if day.month < _FIRST_OF_AUTUMN else 2}"


def recent_terms(day: date) -> tuple[str, ...]:
    """Return the half-year of a day and the four before it, newest first."""
    year, half = map(int, term_of(day).split("-"))
    found = []
    for _ in range(_TERMS_BACK + 1):
        found.append(f"{year}-{half}")
        year, half = (year, 1) if half > 1 else (year - 1, 2)
    return tuple(found)


def is_term(value: str) -> bool:
    """Tell whether a value is a half-year as it is kept."""
    return _TERM.fullmatch(value) is not None


def term_name(term: str, form: str) -> str:
    """Return a half-year in words, such as *høsten 2026*."""
    year, _, half = term.partition("-")
    return f"{_SEASONS[form][int(half) - 1]} {year}"
