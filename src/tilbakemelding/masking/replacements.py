"""Masked texts and their replacements.

Placeholders are numbered by first appearance within the texts that are masked together, apart for each kind; the
same person has the same number in all of them. A placeholder that stands in a text already is left alone, and
numbering goes on above it, so that masking a masked text changes nothing. The genitive *s* stays outside:
*Karis tekst* → *[ELEV 1]s tekst*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from tilbakemelding.labels import Form

Kind = Literal["pupil", "teacher", "email", "phone", "national-id", "link", "class", "school"]
"""What a replaced stretch is. ``pupil`` is any person but one who signs or is called a teacher."""

KINDS: tuple[Kind, ...] = get_args(Kind)

PLACEHOLDERS: Mapping[Kind, Mapping[Form, str]] = {
    "pupil": {"nb": "ELEV", "nn": "ELEV"},
    "teacher": {"nb": "LÆRER", "nn": "LÆRAR"},
    "email": {"nb": "E-POST", "nn": "E-POST"},
    "phone": {"nb": "TELEFON", "nn": "TELEFON"},
    "national-id": {"nb": "FØDSELSNUMMER", "nn": "FØDSELSNUMMER"},
    "link": {"nb": "LENKE", "nn": "LENKE"},
    "class": {"nb": "KLASSE", "nn": "KLASSE"},
    "school": {"nb": "SKOLE", "nn": "SKULE"},
}
"""Kind → the word of its placeholder in each form; both forms write *lenke* and *klasse*."""

KIND_OF: Mapping[str, Kind] = {word: kind for kind, words in PLACEHOLDERS.items() for word in words.values()}
"""Word of a placeholder → its kind."""

PLACEHOLDER = re.compile(rf"\[({'|'.join(map(re.escape, sorted(KIND_OF)))}) (\d{{1,4}})\]")
"""A placeholder, as it stands in a masked text."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch ``[start, end)`` of the original to be replaced; stretches with one ``group`` are the same thing."""

    start: int
    end: int
    kind: Kind
    group: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Replacement:
    """One replaced stretch: its place in the original and in the masked text (code points), kind, placeholder."""

    start: int
    end: int
    masked_start: int
    masked_end: int
    kind: Kind
    placeholder: str

    @property
    def number(self) -> str:
        """Return the number in the placeholder: with the kind it tells what is the same."""
        return self.placeholder.rpartition(" ")[2].rstrip("]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text.

    ``original`` is what was given, for a person to correct by and never to be stored; it does not show in the
    value's own representation. ``form`` decides the language of placeholders.
    """

    original: str = field(repr=False)
    text: str
    form: Form
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be masked, its form, and what is to be replaced in it."""

    original: str = field(repr=False)
    form: Form
    stretches: Sequence[Stretch]


def replaced(drafts: Iterable[Draft]) -> tuple[Masked, ...]:
    """Return each text with its stretches replaced; of stretches that overlap the one that begins first, or the longer.

    Stretches of one kind and group have one number throughout.
    """
    drafts = tuple(drafts)
    numbers = _Numbers(draft.original for draft in drafts)
    return tuple(_replaced(draft, numbers) for draft in drafts)


class _Numbers:
    """Deals out the numbers of placeholders, above those that stand in the originals already."""

    def __init__(self, originals: Iterable[str]) -> None:
        self._last: dict[Kind, int] = {}
        self._dealt: dict[tuple[Kind, str], int] = {}
        for original in originals:
            for word, number in PLACEHOLDER.findall(original):
                kind = KIND_OF[word]
                self._last[kind] = max(self._last.get(kind, 0), int(number))

    def of(self, stretch: Stretch) -> int:
        """Return the number of what a stretch stands for."""
        key = (stretch.kind, stretch.group)
        if key not in self._dealt:
            self._dealt[key] = self._last[stretch.kind] = self._last.get(stretch.kind, 0) + 1
        return self._dealt[key]


def _replaced(draft: Draft, numbers: _Numbers) -> Masked:
    original = draft.original
    parts: list[str] = []
    made: list[Replacement] = []
    end = length = 0
    for stretch in sorted(draft.stretches, key=lambda s: (s.start, -s.end)):
        if stretch.start < end:
            continue
        placeholder = f"[{PLACEHOLDERS[stretch.kind][draft.form]} {numbers.of(stretch)}]"
        parts += [original[end : stretch.start], placeholder]
        begin = length + stretch.start - end
        length = begin + len(placeholder)
        made.append(Replacement(stretch.start, stretch.end, begin, length, stretch.kind, placeholder))
        end = stretch.end
    return Masked(original, "".join([*parts, original[end:]]), draft.form, tuple(made))
