"""Small sets of released comments."""

from __future__ import annotations

import pytest

from tilbakemelding.prevalence import Basis, ReleasedComment


@pytest.fixture
def basis():
    return Basis(model="2026.1", scheme="1")


@pytest.fixture
def released():
    """Return a function that makes comments of each contributor from counts.

    ``counts`` holds for each contributor a list of (number, predicted, adjudicated); a comment is reviewed with equal
    chances, or not at all where ``adjudicated`` is None.
    """

    def make(*counts, inclusion=0.5):
        return [
            ReleasedComment(f"c{person}", predicted, adjudicated, None if adjudicated is None else inclusion)
            for person, parts in enumerate(counts)
            for number, predicted, adjudicated in parts
            for _ in range(number)
        ]

    return make
