"""Segments → labels, probabilities and evidence: a linear classifier in two steps.

The first step scores each segment by itself (`SegmentVectorizer`, one logistic regression a label). The second sees
those scores together with the neighbours' and turns them into calibrated probabilities. Both steps are linear, so
the final log-odds is exactly a sum: what each token said, and what the whole and the surroundings said.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from tilbakemelding.features import SegmentVectorizer, SegmentView
from tilbakemelding.labels import LABEL_CODES

FloatArray = NDArray[np.float64]

N_LABELS = len(LABEL_CODES)
_FOLDS = 8


@dataclass(frozen=True, slots=True)
class LinearLayer:
    """Weights of shape (n_inputs, n_labels) and biases of shape (n_labels,)."""

    weights: FloatArray
    bias: FloatArray

    def scores(self, X: Any) -> FloatArray:
        """Return log-odds of shape (n_rows, n_labels) for a dense or sparse matrix."""
        return np.asarray(X @ self.weights) + self.bias


def sigmoid(scores: FloatArray) -> FloatArray:
    """Return probabilities for log-odds."""
    return 1.0 / (1.0 + np.exp(-np.clip(scores, -35, 35)))


def context_matrix(scores: FloatArray, bounds: Sequence[int]) -> FloatArray:
    """Return what the second step sees, of shape (n_segments, 4 * n_labels + 2).

    Columns: the segment's own scores; the probabilities of the segment before, of the segment after (zero where
    there is none), and the highest among the comment's other segments; then two flags, first and last.

    Parameters
    ----------
    scores
        First-step log-odds, shape (n_segments, n_labels), comments one after the other.
    bounds
        Where each comment's segments begin, and the end: ``[0, n_1, n_1 + n_2, …]``.

    """
    chances = sigmoid(scores)
    n_labels = scores.shape[1]
    matrix = np.zeros((len(scores), 4 * n_labels + 2))
    matrix[:, :n_labels] = scores
    before, after, others = (slice(n_labels * k, n_labels * (k + 1)) for k in (1, 2, 3))
    for start, end in pairwise(bounds):
        if end - start > 1:
            own = chances[start:end]
            matrix[start + 1 : end, before] = own[:-1]
            matrix[start : end - 1, after] = own[1:]
            matrix[start:end, others] = _highest_of_others(own)
        if end > start:
            matrix[start, -2] = matrix[end - 1, -1] = 1.0
    return matrix


def _highest_of_others(own: FloatArray) -> FloatArray:
    top = own.argmax(axis=0)
    highest = own.max(axis=0)
    rest = own.copy()
    rest[top, np.arange(own.shape[1])] = 0.0
    second = rest.max(axis=0)
    result = np.broadcast_to(highest, own.shape).copy()
    result[top, np.arange(own.shape[1])] = second
    return result


class FeedbackClassifier(ClassifierMixin, BaseEstimator):
    """The trained classifier of segments: a scikit-learn estimator over comments.

    ``X`` is a list of comments, each a list of `SegmentView`; ``y`` an array of shape (n_segments, n_labels) of 0
    and 1, segments in the same order, columns as `LABEL_CODES`.

    Parameters
    ----------
    C, context_C
        Inverse strength of regularisation of the first and second step.
    vectorizer
        The features; a fresh `SegmentVectorizer` where None.
    positive_weight
        Weight of positive examples in the first step, by label; 1 where None.

    Attributes
    ----------
    vectorizer_
        The fitted features.
    first_, second_
        The two steps' `LinearLayer`.
    thresholds_
        Probabilities from which each label is given, shape (n_labels,); 0.5 until `set_thresholds`.
    classes_
        The label codes.

    """

    def __init__(
        self,
        *,
        C: float = 2.0,
        context_C: float = 1.0,
        vectorizer: SegmentVectorizer | None = None,
        positive_weight: Sequence[float] | None = None,
    ) -> None:
        self.C = C
        self.context_C = context_C
        self.vectorizer = vectorizer
        self.positive_weight = positive_weight

    def fit(
        self, X: Sequence[Sequence[SegmentView]], y: NDArray[np.int_], *, groups: Sequence[str]
    ) -> FeedbackClassifier:
        """Fit both steps; the second on first-step scores of authors that the first step had not seen.

        Parameters
        ----------
        groups
            The author of each comment; no author is in two folds.

        """
        bounds = _bounds(X)
        segments = [view for comment in X for view in comment]
        authors = np.repeat(np.asarray(groups), np.diff(bounds))
        self.vectorizer_ = clone(self.vectorizer or SegmentVectorizer()).fit(segments)
        matrix = self.vectorizer_.transform(segments)
        unseen = np.zeros(y.shape)
        folds = GroupKFold(n_splits=min(_FOLDS, len(set(groups))))
        for train, held_out in folds.split(matrix, groups=authors):
            unseen[held_out] = self._first_step(matrix[train], y[train]).scores(matrix[held_out])
        self.first_ = self._first_step(matrix, y)
        self.second_ = _fit_layer(context_matrix(unseen, bounds), y, C=self.context_C, weights=None)
        self.thresholds_ = np.full(N_LABELS, 0.5)
        self.classes_ = np.array(LABEL_CODES)
        return self

    def _first_step(self, matrix: Any, y: NDArray[np.int_]) -> LinearLayer:
        return _fit_layer(matrix, y, C=self.C, weights=self.positive_weight)

    def decision_function(self, X: Sequence[Sequence[SegmentView]]) -> FloatArray:
        """Return log-odds of shape (n_segments, n_labels)."""
        matrix = self.vectorizer_.transform([view for comment in X for view in comment])
        return self.second_.scores(context_matrix(self.first_.scores(matrix), _bounds(X)))

    def predict_proba(self, X: Sequence[Sequence[SegmentView]]) -> FloatArray:
        """Return probabilities of shape (n_segments, n_labels); labels are independent of one another."""
        return sigmoid(self.decision_function(X))

    def predict(self, X: Sequence[Sequence[SegmentView]]) -> NDArray[np.int_]:
        """Return 0 and 1 of shape (n_segments, n_labels) by the thresholds."""
        return (self.predict_proba(X) >= self.thresholds_).astype(np.int_)

    def set_thresholds(self, thresholds: Sequence[float]) -> FeedbackClassifier:
        """Set the probabilities from which each label is given, in the order of `LABEL_CODES`."""
        self.thresholds_ = np.asarray(thresholds, dtype=np.float64)
        return self

    def without_context(self) -> FeedbackClassifier:
        """Return a copy whose second step passes the first step's scores on unchanged."""
        bare = copy(self)
        weights = np.zeros_like(self.second_.weights)
        weights[:N_LABELS] = np.eye(N_LABELS)
        bare.second_ = LinearLayer(weights, np.zeros(N_LABELS))
        return bare


def _bounds(comments: Sequence[Sequence[SegmentView]]) -> list[int]:
    bounds = [0]
    for comment in comments:
        bounds.append(bounds[-1] + len(comment))
    return bounds


def _fit_layer(matrix: Any, y: NDArray[np.int_], *, C: float, weights: Sequence[float] | None) -> LinearLayer:
    columns, biases = [], []
    for label in range(y.shape[1]):
        positive = 1.0 if weights is None else weights[label]
        model = LogisticRegression(C=C, solver="liblinear", class_weight={0: 1.0, 1: positive}, random_state=0)
        if len(set(y[:, label].tolist())) < 2:  # noqa: PLR2004 - a label that never or always occurs
            columns.append(np.zeros(matrix.shape[1]))
            biases.append(5.0 if y[:, label].any() else -5.0)
            continue
        model.fit(matrix, y[:, label])
        columns.append(model.coef_[0])
        biases.append(float(model.intercept_[0]))
    return LinearLayer(np.column_stack(columns), np.asarray(biases))
