"""Intervals against published examples and a second library."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from tilbakemelding.prevalence.intervals import jeffreys, kish, mover, t_quantile, t_tail, wilson, without_replacement


@pytest.mark.parametrize(
    ("yes", "n", "low", "high"),
    [
        # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_examples(yes, n, low, high):
    assert wilson(yes / n, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(("yes", "n"), [(0, 7), (1, 7), (30, 60), (59, 60), (60, 60)])
def test_wilson_is_that_of_a_second_library(yes, n):
    assert wilson(yes / n, n) == pytest.approx(proportion_confint(yes, n, method="wilson"))


@pytest.mark.parametrize(("yes", "n"), [(1, 7), (30, 60), (59, 60)])
def test_jeffreys_is_that_of_a_second_library(yes, n):
    assert jeffreys(yes / n, n) == pytest.approx(proportion_confint(yes, n, method="jeffreys"))


@pytest.mark.parametrize(("share", "end"), [(0.0, 0), (1.0, 1)])
def test_jeffreys_ends_where_a_pure_share_does(share, end):
    assert jeffreys(share, 10)[end] == share


def test_all_work_on_arrays():
    shares, sizes = np.array([[0.1, 0.5], [0.9, 1.0]]), np.array([10.0, 40.0])
    low, high = jeffreys(shares, sizes, np.array([[0.025], [0.05]]))
    assert low.shape == high.shape == (2, 2)
    assert (low[1, 1], high[1, 1]) == jeffreys(1.0, 40.0, 0.05)


@pytest.mark.parametrize(("df", "quantile"), [(4, 2.776), (18, 2.101), (np.inf, 1.960), (0, 12.706)])
def test_t_quantile_is_that_of_the_printed_tables(df, quantile):
    assert t_quantile(df) == pytest.approx(quantile, abs=5e-4)


def test_t_tail_leaves_a_normal_interval_as_wide_as_students():
    assert t_tail(np.inf) == pytest.approx(0.025)
    assert t_tail(4) == pytest.approx(0.00275, abs=5e-6)


def test_mover_adds_squared_distances_by_hand():
    # below: √((0.75 · 0.1)² + (0.25 · 0.4)²) = √(0.005625 + 0.01) = 0.125; above: √(0.15² + 0.05²) = 0.15811
    below, above = mover(*map(np.array, ([0.75, 0.25], [0.2, 0.6], [0.1, 0.2], [0.4, 0.8])))
    assert (below, above) == (pytest.approx(0.125), pytest.approx(0.158114, abs=1e-6))


def test_mover_of_one_part_is_its_own_interval():
    below, above = mover(np.array([1.0]), np.array([0.3]), np.array([0.1]), np.array([0.7]))
    assert (below, above) == (pytest.approx(0.2), pytest.approx(0.4))


def test_kish_counts_equal_weights_in_full():
    assert kish(np.array([7 * 3.0]), np.array([7 * 9.0])) == pytest.approx([7])


def test_kish_counts_unequal_weights_for_less():
    # weights 1, 1, 2: (1 + 1 + 2)² / (1 + 1 + 4) = 16 / 6
    assert kish(np.array([4.0]), np.array([6.0])) == pytest.approx([16 / 6])


def test_kish_of_no_draws_is_none():
    assert kish(np.zeros(1), np.zeros(1)) == [0]


def test_draws_without_replacement_count_for_more():
    # 25 of 100: 25 · 99 / 75 = 33
    assert without_replacement(np.array([25.0]), np.array([100.0])) == pytest.approx([33])


def test_all_drawn_leave_nothing_open():
    assert without_replacement(np.array([5.0]), np.array([5.0])) == [np.inf]
