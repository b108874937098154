"""What the pages show of an example: its texts cut at their parts, with each part's labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.store.tables import Comment, Contribution, Example
from tilbakemelding import Masked


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text and the labels of the part that it is; what is between parts has none and no number."""

    words: str
    labels: tuple[str, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text and what was found in it."""

    text: str
    form: str
    stretches: tuple[Stretch, ...]
    labels: tuple[str, ...]
    points_forward: bool
    verdict_only: bool

    @property
    def verdict(self) -> str:
        """Return the code of the line that sums it up."""
        if self.points_forward:
            return "forward"
        return "verdictOnly" if self.verdict_only else "notForward"


@dataclass(frozen=True, slots=True)
class OwnComment:
    """A comment that the visitor has contributed, and the example that it is shared as."""

    comment: Comment
    contribution: Contribution
    example: Example | None


@dataclass(frozen=True, slots=True)
class MaskedPiece:
    """A stretch of a masked text; ``placeholder`` where something was replaced."""

    words: str
    placeholder: bool


def analysed(text: str, facts: Mapping[str, Any]) -> Analysed:
    """Return a text with its parts, from what is kept of its analysis."""
    parts: Sequence[Mapping[str, Any]] = facts["segments"]
    stretches: list[Stretch] = []
    done = 0
    for number, part in enumerate(parts, start=1):
        if done < part["start"]:
            stretches.append(Stretch(text[done : part["start"]]))
        stretches.append(Stretch(text[part["start"] : part["end"]], tuple(part["labels"]), number))
        done = part["end"]
    if done < len(text):
        stretches.append(Stretch(text[done:]))
    labels = tuple(dict.fromkeys(label for part in parts for label in part["labels"]))
    return Analysed(
        text, facts["form"], tuple(stretches), labels, bool(facts["points_forward"]), bool(facts["verdict_only"])
    )


def masked_pieces(masked: Masked) -> tuple[MaskedPiece, ...]:
    """Return a masked text cut at what was replaced in it now."""
    found: list[MaskedPiece] = []
    done = 0
    for replacement in sorted(masked.replacements, key=lambda one: one.masked_start):
        found.append(MaskedPiece(masked.text[done : replacement.masked_start], placeholder=False))
        found.append(MaskedPiece(masked.text[replacement.masked_start : replacement.masked_end], placeholder=True))
        done = replacement.masked_end
    found.append(MaskedPiece(masked.text[done:], placeholder=False))
    return tuple(piece for piece in found if piece.words)
