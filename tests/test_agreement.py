"""Agreement between annotators, against published worked examples."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tilbakemelding.agreement import Estimate, bootstrap, cohen_kappa, krippendorff_alpha


def _codings(both_yes, only_first, only_second, both_no):
    first = [True] * (both_yes + only_first) + [False] * (only_second + both_no)
    second = [True] * both_yes + [False] * only_first + [True] * only_second + [False] * both_no
    return np.array(first), np.array(second)


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [
        # Viera and Garrett 2005, "Understanding interobserver agreement", Family Medicine 37(5), table 1: 0.57
        ((15, 5, 10, 70), 0.57),
        # Wikipedia, "Cohen's kappa", the fifty grant proposals: 0.40
        ((20, 5, 10, 15), 0.40),
        # Wikipedia, same article, "same percentages but different numbers": 0.1304 and 0.2593
        ((45, 15, 25, 15), 0.13),
        ((25, 35, 5, 35), 0.26),
    ],
)
def test_kappa_of_published_tables(cells, kappa):
    assert cohen_kappa(*_codings(*cells)) == pytest.approx(kappa, abs=0.005)


def test_kappa_is_one_where_all_is_alike():
    coding = np.array([True, False, True])
    assert cohen_kappa(coding, coding) == pytest.approx(1.0)


def test_kappa_is_zero_where_agreement_is_chance():
    assert cohen_kappa(*_codings(1, 1, 1, 1)) == pytest.approx(0.0)


def test_kappa_is_minus_one_where_each_says_the_opposite():
    assert cohen_kappa(*_codings(0, 5, 5, 0)) == pytest.approx(-1.0)


@pytest.mark.parametrize("answer", [True, False])
def test_kappa_is_undefined_where_both_give_one_answer_only(answer):
    coding = np.full(4, answer)
    assert math.isnan(cohen_kappa(coding, coding))


def test_alpha_of_the_published_example_with_binary_data():
    # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section A (Meg and Owen): 0.095
    meg = np.array([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], dtype=bool)
    owen = np.array([1, 1, 1, 0, 0, 1, 0, 0, 0, 0], dtype=bool)
    assert krippendorff_alpha(meg, owen) == pytest.approx(0.095, abs=0.0005)


def test_alpha_counts_each_cell_of_a_table_as_a_unit():
    meg = np.array([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], dtype=bool)
    owen = np.array([1, 1, 1, 0, 0, 1, 0, 0, 0, 0], dtype=bool)
    assert krippendorff_alpha(meg.reshape(5, 2), owen.reshape(5, 2)) == krippendorff_alpha(meg, owen)


def test_alpha_is_one_where_all_is_alike():
    coding = np.array([True, False, False])
    assert krippendorff_alpha(coding, coding) == pytest.approx(1.0)


def test_alpha_is_undefined_where_nothing_varies():
    coding = np.zeros(5, dtype=bool)
    assert math.isnan(krippendorff_alpha(coding, coding))


def test_alpha_does_not_depend_on_who_is_first():
    one, two = _codings(3, 1, 2, 6)
    assert krippendorff_alpha(one, two) == krippendorff_alpha(two, one)


def test_bootstrap_gives_the_statistic_over_all_units_as_value():
    values = np.array([1.0, 2.0, 3.0, 6.0])
    estimate = bootstrap(lambda units: float(values[units].mean()), [0, 0, 1, 2], draws=50)
    assert estimate.value == 3.0
    assert estimate.low <= estimate.value <= estimate.high


def test_bootstrap_draws_whole_groups():
    seen = []
    bootstrap(lambda units: float(seen.append(sorted(units.tolist())) or 0), [7, 3, 7], draws=30)
    # units 0 and 2 belong to one comment: they come together, as often as the other comes
    assert all(drawn.count(0) == drawn.count(2) for drawn in seen)
    assert all(drawn.count(0) + drawn.count(1) == 2 for drawn in seen[1:])


def test_bootstrap_of_one_group_has_no_width():
    values = np.array([1.0, 3.0])
    assert bootstrap(lambda units: float(values[units].mean()), [0, 0], draws=20) == Estimate(2.0, 2.0, 2.0)


def test_bootstrap_is_the_same_with_the_same_seed():
    values = np.random.default_rng(0).random(20)
    groups = list(range(20))
    one, two = (bootstrap(lambda units: float(values[units].mean()), groups, draws=40, seed=3) for _ in range(2))
    assert one == two


def test_bootstrap_leaves_out_draws_where_the_statistic_is_undefined():
    values = np.array([1.0, math.nan])
    estimate = bootstrap(lambda units: float(values[units].mean()), [0, 1], draws=200)
    assert (estimate.low, estimate.high) == (1.0, 1.0)


def test_bootstrap_is_undefined_where_every_draw_is():
    estimate = bootstrap(lambda _: math.nan, [0, 1], draws=20)
    assert all(map(math.isnan, (estimate.value, estimate.low, estimate.high)))


def test_bootstrap_interval_of_a_mean_is_near_the_textbook_one():
    # the mean of 400 draws from {0, 1} with p = 0.5 has a standard error of 0.025
    values = np.tile([0.0, 1.0], 200)
    estimate = bootstrap(lambda units: float(values[units].mean()), list(range(400)), draws=500)
    assert estimate.low == pytest.approx(0.451, abs=0.01)
    assert estimate.high == pytest.approx(0.549, abs=0.01)
