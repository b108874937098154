"""Words as a classifier should see them: one key for what is the same in both forms, and for numbers of a kind.

Source: ``cognates.json`` beside this module (nynorsk → bokmål); the notations of grades and points are those of
Norwegian schools (grades 1 to 6, with plus and minus).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from tilbakemelding.labels import Form

GRADE, GRADE_PAIR, POINTS = "<grade>", "<gradepair>", "<points>"

_GRADE = re.compile(r"^[1-6](?:[+\-–−½]|[,.]5)?$")
_GRADE_PAIR = re.compile(r"^[1-6][+-]?[/\-–][1-6][+-]?$")
_POINTS = re.compile(r"^\d+(?:[,.]\d+)?/\d+$")
_DIGITS = re.compile(r"\d+")


@cache
def cognates() -> Mapping[str, str]:
    """Return nynorsk word form → bokmål word form."""
    data = json.loads(files(__package__).joinpath("cognates.json").read_text(encoding="utf-8"))
    pairs: dict[str, str] = data["pairs"]
    return pairs


@lru_cache(maxsize=65_536)
def word_key(norm: str, form: Form) -> str:
    """Return the key of a lower-cased word in a text of the given form."""
    if _DIGITS.search(norm):
        if _GRADE.match(norm):
            return GRADE
        if _GRADE_PAIR.match(norm):
            return GRADE_PAIR
        return POINTS if _POINTS.match(norm) else _DIGITS.sub("0", norm)
    return cognates().get(norm, norm) if form == "nn" else norm
