"""The share of comments with a property: an estimate with its interval, or the reason why it is withheld."""

from tilbakemelding.prevalence.change import Change, change_between
from tilbakemelding.prevalence.share import Basis, ShareEstimate, estimate_share
from tilbakemelding.prevalence.tallies import ReleasedComment
from tilbakemelding.prevalence.wording import change_sentence, share_sentences

__all__ = [
    "Basis",
    "Change",
    "ReleasedComment",
    "ShareEstimate",
    "change_between",
    "change_sentence",
    "estimate_share",
    "share_sentences",
]
