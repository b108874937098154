"""Masking: a comment in, the same comment without what points at a person out, with every replacement shown."""

from tilbakemelding.masking.masker import Masker
from tilbakemelding.masking.replacements import (
    KINDS,
    Kind,
    Masked,
    Replacement,
    add_replacement,
    merge_replacements,
    undo_replacement,
)
from tilbakemelding.masking.roster import ClassList, read_class_list

__all__ = [
    "KINDS",
    "ClassList",
    "Kind",
    "Masked",
    "Masker",
    "Replacement",
    "add_replacement",
    "merge_replacements",
    "read_class_list",
    "undo_replacement",
]
