"""The annotated corpus as a classifier sees it: parsed comments cut at the gold segments, and their labels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tilbakemelding.corpus.records import Comment
from tilbakemelding.features import SegmentView, views
from tilbakemelding.labels import LABEL_CODES
from tilbakemelding.language import LanguagePipeline, ParsedSegment, ParsedText


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Comments ready for `FeedbackClassifier`.

    ``X`` holds a list of segment views for each comment, ``y`` 0 and 1 of shape (n_segments, n_labels), ``authors``
    the author of each comment.
    """

    comments: tuple[Comment, ...]
    X: list[list[SegmentView]]
    y: NDArray[np.int_]
    authors: list[str]

    def of_authors(self, chosen: set[str]) -> Dataset:
        """Return the part that these authors wrote."""
        kept = [number for number, author in enumerate(self.authors) if author in chosen]
        rows = np.repeat([author in chosen for author in self.authors], [len(x) for x in self.X])
        return Dataset(
            tuple(self.comments[k] for k in kept),
            [self.X[k] for k in kept],
            self.y[rows],
            [self.authors[k] for k in kept],
        )


def build_dataset(comments: Sequence[Comment], language: LanguagePipeline) -> Dataset:
    """Parse comments and cut them at their gold segments."""
    X = [
        views(parsed, gold_segments(parsed, comment))
        for comment, parsed in zip(comments, language.parse_many(c.text for c in comments), strict=True)
    ]
    y = [[int(label in s.labels) for label in LABEL_CODES] for comment in comments for s in comment.segments]
    return Dataset(tuple(comments), X, np.array(y).reshape(-1, len(LABEL_CODES)), [c.author for c in comments])


def gold_segments(parsed: ParsedText, comment: Comment) -> list[ParsedSegment]:
    """Return the gold segments of a comment as stretches of its tokens."""
    starts = [token.start for token in parsed.tokens]
    return [
        ParsedSegment(s.start, s.end, bisect_left(starts, s.start), bisect_left(starts, s.end), joinable=False)
        for s in comment.segments
    ]
