"""What the sample of contributors leaves open."""

from __future__ import annotations

import numpy as np
import pytest

from tilbakemelding.prevalence.clusters import _correlation, clustering
from tilbakemelding.prevalence.intervals import t_quantile
from tilbakemelding.prevalence.review import reviewed_share
from tilbakemelding.prevalence.simulation import Setting, simulate
from tilbakemelding.prevalence.tallies import tally


def _of(comments):
    tallies = tally(comments)
    return tallies, reviewed_share(tallies)


def test_the_correlation_is_the_one_computed_by_hand(released):
    # four contributors with 3, 1, 3, 1 of 4, all reviewed: p = ½, each sum of distances ±1, K = ¼,
    # ρ = (4 · 1² − ¾ · 16 · ¼) / (¾ · 4 · (16 − 4) · ¼) = 1 / 9; its standard error √(2 / 48 / ¾)
    many, few = [(3, True, True), (1, True, False)], [(1, True, True), (3, True, False)]
    tallies, share = _of(released(many, few, many, few))
    raw, error = _correlation(tallies, share, np.array(0.25))
    assert raw == pytest.approx(1 / 9)
    assert error == pytest.approx((2 / 48 / 0.75) ** 0.5)


@pytest.mark.parametrize("true", [0.0, 0.05, 0.2])
@pytest.mark.parametrize("reviewed", [150, 800])
def test_the_correlation_is_right_on_average(true, reviewed):
    setting = Setting(20, 0.4, true, missed=0.1, false=0.1, reviewed=reviewed)
    tallies = simulate(setting, 3000, np.random.default_rng(1))
    k = ((tallies.released.sum(axis=-1) / 800) ** 2).sum(axis=-1)
    raw, _ = _correlation(tallies, reviewed_share(tallies), k)
    assert raw.mean() == pytest.approx(true, abs=0.012)


def test_the_reach_solves_its_equation(released):
    many, few = [(8, True, True), (2, True, False)], [(4, True, True), (6, True, False)]
    tallies, share = _of(released(many, few, many, few, many))
    found = clustering(tallies, share)
    p = share.value + found.above
    raw, error = _correlation(tallies, share, np.array(0.2))
    bias = 0.2 * (raw + error) * (1 - 2 * _inner(share.value, 50)) ** 2 / _spread(_inner(share.value, 50))
    slope = (raw + error) / (1 - bias) / _spread(_inner(share.value, 50))
    rho = slope * _spread(p)
    between, within = t_quantile(4) ** 2 * rho * 0.2, t_quantile(np.inf) ** 2 * (1 - rho) / 50
    assert found.above**2 == pytest.approx(_spread(p) * (between + within), rel=1e-6)


def _inner(value, reviewed):
    return (value * reviewed + 0.5) / (reviewed + 1)


def _spread(p):
    return p * (1 - p)


def test_contributors_who_differ_reach_further(released):
    alike = [(5, True, True), (5, True, False)]
    spread = [[(10, True, person < 3)] for person in range(6)]
    narrow = clustering(*_of(released(*[alike] * 6)))
    wide = clustering(*_of(released(*spread)))
    assert wide.below > 2 * narrow.below
    assert wide.design_effect > narrow.design_effect


def test_where_all_say_the_same_each_contributor_counts_for_one_comment_at_the_worst(released):
    # ρ = 1: d² = t² d (1 − d) / 6
    tallies, share = _of(released(*[[(8, True, True)]] * 6))
    found = clustering(tallies, share)
    assert found.above == pytest.approx(0, abs=1e-6)
    assert 0 < found.below <= t_quantile(5) ** 2 / (6 + t_quantile(5) ** 2) + 1e-6


def test_one_contributor_leaves_everything_open(released):
    tallies, share = _of(released([(20, True, True), (20, True, False)]))
    found = clustering(tallies, share)
    assert share.value - found.below == pytest.approx(0, abs=0.02)
    assert share.value + found.above == pytest.approx(1, abs=0.02)
