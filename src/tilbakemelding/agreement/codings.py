"""What coders chose, as arrays: segments in rows, coders and labels in columns, segments of a comment together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tilbakemelding.errors import UnknownLabel
from tilbakemelding.labels import LABEL_CODES

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int_]
FloatArray = NDArray[np.float64]

PAIRED = 2
"""A segment says something about agreement from this many codings up."""


@dataclass(frozen=True, slots=True)
class CodedSegment:
    """One segment of a review round.

    ``comment`` names the comment that it belongs to; ``labels`` holds the chosen labels by coder, the empty set where
    a coder chose none. A coder who is missing there, or has None, did not code the segment: the comment was not
    reached, or the segment was flagged as wrong.
    """

    comment: str
    labels: Mapping[str, Collection[str] | None]


@dataclass(frozen=True, slots=True, eq=False)
class Codings:
    """The segments that at least two coded; ``left_out`` counts the others.

    ``known`` of shape (n_segments, n_coders) tells who coded what, ``chosen`` of shape (n_segments, n_coders,
    n_labels) what was chosen, False where it is not known; ``starts`` the first row of each comment.
    """

    known: BoolArray
    chosen: BoolArray
    starts: IntArray
    left_out: int

    def by_comment(self, values: Any) -> FloatArray:
        """Sum an array over the segments of each comment: (n_segments, …) → (n_comments, …)."""
        return np.asarray(np.add.reduceat(np.asarray(values, dtype=np.float64), self.starts, axis=0))


def read_codings(segments: Sequence[CodedSegment]) -> Codings:
    """Turn coded segments into arrays; neither their order nor the coders' matters.

    Raises
    ------
    UnknownLabel
        A label is none of the scheme's.

    """
    paired = sorted((s for s in segments if _codings_of(s) >= PAIRED), key=lambda s: s.comment)
    coders = sorted({coder for s in paired for coder, own in s.labels.items() if own is not None})
    known = np.zeros((len(paired), len(coders)), dtype=bool)
    chosen = np.zeros((*known.shape, len(LABEL_CODES)), dtype=bool)
    for row, segment in enumerate(paired):
        for column, coder in enumerate(coders):
            own = segment.labels.get(coder)
            if own is not None:
                known[row, column], chosen[row, column] = True, membership(own)
    return Codings(known, chosen, starts_of([s.comment for s in paired]), len(segments) - len(paired))


def starts_of(comments: Sequence[str]) -> IntArray:
    """Return where each comment begins in a list of segments' comments, those of one comment side by side."""
    return np.array([n for n, name in enumerate(comments) if n == 0 or name != comments[n - 1]], dtype=np.int_)


def membership(labels: Collection[str]) -> BoolArray:
    """Return a set of labels as booleans in the scheme's order.

    Raises
    ------
    UnknownLabel
        A label is none of the scheme's.

    """
    if not set(labels) <= set(LABEL_CODES):
        raise UnknownLabel(allowed=", ".join(LABEL_CODES))
    return np.array([code in labels for code in LABEL_CODES])


def _codings_of(segment: CodedSegment) -> int:
    return sum(own is not None for own in segment.labels.values())
