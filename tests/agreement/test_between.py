"""The agreement of a round."""

from __future__ import annotations

import time
from dataclasses import asdict

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from tilbakemelding.agreement import MIN_COMMENTS, CodedSegment, agreement_between
from tilbakemelding.labels import LABEL_CODES

CODERS = ("Kari", "Ola", "Per", "Siri")
LABEL_SETS = st.frozensets(st.sampled_from(LABEL_CODES), max_size=2)


@st.composite
def rounds(draw, *, comments=MIN_COMMENTS + 4):
    """Draw rounds of two to four coders, with missing codings."""
    coders = CODERS[: draw(st.integers(2, 4))]
    coding = st.fixed_dictionaries({coder: st.none() | LABEL_SETS for coder in coders})
    parts = draw(st.lists(coding, min_size=comments, max_size=2 * comments))
    return [CodedSegment(f"c{n % comments}", labels) for n, labels in enumerate(parts)]


def _quick(segments):
    return agreement_between(segments, draws=40)


def _figures(value):
    """Return every number and code in a result, flat, so that rounding may differ."""
    if isinstance(value, dict):
        return [found for own in value.values() for found in _figures(own)]
    if isinstance(value, list | tuple):
        return [found for own in value for found in _figures(own)]
    return [value]


def _same(one, two):
    return all(
        a == pytest.approx(b) if isinstance(a, float) else a == b
        for a, b in zip(_figures(asdict(one)), _figures(asdict(two)), strict=True)
    )


def _of(agreement, label):
    return next(own for own in agreement.labels if own.label == label)


def _codes(agreement):
    return {own.label: own.withheld for own in agreement.labels}


@settings(max_examples=40)
@given(rounds(), st.randoms(use_true_random=False))
def test_order_of_segments_and_names_of_coders_do_not_matter(segments, random):
    names = dict(zip(CODERS, random.sample([*"ABCD"], 4), strict=True))
    renamed = [CodedSegment(s.comment, {names[c]: own for c, own in s.labels.items()}) for s in segments]
    random.shuffle(renamed)
    assert _same(_quick(renamed), _quick(segments))


@settings(max_examples=40)
@given(rounds())
def test_figures_keep_their_bounds(segments):
    for own in _quick(segments).labels:
        shares = [figure for figure in (own.raw, own.positive, own.negative) if figure]
        assert all(0 <= figure.low <= figure.high <= 1 and 0 <= figure.value <= 1 for figure in shares)
        chance_corrected = [figure for figure in (own.kappa, own.alpha) if figure]
        assert all(-1 <= figure.low <= figure.high <= 1 + 1e-12 for figure in chance_corrected)


@settings(max_examples=40)
@given(rounds())
def test_figures_are_there_exactly_where_nothing_is_withheld(segments):
    found = _quick(segments)
    for own in (*found.labels, found.whole):
        assert (own.withheld is None) == (own.alpha is not None) == (own.level is not None)


@settings(max_examples=40)
@given(rounds())
def test_coders_who_say_the_same_agree_fully(segments):
    echoed = [
        CodedSegment(s.comment, {coder: next(iter(s.labels.values())) or frozenset() for coder in s.labels})
        for s in segments
    ]
    shown = [own for own in _quick(echoed).labels if not own.withheld]
    for own in shown:
        assert {f.value for f in (own.raw, own.positive, own.negative, own.kappa, own.alpha) if f} == {1.0}
        assert own.caveats == ("no-disagreement",)


@settings(max_examples=20)
@given(rounds())
def test_labels_are_measured_apart_from_each_other(segments):
    swap = {"quality": "goal", "goal": "quality"}
    swapped = [
        CodedSegment(
            s.comment,
            {
                c: own if own is None else frozenset(swap.get(label, label) for label in own)
                for c, own in s.labels.items()
            },
        )
        for s in segments
    ]
    one, two = asdict(_of(_quick(segments), "quality")), asdict(_of(_quick(swapped), "goal"))
    assert one | {"label": ""} == two | {"label": ""}


def test_round_counts_what_it_is_made_of(two_coders):
    segments = [*two_coders(10, 5, 5, 10), CodedSegment("alone", {"Kari": {"advice"}})]
    found = _quick(segments)
    assert (found.coders, found.comments, found.segments, found.left_out) == (2, 30, 30, 1)


