"""The coefficients against published worked examples and against statsmodels."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa
from statsmodels.stats.inter_rater import fleiss_kappa as statsmodels_fleiss

from tests.agreement.published import OBSERVERS, PSYCHIATRISTS
from tilbakemelding.agreement.codings import read_codings
from tilbakemelding.agreement.coefficients import cohen_kappa, masi_distance, positive_agreement
from tilbakemelding.agreement.tallies import label_statistics, set_statistics

COUNTS = st.tuples(*[st.integers(0, 60)] * 4)


def _once(*counts):
    return [np.array([float(count)]) for count in counts]


def _label(segments, column=0):
    """Return the statistics of a label over the segments as they are, as numbers."""
    codings = read_codings(segments)
    found = label_statistics(codings, column, np.ones((1, len(codings.starts))))
    return {name: float(getattr(found, name)[0]) for name in found.__slots__}


def _sets(segments):
    codings = read_codings(segments)
    identical, alpha = set_statistics(codings, np.ones((1, len(codings.starts))))
    return float(identical[0]), float(alpha[0])


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [
        # Viera and Garrett 2005, "Understanding interobserver agreement", Family Medicine 37(5), table 1
        ((15, 5, 10, 70), 0.57),
        # Wikipedia, "Cohen's kappa", the fifty grant proposals, and "same percentages but different numbers"
        ((20, 5, 10, 15), 0.40),
        ((45, 15, 25, 15), 0.13),
        ((25, 35, 5, 35), 0.26),
        # Feinstein and Cicchetti 1990, "High agreement but low kappa: I": the two tables with 85 % agreement
        ((40, 9, 6, 45), 0.70),
        ((80, 10, 5, 5), 0.32),
    ],
)
def test_cohen_kappa_of_published_tables(cells, kappa, two_coders):
    assert _label(two_coders(*cells))["kappa"] == pytest.approx(kappa, abs=0.005)


@given(COUNTS)
def test_cohen_kappa_is_that_of_statsmodels(cells):
    both, first, second, neither = cells
    assume(0 < 2 * both + first + second < 2 * sum(cells))
    theirs = cohens_kappa([[both, first], [second, neither]], return_results=False)
    assert cohen_kappa(*_once(*cells))[0] == pytest.approx(theirs)


@pytest.mark.parametrize(("cells", "kappa"), [((1, 1, 1, 1), 0.0), ((0, 5, 5, 0), -1.0), ((3, 0, 0, 4), 1.0)])
def test_cohen_kappa_at_its_marks(cells, kappa):
    assert cohen_kappa(*_once(*cells))[0] == pytest.approx(kappa)


@pytest.mark.parametrize("cells", [(4, 0, 0, 0), (0, 0, 0, 4), (0, 0, 0, 0)])
def test_cohen_kappa_is_undefined_where_nothing_varies(cells):
    assert np.isnan(cohen_kappa(*_once(*cells))[0])


def test_fleiss_kappa_of_the_psychiatrists(one_of_five):
    # Fleiss 1971 gives 0.430 over all diagnoses: the mean of the single ones, weighted by p(1 - p)
    rates = np.bincount(np.ravel(PSYCHIATRISTS), minlength=6)[1:] / np.size(PSYCHIATRISTS)
    kappas = [_label(one_of_five(PSYCHIATRISTS), column)["kappa"] for column in range(5)]
    assert np.average(kappas, weights=rates * (1 - rates)) == pytest.approx(0.430, abs=0.0005)


@pytest.mark.parametrize("column", range(5))
def test_fleiss_kappa_of_one_label_is_that_of_statsmodels(column, one_of_five):
    has_it = (np.array(PSYCHIATRISTS) == column + 1).astype(int)
    theirs = statsmodels_fleiss(aggregate_raters(has_it)[0])
    assert _label(one_of_five(PSYCHIATRISTS), column)["kappa"] == pytest.approx(theirs)


def test_fleiss_kappa_gives_each_segment_the_same_weight_whatever_is_missing(one_of_five):
    # three segments by three, two and two coders: disagreement (2/3 + 0 + 1)/3, rate of yes (1/3 + 1 + 1/2)/3
    rows = [[1, 2, 2], [1, 1, None], [None, 1, 2]]
    rate = 11 / 18
    expected = 1 - (5 / 9) / (2 * rate * (1 - rate))
    assert _label(one_of_five(rows))["kappa"] == pytest.approx(expected)


def test_alpha_of_krippendorffs_two_observers_with_binary_data(two_coders):
    # Krippendorff 2011, section A: Meg and Owen, ten articles, 0.095
    assert _label(two_coders(1, 1, 3, 5))["alpha"] == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_krippendorffs_four_observers_with_missing_data(one_of_five):
    # Krippendorff 2011, section C: 0.743. Sets of one label each are at MASI distance 0 or 1, that is nominal
    assert _sets(one_of_five(OBSERVERS))[1] == pytest.approx(0.743, abs=0.0005)


def test_segment_that_one_coder_coded_changes_nothing(one_of_five):
    assert _sets(one_of_five(OBSERVERS[:-1])) == _sets(one_of_five(OBSERVERS))


@pytest.mark.parametrize("column", range(5))
def test_alpha_is_fleiss_kappa_with_the_correction_for_small_samples(column, one_of_five):
    # without missing codings 1 - alpha = (1 - kappa) (1 - 1/(n m)); Krippendorff 2011, on Scott's pi
    has_it = (np.array(PSYCHIATRISTS) == column + 1).astype(int)
    theirs = statsmodels_fleiss(aggregate_raters(has_it)[0])
    expected = 1 - (1 - theirs) * (1 - 1 / np.size(has_it))
    assert _label(one_of_five(PSYCHIATRISTS), column)["alpha"] == pytest.approx(expected)


def test_raw_agreement_of_the_psychiatrists_is_the_one_behind_statsmodels_kappa(one_of_five):
    # observed agreement = 1 - (1 - kappa) * 2p(1 - p), solved for from statsmodels' kappa
    has_it = (np.array(PSYCHIATRISTS) == 1).astype(int)
    rate = has_it.mean()
    theirs = statsmodels_fleiss(aggregate_raters(has_it)[0])
    assert _label(one_of_five(PSYCHIATRISTS))["raw"] == pytest.approx(1 - (1 - theirs) * 2 * rate * (1 - rate))


@pytest.mark.parametrize(
    ("cells", "positive", "negative"),
    [
        # Cicchetti and Feinstein 1990, "High agreement but low kappa: II": 2a/(2a+b+c), 2d/(2d+b+c)
        ((40, 9, 6, 45), 80 / 95, 90 / 105),
        ((80, 10, 5, 5), 160 / 175, 10 / 25),
    ],
)
def test_positive_and_negative_agreement_of_two_coders(cells, positive, negative, two_coders):
    found = _label(two_coders(*cells))
    assert (found["positive"], found["negative"]) == pytest.approx((positive, negative))


def test_positive_agreement_of_more_coders_is_the_mean_over_pairs(one_of_five):
    # 0-1: both on one, alone on none → 1; 0-2 and 1-2: both on one, one more by the third → 2/3
    assert _label(one_of_five([[1, 1, 1], [2, 2, 1], [2, 2, 2]]))["positive"] == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)


def test_pair_without_the_label_is_left_out_of_the_mean(one_of_five):
    # coders 1 and 2 meet on the second segment only, where neither says yes
    rows = [[1, 1, None], [2, 2, 2]]
    assert _label(one_of_five(rows))["positive"] == pytest.approx(1.0)


@pytest.mark.parametrize(("cells", "prevalence", "bias"), [((95, 4, 1, 0), 0.95, 0.03), ((40, 9, 6, 45), -0.05, 0.03)])
def test_prevalence_and_bias_index(cells, prevalence, bias, two_coders):
    # (a - d)/n and |b - c|/n; the first table is figure 2 of Cunningham 2009, "More than just the kappa coefficient"
    found = _label(two_coders(*cells))
    assert (found["prevalence"], found["bias"]) == pytest.approx((prevalence, bias))


@given(COUNTS)
def test_kappa_follows_from_pabak_and_the_two_indices(cells):
    # Byrt, Bishop and Carlin 1993: kappa = (PABAK - PI² + BI²) / (1 - PI² + BI²)
    both, first, second, neither = cells
    total = sum(cells)
    assume(0 < 2 * both + first + second < 2 * total)
    pabak = 2 * (both + neither) / total - 1
    prevalence, bias = ((both - neither) / total) ** 2, ((first - second) / total) ** 2
    expected = (pabak - prevalence + bias) / (1 - prevalence + bias)
    assert cohen_kappa(*_once(*cells))[0] == pytest.approx(expected)


def test_positive_agreement_is_undefined_where_nobody_says_yes():
    assert np.isnan(positive_agreement(*_once(0, 0, 0))[0])


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("a", "b", 1),
        ("ab", "ab", 0),
        ("a", "ab", 1 - 1 / 2 * 2 / 3),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),
        # the examples of nltk.metrics.masi_distance, which rounds 2/3 and 1/3: 0.665 and 0.868
        ("12", "1234", 0.665),
        ("1234", "345", 0.868),
    ],
)
def test_masi_distance(first, second, distance):
    assert masi_distance(first, second) == pytest.approx(distance, abs=0.002)
    assert masi_distance(second, first) == masi_distance(first, second)


def test_alpha_over_sets_counts_a_shared_label_as_half_understood(two_coders):
    apart = [*two_coders(8, 1, 1, 8)]
    nearer = [
        type(s)(s.comment, {c: set(own) | {"advice"} for c, own in s.labels.items()}) if n in (8, 9) else s
        for n, s in enumerate(apart)
    ]
    assert _sets(nearer)[1] > _sets(apart)[1]


def test_identical_counts_pairs_with_exactly_the_same_labels(one_of_five):
    assert _sets(one_of_five([[1, 1, 2], [3, 3, 3]]))[0] == pytest.approx((1 / 3 + 1) / 2)
