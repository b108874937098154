"""A contribution on its way: the comments as they were written, what is masked in them, and corrections to that.

Nothing of it is kept: the browser holds the comments and their marks between the steps, and sends them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.errors import RequestError
from service.pages.forms import Fields
from tilbakemelding import (
    KINDS,
    Mark,
    MarkedText,
    Masked,
    add_replacement,
    merge_replacements,
    restore_masked,
    undo_replacement,
)

MAX_COMMENTS = 200
"""Comments of one contribution."""
ALWAYS_MASKED = frozenset({"national-id", "email", "phone"})
"""What is never a word of the language, so no correction can let it through."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a masked text as a page shows it: plain words, or a placeholder and where it begins."""

    text: str
    kind: str | None = None
    start: int = 0
    words: str = ""


def pieces(masked: Masked) -> list[Piece]:
    """Return a masked text cut at its placeholders."""
    found, at = [], 0
    for replacement in masked.replacements:
        if replacement.masked_start > at:
            found.append(Piece(masked.text[at : replacement.masked_start]))
        words = masked.original[replacement.start : replacement.end]
        found.append(Piece(replacement.placeholder, replacement.kind, replacement.start, words))
        at = replacement.masked_end
    if at < len(masked.text):
        found.append(Piece(masked.text[at:]))
    return found


def to_field(masked: Masked) -> str:
    """Return a masked text as the page holds it between the steps."""
    marks = [[r.start, r.end, r.kind, r.placeholder] for r in masked.replacements]
    return json.dumps({"original": masked.original, "form": masked.form, "marks": marks}, ensure_ascii=False)


def from_fields(values: Sequence[str]) -> tuple[Masked, ...]:
    """Return what the page held.

    Raises
    ------
    RequestError
        It is not what a page was given.
    InvalidCorrection
        Marks do not fit their text.

    """
    try:
        read = [json.loads(value) for value in values]
        texts = [
            MarkedText(
                str(one["original"]),
                one["form"],
                [Mark(int(a), int(b), kind, str(p)) for a, b, kind, p in one["marks"]],
            )
            for one in read
        ]
    except (ValueError, TypeError, KeyError):
        raise RequestError("malformed-body", "The comments are not those that the page was given.") from None
    return restore_masked(texts)


def correct(texts: tuple[Masked, ...], fields: Fields) -> tuple[Masked, ...]:
    """Carry out the correction that a button of the page stands for; none leaves the texts as they are.

    ``undo`` is *number:start* or *number:start:all*; ``hide`` the words to mask with ``kind``; ``merge`` a
    placeholder that is the same as the one in ``into``.
    """
    if undo := fields.text("undo", most=40):
        number, start, *everywhere = undo.split(":")
        if not (number.isdigit() and start.isdigit() and int(number) < len(texts)):
            raise RequestError("malformed-body", 'The field "undo" names no replacement.')
        return undo_replacement(texts, int(number), int(start), everywhere=bool(everywhere))
    if fields.ticked("merging"):
        return merge_replacements(texts, fields.text("into", most=40), fields.text("merge", most=40))
    if fields.ticked("hiding") and (words := fields.text("hide", most=200)):
        return hide(texts, words, kind=fields.choice("kind", KINDS))
    return texts


def hide(texts: tuple[Masked, ...], words: str, *, kind: str) -> tuple[Masked, ...]:
    """Mask words wherever they stand; texts without them are as before."""
    known = next(one for one in KINDS if one == kind)
    for number, masked in enumerate(texts):
        start = masked.original.casefold().find(words.casefold())
        if start >= 0:
            return add_replacement(texts, number, (start, start + len(words)), kind=known)
    return texts


def placeholders(texts: Iterable[Masked]) -> list[str]:
    """Return the pupils' placeholders in the order of their numbers."""
    found = {r.placeholder for masked in texts for r in masked.replacements if r.kind == "pupil"}
    return sorted(found, key=lambda placeholder: int(placeholder.rpartition(" ")[2].rstrip("]")))
