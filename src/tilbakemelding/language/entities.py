"""Names as the pipeline's recogniser finds them, as plain values; an analysis does not run it.

Source: trained with the pipeline on NorNE's persons, places and organisations (``models/language/card.md``); the
labels of other spaCy pipelines for Norwegian are read as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["person", "place", "organisation", "other"]

_KINDS: dict[str, EntityKind] = {
    "PER": "person",
    "PERSON": "person",
    "LOC": "place",
    "GPE": "place",
    "GPE_LOC": "place",
    "GPE_ORG": "organisation",
    "ORG": "organisation",
}

RECOGNISER = "ner"
"""Name of the component that finds names in every spaCy pipeline."""

COMPONENTS = (RECOGNISER, "name_consistency")
"""What runs, in this order, to find names; the second is left out where a pipeline lacks it."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch ``[start, end)`` in code points of the text as given that is taken for a name."""

    start: int
    end: int
    kind: EntityKind


def kind_of(label: str) -> EntityKind:
    """Return the kind that a recogniser's label stands for."""
    return _KINDS.get(label, "other")