def test_no_segments_are_no_fault():
    found = _quick([])
    assert (found.coders, found.comments, found.whole.withheld) == (0, 0, "too-few-coders")
    assert set(_codes(found).values()) == {"too-few-coders"}


def test_segments_that_only_one_coded_are_too_few_coders():
    found = _quick([CodedSegment(f"c{n}", {"Kari": {"quality"}}) for n in range(50)])
    assert (_of(found, "quality").withheld, found.left_out) == ("too-few-coders", 50)


def test_few_comments_show_nothing_however_many_segments_they_have():
    both = {"Kari": {"quality"}, "Ola": {"quality"}}
    segments = [CodedSegment(f"c{n % (MIN_COMMENTS - 1)}", both) for n in range(500)]
    found = _quick(segments)
    assert {found.whole.withheld, *_codes(found).values()} == {"too-few-comments"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ((0, 0, 0, 40), "never-used"),
        ((40, 0, 0, 0), "always-used"),
        ((2, 1, 1, 36), "too-few-uses"),
        ((36, 1, 1, 2), "too-few-without"),
        ((3, 1, 1, 35), None),
    ],
)
def test_label_that_hardly_varies_is_withheld(cells, code, two_coders):
    assert _of(_quick(two_coders(*cells)), "quality").withheld == code


def test_sets_that_hardly_vary_are_withheld(two_coders):
    assert _quick(two_coders(38, 1, 1, 0)).whole.withheld == "too-little-variety"


@pytest.mark.parametrize(("third", "kappa"), [({}, "cohen"), ({"Per": {"quality"}}, "fleiss")])
def test_kappa_is_cohens_for_two_coders_and_fleiss_for_more(third, kappa, two_coders):
    segments = [CodedSegment(s.comment, {**s.labels, **third}) for s in two_coders(20, 5, 5, 20)]
    assert _quick(segments).kappa_kind == kappa


def test_rare_label_gets_its_caveat(two_coders):
    # Feinstein and Cicchetti 1990, with yes and no exchanged: 85 % agreement, kappa 0.32
    own = _of(agreement_between(two_coders(5, 10, 5, 80)), "quality")
    assert own.kappa.value == pytest.approx(0.32, abs=0.005)
    assert own.pabak == pytest.approx(0.70)
    assert "rare" in own.caveats


def test_coder_who_uses_a_label_more_often_is_noticed_without_being_named(two_coders):
    own = _of(_quick(two_coders(10, 8, 0, 22)), "quality")
    assert own.caveats[-1] == "uneven-use"
    assert "Kari" not in str(own)


def test_disagreement_both_ways_is_no_uneven_use(two_coders):
    assert "uneven-use" not in _of(_quick(two_coders(10, 4, 4, 22)), "quality").caveats


def test_interval_holds_the_value_and_narrows_with_more_comments(two_coders):
    few, many = (_of(agreement_between(two_coders(6 * k, 2 * k, 2 * k, 10 * k)), "quality").alpha for k in (1, 16))
    assert few.low <= few.value <= few.high
    assert many.high - many.low < (few.high - few.low) / 3


def test_segments_of_one_comment_do_not_narrow_the_interval(two_coders):
    apart = two_coders(10, 5, 5, 20)
    together = [CodedSegment(s.comment, s.labels) for s in apart for _ in range(5)]
    one, two = (_of(agreement_between(own), "quality").raw for own in (apart, together))
    assert (two.low, two.high) == pytest.approx((one.low, one.high))


def test_same_input_gives_the_same_figures(two_coders):
    assert agreement_between(two_coders(10, 5, 5, 20)) == agreement_between(two_coders(10, 5, 5, 20))


def test_round_of_forty_comments_and_three_coders_takes_less_than_a_third_of_a_second():
    rng = np.random.default_rng(1)
    segments = [
        CodedSegment(f"c{n % 40}", {c: {LABEL_CODES[k] for k in range(5) if rng.random() < 0.3} for c in CODERS[:3]})
        for n in range(100)
    ]
    agreement_between(segments)
    started = time.perf_counter()
    agreement_between(segments, draws=1000)
    assert time.perf_counter() - started < 0.3
