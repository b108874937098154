"""Tells whether a comment to a pupil describes quality, gives advice that points forward, or only passes a verdict.

Analysis: `Analyser.load`, then `Analyser.analyse` or `Analyser.analyse_many`.

Documents: `read_document` finds the comments in a file, `read_rows` gives the rows of a table as they stand.

Masking: ``Masker(analyser.language)`` shares the analyser's pipeline, `Masker.load` has one of its own.
`Masker.mask_all` masks the comments of one contribution, with a `read_class_list` where there is one, so that a
placeholder means the same in all; `Masker.mask` masks one. A person corrects with `add_replacement`,
`undo_replacement` and `merge_replacements`, which take and return all comments of the contribution; what has been
away comes back by `restore_masked`.

Agreement: `agreement_between` measures how far the coders of a review round agree, `agreement_with_model` the model
with what they settled on; `agreement_sentences` and `model_sentences` word it.

Suppression: `plan_release` says which numbers a leader or owner may see, `reason_text` why not the others, and
`guarded_percent` how a share may be shown.
"""

from tilbakemelding.agreement import (
    AdjudicatedSegment,
    CodedSegment,
    Estimate,
    LabelAgreement,
    ModelAgreement,
    RoundAgreement,
    SetAgreement,
    agreement_between,
    agreement_sentences,
    agreement_with_model,
    model_sentences,
)
from tilbakemelding.analysis import Analyser
from tilbakemelding.artefact import default_models
from tilbakemelding.errors import (
    BlankText,
    DocumentError,
    DocumentTooLarge,
    InputError,
    InvalidCharacters,
    InvalidCorrection,
    ModelError,
    TextTooLong,
    TilbakemeldingError,
    UnknownLabel,
    UnusableFigure,
    UnusableRelease,
    WrongType,
)
from tilbakemelding.labels import FORMS, LABELS, SCHEME_VERSION, Form, Label
from tilbakemelding.language import MAX_CHARACTERS
from tilbakemelding.masking import (
    KINDS,
    PLACEHOLDERS,
    ClassList,
    Mark,
    MarkedText,
    Masked,
    Masker,
    Replacement,
    add_replacement,
    merge_replacements,
    read_class_list,
    restore_masked,
    undo_replacement,
)
from tilbakemelding.prevalence import (
    Basis,
    Change,
    ReleasedComment,
    ShareEstimate,
    change_between,
    change_sentence,
    estimate_share,
    share_sentences,
)
from tilbakemelding.readers import (
    ENDINGS,
    MAX_COMMENTS,
    MAX_DOCUMENT_BYTES,
    TABLE_ENDINGS,
    Document,
    FoundComment,
    NumberedRows,
    Place,
    TableFacts,
    read_document,
    read_rows,
)
from tilbakemelding.results import Analysis, Evidence, Hint, PointsForward, Segment
from tilbakemelding.suppression import (
    MIN_COVERAGE,
    Block,
    Cell,
    Entry,
    GuardedPercent,
    Piece,
    Reason,
    Release,
    Shown,
    Withheld,
    guarded_percent,
    plan_release,
    reason_text,
)

__all__ = [
    "ENDINGS",
    "FORMS",
    "KINDS",
    "LABELS",
    "MAX_CHARACTERS",
    "MAX_COMMENTS",
    "MAX_DOCUMENT_BYTES",
    "MIN_COVERAGE",
    "PLACEHOLDERS",
    "SCHEME_VERSION",
    "TABLE_ENDINGS",
    "AdjudicatedSegment",
    "Analyser",
    "Analysis",
    "Basis",
    "BlankText",
    "Block",
    "Cell",
    "Change",
    "ClassList",
    "CodedSegment",
    "Document",
    "DocumentError",
    "DocumentTooLarge",
    "Entry",
    "Estimate",
    "Evidence",
    "Form",
    "FoundComment",
    "GuardedPercent",
    "Hint",
    "InputError",
    "InvalidCharacters",
    "InvalidCorrection",
    "Label",
    "LabelAgreement",
    "Mark",
    "MarkedText",
    "Masked",
    "Masker",
    "ModelAgreement",
    "ModelError",
    "NumberedRows",
    "Piece",
    "Place",
    "PointsForward",
    "Reason",
    "Release",
    "ReleasedComment",
    "Replacement",
    "RoundAgreement",
    "Segment",
    "SetAgreement",
    "ShareEstimate",
    "Shown",
    "TableFacts",
    "TextTooLong",
    "TilbakemeldingError",
    "UnknownLabel",
    "UnusableFigure",
    "UnusableRelease",
    "Withheld",
    "WrongType",
    "add_replacement",
    "agreement_between",
    "agreement_sentences",
    "agreement_with_model",
    "change_between",
    "change_sentence",
    "default_models",
    "estimate_share",
    "guarded_percent",
    "merge_replacements",
    "model_sentences",
    "plan_release",
    "read_class_list",
    "read_document",
    "read_rows",
    "reason_text",
    "restore_masked",
    "share_sentences",
    "undo_replacement",
]
__version__ = "0.1.0"
