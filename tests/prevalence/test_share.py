"""The share with its interval, and when it is withheld."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilbakemelding.prevalence import Basis, ReleasedComment, estimate_share
from tilbakemelding.prevalence.clusters import clustering
from tilbakemelding.prevalence.review import reviewed_share
from tilbakemelding.prevalence.share import MIN_CONTRIBUTORS, MIN_REVIEWED
from tilbakemelding.prevalence.tallies import tally

BASIS = Basis("2026.1", "1")
PERSON = [(3, False, False), (1, False, True), (2, True, True), (1, True, False), (6, False, None), (3, True, None)]

comments = st.builds(
    lambda person, predicted, yes, inclusion: ReleasedComment(
        person, predicted, yes, None if yes is None else inclusion
    ),
    st.sampled_from("abcdefgh"),
    st.booleans(),
    st.sampled_from([True, False, None]),
    st.sampled_from([0.1, 0.5, 1.0]),
)
"""Comments whose estimate is rarely withheld in lists of 45 and more."""
schools = st.lists(comments, min_size=45, max_size=60)


def test_the_interval_puts_review_and_contributors_together(released):
    made = released(*[PERSON] * 6)
    share = reviewed_share(tally(made))
    cluster = clustering(tally(made), share)
    found = estimate_share(made, basis=BASIS)
    assert found.value == pytest.approx(share.value)
    assert found.low == pytest.approx(share.value - np.hypot(share.below, cluster.below))
    assert found.high == pytest.approx(share.value + np.hypot(share.above, cluster.above))
    assert (found.comments, found.reviewed, found.basis) == (96, 42, BASIS)


def test_a_share_with_everything_reviewed_still_has_the_width_of_its_contributors(released):
    found = estimate_share(released(*[[(6, True, True), (4, False, False)]] * 8), basis=BASIS)
    assert found.value == pytest.approx(0.6)
    assert found.high - found.low > 0.1
    assert found.caveats == ("all-reviewed",)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ([], "no-comments"),
        ([[(200, True, True)]], "too-few-contributors"),
        ([PERSON] * (MIN_CONTRIBUTORS - 1), "too-few-contributors"),
        ([[(50, True, None)]] * 5, "too-few-reviewed"),
        ([[(1, True, True)]] * (MIN_REVIEWED - 1), "too-few-reviewed"),
        ([[(6, True, True), (2, False, None)]] * 5, "stratum-without-review"),
    ],
)
def test_too_little_is_withheld_with_its_reason(released, counts, reason):
    found = estimate_share(released(*counts), basis=BASIS)
    assert found.withheld == reason
    assert (found.value, found.low, found.high, found.design_effect, found.caveats) == (None, None, None, None, ())


def test_the_least_that_is_enough_is_shown(released):
    found = estimate_share(released(*[[(4, True, True), (1, False, None)]] * 5), basis=BASIS)
    assert found.withheld is None


def test_comments_picked_by_hand_are_no_review(released):
    made = [replace(comment, inclusion=None) for comment in released(*[PERSON] * 6)]
    assert estimate_share(made, basis=BASIS).withheld == "too-few-reviewed"


def test_a_wide_interval_says_so(released):
    made = released(*[[(4, True, person % 2 == 0), (6, True, None)] for person in range(6)])
    assert "wide" in estimate_share(made, basis=BASIS).caveats


def test_a_stratum_with_few_reviewed_says_so(released):
    made = released(*[[(8, True, True), (20, True, None), (1, False, None)]] * 5, [(1, False, False)])
    assert "thin-stratum" in estimate_share(made, basis=BASIS).caveats


def test_the_design_effect_is_at_least_one(released):
    assert estimate_share(released(*[PERSON] * 6), basis=BASIS).design_effect >= 1


@given(schools)
@settings(deadline=None, max_examples=30)
def test_the_interval_holds_the_share_and_lies_on_the_scale(school):
    found = estimate_share(school, basis=BASIS)
    if found.withheld is None:
        assert 0 <= found.low <= found.value <= found.high <= 1


@given(schools, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_neither_order_nor_names_matter(school, random):
    shuffled = [replace(comment, contributor=f"x{comment.contributor}") for comment in school]
    random.shuffle(shuffled)
    first, second = (estimate_share(made, basis=BASIS) for made in (school, shuffled))
    assert _numbers(second) == pytest.approx(_numbers(first), abs=1e-6)


@given(schools)
@settings(deadline=None, max_examples=30)
def test_the_share_without_the_property_is_the_mirror_image(school):
    turned = [
        replace(c, predicted=not c.predicted, adjudicated=None if c.adjudicated is None else not c.adjudicated)
        for c in school
    ]
    first, second = (estimate_share(made, basis=BASIS) for made in (school, turned))
    value, low, high = _numbers(first)
    assert _numbers(second) == pytest.approx((1 - value, 1 - high, 1 - low), abs=1e-6)


@given(schools, st.sampled_from([0.1, 0.5]))
@settings(deadline=None, max_examples=30)
def test_chances_that_are_equal_cancel_out(school, factor):
    first = [replace(c, inclusion=None if c.inclusion is None else 1.0) for c in school]
    second = [replace(c, inclusion=None if c.inclusion is None else factor) for c in school]
    assert _numbers(estimate_share(second, basis=BASIS)) == pytest.approx(
        _numbers(estimate_share(first, basis=BASIS)), abs=1e-6
    )


def _numbers(share):
    return (share.value, share.low, share.high) if share.withheld is None else (0.5, 0.0, 1.0)
