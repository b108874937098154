"""Tells whether a comment to a pupil describes quality, gives advice that points forward, or only passes a verdict."""

from tilbakemelding.analysis import Analyser
from tilbakemelding.artefact import default_models
from tilbakemelding.errors import (
    BlankText,
    DocumentError,
    DocumentTooLarge,
    InputError,
    InvalidCharacters,
    ModelError,
    TextTooLong,
    TilbakemeldingError,
    WrongType,
)
from tilbakemelding.labels import FORMS, LABELS, Form, Label
from tilbakemelding.language import MAX_CHARACTERS
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
    "Document",
    "DocumentError",
    "DocumentTooLarge",
    "Evidence",
    "Form",
    "FoundComment",
    "Hint",
    "InputError",
    "InvalidCharacters",
    "Label",
    "ModelError",
    "Place",
    "PointsForward",
    "Segment",
    "TableFacts",
    "TextTooLong",
    "TilbakemeldingError",
    "WrongType",
    "default_models",
    "read_document",
]
__version__ = "0.1.0"
