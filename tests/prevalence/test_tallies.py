"""Counting released comments."""

from __future__ import annotations

import numpy as np
import pytest

from tilbakemelding.errors import UnusableFigure
from tilbakemelding.prevalence.tallies import ReleasedComment, tally


def test_comments_are_counted_by_contributor_and_predicted_label(released):
    tallies = tally(released([(3, False, None), (2, True, True)], [(1, True, False)]))
    assert tallies.released.tolist() == [[3, 2], [0, 1]]
    assert tallies.reviewed.tolist() == [[0, 2], [0, 1]]
    assert tallies.found.tolist() == [[0, 2], [0, 0]]


def test_reviewed_comments_weigh_by_their_inclusion_probability():
    tallies = tally([ReleasedComment("a", True, True, 0.5), ReleasedComment("a", True, False, 0.25)])
    assert tallies.weight.tolist() == [0, 6]
    assert tallies.weighted.tolist() == [0, 2]
    assert tallies.squared.tolist() == [0, 20]


def test_a_comment_picked_by_hand_counts_as_not_reviewed():
    tallies = tally([ReleasedComment("a", True, adjudicated=True)])
    assert tallies.released.sum() == 1
    assert tallies.reviewed.sum() == 0


def test_no_comments_are_no_rows():
    assert np.shape(tally([]).released) == (0, 2)


@pytest.mark.parametrize("inclusion", [0.0, -0.1, 1.01, float("nan")])
def test_an_impossible_inclusion_probability_is_refused(inclusion):
    with pytest.raises(UnusableFigure, match="above 0, at most 1"):
        ReleasedComment("a", True, True, inclusion)
