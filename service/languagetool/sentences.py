"""The sentences of an analysed text: parts that a clause was cut from are put together again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tilbakemelding import Analysis, Segment

_FINAL = (".", "!", "?", "…", ":")
_CLOSING = "»\"”')]"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch ``[start, end)`` in code points of the analysed text, and whether a part of it carries a label."""

    start: int
    end: int
    labelled: bool


def sentences_of(analysis: Analysis) -> tuple[Sentence, ...]:
    """Return the sentences in order; every part of the analysis lies in exactly one."""
    return tuple(
        Sentence(parts[0].start, parts[-1].end, any(part.labels for part in parts)) for parts in _grouped(analysis)
    )


def _grouped(analysis: Analysis) -> Iterator[list[Segment]]:
    """Yield the parts of each sentence."""
    group = list[Segment]()
    for segment in analysis.segments:
        if group and _is_new(analysis.text, group[-1], segment):
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def _is_new(text: str, before: Segment, segment: Segment) -> bool:
    """Tell whether a sentence ends between two parts."""
    between = text[before.end : segment.start]
    return "\n" in between or text[before.start : before.end].rstrip(_CLOSING).endswith(_FINAL)
