"""The model against what a team settled on."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from sklearn.metrics import precision_recall_fscore_support

from tilbakemelding.agreement import MIN_COMMENTS, AdjudicatedSegment, agreement_with_model
from tilbakemelding.errors import UnknownLabel
from tilbakemelding.labels import LABEL_CODES


def _segments(both, added, missed, neither):
    """Return segments, a comment each, from how the model's and the team's advice fall together."""
    pairs = [(1, 1)] * both + [(0, 1)] * added + [(1, 0)] * missed + [(0, 0)] * neither
    return [
        AdjudicatedSegment(f"c{n}", {"advice"} if settled else set(), {"advice"} if given else set())
        for n, (settled, given) in enumerate(pairs)
    ]


def _advice(segments, **options):
    return next(own for own in agreement_with_model(segments, **options) if own.label == "advice")


@settings(max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=MIN_COMMENTS, max_size=60))
def test_figures_are_those_of_scikit_learn(pairs):
    segments = _segments(*(pairs.count(cell) for cell in ((True, True), (False, True), (True, False), (False, False))))
    own = _advice(segments, draws=20)
    precision, recall, f1, _ = precision_recall_fscore_support(
        *zip(*pairs, strict=True), average="binary", zero_division=0
    )
    for figure, theirs in zip((own.precision, own.recall, own.f1), (precision, recall, f1), strict=True):
        assert figure is None or figure.value == pytest.approx(theirs)


def test_counts_are_given_with_the_figures():
    own = _advice(_segments(20, 5, 10, 30))
    assert (own.settled, own.given, own.hits) == (30, 25, 20)
    assert own.precision.low < 20 / 25 < own.precision.high


def test_every_label_of_the_scheme_is_measured():
    assert [own.label for own in agreement_with_model([])] == list(LABEL_CODES)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ((5, 5, 5, MIN_COMMENTS - 16), "too-few-comments"),
        ((0, 0, 0, 30), "never-used"),
        ((2, 1, 1, 30), "too-few-uses"),
        ((3, 1, 1, 30), None),
    ],
)
def test_too_little_shows_counts_only(cells, code):
    own = _advice(_segments(*cells))
    assert own.withheld == code
    assert (own.f1 is None) == (code is not None)


def test_model_that_never_gives_a_label_has_a_recall_and_no_precision():
    own = _advice(_segments(0, 0, 10, 20))
    assert (own.precision, own.recall.value, own.f1.value) == (None, 0.0, 0.0)
    assert own.recall.high == pytest.approx(1 - 0.025 ** (1 / 10))


def test_full_agreement_has_an_interval_with_width():
    own = _advice(_segments(10, 0, 0, 20))
    assert own.f1.value == 1.0
    assert own.f1.low == pytest.approx(0.025 ** (1 / 10))


def test_order_does_not_matter():
    segments = _segments(10, 4, 3, 20)
    assert agreement_with_model(segments) == agreement_with_model(segments[::-1])


def test_unknown_label_is_refused():
    with pytest.raises(UnknownLabel):
        agreement_with_model([AdjudicatedSegment("c1", {"praise"}, set())])
