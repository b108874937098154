"""The share among the released comments."""

from __future__ import annotations

import pytest

from tilbakemelding.prevalence.intervals import jeffreys, t_tail, wilson
from tilbakemelding.prevalence.review import correlation_ratio, reviewed_share
from tilbakemelding.prevalence.tallies import ReleasedComment, tally


def test_the_strata_are_put_together_by_their_known_sizes(released):
    # 60 predicted without, 10 of them reviewed, 1 found; 40 predicted with, 10 reviewed, 8 found
    share = reviewed_share(tally(released(
        [(50, False, None), (9, False, False), (1, False, True), (30, True, None), (8, True, True), (2, True, False)]
    )))  # fmt: skip
    assert share.strata.tolist() == [pytest.approx(0.1), pytest.approx(0.8)]
    assert share.sizes.tolist() == [pytest.approx(0.6), pytest.approx(0.4)]
    assert share.value == pytest.approx(0.6 * 0.1 + 0.4 * 0.8)


def test_the_interval_is_the_one_put_together_by_hand(released):
    share = reviewed_share(tally(released(
        [(50, False, None), (9, False, False), (1, False, True), (30, True, None), (8, True, True), (2, True, False)]
    )))  # fmt: skip
    tail = t_tail(18)
    low_without, high_without = jeffreys(0.1, 10 * 59 / 50, tail)
    low_with, high_with = jeffreys(0.8, 10 * 39 / 30, tail)
    assert share.below == pytest.approx(((0.6 * (0.1 - low_without)) ** 2 + (0.4 * (0.8 - low_with)) ** 2) ** 0.5)
    assert share.above == pytest.approx(((0.6 * (high_without - 0.1)) ** 2 + (0.4 * (high_with - 0.8)) ** 2) ** 0.5)


def test_another_interval_may_be_used_in_the_strata(released):
    tallies = tally(released([(50, False, None), (9, False, False), (1, False, True)]))
    assert reviewed_share(tallies, within=wilson).above > reviewed_share(tallies).above


def test_a_stratum_reviewed_in_full_has_no_width(released):
    share = reviewed_share(tally(released([(3, False, True), (7, False, False)])))
    assert (share.value, share.below, share.above) == (pytest.approx(0.3), 0, 0)


def test_all_reviewed_with_unequal_chances_is_counted_not_weighted():
    comments = [ReleasedComment("a", True, True, 0.2), ReleasedComment("a", True, False, 1.0)]
    assert reviewed_share(tally(comments)).value == pytest.approx(0.5)


def test_a_stratum_without_review_is_anything_from_none_to_all(released):
    share = reviewed_share(tally(released([(5, True, None), (5, False, False)])))
    assert share.value - share.below == pytest.approx(0)
    assert share.value + share.above == pytest.approx(0.5)


def test_unequal_chances_weigh_by_their_inverse():
    comments = [
        ReleasedComment("a", True, True, 0.5),
        ReleasedComment("a", True, False, 0.25),
        *[ReleasedComment("a", True)] * 4,
    ]
    assert reviewed_share(tally(comments)).value == pytest.approx(2 / 6)


def test_without_errors_the_interval_is_open_on_both_sides(released):
    # both strata are pure and η is 1, so each side gets both tails
    share = reviewed_share(tally(released([(50, False, None), (10, False, False), (30, True, None), (10, True, True)])))
    assert share.value == pytest.approx(0.4)
    assert share.above == pytest.approx(0.6 * jeffreys(0.0, 10 * 59 / 50, 0.05)[1])
    assert share.below == pytest.approx(0.4 * (1 - jeffreys(1.0, 10 * 39 / 30, 0.05)[0]))


def test_the_correlation_ratio_is_one_where_the_strata_explain_all(released):
    share = reviewed_share(tally(released([(6, False, False), (4, True, True)])))
    assert correlation_ratio(share.value, share.strata, share.sizes) == pytest.approx(1)


def test_the_correlation_ratio_is_zero_where_the_strata_say_nothing(released):
    share = reviewed_share(tally(released([(3, False, False), (3, False, True), (2, True, True), (2, True, False)])))
    assert correlation_ratio(share.value, share.strata, share.sizes) == pytest.approx(0)
