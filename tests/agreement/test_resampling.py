"""Intervals over comments."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import t

from tilbakemelding.agreement.resampling import Estimate, draw_weights, estimate


def test_first_row_of_the_weights_is_the_sample_itself():
    assert draw_weights(3, draws=5)[0].tolist() == [1, 1, 1]


def test_each_resample_draws_as_many_comments_as_there_are():
    weights = draw_weights(7, draws=50)
    assert weights.shape == (51, 7)
    assert set(weights.sum(axis=1)) == {7}


def test_weights_are_the_same_with_the_same_seed_only():
    assert (draw_weights(9, draws=20, seed=1) == draw_weights(9, draws=20, seed=1)).all()
    assert (draw_weights(9, draws=20, seed=1) != draw_weights(9, draws=20, seed=2)).any()


def test_interval_of_a_mean_is_near_students():
    values = np.random.default_rng(0).normal(size=20)
    weights = draw_weights(20, draws=20_000)
    found = estimate(weights @ values / 20, comments=20, able=20)
    half = t.ppf(0.975, 19) * values.std(ddof=1) / math.sqrt(20)
    assert (found.low, found.high) == pytest.approx((values.mean() - half, values.mean() + half), abs=0.05)


def test_resamples_without_a_value_are_left_out():
    assert estimate(np.array([0.5, math.nan, 0.5, 0.5]), comments=9, able=9) == Estimate(0.5, 0.5, 0.5)


def test_undefined_value_gives_no_estimate():
    assert estimate(np.array([math.nan, 1.0]), comments=9, able=9) is None


@pytest.mark.parametrize(("value", "interval"), [(1.0, (0.832, 1.0)), (0.0, (0.0, 0.168))])
def test_where_all_comments_say_the_same_the_interval_is_clopper_and_pearsons(value, interval):
    # no event in 20: the upper 97.5 % bound of the share of events is 0.168
    found = estimate(np.full(5, value), comments=30, able=20)
    assert found.value == value
    assert (found.low, found.high) == pytest.approx(interval, abs=0.0005)
