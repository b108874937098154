"""What the model says of a comment, as it is kept."""

from __future__ import annotations

from service.store.tables import Prediction
from tilbakemelding import SCHEME_VERSION, Analysis

_EVEN = 0.5


def prediction_of(analysis: Analysis) -> Prediction:
    """Return an analysis as a row; the caller says which comment it is of.

    ``certainty`` is that of the least certain probability of any segment: its distance from an even chance, doubled,
    so 0 is a toss-up and 1 is sure.
    """
    probabilities = [value for segment in analysis.segments for value in segment.probabilities.values()]
    return Prediction(
        model=analysis.model,
        label_scheme=SCHEME_VERSION,
        segments=[
            {
                "start": segment.start,
                "end": segment.end,
                "labels": list(segment.labels),
                "probabilities": dict(segment.probabilities),
            }
            for segment in analysis.segments
        ],
        labels=tuple({label for segment in analysis.segments for label in segment.labels}),
        points_forward=analysis.points_forward.value,
        verdict_only=analysis.verdict_only,
        certainty=min((2 * abs(value - _EVEN) for value in probabilities), default=1.0),
    )
