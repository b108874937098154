"""The classifier in two steps: shapes, context, the estimator's contract."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from sklearn.base import clone

from tilbakemelding.classifier import FeedbackClassifier, LinearLayer, context_matrix, sigmoid
from tilbakemelding.features import SegmentVectorizer, views
from tilbakemelding.labels import LABEL_CODES

N = len(LABEL_CODES)


@pytest.fixture
def small(lessons):
    return FeedbackClassifier(vectorizer=SegmentVectorizer(min_segments=1, groups="w")), lessons


@pytest.mark.parametrize(
    ("score", "chance"), [(0.0, 0.5), (np.log(3), 0.75), (-np.log(3), 0.25), (1000.0, 1.0), (-1000.0, 0.0)]
)
def test_sigmoid_turns_log_odds_into_probability(score, chance):
    assert sigmoid(np.array([score]))[0] == pytest.approx(chance)


def test_layer_scores_are_weights_and_bias():
    layer = LinearLayer(np.array([[1.0, 0.0], [2.0, -1.0]]), np.array([0.5, 0.0]))
    assert layer.scores(np.array([[1.0, 1.0], [0.0, 2.0]])).tolist() == [[3.5, -1.0], [4.5, -2.0]]


def test_context_of_a_lone_segment_is_itself_first_and_last():
    row = context_matrix(np.array([[1.0, -1.0]]), [0, 1])[0]
    assert row.tolist() == [1.0, -1.0, *[0.0] * 6, 1.0, 1.0]


def test_context_holds_the_neighbours_and_the_highest_of_the_others():
    scores = np.array([[0.0], [np.log(3)], [-np.log(3)]])  # probabilities 0.5, 0.75, 0.25
    matrix = context_matrix(scores, [0, 3])
    # own score, before, after, others, first, last
    assert matrix == pytest.approx(
        np.array(
            [
                [0.0, 0.0, 0.75, 0.75, 1.0, 0.0],
                [np.log(3), 0.5, 0.25, 0.5, 0.0, 0.0],
                [-np.log(3), 0.75, 0.0, 0.75, 0.0, 1.0],
            ]
        )
    )


def test_context_does_not_cross_comments():
    scores = np.array([[2.0], [1.0], [3.0]])
    together = context_matrix(scores, [0, 1, 3])
    assert np.array_equal(together[:1], context_matrix(scores[:1], [0, 1]))
    assert np.array_equal(together[1:], context_matrix(scores[1:], [0, 2]))


def test_context_takes_comments_without_segments():
    scores = np.array([[2.0], [1.0]])
    assert np.array_equal(context_matrix(scores, [0, 0, 2, 2]), context_matrix(scores, [0, 2]))


def test_fit_returns_self(small):
    model, lessons = small
    assert model.fit(lessons.X, lessons.y, groups=lessons.groups) is model


def test_learnt_values_end_in_an_underscore(small):
    model, lessons = small
    before = set(vars(model))
    model.fit(lessons.X, lessons.y, groups=lessons.groups)
    assert before == set(model.get_params(deep=False))
    assert all(name.endswith("_") for name in set(vars(model)) - before)


def test_fit_does_not_fit_the_vectorizer_given(small):
    model, lessons = small
    model.fit(lessons.X, lessons.y, groups=lessons.groups)
    assert model.vectorizer is not model.vectorizer_
    assert not hasattr(model.vectorizer, "vocabulary_")


def test_classes_are_the_labels(classifier):
    assert classifier.classes_.tolist() == list(LABEL_CODES)


def test_thresholds_are_a_half_until_set(classifier):
    assert classifier.thresholds_.tolist() == [0.5] * N


def test_clone_keeps_the_parameters_and_forgets_the_fit(small):
    model, lessons = small
    model.set_params(C=3.0, context_C=0.5, positive_weight=[1.0, 2.0, 1.0, 1.0, 1.0])
    copy = clone(model.fit(lessons.X, lessons.y, groups=lessons.groups))
    given = copy.get_params(deep=False)
    assert (given["C"], given["context_C"], given["positive_weight"]) == (3.0, 0.5, [1.0, 2.0, 1.0, 1.0, 1.0])
    assert given["vectorizer"].groups == "w"
    assert not hasattr(copy, "first_")


def test_parameters_of_the_vectorizer_can_be_set(small):
    model, _ = small
    assert model.set_params(vectorizer__longest=3).vectorizer.longest == 3


def test_fitting_again_forgets_what_was_learnt(small):
    model, lessons = small
    fresh = clone(model).fit(lessons.X[:24], lessons.y[:24], groups=lessons.groups[:24])
    model.fit(lessons.X, lessons.y, groups=lessons.groups).set_thresholds([0.9] * N)
    model.fit(lessons.X[:24], lessons.y[:24], groups=lessons.groups[:24])
    assert model.thresholds_.tolist() == [0.5] * N
    assert np.array_equal(model.decision_function(lessons.X), fresh.decision_function(lessons.X))


def test_fitting_twice_gives_the_same_numbers(small):
    model, lessons = small
    one = model.fit(lessons.X, lessons.y, groups=lessons.groups).decision_function(lessons.X)
    two = clone(model).fit(lessons.X, lessons.y, groups=lessons.groups).decision_function(lessons.X)
    assert np.array_equal(one, two)


def test_pickled_classifier_gives_the_same_numbers(classifier, lessons):
    copy = pickle.loads(pickle.dumps(classifier))  # noqa: S301 - our own bytes
    assert np.array_equal(copy.decision_function(lessons.X), classifier.decision_function(lessons.X))


def test_tiny_classifier_has_learnt_its_lessons(classifier, lessons):
    assert np.array_equal(classifier.predict(lessons.X), lessons.y)


def test_rows_are_segments_and_columns_labels(classifier, parse):
    X = [views(parse("Bra jobba !", "Husk punktum .")), views(parse("Du mangler kilder ."))]
    for method in (classifier.decision_function, classifier.predict_proba, classifier.predict):
        assert method(X).shape == (3, N)


def test_nothing_to_predict_gives_no_rows(classifier):
    assert classifier.predict_proba([]).shape == (0, N)


def test_probabilities_are_the_sigmoid_of_the_scores(classifier, lessons):
    assert np.array_equal(classifier.predict_proba(lessons.X), sigmoid(classifier.decision_function(lessons.X)))


def test_thresholds_decide_what_is_predicted(small):
    model, lessons = small
    model.fit(lessons.X, lessons.y, groups=lessons.groups)
    chances = model.predict_proba(lessons.X)
    thresholds = [0.2, 0.9, 0.0, 0.5, 1.1]
    assert model.set_thresholds(thresholds) is model
    assert np.array_equal(model.predict(lessons.X), (chances >= thresholds).astype(int))


def test_label_that_never_occurs_is_never_given(small):
    model, lessons = small
    y = lessons.y.copy()
    y[:, 4] = 0
    model.fit(lessons.X, y, groups=lessons.groups)
    assert not model.predict(lessons.X)[:, 4].any()


def test_label_that_always_occurs_is_always_given(small):
    model, lessons = small
    y = lessons.y.copy()
    y[:, 4] = 1
    model.fit(lessons.X, y, groups=lessons.groups)
    assert model.predict(lessons.X)[:, 4].all()


def test_positive_weight_raises_the_score_of_its_label(small):
    model, lessons = small
    plain = clone(model).fit(lessons.X, lessons.y, groups=lessons.groups)
    weighted = model.set_params(positive_weight=[8.0, 1.0, 1.0, 1.0, 1.0])
    weighted.fit(lessons.X, lessons.y, groups=lessons.groups)
    matrix = plain.vectorizer_.transform([view for one in lessons.X for view in one])
    assert plain.first_.scores(matrix)[:, 0].mean() < weighted.first_.scores(matrix)[:, 0].mean()
    assert np.array_equal(plain.first_.weights[:, 1:], weighted.first_.weights[:, 1:])


def test_one_author_alone_cannot_be_held_out(small):
    model, lessons = small
    with pytest.raises(ValueError, match="n_splits"):
        model.fit(lessons.X, lessons.y, groups=["a1"] * len(lessons.groups))
