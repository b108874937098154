"""How far the coders of a review round agree: per label, and over the sets of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from tilbakemelding.agreement.caution import (
    MIN_COMMENTS,
    Caveat,
    Level,
    Withheld,
    is_wide,
    level_of,
    prevalence_caveat,
    why_label_withheld,
    why_sets_withheld,
)
from tilbakemelding.agreement.codings import PAIRED, CodedSegment, Codings, FloatArray, read_codings
from tilbakemelding.agreement.resampling import DRAWS, SEED, Estimate, draw_weights, estimate
from tilbakemelding.agreement.tallies import LabelStatistics, label_statistics, set_statistics, uneven_use
from tilbakemelding.labels import LABEL_CODES

_SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """How far the coders agree on one label.

    Attributes
    ----------
    used, unused
        Comments in which somebody gave the label to a segment, and in which somebody did not.
    withheld
        Why there are no figures; None where there are.
    raw
        How often two coders of a segment say the same.
    positive, negative
        How often the other says yes (no) too where one does, mean over the pairs of coders.
    kappa
        Cohen's with two coders, Fleiss' with more.
    alpha
        Krippendorff's, nominal.
    pabak, prevalence, bias
        Kappa adjusted for prevalence and bias (2 raw - 1), and the two indices.
    level, caveats
        What the figures allow to say, as codes.

    """

    label: str
    used: int
    unused: int
    withheld: Withheld | None
    raw: Estimate | None = None
    positive: Estimate | None = None
    negative: Estimate | None = None
    kappa: Estimate | None = None
    alpha: Estimate | None = None
    pabak: float | None = None
    prevalence: float | None = None
    bias: float | None = None
    level: Level | None = None
    caveats: tuple[Caveat, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAgreement:
    """How far the coders agree on all labels of a segment together.

    ``identical`` is how often two coders of a segment give exactly the same labels, ``alpha`` Krippendorff's with
    MASI for the distance of two sets; ``varied`` counts the comments with another choice than the most common one.
    """

    varied: int
    withheld: Withheld | None
    identical: Estimate | None = None
    alpha: Estimate | None = None
    level: Level | None = None
    caveats: tuple[Caveat, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundAgreement:
    """The agreement of a round, over the segments that at least two coded; ``left_out`` counts the others."""

    coders: int
    comments: int
    segments: int
    left_out: int
    kappa_kind: Literal["cohen", "fleiss"]
    whole: SetAgreement
    labels: tuple[LabelAgreement, ...]


def agreement_between(segments: Sequence[CodedSegment], *, draws: int = DRAWS, seed: int = SEED) -> RoundAgreement:
    """Measure how far coders agree, each figure with its 95 % interval over comments.

    Neither the order of the segments nor that of the coders matters, and the same input gives the same figures.

    Raises
    ------
    UnknownLabel
        A label is none of the scheme's.

    """
    codings = read_codings(segments)
    rows, coders = codings.known.shape
    comments = len(codings.starts)
    weights = draw_weights(comments, draws=draws, seed=seed) if comments >= MIN_COMMENTS else np.ones((1, comments))
    return RoundAgreement(
        coders=coders,
        comments=comments,
        segments=rows,
        left_out=codings.left_out,
        kappa_kind="cohen" if coders <= PAIRED else "fleiss",
        whole=_over_sets(codings, weights),
        labels=tuple(_on_label(codings, column, weights) for column in range(len(LABEL_CODES))),
    )


def _on_label(codings: Codings, column: int, weights: FloatArray) -> LabelAgreement:
    yes, comments = codings.chosen[:, :, column], len(codings.starts)
    used = _comments_with(codings, yes.any(axis=1))
    unused = _comments_with(codings, (codings.known & ~yes).any(axis=1))
    withheld = why_label_withheld(coders=codings.known.shape[1], comments=comments, used=used, unused=unused)
    if withheld:
        return LabelAgreement(LABEL_CODES[column], used, unused, withheld)
    found = label_statistics(codings, column, weights)
    rarer = min(used, unused)
    alpha = estimate(found.alpha, comments=comments, able=rarer)
    assert alpha is not None, "a label that is both used and not used has an expected disagreement"
    level = level_of(alpha)
    return LabelAgreement(
        label=LABEL_CODES[column],
        used=used,
        unused=unused,
        withheld=None,
        raw=estimate(found.raw, comments=comments, able=comments),
        positive=estimate(found.positive, comments=comments, able=used),
        negative=estimate(found.negative, comments=comments, able=unused),
        kappa=estimate(found.kappa, comments=comments, able=rarer),
        alpha=alpha,
        pabak=float(2 * found.raw[0] - 1),
        prevalence=float(found.prevalence[0]),
        bias=float(found.bias[0]),
        level=level,
        caveats=(*_caveats(alpha, level), *_skewed(codings, column, found)),
    )


def _over_sets(codings: Codings, weights: FloatArray) -> SetAgreement:
    comments = len(codings.starts)
    varied = _varied(codings)
    withheld = why_sets_withheld(coders=codings.known.shape[1], comments=comments, varied=varied)
    if withheld:
        return SetAgreement(varied, withheld)
    identical, distance = set_statistics(codings, weights)
    alpha = estimate(distance, comments=comments, able=varied)
    assert alpha is not None, "more than one set of labels was given"
    level = level_of(alpha)
    return SetAgreement(
        varied=varied,
        withheld=None,
        identical=estimate(identical, comments=comments, able=comments),
        alpha=alpha,
        level=level,
        caveats=_caveats(alpha, level),
    )


def _caveats(alpha: Estimate, level: Level) -> tuple[Caveat, ...]:
    if alpha.value == 1:
        return ("no-disagreement",)
    return ("wide",) if is_wide(alpha) and level != "perhaps-alike" else ()


def _skewed(codings: Codings, column: int, found: LabelStatistics) -> tuple[Caveat, ...]:
    """Return the caveats of a label that is rare or common, or used unevenly by the coders."""
    prevalence = prevalence_caveat(
        alpha=float(found.alpha[0]),
        pabak=float(2 * found.raw[0] - 1),
        prevalence=float(found.prevalence[0]),
        bias=float(found.bias[0]),
    )
    chances = uneven_use(codings, column)
    tests = 1 if len(chances) == PAIRED else len(chances)  # two coders differ from each other in one way only
    uneven: tuple[Caveat, ...] = ("uneven-use",) if (chances * tests < _SIGNIFICANT).any() else ()
    return (prevalence, *uneven) if prevalence else uneven


def _comments_with(codings: Codings, segments: Any) -> int:
    return int((codings.by_comment(segments) > 0).sum()) if len(codings.starts) else 0


def _varied(codings: Codings) -> int:
    """Count the comments with another choice than the most common one."""
    if not len(codings.starts):
        return 0
    sets, times = np.unique(codings.chosen[codings.known], axis=0, return_counts=True)
    other = (codings.chosen != sets[times.argmax()]).any(axis=2) & codings.known
    return _comments_with(codings, other.any(axis=1))
