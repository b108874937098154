"""Shares near none and all."""

from __future__ import annotations

import pytest

from tilbakemelding.suppression import GuardedPercent, guarded_percent


@pytest.mark.parametrize(
    ("share", "percent", "bound"),
    [
        (0.0, 5, "at-most"),
        (0.054, 5, "at-most"),
        (0.055, 6, "about"),
        (0.333, 33, "about"),
        (0.944, 94, "about"),
        (0.946, 95, "at-least"),
        (1.0, 95, "at-least"),
    ],
)
def test_share_is_shown_in_whole_percent_and_not_beyond_the_ends(share, percent, bound):
    assert guarded_percent(share) == GuardedPercent(percent, bound)
