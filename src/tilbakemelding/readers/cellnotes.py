"""Notes and threaded comments on the cells of an .xlsx. Their authors are not read.

Excel begins a note with its author's name in bold; that too is left out.
Source: ECMA-376 part 1, 18.7 (comments); [MS-XLSX] 2.6.205 (threaded comments).
"""

from __future__ import annotations

from collections.abc import Mapping

from tilbakemelding.readers.document import FoundComment, Place, Wanted
from tilbakemelding.readers.package import Package
from tilbakemelding.readers.relations import related_parts

_SHOWN = frozenset({None, "visible"})


def read_notes(package: Package, workbook: str, wanted: Wanted) -> list[tuple[str, FoundComment]]:
    """Return the notes of the visible sheets, each with its sheet's name; the anchors are not known here.

    Raises
    ------
    HostileDocument, BrokenDocument, TooManyComments
        A part is not to be read, or there are too many.

    """
    names = _SheetNames()
    package.parse(workbook, names)
    parts = {relation.key: relation.part for relation in related_parts(package, workbook)}
    found: list[tuple[str, FoundComment]] = []
    for key, name in names.found.items():
        if key in parts:
            for cell, text in _notes_of(package, parts[key], wanted).items():
                found.append((name, FoundComment(text, Place("cell", len(found) + 1, cell))))
                wanted.check(len(found))
    return found


def _notes_of(package: Package, sheet: str, wanted: Wanted) -> dict[str, str]:
    """Return a sheet's notes by cell; a thread stands in for the note that old programs would show for it."""
    notes, threads = _Notes(wanted), _Threads(wanted)
    for relation in related_parts(package, sheet):
        if relation.kind == "/comments":
            package.parse(relation.part, notes)
        elif relation.kind == "/threadedComment":
            package.parse(relation.part, threads)
    merged = notes.texts | {cell: "\n".join(texts) for cell, texts in threads.texts.items()}
    return {cell: text for cell, text in merged.items() if text}


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


class _SheetNames:
    """Reads the names of the visible sheets by the keys of their relations."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == "sheet" and attributes.get("state") in _SHOWN:
            key = next((value for name, value in attributes.items() if name.endswith("}id")), "")
            self.found[key] = attributes.get("name", "")

    def end(self, tag: str) -> None:
        """Learn nothing."""

    def data(self, text: str) -> None:
        """Learn nothing."""


class _Notes:
    """Reads ``comments.xml``."""

    def __init__(self, wanted: Wanted) -> None:
        self.texts: dict[str, str] = {}
        self._wanted = wanted
        self._pieces: list[str] = []
        self._cell = ""
        self._run = 0
        self._bold = False
        self._reading = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        if name == "comment":
            self._cell, self._pieces, self._run = attributes.get("ref", ""), [], 0
        elif name == "r":
            self._run, self._bold = self._run + 1, False
        elif name == "b":
            self._bold = attributes.get("val") not in {"0", "false"}
        self._reading = name == "t"

    def end(self, tag: str) -> None:
        name = _local(tag)
        self._reading = False
        if name == "r" and self._run == 1 and self._bold and "".join(self._pieces).rstrip().endswith(":"):
            self._pieces = []
        elif name == "comment":
            self.texts[self._cell] = "".join(self._pieces).strip()
            self._wanted.check(len(self.texts))

    def data(self, text: str) -> None:
        if self._reading:
            self._pieces.append(text)


class _Threads:
    """Reads ``threadedComment.xml``: comment and replies of a cell, in order."""

    def __init__(self, wanted: Wanted) -> None:
        self.texts: dict[str, list[str]] = {}
        self._wanted = wanted
        self._count = 0
        self._cell = ""
        self._pieces: list[str] = []
        self._reading = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        if name == "threadedComment":
            self._cell, self._pieces = attributes.get("ref", ""), []
            self._count += 1
            self._wanted.check(self._count)
        self._reading = name == "text"

    def end(self, tag: str) -> None:
        self._reading = False
        if _local(tag) == "threadedComment":
            self.texts.setdefault(self._cell, []).append("".join(self._pieces).strip())

    def data(self, text: str) -> None:
        if self._reading:
            self._pieces.append(text)
