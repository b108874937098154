"""Codings → the sums over comments that the coefficients are computed from, in every resample at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.stats import binom

from tilbakemelding.agreement.codings import Codings, FloatArray
from tilbakemelding.agreement.coefficients import (
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    masi_distance,
    positive_agreement,
    ratio,
)
from tilbakemelding.labels import LABEL_CODES

_TWO_CODERS = 2
_UNEQUAL = 1 - np.eye(2)
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class LabelStatistics:
    """What can be said of one label; each array holds a cell a row of the weights, nan where not defined.

    ``raw`` is the share of segments on which a pair of its coders agrees, ``positive`` and ``negative`` are means over
    the pairs of coders; ``prevalence`` is the rate of yes less that of no, ``bias`` the difference of two coders'
    rates, both means over pairs.

    Source: prevalence and bias index, Byrt, Bishop and Carlin 1993, "Bias, prevalence and kappa", Journal of Clinical
    Epidemiology 46(5).
    """

    raw: FloatArray
    positive: FloatArray
    negative: FloatArray
    kappa: FloatArray
    alpha: FloatArray
    prevalence: FloatArray
    bias: FloatArray


def label_statistics(codings: Codings, column: int, weights: FloatArray) -> LabelStatistics:
    """Return the statistics of the label in a column; ``weights`` as `draw_weights` gives them."""
    yes = codings.chosen[:, :, column]
    said, coded = yes.sum(axis=1), codings.known.sum(axis=1)
    split = 2 * said * (coded - said)
    parts = [np.ones(len(said)), said / coded, split / (coded * (coded - 1)), coded - said, said, split / (coded - 1)]
    segments, share, differing, _, _, disagreement = (totals := weights @ codings.by_comment(np.stack(parts, axis=1))).T
    both, first, second, neither = _pair_tables(codings, column, weights)
    pairs = both + first + second + neither
    return LabelStatistics(
        raw=1 - ratio(differing, segments),
        positive=_mean(positive_agreement(both, first, second)),
        negative=_mean(positive_agreement(neither, first, second)),
        kappa=cohen_kappa(both[:, 0], first[:, 0], second[:, 0], neither[:, 0])
        if codings.known.shape[1] == _TWO_CODERS
        else fleiss_kappa(segments, differing, share),
        alpha=krippendorff_alpha(disagreement, totals[:, 3:5], _UNEQUAL),
        prevalence=_mean(ratio(both - neither, pairs)),
        bias=_mean(np.abs(ratio(first - second, pairs))),
    )


def _pair_tables(codings: Codings, column: int, weights: FloatArray) -> tuple[FloatArray, ...]:
    """Return the four counts of every pair of coders, each of shape (n, n_pairs)."""
    one, two = np.array(list(combinations(range(codings.known.shape[1]), 2))).T
    yes = codings.chosen[:, :, column]
    known = codings.known[:, one] & codings.known[:, two]
    first, second = yes[:, one], yes[:, two]
    cells = (first & second, first & ~second, ~first & second, ~first & ~second)
    return tuple(weights @ codings.by_comment(known & cell) for cell in cells)


def uneven_use(codings: Codings, column: int) -> FloatArray:
    """Return, for each coder, how surely the label is used more or less often than by the others: a p-value.

    Comments in which the coder gave the label more often than the others did on the same segments are counted
    against those with less often, by the exact sign test.

    Source: McNemar 1947, "Note on the sampling error of the difference between correlated proportions", in its exact
    form, with comments for pairs.
    """
    yes = codings.chosen[:, :, column].astype(float)
    others = (yes.sum(axis=1, keepdims=True) - yes) / (codings.known.sum(axis=1, keepdims=True) - 1)
    above = codings.by_comment(np.where(codings.known, yes - others, 0.0))
    more, less = (above > _ROUNDING).sum(axis=0), (above < -_ROUNDING).sum(axis=0)
    return np.asarray(np.minimum(1.0, 2 * binom.cdf(np.minimum(more, less), more + less, 0.5)))


def set_statistics(codings: Codings, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the share of pairs of codings with the same labels, and alpha over the sets of labels.

    Source: alpha as in `krippendorff_alpha` with MASI for the difference (Passonneau 2006), so that a segment on
    which two share one of two labels counts as half understood and not as a plain disagreement (Artstein and Poesio
    2008, "Inter-coder agreement for computational linguistics", Computational Linguistics 34(4), on sets).
    """
    bits = codings.chosen @ (1 << np.arange(len(LABEL_CODES)))
    used = np.unique(bits[codings.known])
    given = ((bits[:, :, None] == used) & codings.known[:, :, None]).sum(axis=1)
    sets = [[code for n, code in enumerate(LABEL_CODES) if value >> n & 1] for value in used.tolist()]
    distance = np.array([[masi_distance(one, two) for two in sets] for one in sets])
    coded = codings.known.sum(axis=1)
    same = (given * (given - 1)).sum(axis=1) / (coded * (coded - 1))
    apart = np.einsum("sv,vw,sw->s", given, distance, given) / (coded - 1)
    identical, segments, disagreement = (
        weights @ codings.by_comment(np.stack([same, np.ones(len(coded)), apart], axis=1))
    ).T
    counts = weights @ codings.by_comment(given)
    return ratio(identical, segments), krippendorff_alpha(disagreement, counts, distance)


def _mean(values: FloatArray) -> FloatArray:
    """Return the mean over pairs, those left out for which it is not defined."""
    defined = ~np.isnan(values)
    return ratio(np.where(defined, values, 0.0).sum(axis=1), defined.sum(axis=1).astype(float))
