"""Gold and predicted → figures, by the scheme's own scoring.

A system cuts its own segments, so labels are compared by place: a label counts as predicted for a gold segment when
the system's segments that carry it cover at least half of the gold segment's characters, white space aside.

Source: "Scoring a system against this scheme" in ``corpora/annotated/guidelines/annotation.md``; expected
calibration error with ten bins of equal width (Guo et al. 2017); percentile bootstrap over comments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tilbakemelding.corpus.records import Comment
from tilbakemelding.labels import CORE_CODES, LABEL_CODES

FloatArray = NDArray[np.float64]

_DRAWS = 1000
_BINS = 10
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Predicted:
    """A system's segment: ``[start, end)``, its labels, and the probability of every label where there are any."""

    start: int
    end: int
    labels: frozenset[str]
    probabilities: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """What was right and wrong in each comment; arrays of shape (n_comments, n_columns).

    Columns of ``hits``, ``false`` and ``missed``: the labels in order, points_forward, verdict_only, boundaries.
    ``chances`` and ``gold`` hold probability and truth of every (gold segment, label), empty where the system gives
    no probabilities; ``segments`` the number of gold segments of each comment.
    """

    hits: NDArray[np.int_]
    false: NDArray[np.int_]
    missed: NDArray[np.int_]
    chances: FloatArray
    gold: NDArray[np.bool_]
    owners: NDArray[np.int_]
    segments: NDArray[np.int_]

    def select(self, chosen: NDArray[np.bool_]) -> Counts:
        """Return the counts of some of the comments."""
        segments = chosen[self.owners] if len(self.owners) else np.zeros(0, dtype=bool)
        return Counts(
            self.hits[chosen], self.false[chosen], self.missed[chosen],
            self.chances[segments], self.gold[segments], self.owners[segments], self.segments[chosen],
        )  # fmt: skip


COLUMNS = (*LABEL_CODES, "points_forward", "verdict_only", "boundary")
_CORE = [COLUMNS.index(code) for code in CORE_CODES]


def count(gold: Sequence[Comment], predicted: Sequence[Sequence[Predicted]]) -> Counts:
    """Compare predictions with the adjudicated corpus, comment by comment, in the same order."""
    hits, false, missed, chances, truth, owners = [], [], [], [], [], []
    for number, (comment, segments) in enumerate(zip(gold, predicted, strict=True)):
        right, wrong, lost = (np.zeros(len(COLUMNS), dtype=np.int_) for _ in range(3))
        weights = _overlaps(comment, segments)
        for place, (segment, given) in enumerate(
            zip(comment.segments, labels_by_segment(comment, segments), strict=True)
        ):
            for column, label in enumerate(LABEL_CODES):
                _tally(right, wrong, lost, column, label in segment.labels, label in given)
            if segments and segments[0].probabilities is not None:
                chances.append(_chance(segments, weights[place]))
                truth.append([label in segment.labels for label in LABEL_CODES])
                owners.append(number)
        labels = {label for segment in segments for label in segment.labels}
        verdict = "summative" in labels and not labels & {"quality", "advice"}
        _tally(right, wrong, lost, COLUMNS.index("points_forward"), comment.points_forward, "advice" in labels)
        _tally(right, wrong, lost, COLUMNS.index("verdict_only"), comment.verdict_only, verdict)
        _count_boundaries(comment, segments, right, wrong, lost)
        hits.append(right)
        false.append(wrong)
        missed.append(lost)
    by_comment = [np.array(part, dtype=np.int_).reshape(-1, len(COLUMNS)) for part in (hits, false, missed)]
    return Counts(
        hits=by_comment[0],
        false=by_comment[1],
        missed=by_comment[2],
        chances=np.array(chances, dtype=np.float64).reshape(-1, len(LABEL_CODES)),
        gold=np.array(truth, dtype=bool).reshape(-1, len(LABEL_CODES)),
        owners=np.array(owners, dtype=np.int_),
        segments=np.array([len(comment.segments) for comment in gold], dtype=np.int_),
    )


def labels_by_segment(comment: Comment, segments: Sequence[Predicted]) -> list[set[str]]:
    """Return, for each gold segment of a comment, the labels that the system counts as giving it."""
    return [_given(segments, weights) for weights in _overlaps(comment, segments)]


def _tally(  # noqa: PLR0913, PLR0917 - three counters, a column, two truths
    right: NDArray[np.int_],
    wrong: NDArray[np.int_],
    lost: NDArray[np.int_],
    column: int,
    is_gold: bool,  # noqa: FBT001
    is_given: bool,  # noqa: FBT001
) -> None:
    right[column] += is_gold and is_given
    wrong[column] += is_given and not is_gold
    lost[column] += is_gold and not is_given


