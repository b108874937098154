"""A slip of one letter."""

from __future__ import annotations

import pytest

from tilbakemelding.masking.matching import one_slip


@pytest.mark.parametrize(
    ("first", "second", "slip"),
    [
        ("kristoffer", "kristofer", True),
        ("amira", "amiira", True),
        ("mathias", "mattias", True),
        ("sander", "sadner", True),
        ("tobias", "tobais", True),
        ("emma", "emma", False),
        ("emma", "gemma", False),
        ("jonas", "jannas", False),
        ("", "a", False),
        ("oskar", "oscar", True),
        ("ola", "olaaa", False),
    ],
)
def test_one_letter_put_in_left_out_changed_or_swapped(first, second, slip):
    assert one_slip(first, second) is slip
    assert one_slip(second, first) is slip
