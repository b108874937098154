"""Coded segments as arrays."""

from __future__ import annotations

import pytest

from tilbakemelding.agreement import CodedSegment
from tilbakemelding.agreement.codings import membership, read_codings
from tilbakemelding.errors import UnknownLabel
from tilbakemelding.labels import LABEL_CODES


def test_segments_of_a_comment_stand_together():
    both = {"Kari": {"quality"}, "Ola": {"quality"}}
    codings = read_codings([CodedSegment(name, both) for name in ("b", "a", "b", "a", "c")])
    assert codings.starts.tolist() == [0, 2, 4]


def test_sums_are_over_the_segments_of_each_comment():
    both = {"Kari": {"quality"}, "Ola": {"quality"}}
    codings = read_codings([CodedSegment(name, both) for name in "aab"])
    assert codings.by_comment([1, 2, 4]).tolist() == [3, 4]


@pytest.mark.parametrize("labels", [{}, {"Kari": {"quality"}}, {"Kari": {"quality"}, "Ola": None}])
def test_segment_that_fewer_than_two_coded_is_left_out(labels):
    codings = read_codings([CodedSegment("a", labels), CodedSegment("a", {"Kari": set(), "Ola": set()})])
    assert (len(codings.known), codings.left_out) == (1, 1)


def test_coder_who_chose_no_label_coded_the_segment():
    codings = read_codings([CodedSegment("a", {"Kari": set(), "Ola": {"advice"}})])
    assert codings.known.tolist() == [[True, True]]
    assert codings.chosen[0, :, LABEL_CODES.index("advice")].tolist() == [False, True]


def test_coder_who_coded_nothing_that_another_did_is_no_coder():
    segments = [CodedSegment("a", {"Kari": set(), "Ola": set(), "Per": None}), CodedSegment("b", {"Per": set()})]
    assert read_codings(segments).known.shape == (1, 2)


def test_no_segments_give_empty_arrays():
    codings = read_codings([])
    assert (codings.known.size, codings.starts.size, codings.left_out) == (0, 0, 0)


def test_unknown_label_is_refused_without_being_quoted():
    with pytest.raises(UnknownLabel) as caught:
        membership({"quality", "Kari er flink"})
    assert "Kari" not in str(caught.value)
    assert "involvement" in str(caught.value)
