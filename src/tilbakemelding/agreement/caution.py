"""When a figure is withheld, what level of agreement it stands for, and which caveats go with it: stable codes.

The words for each code are data (``sentences.json``).
"""

from __future__ import annotations

from typing import Literal

from tilbakemelding.agreement.resampling import Estimate

Withheld = Literal[
    "too-few-coders",
    "too-few-comments",
    "never-used",
    "always-used",
    "too-few-uses",
    "too-few-without",
    "too-little-variety",
]
Level = Literal["alike", "perhaps-alike", "partly", "apart", "near-chance"]
Caveat = Literal["no-disagreement", "wide", "rare", "common", "uneven-use"]

MIN_COMMENTS = 20
"""Comments that two or more coded, below which no figure is shown.

Source: the simulation in ``docs/agreement.md``: with 10 comments the interval of alpha spans half the way from 0 to
1 or more, which says nothing. Inference over few clusters is known to be too sure (Cameron, Gelbach and Miller 2008,
"Bootstrap-based improvements for inference with clustered errors", on 5 to 30); the simulation shows how much it is.
"""

MIN_USES = 5
"""Comments in which somebody used a label, and in which somebody did not, below which no figure is shown.

Source: a resample leaves out k of n comments with probability (1 - k/n)^n < e^-k; from 5 up fewer than 1 % of the
resamples lack the label, so that those in which the coefficient is not defined do not bend the interval.
"""

RELIABLE, TENTATIVE = 0.8, 0.667
"""Alpha from which conclusions may be drawn, and from which tentative ones.

Source: Krippendorff 2004, "Content analysis", 2nd edition, p. 241. They are customs of research and no verdict on
a team: the sentences say less than they do.
"""


def why_label_withheld(*, coders: int, comments: int, used: int, unused: int) -> Withheld | None:
    """Return why nothing is said of a label; None where something is.

    Parameters
    ----------
    coders
        Those who coded something that another coded too.
    comments
        Those with a segment that two or more coded.
    used, unused
        Those of them in which somebody gave the label to a segment, and in which somebody did not.

    """
    return _first(
        *_too_small(coders, comments),
        (used == 0, "never-used"),
        (unused == 0, "always-used"),
        (used < MIN_USES, "too-few-uses"),
        (unused < MIN_USES, "too-few-without"),
    )


def why_sets_withheld(*, coders: int, comments: int, varied: int) -> Withheld | None:
    """Return why nothing is said of all labels together; ``varied`` comments hold more than the commonest choice."""
    return _first(*_too_small(coders, comments), (varied < MIN_USES, "too-little-variety"))


def _too_small(coders: int, comments: int) -> tuple[tuple[bool, Withheld], ...]:
    return (coders == 0, "too-few-coders"), (comments < MIN_COMMENTS, "too-few-comments")


def _first(*checks: tuple[bool, Withheld]) -> Withheld | None:
    return next((code for met, code in checks if met), None)


def level_of(alpha: Estimate) -> Level:
    """Return what alpha and its interval allow to say."""
    if alpha.value >= RELIABLE:
        return "alike" if alpha.low >= TENTATIVE else "perhaps-alike"
    if alpha.value >= TENTATIVE:
        return "partly"
    return "apart" if alpha.low > 0 else "near-chance"


def is_wide(alpha: Estimate) -> bool:
    """Tell whether the interval holds both reliable and not even tentative values."""
    return alpha.low < TENTATIVE and alpha.high >= RELIABLE


def prevalence_caveat(*, alpha: float, pabak: float, prevalence: float, bias: float) -> Caveat | None:
    """Tell whether alpha is low only because a label is rare, or common.

    That is so where the prevalence- and bias-adjusted kappa reaches a step of `RELIABLE` and `TENTATIVE` that alpha
    does not, and prevalence has more part in it than a difference between the coders.

    Source: the paradox, Feinstein and Cicchetti 1990, "High agreement but low kappa: I. The problems of two
    paradoxes", Journal of Clinical Epidemiology 43(6); the adjustment and the two indices, Byrt, Bishop and Carlin
    1993, "Bias, prevalence and kappa", 46(5).
    """
    if _steps(pabak) <= _steps(alpha) or abs(prevalence) <= bias:
        return None
    return "rare" if prevalence < 0 else "common"


def _steps(value: float) -> int:
    return (value >= TENTATIVE) + (value >= RELIABLE)
