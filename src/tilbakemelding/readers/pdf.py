"""PDF: the notes and marks with text that a reader put on its pages. The pages' own text is not read.

Source: ISO 32000-1, 12.5.6 (annotation types). Who wrote them (``/T``) is not read.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import LimitReachedError, PyPdfError

from tilbakemelding.errors import BrokenDocument, DocumentError, EncryptedDocument, HostileDocument, NoComments
from tilbakemelding.readers.document import Findings, FoundComment, Place, Wanted

_NOTES = frozenset({"/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink",
                    "/Square", "/Circle", "/Line", "/Polygon", "/PolyLine", "/Stamp"})  # fmt: skip
MAX_PAGES = 2_000
_UNPACKED = 20_000_000
_OBJECTS = 200_000
_LIMITS = Configuration(
    zlib_maximum_output_length=_UNPACKED,
    lzw_maximum_output_length=_UNPACKED,
    run_length_maximum_output_length=_UNPACKED,
    array_based_stream_maximum_output_length=_UNPACKED,
    stream_decoding_work_maximum_length=_UNPACKED,
    stream_parsing_work_maximum_count=_OBJECTS,
)
"""Bounds on what pypdf unpacks and parses, well under its own. Source: a refusal takes under a second (tests)."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings may quote the document


def read_pdf(data: bytes, wanted: Wanted) -> Findings:
    """Read the notes of a PDF, page by page.

    Raises
    ------
    BrokenDocument, EncryptedDocument, HostileDocument, NoComments, TooManyComments
        It is not read, or holds no notes, or too many.

    """
    try:
        with apply_configuration(_LIMITS):
            comments = tuple(_comments(data, wanted))
    except DocumentError:
        raise
    except LimitReachedError as error:
        raise HostileDocument(reason="it unpacks to far more than its size") from error
    except (PyPdfError, RecursionError, Exception) as error:
        raise BrokenDocument(reason="its pages cannot be read") from error
    if not comments:
        raise NoComments(looked_for="notes on the pages; the pages' own text is not read")
    return Findings("margin-comments", comments)


def _comments(data: bytes, wanted: Wanted) -> Iterator[FoundComment]:
    reader = PdfReader(io.BytesIO(data), root_object_recovery_limit=_OBJECTS // 100)
    if reader.is_encrypted:
        raise EncryptedDocument
    if len(reader.pages) > MAX_PAGES:
        raise HostileDocument(reason=f"it has more than {MAX_PAGES} pages")
    count = 0
    for number, page in enumerate(reader.pages, start=1):
        for annotation in page.get("/Annots", ()) or ():
            text = _text(annotation.get_object())
            if text:
                count += 1
                wanted.check(count)
                yield FoundComment(text, Place("page", number))


def _text(annotation: Any) -> str:
    contents = annotation.get("/Contents") if annotation.get("/Subtype") in _NOTES else None
    return contents.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(contents, str) else ""
