"""A masked text and its replacements, and how a person corrects them.

Placeholders are numbered by first appearance within one text, apart for each kind; the same person has the same
number. A placeholder that stands in the text already is left alone, and numbering goes on above it, so that masking
a masked text changes nothing. The genitive *s* stays outside: *Karis tekst* → *[ELEV 1]s tekst*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from tilbakemelding.errors import InvalidCorrection
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

_WORDS = sorted({word for words in PLACEHOLDERS.values() for word in words.values()})
PLACEHOLDER = re.compile(rf"\[({'|'.join(map(re.escape, _WORDS))}) (\d{{1,4}})\]")
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


def replaced(original: str, form: Form, stretches: Iterable[Stretch]) -> Masked:
    """Return the text with each stretch replaced; where stretches overlap the one that begins first, then the longer.

    Numbers begin above those of placeholders that stand in the text already.
    """
    counts: dict[str, int] = {}
    for word, number in PLACEHOLDER.findall(original):
        counts[word] = max(counts.get(word, 0), int(number))
    names: dict[tuple[Kind, str], str] = {}
    parts: list[str] = []
    made: list[Replacement] = []
    end = length = 0
    for stretch in sorted(stretches, key=lambda s: (s.start, -s.end)):
        if stretch.start < end:
            continue
        key = (stretch.kind, stretch.group)
        if key not in names:
            word = PLACEHOLDERS[stretch.kind][form]
            counts[word] = counts.get(word, 0) + 1
            names[key] = f"[{word} {counts[word]}]"
        parts += [original[end : stretch.start], names[key]]
        begin = length + stretch.start - end
        length = begin + len(names[key])
        made.append(Replacement(stretch.start, stretch.end, begin, length, stretch.kind, names[key]))
        end = stretch.end
    return Masked(original, "".join([*parts, original[end:]]), form, tuple(made))


def stretches_of(masked: Masked) -> list[Stretch]:
    """Return the stretches behind a masked text, grouped as its placeholders are."""
    return [Stretch(r.start, r.end, r.kind, r.placeholder) for r in masked.replacements]


def add_replacement(
    masked: Masked, start: int, end: int, *, kind: Kind = "pupil", same_as: str | None = None
) -> Masked:
    """Mask a further stretch ``[start, end)`` of the original, and every other place where the same words stand.

    Parameters
    ----------
    masked
        What is to be corrected.
    start, end
        The stretch in the original; white space at its edges is left out. Replacements that it overlaps give way.
    kind
        What the stretch is.
    same_as
        A placeholder of the same kind that means the same, such as ``[ELEV 1]``; without it the stretch gets the
        placeholder of an equal stretch, or a new one.

    Raises
    ------
    InvalidCorrection
        The stretch is empty or outside the text, or no such placeholder of that kind is in use.

    """
    words = masked.original[max(start, 0) : max(end, 0)]
    if not (0 <= start < end <= len(masked.original)) or not words.strip():
        raise InvalidCorrection(problem="the stretch is empty or outside the text")
    known = {r.placeholder for r in masked.replacements if r.kind == kind}
    if same_as is not None and same_as not in known:
        raise InvalidCorrection(problem="no replacement of that kind has the placeholder to share")
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    group = same_as or _group_of_equal(masked, masked.original[start:end], kind) or f"added {start}"
    kept = [s for s in stretches_of(masked) if s.end <= start or end <= s.start]
    made = [Stretch(start, end, kind, group)]
    for match in _standing_alone(masked.original[start:end]).finditer(masked.original):
        if all(s.end <= match.start() or match.end() <= s.start for s in [*kept, *made]):
            made.append(Stretch(match.start(), match.end(), kind, group))
    return replaced(masked.original, masked.form, [*kept, *made])


def undo_replacement(masked: Masked, start: int, *, everywhere: bool = False) -> Masked:
    """Take back the replacement that begins at ``start`` of the original, or all that share its placeholder.

    Raises
    ------
    InvalidCorrection
        No replacement begins there.

    """
    found = next((r for r in masked.replacements if r.start == start), None)
    if found is None:
        raise InvalidCorrection(problem="no replacement begins at that place")
    kept = [
        stretch
        for stretch in stretches_of(masked)
        if stretch.start != start and not (everywhere and stretch.group == found.placeholder)
    ]
    return replaced(masked.original, masked.form, kept)


def merge_replacements(masked: Masked, placeholder: str, other: str) -> Masked:
    """Let two placeholders of one kind mean the same (*Kari* and *Kaja's sister* turn out to be one).

    Raises
    ------
    InvalidCorrection
        One of them is not in use, or they are of two kinds.

    """
    kinds = {r.placeholder: r.kind for r in masked.replacements}
    if placeholder not in kinds or kinds.get(other) != kinds[placeholder]:
        raise InvalidCorrection(problem="both placeholders must be in use, and of one kind")
    joined = [replace(s, group=placeholder if s.group == other else s.group) for s in stretches_of(masked)]
    return replaced(masked.original, masked.form, joined)


def _group_of_equal(masked: Masked, words: str, kind: Kind) -> str | None:
    lower = words.casefold()
    same: Sequence[Replacement] = [
        r for r in masked.replacements if r.kind == kind and masked.original[r.start : r.end].casefold() == lower
    ]
    return same[0].placeholder if same else None


def _standing_alone(words: str) -> re.Pattern[str]:
    """Match the words as whole words, in the casing given, with or without a genitive ending after them."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?=(?:['’]?s)?(?!\w))")
