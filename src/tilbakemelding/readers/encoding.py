"""Bytes of a text file → its text: Unicode by its mark, else UTF-8, else the encoding of Norwegian Windows."""

from __future__ import annotations

import codecs

from tilbakemelding.errors import DocumentMismatch, UndecodableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WINDOWS = "cp1252"
"""What Excel and Notepad write on Norwegian Windows where nothing else is chosen."""


def decode(data: bytes, *, ending: str) -> str:
    """Return the text.

    Raises
    ------
    DocumentMismatch
        It holds NUL bytes, which text in one byte a character does not.
    UndecodableFile
        It is in none of the encodings.

    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data:
        raise DocumentMismatch(ending=ending, found="no text")
    return _decode(data, encoding) if encoding else _guess(data)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableFile(where="", position=error.start) from error


def _guess(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        try:
            return data.decode(_WINDOWS)
        except UnicodeDecodeError:
            raise UndecodableFile(where="", position=error.start) from None
