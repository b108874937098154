"""How varied and how like reality the corpus is: counts, openings, repeated words, lengths, shares of labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tilbakemelding.corpus.check import near_duplicates
from tilbakemelding.corpus.records import Comment
from tilbakemelding.labels import LABEL_CODES

_WORD = re.compile(r"\w+")
_OPENING = 4


@dataclass(frozen=True, slots=True)
class Variety:
    """Figures of a set of comments; shares are in [0, 1].

    ``words`` are the 10th, 50th and 90th percentile of words a comment; ``common_opening`` is the share of comments
    (of at least four words) whose first four words open another comment too; ``types`` the number of different words
    among the first 10,000.
    """

    comments: int
    segments: int
    authors: int
    subjects: int
    words: tuple[float, float, float]
    segments_a_comment: float
    lower_case_start: float
    no_final_mark: float
    exclamation: float
    question: float
    figure: float
    points_forward: float
    verdict_only: float
    label_shares: Mapping[str, float]
    label_counts: Mapping[str, int]
    common_opening: float
    near_duplicates: int
    types: int


def variety_of(comments: Sequence[Comment]) -> Variety:
    """Compute the figures of a non-empty set of comments."""
    lengths = [len(comment.text.split()) for comment in comments]
    segments = [segment for comment in comments for segment in comment.segments]
    counts = {label: sum(label in segment.labels for segment in segments) for label in LABEL_CODES}
    return Variety(
        comments=len(comments),
        segments=len(segments),
        authors=len({comment.author for comment in comments}),
        subjects=len({comment.subject.lower() for comment in comments}),
        words=tuple(float(q) for q in np.percentile(lengths, [10, 50, 90])),  # type: ignore[arg-type]
        segments_a_comment=len(segments) / len(comments),
        lower_case_start=_share(comment.text[0].islower() for comment in comments),
        no_final_mark=_share(comment.text.rstrip()[-1].isalnum() for comment in comments),
        exclamation=_share("!" in comment.text for comment in comments),
        question=_share("?" in comment.text for comment in comments),
        figure=_share(any(c.isdigit() for c in comment.text) for comment in comments),
        points_forward=_share(comment.points_forward for comment in comments),
        verdict_only=_share(comment.verdict_only for comment in comments),
        label_shares={label: count / len(segments) for label, count in counts.items()},
        label_counts=counts,
        common_opening=_common_openings(comments),
        near_duplicates=sum(1 for _ in near_duplicates({"all": comments}, across=False)),
        types=_types(comments),
    )


def _share(flags: Iterable[bool]) -> float:
    listed = list(flags)
    return sum(listed) / len(listed)


def _common_openings(comments: Sequence[Comment]) -> float:
    openings = [tuple(_WORD.findall(comment.text.lower())[:_OPENING]) for comment in comments]
    full = [opening for opening in openings if len(opening) == _OPENING]
    counts = Counter(full)
    return sum(counts[opening] > 1 for opening in full) / len(full) if full else 0.0


def _types(comments: Sequence[Comment]) -> int:
    words: list[str] = []
    for comment in comments:
        words += _WORD.findall(comment.text.lower())
    return len(set(words[:10_000]))
