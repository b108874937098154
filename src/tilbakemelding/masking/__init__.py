"""Masking: a comment in, the same comment without what points at a person out, with every replacement shown."""

from tilbakemelding.masking.corrections import (
    Mark,
    MarkedText,
    add_replacement,
    merge_replacements,
    restore_masked,
    undo_replacement,
)
from tilbakemelding.masking.masker import Masker
from tilbakemelding.masking.replacements import KINDS, PLACEHOLDERS, Kind, Masked, Replacement
from tilbakemelding.masking.roster import ClassList, read_class_list

__all__ = [
    "KINDS",
    "PLACEHOLDERS",
    "ClassList",
    "Kind",
    "Mark",
    "MarkedText",
    "Masked",
    "Masker",
    "Replacement",
    "add_replacement",
    "merge_replacements",
    "read_class_list",
    "restore_masked",
    "undo_replacement",
]
