"""Which code goes with which figure."""

from __future__ import annotations

import pytest

from tilbakemelding.agreement import Estimate
from tilbakemelding.agreement.caution import (
    MIN_COMMENTS,
    MIN_USES,
    is_wide,
    level_of,
    prevalence_caveat,
    why_label_withheld,
    why_sets_withheld,
)

ENOUGH = {"coders": 2, "comments": MIN_COMMENTS, "used": MIN_USES, "unused": MIN_USES}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"coders": 0, "comments": 0, "used": 0, "unused": 0}, "too-few-coders"),
        ({"comments": MIN_COMMENTS - 1}, "too-few-comments"),
        ({"used": 0}, "never-used"),
        ({"unused": 0}, "always-used"),
        ({"used": MIN_USES - 1}, "too-few-uses"),
        ({"unused": MIN_USES - 1}, "too-few-without"),
    ],
)
def test_figures_are_withheld_with_a_reason(change, code):
    assert why_label_withheld(**(ENOUGH | change)) == code


@pytest.mark.parametrize(("varied", "code"), [(MIN_USES - 1, "too-little-variety"), (MIN_USES, None)])
def test_sets_need_some_variety(varied, code):
    assert why_sets_withheld(coders=2, comments=MIN_COMMENTS, varied=varied) == code


def test_fewer_than_one_in_a_hundred_resamples_lack_a_label_that_is_used_enough():
    assert (1 - MIN_USES / MIN_COMMENTS) ** MIN_COMMENTS < 0.01


@pytest.mark.parametrize(
    ("value", "low", "level"),
    [
        (0.8, 0.667, "alike"),
        (0.8, 0.666, "perhaps-alike"),
        (0.9, -0.1, "perhaps-alike"),
        (0.799, 0.7, "partly"),
        (0.667, 0.1, "partly"),
        (0.666, 0.1, "apart"),
        (0.3, 0.0, "near-chance"),
        (-0.2, -0.5, "near-chance"),
    ],
)
def test_level_takes_the_value_and_its_lower_bound(value, low, level):
    assert level_of(Estimate(value, low, 1.0)) == level


@pytest.mark.parametrize(("low", "high", "wide"), [(0.6, 0.8, True), (0.667, 0.9, False), (0.3, 0.79, False)])
def test_interval_is_wide_if_it_holds_both_reliable_and_not_even_tentative_values(low, high, wide):
    assert is_wide(Estimate(0.7, low, high)) is wide


@pytest.mark.parametrize(
    ("alpha", "pabak", "prevalence", "bias", "code"),
    [
        # Feinstein and Cicchetti 1990: 85 % agreement both times, 40-9-6-45 and 80-10-5-5
        (0.70, 0.70, -0.05, 0.03, None),
        (0.32, 0.70, 0.75, 0.05, "common"),
        (0.32, 0.70, -0.75, 0.05, "rare"),
        (0.5, 0.6, -0.75, 0.05, None),  # the same step: nothing that the caveat would explain
        (0.6, 0.7, -0.1, 0.2, None),  # it is the coders who differ
    ],
)
def test_prevalence_is_named_where_it_alone_lowers_alpha(alpha, pabak, prevalence, bias, code):
    assert prevalence_caveat(alpha=alpha, pabak=pabak, prevalence=prevalence, bias=bias) == code