def _overlaps(comment: Comment, segments: Sequence[Predicted]) -> FloatArray:
    """Return, for each gold segment, the share of its visible characters that each predicted segment covers."""
    visible = np.cumsum([0, *(not character.isspace() for character in comment.text)])
    shares = np.zeros((len(comment.segments), len(segments)))
    for row, gold in enumerate(comment.segments):
        size = visible[gold.end] - visible[gold.start]
        for column, own in enumerate(segments):
            start, end = max(gold.start, own.start), min(gold.end, own.end)
            if start < end and size:
                shares[row, column] = (visible[end] - visible[start]) / size
    return shares


def _given(segments: Sequence[Predicted], weights: FloatArray) -> set[str]:
    covered = dict.fromkeys(LABEL_CODES, 0.0)
    for segment, weight in zip(segments, weights.tolist(), strict=True):
        for label in segment.labels:
            covered[label] += weight
    return {label for label, share in covered.items() if share >= _HALF - 1e-9}


def _chance(segments: Sequence[Predicted], weights: FloatArray) -> list[float]:
    total = float(weights.sum()) or 1.0
    return [
        sum(w * (s.probabilities or {}).get(label, 0.0) for s, w in zip(segments, weights.tolist(), strict=True))
        / total
        for label in LABEL_CODES
    ]


def _count_boundaries(
    comment: Comment,
    segments: Sequence[Predicted],
    right: NDArray[np.int_],
    wrong: NDArray[np.int_],
    lost: NDArray[np.int_],
) -> None:
    gold = {segment.start for segment in comment.segments[1:]}
    own = {segment.start for segment in segments[1:]}
    column = COLUMNS.index("boundary")
    right[column], wrong[column], lost[column] = len(gold & own), len(own - gold), len(gold - own)


def f1_of(hits: FloatArray, false: FloatArray, missed: FloatArray) -> FloatArray:
    """Return F1 for arrays of counts; nan where nothing was there to find and nothing was found."""
    bottom = 2 * hits + false + missed
    return np.asarray(np.divide(2 * hits, bottom, out=np.full(hits.shape, np.nan), where=bottom > 0))


def figures(counts: Counts, *, draws: int = _DRAWS, seed: int = 20) -> dict[str, Any]:
    """Return the figures of a set of comments, ready for JSON.

    Each of the scheme's labels, points_forward, verdict_only and boundary has precision, recall, F1 with its 95 %
    interval, and support; ``macro_f1_core`` is the mean F1 of the core labels; ``ece`` is given per label and as the
    mean over the core labels.
    """
    rng = np.random.default_rng(seed)
    n = len(counts.hits)
    picks = rng.multinomial(n, np.full(n, 1 / n), size=draws) if n else np.zeros((draws, 0))
    sums = [counts.hits.sum(0).astype(float), counts.false.sum(0).astype(float), counts.missed.sum(0).astype(float)]
    drawn = f1_of(*(picks @ part.astype(float) for part in (counts.hits, counts.false, counts.missed)))
    hits, false, missed = sums
    f1 = f1_of(hits, false, missed)
    table: dict[str, Any] = {
        name: {
            "precision": _ratio(hits[k], hits[k] + false[k]),
            "recall": _ratio(hits[k], hits[k] + missed[k]),
            "f1": _rounded(f1[k]),
            "interval": _interval(drawn[:, k]),
            "support": int(hits[k] + missed[k]),
        }
        for k, name in enumerate(COLUMNS)
    }
    table["macro_f1_core"] = {
        "f1": _rounded(_mean(f1[_CORE])),
        "interval": _interval(np.array([_mean(row) for row in drawn[:, _CORE]])),
    }
    table["comments"], table["segments"] = n, int(counts.segments.sum())
    if len(counts.gold):
        errors = {
            label: calibration_error(counts.chances[:, k], counts.gold[:, k]) for k, label in enumerate(LABEL_CODES)
        }
        table["ece"] = {label: _rounded(error) for label, error in errors.items()}
        table["ece"]["core"] = _rounded(np.mean([errors[code] for code in CORE_CODES]))
    return table


def calibration_error(chances: FloatArray, gold: NDArray[np.bool_]) -> float:
    """Return the expected calibration error of probabilities, in [0, 1]."""
    bins = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for number in range(_BINS):
        inside = bins == number
        if inside.any():
            error += inside.mean() * abs(float(chances[inside].mean()) - float(gold[inside].mean()))
    return float(error)


def _mean(values: FloatArray) -> float:
    """Return the mean of what is no nan; nan where all is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")


def _ratio(top: float, bottom: float) -> float | None:
    return _rounded(top / bottom) if bottom else None


def _rounded(value: Any) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def _interval(drawn: FloatArray) -> list[float | None]:
    if not len(drawn) or np.isnan(drawn).all():
        return [None, None]
    return [_rounded(q) for q in np.nanpercentile(drawn, [2.5, 97.5])]
