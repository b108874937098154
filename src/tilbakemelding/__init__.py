"""Tells whether a comment to a pupil describes quality, gives advice that points forward, or only passes a verdict."""

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
    WrongType,
)
from tilbakemelding.labels import FORMS, LABELS, Form, Label
from tilbakemelding.language import MAX_CHARACTERS
from tilbakemelding.masking import (
    ClassList,
    Masked,
    Masker,
    Replacement,
    add_replacement,
    merge_replacements,
    read_class_list,
    undo_replacement,
)
from tilbakemelding.readers import (
    ENDINGS,
    MAX_COMMENTS,
    MAX_DOCUMENT_BYTES,
    Document,
    FoundComment,
    Place,
    TableFacts,
    read_document,
)
from tilbakemelding.results import Analysis, Evidence, Hint, PointsForward, Segment

__all__ = [
    "ENDINGS",
    "FORMS",
    "LABELS",
    "MAX_CHARACTERS",
    "MAX_COMMENTS",
    "MAX_DOCUMENT_BYTES",
    "Analyser",
    "Analysis",
    "BlankText",
    "ClassList",
    "Document",
    "DocumentError",
    "DocumentTooLarge",
    "Evidence",
    "Form",
    "FoundComment",
    "Hint",
    "InputError",
    "InvalidCharacters",
    "InvalidCorrection",
    "Label",
    "Masked",
    "Masker",
    "ModelError",
    "Place",
    "PointsForward",
    "Replacement",
    "Segment",
    "TableFacts",
    "TextTooLong",
    "TilbakemeldingError",
    "WrongType",
    "add_replacement",
    "default_models",
    "merge_replacements",
    "read_class_list",
    "read_document",
    "undo_replacement",
]
__version__ = "0.1.0"
