"""How far the model's labels agree with those that the team settled on, on the round's own segments.

`tilbakemelding.evaluation` compares systems that cut their own segments; in a round the segments are fixed, so that
a label is either given to one or not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from tilbakemelding.agreement.caution import MIN_COMMENTS, MIN_USES, Withheld
from tilbakemelding.agreement.codings import BoolArray, FloatArray, membership, starts_of
from tilbakemelding.agreement.coefficients import positive_agreement, ratio
from tilbakemelding.agreement.resampling import DRAWS, SEED, Estimate, draw_weights, estimate
from tilbakemelding.labels import LABEL_CODES


@dataclass(frozen=True, slots=True)
class AdjudicatedSegment:
    """One segment with the labels that the team settled on, and those that the model gave."""

    comment: str
    settled: Collection[str]
    model: Collection[str]


@dataclass(frozen=True, slots=True)
class ModelAgreement:
    """How far the model agrees with the team on one label.

    Attributes
    ----------
    settled, given, hits
        Segments that have the label by the team, by the model, and by both.
    withheld
        Why there are no figures; None where there are.
    precision, recall
        Share of what the model gave that the team did too, and of what the team gave that the model did too; None
        also where the label stands in too few comments by the model, or by the team.
    f1
        Their harmonic mean.

    """

    label: str
    settled: int
    given: int
    hits: int
    withheld: Withheld | None
    precision: Estimate | None = None
    recall: Estimate | None = None
    f1: Estimate | None = None


def agreement_with_model(
    segments: Sequence[AdjudicatedSegment], *, draws: int = DRAWS, seed: int = SEED
) -> tuple[ModelAgreement, ...]:
    """Measure, for each label of the scheme, how far the model agrees with what the team settled on.

    Raises
    ------
    UnknownLabel
        A label is none of the scheme's.

    """
    rows = sorted(segments, key=lambda s: s.comment)
    settled, given = (
        np.array([membership(labels) for labels in column], dtype=bool).reshape(-1, len(LABEL_CODES))
        for column in ([s.settled for s in rows], [s.model for s in rows])
    )
    starts = starts_of([s.comment for s in rows])
    weights = draw_weights(len(starts), draws=draws, seed=seed) if len(starts) >= MIN_COMMENTS else None
    return tuple(
        _on_label(code, settled[:, column], given[:, column], starts, weights)
        for column, code in enumerate(LABEL_CODES)
    )


def _on_label(
    code: str, settled: BoolArray, given: BoolArray, starts: np.ndarray, weights: FloatArray | None
) -> ModelAgreement:
    counts = (int(settled.sum()), int(given.sum()), int((settled & given).sum()))
    if weights is None:
        return ModelAgreement(code, *counts, "too-few-comments")
    cells = np.stack([settled & given, given & ~settled, settled & ~given], axis=1)
    by_comment = np.add.reduceat(cells.astype(np.float64), starts, axis=0)
    hits, false, missed = (weights @ by_comment).T
    either, by_model, by_team = (
        int((by_comment[:, columns].sum(axis=1) > 0).sum()) for columns in ([0, 1, 2], [0, 1], [0, 2])
    )
    if either < MIN_USES:
        return ModelAgreement(code, *counts, "too-few-uses" if either else "never-used")

    def of(values: FloatArray, able: int) -> Estimate | None:
        if able < MIN_USES:
            return None
        return estimate(values, comments=len(starts), able=able)

    return ModelAgreement(
        code,
        *counts,
        withheld=None,
        precision=of(ratio(hits, hits + false), by_model),
        recall=of(ratio(hits, hits + missed), by_team),
        f1=of(positive_agreement(hits, false, missed), either),
    )
