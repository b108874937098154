"""Coded segments from tables that are easy to write down."""

from __future__ import annotations

import pytest

from tilbakemelding.agreement import CodedSegment
from tilbakemelding.labels import LABEL_CODES


@pytest.fixture
def two_coders():
    """Return segments of two coders from the four counts of a table; each segment is a comment of its own."""

    def make(both, first, second, neither, *, label="quality"):
        chosen = [(True, True)] * both + [(True, False)] * first + [(False, True)] * second + [(False, False)] * neither
        return [
            CodedSegment(f"c{n:04}", {"Kari": {label} if one else set(), "Ola": {label} if two else set()})
            for n, (one, two) in enumerate(chosen)
        ]

    return make


@pytest.fixture
def one_of_five():
    """Return segments from rows of categories 1 to 5, a coder a column and None where one is missing.

    Category k is the set of the k-th label alone, so that a table of five categories is a coding with the scheme.
    """

    def make(rows):
        return [
            CodedSegment(
                f"c{n:04}",
                {f"coder {k}": None if value is None else {LABEL_CODES[value - 1]} for k, value in enumerate(row)},
            )
            for n, row in enumerate(rows)
        ]

    return make
