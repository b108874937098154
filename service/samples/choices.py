"""What a contribution is described by: subject, level, genre and half-year, as codes with their names in both forms."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from service.page import FORMS
from service.pages.numbers import day, term_name, term_of

__all__ = ["GENRES", "LEVELS", "SUBJECTS", "choices", "day", "is_term", "name_of", "recent_terms", "term_name"]

_NAMES: Mapping[str, Mapping[str, tuple[str, str]]] = json.loads(
    Path(__file__).with_name("choices.json").read_text("utf-8")
)
SUBJECTS: tuple[str, ...] = tuple(_NAMES["subjects"])
LEVELS: tuple[str, ...] = tuple(_NAMES["levels"])
GENRES: tuple[str, ...] = tuple(_NAMES["genres"])
_TERM = re.compile(r"20\d\d-[12]")
_TERMS_BACK = 4


def choices(kind: str, form: str) -> list[tuple[str, str]]:
    """Return code and name of every ``subjects``, ``levels`` or ``genres``, in the order of the list."""
    return [(code, names[FORMS.index(form)]) for code, names in _NAMES[kind].items()]


def name_of(kind: str, code: str, form: str) -> str:
    """Return the name of a code; one that has left the list is its own name."""
    names = _NAMES[kind].get(code)
    return names[FORMS.index(form)] if names else code


def recent_terms(moment: datetime) -> tuple[str, ...]:
    """Return the half-year of a moment and the four before it, newest first."""
    year, half = map(int, term_of(moment).split("-"))
    found = []
    for _ in range(_TERMS_BACK + 1):
        found.append(f"{year}-{half}")
        year, half = (year, 1) if half > 1 else (year - 1, 2)
    return tuple(found)


def is_term(value: str) -> bool:
    """Tell whether a value is a half-year as it is kept."""
    return _TERM.fullmatch(value) is not None
