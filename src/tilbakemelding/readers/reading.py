"""The way in: the ending of the name says which reader, and the content must be of that kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from tilbakemelding.errors import (
    DocumentMismatch,
    DocumentTooLarge,
    EncryptedDocument,
    MacroDocument,
    NoComments,
    UnsupportedDocument,
)
from tilbakemelding.readers.calc import ods_rows, read_calc
from tilbakemelding.readers.delimited import csv_rows, read_csv, read_tsv, tsv_rows
from tilbakemelding.readers.document import MAX_COMMENTS, MAX_DOCUMENT_BYTES, Document, Findings, Kind, Wanted
from tilbakemelding.readers.excel import read_xlsx, xlsx_rows
from tilbakemelding.readers.oldexcel import OLE, is_locked, read_xls
from tilbakemelding.readers.opendocument import read_writer
from tilbakemelding.readers.pdf import read_pdf
from tilbakemelding.readers.plain import read_plain
from tilbakemelding.readers.records import read_records
from tilbakemelding.readers.tables import NumberedRows
from tilbakemelding.readers.word import read_word


class _Reader(NamedTuple):
    """A kind of document: what its content begins with, and what reads it."""

    kind: Kind
    begins: str
    read: Callable[[bytes, Wanted], Findings]


_READERS: Mapping[str, _Reader] = {
    ".docx": _Reader("docx", "zip", read_word),
    ".odt": _Reader("odt", "zip", read_writer),
    ".xlsx": _Reader("xlsx", "zip", read_xlsx),
    ".ods": _Reader("ods", "zip", read_calc),
    ".xls": _Reader("xls", "ole", read_xls),
    ".csv": _Reader("csv", "text", read_csv),
    ".tsv": _Reader("tsv", "text", read_tsv),
    ".txt": _Reader("txt", "text", read_plain),
    ".jsonl": _Reader("jsonl", "text", read_records),
    ".ndjson": _Reader("jsonl", "text", read_records),
    ".pdf": _Reader("pdf", "pdf", read_pdf),
}
ENDINGS: tuple[str, ...] = tuple(_READERS)
"""The endings that are read, small letters, with their dot."""

_ROWS: Mapping[str, Callable[[bytes], list[NumberedRows]]] = {
    ".xlsx": xlsx_rows,
    ".ods": ods_rows,
    ".csv": csv_rows,
    ".tsv": tsv_rows,
}
TABLE_ENDINGS: tuple[str, ...] = tuple(_ROWS)
"""The endings of tables whose rows are read as they stand."""

_WITH_MACROS = {".docm": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx", ".xltm": ".xlsx", ".xlsb": ".xlsx",
                ".xlam": ".xlsx"}  # fmt: skip
_SIGNATURES = ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (OLE, "ole"))
_LOOKS = {"zip": "an archive", "ole": "an old office document", "pdf": "a PDF", "text": "text"}
_PDF_SEARCHED = 1024
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")
"""An ending that may be quoted: a longer one may be part of a name."""


def read_document(  # noqa: PLR0913 - limits and choices are by keyword
    name: str,
    data: bytes,
    *,
    sheet: str | None = None,
    column: str | None = None,
    max_bytes: int = MAX_DOCUMENT_BYTES,
    max_comments: int = MAX_COMMENTS,
) -> Document:
    """Read the comments that a document holds.

    Parameters
    ----------
    name
        The file's name; only its ending is looked at.
    data
        The file's content.
    sheet, column
        Of a table, as `Document.tables` names them; by default the one that looks most like comments.
    max_bytes, max_comments
        Limits on the document.

    Raises
    ------
    DocumentError
        The document is not read; the class says why.
    UndecodableFile
        A text file in an encoding that is not known.

    """
    reader = _READERS[_checked(name, data, ENDINGS, max_bytes)]
    found = reader.read(data, Wanted(sheet or None, column or None, max_comments))
    return Document(reader.kind, found.source, found.comments, found.tables, found.sheet, found.column)


def read_rows(name: str, data: bytes, *, max_bytes: int = MAX_DOCUMENT_BYTES) -> list[NumberedRows]:
    """Return the sheets of a table with all their rows as they stand, whatever is in them.

    Parameters
    ----------
    name
        The file's name; only its ending is looked at, one of `TABLE_ENDINGS`.
    data
        The file's content.
    max_bytes
        Limit on the document.

    Returns
    -------
    For each sheet its name (None in a text file) and its rows: the number that a person sees, counted from 1, and the
    cells as text.

    Raises
    ------
    DocumentError
        The document is not read; the class says why.
    UndecodableFile
        A text file in an encoding that is not known.

    """
    return _ROWS[_checked(name, data, TABLE_ENDINGS, max_bytes)](data)


def _checked(name: str, data: bytes, allowed: tuple[str, ...], max_bytes: int) -> str:
    """Return the name's ending, after a first look at the document."""
    ending = PurePath(name).suffix.lower()
    if ending in _WITH_MACROS:
        raise MacroDocument(allowed=_WITH_MACROS[ending])
    if ending not in allowed:
        raise UnsupportedDocument(ending=ending if _ENDING.fullmatch(ending) else "", allowed=", ".join(allowed))
    if len(data) > max_bytes:
        raise DocumentTooLarge(size=len(data), limit=max_bytes)
    if not data:
        raise NoComments(looked_for="anything at all; the file is empty")
    _check_content(data, ending, _READERS[ending].begins)
    return ending


def _check_content(data: bytes, ending: str, expected: str) -> None:
    """Raise unless the content begins as its kind does; a locked office file is an old container whatever its name."""
    begins = _begins(data)
    if begins == "ole" and is_locked(data):
        raise EncryptedDocument
    if begins != expected:
        raise DocumentMismatch(ending=ending, found=_LOOKS[begins])


def _begins(data: bytes) -> str:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return "pdf" if b"%PDF-" in data[:_PDF_SEARCHED] else "text"
