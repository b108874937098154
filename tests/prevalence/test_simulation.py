"""Schools made by chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tilbakemelding.prevalence.simulation import Setting, simulate

SETTING = Setting(10, 0.3, 0.1, missed=0.2, false=0.1, reviewed=60, comments=400)


def _simulate(setting, trials=2000):
    return simulate(setting, trials, np.random.default_rng(3))


def test_every_school_has_the_comments_and_reviews_of_its_setting():
    tallies = _simulate(SETTING)
    assert tallies.released.shape == (2000, 10, 2)
    assert (tallies.released.sum(axis=(1, 2)) == 400).all()
    assert (tallies.reviewed.sum(axis=(1, 2)) == 60).all()


def test_no_more_is_reviewed_than_written_and_no_more_found_than_reviewed():
    tallies = _simulate(SETTING)
    assert (tallies.reviewed <= tallies.released).all()
    assert (tallies.found <= tallies.reviewed).all()


def test_the_model_errs_as_often_as_its_setting_says():
    tallies = _simulate(replace(SETTING, reviewed=400))
    found, released = tallies.found.sum(axis=(0, 1)), tallies.released.sum(axis=(0, 1))
    assert found.sum() / released.sum() == pytest.approx(0.3, abs=0.01)
    assert found[0] / found.sum() == pytest.approx(0.2, abs=0.01)
    assert (released - found)[1] / (released - found).sum() == pytest.approx(0.1, abs=0.01)


def test_contributors_are_as_alike_as_the_correlation_says():
    tallies = _simulate(replace(SETTING, reviewed=400))
    shares = tallies.found.sum(axis=-1) / tallies.released.sum(axis=-1)
    expected = 0.21 * (0.1 + 0.9 * np.mean(1 / tallies.released.sum(axis=-1)))
    assert np.mean((shares - 0.3) ** 2) == pytest.approx(expected, rel=0.05)


def test_equal_parts_are_the_same_number_from_each_contributor_weighted_by_their_comments():
    tallies = _simulate(replace(SETTING, equal_parts=True))
    drawn = tallies.reviewed.sum(axis=-1)
    assert (drawn == np.minimum(6, tallies.released.sum(axis=-1))).all()
    assert tallies.weight.sum(axis=-1) == pytest.approx(400)


def test_errors_that_differ_between_contributors_keep_their_mean():
    tallies = _simulate(replace(SETTING, reviewed=400, error_correlation=0.1))
    found = tallies.found.sum(axis=(0, 1))
    assert found[0] / found.sum() == pytest.approx(0.2, abs=0.015)
