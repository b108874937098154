"""What an analysis is made of: plain values that every way in returns, field for field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tilbakemelding.labels import Form


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch ``[start, end)`` that spoke for a label, and its part of the label's log-odds.

    The weights of one label in one segment add up to the log-odds exactly: the last piece spans the segment and
    holds what the other words, the segment as a whole and its surroundings added or took away.
    """

    start: int
    end: int
    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the comment, ``[start, end)`` in code points of the text as given, and what it does.

    ``probabilities`` holds every label of the scheme; ``uncertain`` tells that one of them is near its threshold.
    """

    start: int
    end: int
    form: Form
    labels: tuple[str, ...]
    probabilities: Mapping[str, float]
    evidence: tuple[Evidence, ...]
    uncertain: bool


@dataclass(frozen=True, slots=True)
class PointsForward:
    """Whether at least one part gives advice, and the probability that one does."""

    value: bool
    probability: float


@dataclass(frozen=True, slots=True)
class Hint:
    """A question to the teacher. ``segment`` is the number of the part it is about, None for the whole comment."""

    code: str
    message: str
    segment: int | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in one comment.

    Attributes
    ----------
    text
        The text as given.
    form, form_confidence
        ``nb`` or ``nn``, and a probability in [0.5, 1].
    model
        Version of the model that made it.
    segments
        The parts in order; every non-blank character lies in exactly one.
    points_forward
        Whether it gives advice.
    verdict_only
        True where it rates, and neither describes nor advises.
    profile
        For each label, the share of the comment's visible characters that lie in parts with it, in [0, 1].
    hints
        At most two questions, and a notice where the text seems not to be Norwegian.

    """

    text: str
    form: Form
    form_confidence: float
    model: str
    segments: tuple[Segment, ...]
    points_forward: PointsForward
    verdict_only: bool
    profile: Mapping[str, float]
    hints: tuple[Hint, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the analysis as plain dictionaries and lists, ready for JSON."""
        return asdict(self)
