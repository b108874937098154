"""The coefficients of agreement, from counts.

Each takes arrays of one shape, (n,), a cell a resample, and returns one of the same shape, nan where the
coefficient is not defined. A table of two coders is given as four counts: ``both`` said yes, ``first`` alone,
``second`` alone, ``neither``.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from tilbakemelding.agreement.codings import FloatArray


def ratio(top: FloatArray, bottom: FloatArray) -> FloatArray:
    """Divide; nan where there is nothing to divide by."""
    return np.asarray(np.divide(top, bottom, out=np.full(np.shape(bottom), np.nan), where=bottom > 0))


def cohen_kappa(both: FloatArray, first: FloatArray, second: FloatArray, neither: FloatArray) -> FloatArray:
    """Return Cohen's kappa of two coders.

    Source: Cohen 1960, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement
    20(1), written for two categories: (observed - expected) / (1 - expected) with the expected agreement of two
    coders who keep their own rates.
    """
    products = (both + first) * (first + neither) + (both + second) * (second + neither)
    return ratio(2 * (both * neither - first * second), products)


def fleiss_kappa(segments: FloatArray, disagreement: FloatArray, share: FloatArray) -> FloatArray:
    """Return Fleiss' kappa for a label that each segment has or has not by each coder.

    Parameters
    ----------
    segments
        How many segments at least two coded.
    disagreement
        Sum over segments of the share of pairs of coders who differ.
    share
        Sum over segments of the share of its coders who say yes.

    Notes
    -----
    With missing codings a segment counts as much as any other, however many coded it, both in the observed
    agreement and in the rate that chance is computed from; a segment that only one coded is in neither.

    Source: Fleiss 1971, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76(5); for
    missing codings the weights by segment of Gwet's ``irrCAC::fleiss.kappa.raw``, which differs in that segments
    with one coding count in the rate.

    """
    rate = ratio(share, segments)
    return 1 - ratio(ratio(disagreement, segments), 2 * rate * (1 - rate))


def krippendorff_alpha(disagreement: FloatArray, counts: FloatArray, distance: FloatArray) -> FloatArray:
    """Return Krippendorff's alpha for any number of coders, missing codings allowed.

    Parameters
    ----------
    disagreement
        Sum over segments with m codings of the distances of all ordered pairs of codings, divided by m - 1.
    counts
        How often each value was given, shape (n, n_values).
    distance
        How far each value is from each other, shape (n_values, n_values).

    Notes
    -----
    Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C. The coefficient's squared
    difference is ``distance`` itself here: 0 or 1 for a label, MASI for sets.

    """
    total = counts.sum(axis=1)
    expected = np.einsum("nv,vw,nw->n", counts, distance, counts)
    return 1 - ratio(disagreement * (total - 1), expected)


def positive_agreement(both: FloatArray, first: FloatArray, second: FloatArray) -> FloatArray:
    """Return how often the other says yes too, where one says yes; with ``neither`` for ``both`` the same for no.

    Against an adjudicated coding this is F1.

    Source: Cicchetti and Feinstein 1990, "High agreement but low kappa: II. Resolving the paradoxes", Journal of
    Clinical Epidemiology 43(6): 2a / (2a + b + c).
    """
    return ratio(2 * both, 2 * both + first + second)


def masi_distance(first: Collection[str], second: Collection[str]) -> float:
    """Return how far two sets of labels are from each other, in [0, 1].

    1 - Jaccard x monotonicity, which is 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap
    otherwise, and 0 where they share nothing. Two empty sets are equal.

    Source: Passonneau 2006, "Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation",
    LREC.
    """
    one, two = set(first), set(second)
    if one == two:
        return 0.0
    common = one & two
    if not common:
        return 1.0
    monotonicity = 2 / 3 if common in (one, two) else 1 / 3
    return 1 - len(common) / len(one | two) * monotonicity
