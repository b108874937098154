"""Tells whether a comment to a pupil describes quality, gives advice that points forward, or only passes a verdict."""

from tilbakemelding.analysis import Analyser
from tilbakemelding.artefact import default_models
from tilbakemelding.errors import (
    BlankText,
    InputError,
    InvalidCharacters,
    ModelError,
    TextTooLong,
    TilbakemeldingError,
    WrongType,
)
from tilbakemelding.labels import FORMS, LABELS, Form, Label
from tilbakemelding.language import MAX_CHARACTERS
from tilbakemelding.results import Analysis, Evidence, Hint, PointsForward, Segment

__all__ = [
    "FORMS",
    "LABELS",
    "MAX_CHARACTERS",
    "Analyser",
    "Analysis",
    "BlankText",
    "Evidence",
    "Form",
    "Hint",
    "InputError",
    "InvalidCharacters",
    "Label",
    "ModelError",
    "PointsForward",
    "Segment",
    "TextTooLong",
    "TilbakemeldingError",
    "WrongType",
    "default_models",
]
__version__ = "0.1.0"
