"""The difference between two periods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from tilbakemelding.prevalence import Basis, ShareEstimate, change_between
from tilbakemelding.prevalence.change import Change
from tilbakemelding.prevalence.intervals import wilson

OLD = Basis("2026.1", "1")


def _share(value, low, high, basis=OLD):
    return ShareEstimate(basis, 400, 60, value, low, high)


def _of_counts(yes, n):
    low, high = wilson(yes / n, n)
    return _share(yes / n, float(low), float(high))


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_the_interval_is_that_of_the_published_examples(first, second, low, high):
    change = change_between(_of_counts(*second), _of_counts(*first))
    assert (change.low, change.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_the_interval_is_that_of_a_second_library():
    change = change_between(_of_counts(20, 90), _of_counts(41, 110))
    expected = confint_proportions_2indep(41, 110, 20, 90, method="newcomb")
    assert (change.low, change.high) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("earlier", "later", "code"),
    [
        ((0.3, 0.25, 0.35), (0.6, 0.5, 0.7), "more"),
        ((0.6, 0.5, 0.7), (0.3, 0.25, 0.35), "fewer"),
        ((0.30, 0.29, 0.31), (0.34, 0.33, 0.35), "slightly-more"),
        ((0.34, 0.33, 0.35), (0.30, 0.29, 0.31), "slightly-fewer"),
        ((0.30, 0.26, 0.34), (0.31, 0.27, 0.35), "hardly-any"),
        ((0.3, 0.2, 0.4), (0.35, 0.25, 0.45), "cannot-tell"),
    ],
)
def test_the_code_follows_from_the_interval(earlier, later, code):
    assert change_between(_share(*earlier), _share(*later)).code == code


def test_an_interval_that_holds_zero_is_not_taken_for_no_change():
    assert change_between(_share(0.3, 0.1, 0.5), _share(0.3, 0.1, 0.5)).code == "cannot-tell"


@pytest.mark.parametrize("place", [0, 1])
def test_a_withheld_share_withholds_the_difference_with_its_reason(place):
    shares = [_share(0.3, 0.2, 0.4), _share(0.3, 0.2, 0.4)]
    shares[place] = ShareEstimate(OLD, 40, 3, withheld="too-few-reviewed")
    assert change_between(*shares) == Change("withheld", withheld="too-few-reviewed")


@pytest.mark.parametrize(
    ("basis", "code"),
    [
        (Basis("2027.1", "1"), "other-model"),
        (Basis("2026.1", "2"), "other-scheme"),
        (Basis("2027.1", "2"), "other-scheme"),
    ],
)
def test_a_break_in_the_series_is_not_bridged(basis, code):
    assert change_between(_share(0.3, 0.2, 0.4), _share(0.9, 0.8, 1.0, basis)) == Change(code)


def test_a_period_that_was_scored_anew_is_compared():
    new = Basis("2027.1", "1")
    assert change_between(_share(0.3, 0.2, 0.4, new), _share(0.9, 0.8, 1.0, new)).code == "more"


@st.composite
def _shares(draw):
    low, value, high = sorted(draw(st.lists(st.floats(0, 1), min_size=3, max_size=3)))
    return _share(value, low, high)


@given(_shares(), _shares())
def test_turned_around_the_difference_is_its_mirror_image(earlier, later):
    there, back = change_between(earlier, later), change_between(later, earlier)
    assert (back.value, back.low, back.high) == pytest.approx((-there.value, -there.high, -there.low))
    assert -1 <= there.low <= there.value <= there.high <= 1
