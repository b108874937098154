"""Finds documents, reads them and analyses their comments; a fault is kept in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tilbakemelding.analysis import Analyser
from tilbakemelding.errors import DocumentTooLarge, FileUnreadable, TilbakemeldingError
from tilbakemelding.readers import ENDINGS, MAX_DOCUMENT_BYTES, Document, FoundComment, Place, read_document
from tilbakemelding.results import Analysis

_PASSED_OVER = (".", "~$")
"""Names that begin so are hidden, or the locks that Word, Excel and LibreOffice leave beside an open file."""


@dataclass(frozen=True, slots=True)
class CheckedComment:
    """A comment with its analysis, or the error that stands in for it."""

    text: str
    place: Place
    anchor: str | None
    analysis: Analysis | None
    error: TilbakemeldingError | None


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with its comments, or the error that stands in for them."""

    name: str
    document: Document | None
    comments: tuple[CheckedComment, ...]
    error: TilbakemeldingError | None

    def to_dicts(self) -> Iterator[dict[str, Any]]:
        """Return an object a comment, or one with the file's error."""
        if self.error is not None:
            yield {"file": self.name, "error": _told(self.error)}
        for number, comment in enumerate(self.comments, start=1):
            yield {
                "file": self.name,
                "number": number,
                "place": asdict(comment.place),
                "anchor": comment.anchor,
                "analysis": comment.analysis and comment.analysis.to_dict(),
                "error": comment.error and _told(comment.error),
            }


def documents_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and in folders those with an ending that is read; each once, in order."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _walk(path) if path.is_dir() else [path]:
            found.setdefault(file.absolute(), file)
    return list(found.values())


def check_file(
    analyser: Analyser, path: Path, *, sheet: str | None, column: str | None, say: Callable[[int, int], None]
) -> CheckedFile:
    """Read a document and analyse its comments; ``say`` is told how many are done, and of how many."""
    try:
        document = read_document(path.name, _bytes(path), sheet=sheet, column=column)
    except TilbakemeldingError as error:
        return CheckedFile(str(path), None, (), error)
    comments = []
    for number, comment in enumerate(document.comments, start=1):
        comments.append(_check(analyser, comment))
        say(number, len(document.comments))
    return CheckedFile(str(path), document, tuple(comments), None)


def _walk(folder: Path) -> Iterator[Path]:
    """Return the documents under a folder, sorted."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(_PASSED_OVER))
        for name in sorted(names):
            if name.lower().endswith(ENDINGS) and not name.startswith(_PASSED_OVER):
                yield Path(root, name)


def _bytes(path: Path) -> bytes:
    """Return a file's content, unless it is too large to be looked at."""
    try:
        size = path.stat().st_size
        if size > MAX_DOCUMENT_BYTES:
            raise DocumentTooLarge(size=size, limit=MAX_DOCUMENT_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(where=str(path), reason=error.strerror or type(error).__name__) from error


def _check(analyser: Analyser, comment: FoundComment) -> CheckedComment:
    analysis, error = None, comment.problem
    if error is None:
        try:
            analysis = analyser.analyse(comment.text)
        except TilbakemeldingError as fault:
            return CheckedComment(comment.text, comment.place, comment.anchor, None, fault)
    return CheckedComment(comment.text, comment.place, comment.anchor, analysis, error)


def _told(error: TilbakemeldingError) -> dict[str, str]:
    return {"code": error.code, "message": str(error)}
