"""The trained classifier, compiled for speed, with the share of every token in every score.

It gives the same numbers as `FeedbackClassifier` (tested to 1e-9). What a word contributes by itself (the word and
its character n-grams) is added up once and kept; what depends on its neighbours is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tilbakemelding.classifier import FeedbackClassifier, FloatArray, context_matrix, sigmoid
from tilbakemelding.features import WEIGHTS, SegmentView, place_keys, views, whole_keys, word_keys
from tilbakemelding.language import MAX_CHARACTERS, ParsedSegment, ParsedText

_COLUMNS = "wcbstfff"
"""What each of a token's slots holds: its word, its characters, a pair, two patterns, up to three first-word keys."""

_NOTHING = 0
_MAX_WORDS = 60_000
"""How many words are kept; all are forgotten, between two comments, when the longest comment might not fit."""

TokenRows = dict[tuple[int, int], list[list[int]]]
"""Stretch of tokens ``(first, last)`` → the rows of each token's keys."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the classifier says of a comment's segments.

    Attributes
    ----------
    logits, probabilities
        Arrays of shape (n_segments, n_labels).
    shares
        For each segment an array of shape (n_tokens, n_labels): each token's part of the log-odds. What is left of
        the log-odds came from the segment as a whole and from its surroundings.

    """

    logits: FloatArray
    probabilities: FloatArray
    shares: tuple[FloatArray, ...]


class Scorer:
    """Scores the segments of parsed comments. Its word cache makes it one thread's at a time."""

    def __init__(self, classifier: FeedbackClassifier) -> None:
        """Compile a fitted classifier."""
        self._vectorizer = classifier.vectorizer_
        self._vocabulary = {key: column + 1 for key, column in classifier.vectorizer_.vocabulary_.items()}
        prefixes = [key[0] for key in classifier.vectorizer_.vocabulary_]
        scales = np.array([WEIGHTS[prefix].scale for prefix in prefixes])
        weights = classifier.first_.weights * scales[:, None]
        self._n_rows = self._n_learnt = len(weights) + 1
        self._rows = np.zeros((self._n_learnt + _MAX_WORDS, weights.shape[1]))
        self._rows[1 : self._n_learnt] = weights
        self._words: dict[str, tuple[int, int]] = {}
        self._damping = np.array([WEIGHTS[prefix].damping for prefix in _COLUMNS])
        self._bias = classifier.first_.bias
        self._second = classifier.second_
        self._mixing = classifier.second_.weights[: self._rows.shape[1]]
        self.thresholds = classifier.thresholds_

    def score(self, parsed: ParsedText, segments: Sequence[ParsedSegment], *, rows: TokenRows | None = None) -> Scores:
        """Return the scores of the given segments of a comment (its own, or joined ones over the same tokens).

        Parameters
        ----------
        rows
            What was looked up for stretches of this comment's tokens in an earlier call; it is added to.

        """
        if not rows and len(self._words) > _MAX_WORDS - MAX_CHARACTERS:
            self._words.clear()
            self._n_rows = self._n_learnt
        seen = views(parsed, segments)
        if not seen:
            empty = np.zeros((0, len(self._bias)))
            return Scores(empty, empty, ())
        places = self._places(seen, {} if rows is None else rows)
        lengths = np.array([view.last - view.first for view in seen])
        damped = np.repeat(np.maximum(lengths, 1), lengths)[:, None] ** -self._damping
        parts = np.einsum("tcl,tc->tl", self._rows[places], damped)
        edges = np.concatenate([[0], np.cumsum(lengths)])
        first = np.add.reduceat(np.vstack([parts, np.zeros((1, parts.shape[1]))]), edges[:-1], axis=0)
        first[lengths == 0] = 0.0
        first += self._bias + self._wholes(seen)
        logits = self._second.scores(context_matrix(first, [0, len(seen)]))
        shares = parts @ self._mixing
        return Scores(logits, sigmoid(logits), tuple(np.split(shares, edges[1:-1])))

    def _places(self, seen: Sequence[SegmentView], rows: TokenRows) -> NDArray[np.int64]:
        """Return, for every token, the rows of its keys, padded with the row of nothing."""
        table: list[list[int]] = []
        for view in seen:
            stretch = (view.first, view.last)
            if stretch not in rows:
                rows[stretch] = self._look_up(view)
            table += rows[stretch]
        return np.array(table, dtype=np.int64).reshape(-1, len(_COLUMNS))

    def _look_up(self, view: SegmentView) -> list[list[int]]:
        vocabulary = self._vocabulary
        table: list[list[int]] = []
        for token, own in zip(view.tokens, place_keys(view), strict=True):
            row = [*self._word(token.key), *[vocabulary.get(key, _NOTHING) for key in own]]
            table.append(row + [_NOTHING] * (len(_COLUMNS) - len(row)))
        return table

    def _word(self, word: str) -> tuple[int, int]:
        """Return the rows of a word and of the sum of its character n-grams."""
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._learn_word(word)
        return known

    def _learn_word(self, word: str) -> tuple[int, int]:
        own, *characters = word_keys(word, longest=self._vectorizer.longest)
        groups = self._vectorizer.groups
        rows = [self._vocabulary[key] for key in characters if key in self._vocabulary] if "c" in groups else []
        row = self._n_rows
        self._rows[row] = self._rows[rows].sum(axis=0)
        self._n_rows += 1
        return self._vocabulary.get(own, _NOTHING), row

    def _wholes(self, seen: Sequence[SegmentView]) -> FloatArray:
        return np.vstack(
            [
                self._rows[[self._vocabulary[key] for key in whole_keys(view) if key in self._vocabulary]].sum(axis=0)
                for view in seen
            ]
        )
