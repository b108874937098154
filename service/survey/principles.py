"""Which principle of good assessment a theme or question of Elevundersøkelsen is about: a guess; the leader decides."""

from __future__ import annotations

import re
from typing import Literal, get_args

Principle = Literal["goal", "quality", "points_forward", "involvement", "all_four"]
PRINCIPLES: tuple[Principle, ...] = get_args(Principle)
"""In the order of the regulation; ``all_four`` is for an index that is about them together.

Source: the four principles of the national programme Vurdering for læring; the words for them are the figures' own.
"""

_SIGNS: tuple[tuple[Principle, re.Pattern[str]], ...] = (
    ("points_forward", re.compile(r"(?i)bør (?:gjøre|gjere)|bli (?:bedre|betre)|kom+e (?:videre|vidare)|forbedr")),
    ("quality", re.compile(r"(?i)(?:hva|kva) som er (?:bra|godt|riktig|rett)|hva du (?:får til|mestrer)")),
    (
        "involvement",
        re.compile(
            r"(?i)medvirk|medverk|medbestem|egenvurder|eigenvurder|(?:være|vere) med"
            r"|vurder\w* (?:ditt |ditt eget |eget )|foreslå|innflyt|elevdemokrati"
        ),
    ),
    ("goal", re.compile(r"(?i)\bmål|forvent|\bkrev|kriteri|skal lære|blir? vurdert|legg vekt på|legges vekt")),
    ("all_four", re.compile(r"(?i)vurdering for læring")),
)


def guess_principle(theme: str, question: str) -> Principle | None:
    """Return the likely principle; of a question by its own words, of a theme as a whole by the theme's."""
    text = question or theme
    return next((principle for principle, sign in _SIGNS if sign.search(text)), None)
