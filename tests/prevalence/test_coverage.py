"""Whether the intervals hold the truth as often as they say; the whole grid is in `docs/statistics.md`."""

from __future__ import annotations

from itertools import product

import pytest

from tilbakemelding.prevalence.coverage import BAR, GRID, measure, measure_all, random_settings, within_bar
from tilbakemelding.prevalence.simulation import Setting

TRIALS = 4000
ALLOWED = 3.5 * (0.05 * 0.95 / TRIALS) ** 0.5
"""Three and a half standard errors: one of 20,000 right settings fails."""
SMALL_GRID = tuple(
    Setting(contributors, prevalence, correlation, *errors, reviewed)
    for contributors, prevalence, (correlation, errors), reviewed in product(
        (5, 60), (0.05, 0.6), ((0.0, (0.05, 0.05)), (0.2, (0.30, 0.20))), (20, 400)
    )
)


@pytest.mark.parametrize("setting", SMALL_GRID, ids=str)
def test_the_interval_holds_the_practice_as_often_as_it_says(setting):
    assert BAR[0] - ALLOWED <= measure(setting, trials=TRIALS, seed=7).used <= BAR[1] + ALLOWED


@pytest.mark.parametrize("setting", random_settings(6, seed=8, harder=True), ids=str)
def test_it_does_so_where_the_chances_and_the_errors_are_unequal(setting):
    assert BAR[0] - ALLOWED <= measure(setting, trials=TRIALS, seed=7).used <= BAR[1] + ALLOWED


CLUSTERED = Setting(10, 0.3, 0.2, missed=0.15, false=0.10, reviewed=150)


def test_simpler_intervals_hold_it_far_too_seldom():
    found = measure(CLUSTERED, trials=TRIALS, seed=7)
    assert found.counted < 0.5
    assert found.review_only < 0.5


def test_unchanged_practice_is_seldom_taken_for_changed():
    assert measure(CLUSTERED, trials=TRIALS, seed=7).false_alarm < 0.05 + ALLOWED


def test_wilson_in_the_strata_is_wider_where_little_was_reviewed():
    found = measure(Setting(20, 0.3, 0.05, missed=0.05, false=0.05, reviewed=20), trials=TRIALS, seed=7)
    assert found.wilson_width > 1.05 * found.used_width


def test_the_same_seed_gives_the_same_figures():
    assert measure(CLUSTERED, trials=200, seed=1) == measure(CLUSTERED, trials=200, seed=1)
    assert measure(CLUSTERED, trials=200, seed=1) != measure(CLUSTERED, trials=200, seed=2)


def test_a_setting_near_the_bar_is_measured_again_with_more_trials(monkeypatch):
    monkeypatch.setattr("tilbakemelding.prevalence.coverage.NEAR", (0.0, 0.0))
    ((_, found),) = measure_all([CLUSTERED], trials=100, seed=1)
    assert found.trials == 1000


def test_random_settings_lie_within_the_grids_ranges():
    for setting in random_settings(200, seed=5, harder=True):
        assert 5 <= setting.contributors <= 60
        assert 0.05 <= setting.prevalence <= 0.6
        assert 20 <= setting.reviewed <= 400 + setting.contributors * setting.equal_parts
        assert setting.reviewed <= setting.comments
        assert setting.correlation <= 0.2


def test_equal_parts_are_whole_parts():
    for setting in random_settings(200, seed=5, harder=True):
        assert not setting.equal_parts or setting.reviewed % setting.contributors == 0


def test_the_grid_spans_what_the_interval_is_made_for():
    assert {setting.reviewed for setting in GRID} >= {20, 400}
    assert {setting.contributors for setting in GRID} >= {5, 60}
    assert {setting.prevalence for setting in GRID} >= {0.05, 0.6}


@pytest.mark.parametrize(("covered", "met"), [(0.939, False), (0.94, True), (0.99, True), (0.991, False)])
def test_the_bar_has_two_ends(covered, met):
    assert within_bar(covered) is met
