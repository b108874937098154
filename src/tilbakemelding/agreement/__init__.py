"""How far people agree on labels, and the model with them: coefficients, intervals, and what may be said of them."""

from tilbakemelding.agreement.between import LabelAgreement, RoundAgreement, SetAgreement, agreement_between
from tilbakemelding.agreement.caution import MIN_COMMENTS, MIN_USES
from tilbakemelding.agreement.codings import CodedSegment
from tilbakemelding.agreement.model import AdjudicatedSegment, ModelAgreement, agreement_with_model
from tilbakemelding.agreement.resampling import Estimate
from tilbakemelding.agreement.wording import agreement_sentences, model_sentences

__all__ = [
    "MIN_COMMENTS",
    "MIN_USES",
    "AdjudicatedSegment",
    "CodedSegment",
    "Estimate",
    "LabelAgreement",
    "ModelAgreement",
    "RoundAgreement",
    "SetAgreement",
    "agreement_between",
    "agreement_sentences",
    "agreement_with_model",
    "model_sentences",
]
