"""A comment in, its labelled parts out: with a toy pipeline and a tiny classifier."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from tilbakemelding.analysis import Analyser, join_alike
from tilbakemelding.errors import (
    BlankText,
    InvalidCharacters,
    TextTooLong,
    WrongType,
)
from tilbakemelding.labels import LABEL_CODES
from tilbakemelding.language import ParsedSegment
from tilbakemelding.scorer import Scorer

TEXTS = [
    "Fin innledning, men du må vise til flere kilder.",
    "Du har en tydelig struktur og du bruker fagbegreper. Husk punktum!",
    "Karakter: 4-",
    "Bra jobba!",
    "Hei Ola!\n\nDu drøfter kildene godt. Hva tenker du selv?",
    "  Kjempebra 😊\r\n- husk å bruke flere kilder  ",
    "Du ma\u030a vise til kil\u00addene.",  # NFD, and a soft hyphen
    "!",
    "4",
]


def _parts(analysis):
    return [(analysis.text[s.start : s.end], s.labels) for s in analysis.segments]


def test_parts_are_labelled(analyser):
    assert _parts(analyser.analyse("Du har en tydelig struktur. Husk punktum! Bra jobba!")) == [
        ("Du har en tydelig struktur.", ("quality",)),
        ("Husk punktum!", ("advice",)),
        ("Bra jobba!", ("summative",)),
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_weights_of_the_evidence_add_up_to_the_log_odds(analyser, toy_language, scorer, text):
    analysis = analyser.analyse(text)
    parsed = toy_language.parse(text)
    firsts = {segment.start: segment for segment in parsed.segments}
    lasts = {segment.end: segment for segment in parsed.segments}
    segments = [
        ParsedSegment(s.start, s.end, firsts[s.start].first, lasts[s.end].last, joinable=False)
        for s in analysis.segments
    ]
    logits = scorer.score(parsed, segments).logits
    for number, segment in enumerate(analysis.segments):
        for label in segment.labels:
            total = sum(piece.weight for piece in segment.evidence if piece.label == label)
            assert total == pytest.approx(logits[number, LABEL_CODES.index(label)], abs=1e-9)


@pytest.mark.parametrize("text", TEXTS)
def test_log_odds_of_the_evidence_give_the_probability(analyser, text):
    for segment in analyser.analyse(text).segments:
        for label in segment.labels:
            total = sum(piece.weight for piece in segment.evidence if piece.label == label)
            assert 1 / (1 + np.exp(-total)) == pytest.approx(segment.probabilities[label], abs=5e-5)


@pytest.mark.parametrize("text", TEXTS)
def test_evidence_lies_in_its_segment_and_the_last_piece_spans_it(analyser, text):
    for segment in analyser.analyse(text).segments:
        for label in segment.labels:
            pieces = [piece for piece in segment.evidence if piece.label == label]
            assert all(segment.start <= piece.start < piece.end <= segment.end for piece in pieces)
            assert (pieces[-1].start, pieces[-1].end) == (segment.start, segment.end)


def test_evidence_is_of_given_labels_only(analyser):
    for text in TEXTS:
        for segment in analyser.analyse(text).segments:
            assert {piece.label for piece in segment.evidence} == set(segment.labels)


def test_evidence_is_four_stretches_at_most_strongest_first(analyser):
    for text in TEXTS:
        for segment in analyser.analyse(text).segments:
            for label in segment.labels:
                weights = [piece.weight for piece in segment.evidence if piece.label == label][:-1]
                assert len(weights) <= 4
                assert weights == sorted(weights, reverse=True)
                assert all(weight > 0 for weight in weights)


def test_evidence_points_at_the_telling_word(analyser):
    analysis = analyser.analyse("Husk punktum.")
    piece = analysis.segments[0].evidence[0]
    assert analysis.text[piece.start : piece.end].startswith("Husk")


@pytest.mark.parametrize("text", TEXTS)
def test_every_visible_character_lies_in_exactly_one_part(analyser, text):
    covered = [0] * len(text)
    for segment in analyser.analyse(text).segments:
        for place in range(segment.start, segment.end):
            covered[place] += 1
    visible = [n for n, character in zip(covered, text, strict=True) if not character.isspace()]
    assert set(visible) == {1}
    assert max(covered) == 1


def test_text_is_kept_as_given(analyser):
    text = "  Du ma\u030a vise til kilder\u00a0!\r\n"
    assert analyser.analyse(text).text == text


def test_probabilities_hold_every_label(analyser):
    for segment in analyser.analyse("Husk punktum! Bra jobba!").segments:
        assert tuple(segment.probabilities) == LABEL_CODES
        assert all(0 <= chance <= 1 for chance in segment.probabilities.values())


def test_points_forward_where_a_part_advises(analyser):
    forward = analyser.analyse("Bra jobba! Husk punktum!").points_forward
    assert forward.value
    assert forward.probability > 0.9


def test_points_forward_probability_is_that_of_any_part(analyser):
    analysis = analyser.analyse("Bra jobba! Husk punktum! Du drøfter kildene godt.")
    none = np.prod([1 - segment.probabilities["advice"] for segment in analysis.segments])
    assert analysis.points_forward.probability == pytest.approx(1 - none, abs=5e-4)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Bra jobba!", True),
        ("Karakter: 4", True),
        ("Bra jobba! Husk punktum!", False),
        ("Bra jobba! Du drøfter kildene godt.", False),
        ("Lykke til.", False),
    ],
)
def test_verdict_only_is_a_rating_with_nothing_beside_it(analyser, text, verdict):
    assert analyser.analyse(text).verdict_only is verdict


def test_profile_is_the_share_of_visible_characters(analyser):
    profile = analyser.analyse("Husk punktum!   Bra jobba!").profile
    assert tuple(profile) == LABEL_CODES
    assert profile["advice"] == pytest.approx(12 / 21, abs=1e-4)
    assert profile["summative"] == pytest.approx(9 / 21, abs=1e-4)
    assert profile["quality"] == 0


def test_hints_are_in_the_comments_form(analyser):
    nb, nn = analyser.analyse("Karakter: 4. Du fikk ikke flere poeng."), analyser.analyse("Eg har ikkje fått han.")
    assert (nb.form, nn.form) == ("nb", "nn")
    assert "hva" in nb.hints[0].message.lower()


def test_hints_point_at_a_part(analyser):
    analysis = analyser.analyse("Hei Ola! Bra jobba!")
    hint = analysis.hints[0]
    assert hint.code == "verdict-names-nothing"
    assert "«Bra jobba»" in hint.message
    assert hint.segment == 1


def test_model_is_the_version_it_was_made_with(analyser):
    assert analyser.analyse("Bra jobba!").model == analyser.version == "test+0"


def test_uncertain_is_a_probability_near_its_threshold(toy_language, classifier):
    scorer = Scorer(classifier)
    chances = Analyser(toy_language, scorer, version="0").analyse("Husk punktum!").segments[0].probabilities
    for distance, uncertain in ((0.10, True), (0.20, False)):
        scorer.thresholds = np.array([2.0, chances["advice"] - distance, 2.0, 2.0, 2.0])
        (segment,) = Analyser(toy_language, scorer, version="0").analyse("Husk punktum!").segments
        assert segment.uncertain is uncertain
        assert segment.labels == ("advice",)


def test_clauses_with_the_same_labels_are_one_part(analyser):
    text = "Du har en tydelig struktur og du bruker fagbegreper."
    assert _parts(analyser.analyse(text)) == [(text, ("quality",))]


def test_clauses_with_other_labels_are_parts_of_their_own(analyser):
    assert _parts(analyser.analyse("Du har en tydelig struktur, men du må vise til flere kilder.")) == [
        ("Du har en tydelig struktur,", ("quality",)),
        ("men du må vise til flere kilder.", ("advice",)),
    ]


def _segments(*joinable):
    return [ParsedSegment(10 * n, 10 * n + 9, n, n + 1, is_joinable) for n, is_joinable in enumerate(joinable)]


@pytest.mark.parametrize(
    ("joinable", "given", "starts"),
    [
        ((False, True), [[1, 0], [1, 0]], [0]),  # alike: closed
        ((False, True), [[1, 0], [0, 1]], [0, 10]),  # not alike: kept
        ((False, True), [[1, 0], [1, 1]], [0, 10]),  # partly alike: kept
        ((False, True), [[0, 0], [0, 0]], [0]),  # both without a label: closed
        ((False, False), [[1, 0], [1, 0]], [0, 10]),  # sentences are never joined
        ((False, True, True), [[1, 0], [1, 0], [1, 0]], [0]),
        ((False, True, True), [[1, 0], [0, 1], [0, 1]], [0, 10]),
        ((False, True, False), [[1, 0], [1, 0], [1, 0]], [0, 20]),
        ((), np.zeros((0, 2)), []),
    ],
)
def test_join_alike_closes_joinable_cuts_between_like_labels(joinable, given, starts):
    joined = join_alike(_segments(*joinable), np.array(given, dtype=bool))
    assert [segment.start for segment in joined] == starts


def test_joined_segment_spans_both_and_is_joinable_as_the_first():
    (joined,) = join_alike(_segments(False, True), np.array([[1], [1]], dtype=bool))
    assert joined == ParsedSegment(0, 19, 0, 2, joinable=False)
    middle = join_alike(_segments(False, True, True), np.array([[0], [1], [1]], dtype=bool))[1]
    assert middle == ParsedSegment(10, 29, 1, 3, joinable=True)


def test_segment_has_its_own_form_where_it_speaks_clearly(analyser):
    analysis = analyser.analyse("Jeg ser at dere ikke har noe mer. Eg veit ikkje kva ho ynskjer.")
    assert [segment.form for segment in analysis.segments] == ["nb", "nn"]


def test_segment_has_the_comments_form_where_it_says_nothing(analyser):
    analysis = analyser.analyse("Eg veit ikkje kva ho ynskjer. Bra!")
    assert [segment.form for segment in analysis.segments] == ["nn", "nn"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", BlankText),
        (" \n\t", BlankText),
        ("\u200b\ufeff", BlankText),
        ("a" * 20_001, TextTooLong),
        ("Bra \ud83d", InvalidCharacters),
        (None, WrongType),
        (b"Bra", WrongType),
    ],
)
def test_text_that_cannot_be_analysed_is_refused(analyser, text, error):
    with pytest.raises(error):
        analyser.analyse(text)


def test_longest_text_is_analysed(analyser):
    assert analyser.analyse(("Husk punktum. " * 1500)[:20_000]).points_forward.value


def test_many_are_analysed_as_one_by_one(analyser):
    assert list(analyser.analyse_many(TEXTS)) == [analyser.analyse(text) for text in TEXTS]


def test_many_are_analysed_lazily(analyser):
    taken = []

    def source():
        for number in range(10_000):
            taken.append(number)
            yield "Bra jobba!"

    analyses = analyser.analyse_many(source())
    assert inspect.isgenerator(analyses) or iter(analyses) is analyses
    next(analyses)
    assert len(taken) < 1000


def test_many_of_none_are_none(analyser):
    assert list(analyser.analyse_many([])) == []


def test_many_stop_at_the_first_text_that_cannot_be_analysed(analyser):
    with pytest.raises(BlankText):
        list(analyser.analyse_many(["Bra jobba!", " "]))


def test_same_text_gives_the_same_analysis(analyser):
    assert analyser.analyse(TEXTS[0]) == analyser.analyse(TEXTS[0])
