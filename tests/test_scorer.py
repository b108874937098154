"""The compiled classifier gives the classifier's own numbers, with the share of every token."""

from __future__ import annotations

import numpy as np
import pytest

from tilbakemelding import scorer as scorer_module
from tilbakemelding.classifier import FeedbackClassifier, sigmoid
from tilbakemelding.features import SegmentVectorizer, views
from tilbakemelding.labels import LABEL_CODES
from tilbakemelding.language import ParsedSegment
from tilbakemelding.scorer import Scorer

COMMENTS = [
    ["Husk punktum ."],
    ["Bra jobba !", "Du har en tydelig struktur .", "Husk å vise til kilder ."],
    ["5/6", "18/24 poeng", "Karakter : 4-"],
    ["Zebraen spiste xylofonen ."],  # words never seen
    ["bra bra bra bra"],  # the same word again
    ["!"],
]


@pytest.mark.parametrize("segments", COMMENTS)
def test_scores_are_those_of_the_classifier(scorer, classifier, parse, segments):
    parsed = parse(*segments)
    expected = classifier.decision_function([views(parsed)])
    np.testing.assert_allclose(scorer.score(parsed, parsed.segments).logits, expected, rtol=0, atol=1e-9)


def test_scores_are_those_of_the_classifier_for_joined_segments(scorer, classifier, parse):
    parsed = parse("Fin tekst ,", "men kort .", "Husk punktum .", joinable=[1])
    one, two, three = parsed.segments
    joined = [ParsedSegment(one.start, two.end, one.first, two.last, joinable=False), three]
    expected = classifier.decision_function([views(parsed, joined)])
    np.testing.assert_allclose(scorer.score(parsed, joined).logits, expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("groups", ["w", "c", "g", "bst", "wcbstf", "cg"])
def test_scores_are_those_of_a_classifier_with_fewer_features(lessons, parse, groups):
    model = FeedbackClassifier(vectorizer=SegmentVectorizer(min_segments=1, longest=3, groups=groups))
    model.fit(lessons.X, lessons.y, groups=lessons.groups)
    parsed = parse("Du har en tydelig struktur .", "Husk punktum !")
    expected = model.decision_function([views(parsed)])
    np.testing.assert_allclose(Scorer(model).score(parsed, parsed.segments).logits, expected, rtol=0, atol=1e-9)


def test_scores_do_not_depend_on_what_was_scored_before(classifier, parse):
    parsed = parse("Du har en tydelig struktur .")
    fresh, used = Scorer(classifier), Scorer(classifier)
    other = parse("Strukturen tydelig !", "Har du ?")
    used.score(other, other.segments)
    assert np.array_equal(fresh.score(parsed, parsed.segments).logits, used.score(parsed, parsed.segments).logits)


def test_scores_stay_right_when_the_word_cache_is_emptied(monkeypatch, classifier, parse):
    monkeypatch.setattr(scorer_module, "_MAX_WORDS", 8)
    small = Scorer(classifier)
    for words in ("Du har en tydelig struktur .", "Husk å vise til kilder !", "Bra jobba , flink gutt og jente ."):
        parsed = parse(words)
        expected = classifier.decision_function([views(parsed)])
        np.testing.assert_allclose(small.score(parsed, parsed.segments).logits, expected, rtol=0, atol=1e-9)


def test_probabilities_are_the_sigmoid_of_the_scores(scorer, parse):
    parsed = parse("Bra jobba !", "Husk punktum .")
    scores = scorer.score(parsed, parsed.segments)
    assert np.array_equal(scores.probabilities, sigmoid(scores.logits))


def test_shares_have_a_row_for_each_token_of_each_segment(scorer, parse):
    parsed = parse("Bra jobba !", "Husk å vise til kilder .")
    shares = scorer.score(parsed, parsed.segments).shares
    assert [part.shape for part in shares] == [(3, len(LABEL_CODES)), (6, len(LABEL_CODES))]


def test_shares_add_up_to_what_the_tokens_gave(scorer, classifier, parse):
    # one segment, and a second step that sees its own score only: shares + bias + the whole = the log-odds
    parsed = parse("Husk å vise til kilder .")
    scores = scorer.score(parsed, parsed.segments)
    vectorizer = classifier.vectorizer_
    row = vectorizer.transform(views(parsed)).toarray()[0]
    of_tokens = [column for key, column in vectorizer.vocabulary_.items() if not key.startswith("g")]
    own = row[of_tokens] @ classifier.first_.weights[of_tokens]
    mixing = classifier.second_.weights[: len(LABEL_CODES)]
    np.testing.assert_allclose(scores.shares[0].sum(axis=0), own @ mixing, rtol=0, atol=1e-9)


def test_token_without_a_known_key_has_no_share(lessons, parse):
    model = FeedbackClassifier(vectorizer=SegmentVectorizer(min_segments=1, groups="w"))
    model.fit(lessons.X, lessons.y, groups=lessons.groups)
    parsed = parse("Husk xylofonen .")
    shares = Scorer(model).score(parsed, parsed.segments).shares[0]
    assert not shares[1].any()
    assert shares[0].any()


def test_no_segments_have_no_scores(scorer, parse):
    scores = scorer.score(parse(), [])
    assert scores.logits.shape == scores.probabilities.shape == (0, len(LABEL_CODES))
    assert scores.shares == ()


def test_thresholds_are_those_of_the_classifier(lessons):
    model = FeedbackClassifier().fit(lessons.X, lessons.y, groups=lessons.groups)
    model.set_thresholds([0.1, 0.2, 0.3, 0.4, 0.5])
    assert Scorer(model).thresholds.tolist() == [0.1, 0.2, 0.3, 0.4, 0.5]
