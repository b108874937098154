"""The limit that every group must keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilbakemelding.suppression.pieces import Reason, weakness


@pytest.mark.parametrize(
    ("holdings", "reason"),
    [
        ([], Reason.NOTHING),
        ([100] * 4, Reason.FEW_CONTRIBUTORS),
        ([6] * 5, None),
        ([6, 6, 6, 6, 5], Reason.FEW_COMMENTS),
        ([20, 5, 5, 5, 5], None),  # exactly half
        ([21, 5, 5, 5, 5], Reason.UNEVEN),
        ([1], Reason.FEW_CONTRIBUTORS),  # told before the number of comments
    ],
)
def test_group_is_below_the_limit(holdings, reason):
    assert weakness(holdings) == reason


safe = st.lists(st.integers(1, 40), min_size=5, max_size=9).filter(lambda holdings: weakness(holdings) is None)


@given(one=safe, other=safe, shared=st.integers(0, 5))
def test_two_safe_groups_together_are_safe_however_many_are_in_both(one, other, shared):
    both = [first + second for first, second in zip(one[:shared], other[:shared], strict=True)]
    assert weakness([*both, *one[shared:], *other[shared:]]) is None
