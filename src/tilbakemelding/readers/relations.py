"""The relations between the parts of an Office Open XML package (ECMA-376 part 2, 9.3)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any

from tilbakemelding.readers.package import Package


@dataclass(frozen=True, slots=True)
class Relation:
    """That one part leads to another; ``kind`` is the end of the relation's type, such as ``/comments``."""

    key: str
    kind: str
    part: str


class _Relations:
    def __init__(self, folder: str) -> None:
        self.found: list[Relation] = []
        self._folder = folder

    def start(self, tag: str, attributes: Any) -> None:
        target = attributes.get("Target", "")
        if tag.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
            kind = "/" + attributes.get("Type", "").rpartition("/")[2]
            self.found.append(Relation(attributes.get("Id", ""), kind, part))

    def end(self, tag: str) -> None:
        """Learn nothing."""

    def data(self, text: str) -> None:
        """Learn nothing."""


def related_parts(package: Package, part: str) -> list[Relation]:
    """Return what a part leads to inside the package; ``part`` is empty for the package itself.

    Raises
    ------
    HostileDocument, BrokenDocument
        The part that tells so is not to be read.

    """
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    reading = _Relations(folder)
    if relations in package:
        package.parse(relations, reading)
    return [relation for relation in reading.found if relation.part in package]


def part_of_type(package: Package, part: str, kind: str) -> str | None:
    """Return the first part of a kind that ``part`` leads to."""
    return next((relation.part for relation in related_parts(package, part) if relation.kind == kind), None)
