"""How a person corrects masked texts: add a replacement, take one back, say that two persons are one.

Each correction takes the texts that were masked together and returns them all, numbered anew, since what is added or
merged in one of them holds in the others too. A single text is a sequence of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tilbakemelding.errors import InvalidCorrection
from tilbakemelding.labels import FORMS, Form
from tilbakemelding.masking.replacements import (
    KIND_OF,
    KINDS,
    PLACEHOLDER,
    Draft,
    Kind,
    Masked,
    Replacement,
    Stretch,
    replaced,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a `Replacement` tells but its place in the masked text: enough to make that text anew."""

    start: int
    end: int
    kind: Kind
    placeholder: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and what is to be replaced in it, as it comes back from the person who looked at it."""

    original: str = field(repr=False)
    form: Form
    marks: Sequence[Mark]


def restore_masked(texts: Iterable[MarkedText]) -> tuple[Masked, ...]:
    """Return texts with what is marked in them replaced; marks of one kind and number mean the same throughout.

    This is how masked texts that have been away (shown on a page, say) come back with their corrections.

    Raises
    ------
    InvalidCorrection
        A form or kind is unknown, a mark is empty, outside the text, or overlaps another, or a placeholder is not one
        of its kind.

    """
    return replaced(_draft(text) for text in texts)


def add_replacement(
    texts: Sequence[Masked], number: int, stretch: tuple[int, int], *, kind: Kind = "pupil", same_as: str | None = None
) -> tuple[Masked, ...]:
    """Mask a further stretch of one original, and the same words wherever else they stand.

    Parameters
    ----------
    texts
        What was masked together.
    number
        Which of the texts the stretch is in, from 0.
    stretch
        Its start and end in the original; white space at its edges is left out. Replacements that it overlaps give way.
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
    original, (start, end) = _at(texts, number).original, stretch
    words = original[max(start, 0) : max(end, 0)]
    if not (0 <= start < end <= len(original)) or not words.strip():
        raise InvalidCorrection(problem="the stretch is empty or outside the text")
    if same_as is not None and all(r.kind != kind for r in _named(texts, same_as)):
        raise InvalidCorrection(problem="no replacement of that kind has the placeholder to share")
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    words = original[start:end]
    shared = _number(same_as) if same_as is not None else None
    added = Stretch(start, end, kind, shared or _number_of_equal(texts, words, kind) or "added")
    standing_alone = re.compile(rf"(?<!\w){re.escape(words)}(?=(?:['’]?s)?(?!\w))")
    drafts = []
    for place, masked in enumerate(texts):
        kept = _stretches(masked)
        if place == number:
            kept = [added, *(s for s in kept if s.end <= start or end <= s.start)]
        for match in standing_alone.finditer(masked.original):
            if all(s.end <= match.start() or match.end() <= s.start for s in kept):
                kept.append(replace(added, start=match.start(), end=match.end()))
        drafts.append(Draft(masked.original, masked.form, kept))
    return replaced(drafts)


def undo_replacement(
    texts: Sequence[Masked], number: int, start: int, *, everywhere: bool = False
) -> tuple[Masked, ...]:
    """Take back the replacement that begins at ``start`` of one original, or all that mean the same.

    Raises
    ------
    InvalidCorrection
        No replacement begins there.

    """
    found = next((r for r in _at(texts, number).replacements if r.start == start), None)
    if found is None:
        raise InvalidCorrection(problem="no replacement begins at that place")
    drafts = []
    for place, masked in enumerate(texts):
        kept = [
            stretch
            for stretch in _stretches(masked)
            if not (place == number and stretch.start == start)
            and not (everywhere and (stretch.kind, stretch.group) == (found.kind, found.number))
        ]
        drafts.append(Draft(masked.original, masked.form, kept))
    return replaced(drafts)


def merge_replacements(texts: Sequence[Masked], placeholder: str, other: str) -> tuple[Masked, ...]:
    """Let two placeholders of one kind mean the same (*Kari* and *Kaja's sister* turn out to be one).

    Raises
    ------
    InvalidCorrection
        One of them is not in use, or they are of two kinds.

    """
    kinds = {r.kind for name in (placeholder, other) for r in _named(texts, name)}
    if not _named(texts, placeholder) or not _named(texts, other) or len(kinds) > 1:
        raise InvalidCorrection(problem="both placeholders must be in use, and of one kind")
    (kind,) = kinds
    drafts = []
    for masked in texts:
        joined = [
            replace(s, group=_number(placeholder)) if (s.kind, s.group) == (kind, _number(other)) else s
            for s in _stretches(masked)
        ]
        drafts.append(Draft(masked.original, masked.form, joined))
    return replaced(drafts)


def _draft(text: MarkedText) -> Draft:
    if text.form not in FORMS:
        raise InvalidCorrection(problem="the form must be nb or nn")
    marks = sorted(text.marks, key=lambda mark: (mark.start, mark.end))
    for mark in marks:
        named = PLACEHOLDER.fullmatch(mark.placeholder)
        if mark.kind not in KINDS or named is None or KIND_OF[named[1]] != mark.kind:
            raise InvalidCorrection(problem="a placeholder is not one of its kind")
        if not (0 <= mark.start < mark.end <= len(text.original)) or not text.original[mark.start : mark.end].strip():
            raise InvalidCorrection(problem="a mark is empty or outside the text")
    if any(second.start < first.end for first, second in pairwise(marks)):
        raise InvalidCorrection(problem="two marks overlap")
    stretches = [Stretch(mark.start, mark.end, mark.kind, _number(mark.placeholder)) for mark in marks]
    return Draft(text.original, text.form, stretches)


def _at(texts: Sequence[Masked], number: int) -> Masked:
    if not 0 <= number < len(texts):
        raise InvalidCorrection(problem="there is no text of that number")
    return texts[number]


def _stretches(masked: Masked) -> list[Stretch]:
    """Return the stretches behind a masked text, grouped as its placeholders are."""
    return [Stretch(r.start, r.end, r.kind, r.number) for r in masked.replacements]


def _number(placeholder: str) -> str:
    return placeholder.rpartition(" ")[2].rstrip("]")


def _named(texts: Sequence[Masked], placeholder: str) -> list[Replacement]:
    """Return the replacements that a placeholder means, in whichever form it is written."""
    named = PLACEHOLDER.fullmatch(placeholder)
    if named is None:
        return []
    key = (KIND_OF[named[1]], named[2])
    return [r for masked in texts for r in masked.replacements if (r.kind, r.number) == key]


def _number_of_equal(texts: Sequence[Masked], words: str, kind: Kind) -> str | None:
    """Return the number of a replacement over the same words, None where there is none."""
    lower = words.casefold()
    return next(
        (
            r.number
            for masked in texts
            for r in masked.replacements
            if r.kind == kind and masked.original[r.start : r.end].casefold() == lower
        ),
        None,
    )
