"""JSON Lines: an object with ``id`` and ``text`` a line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import NoReturn

from tilbakemelding.errors import InputError, MalformedLine, NoComments, UndecodableFile, WrongType
from tilbakemelding.readers.document import Findings, FoundComment, Place, Wanted


def read_records(data: bytes, wanted: Wanted) -> Findings:
    """Read JSON Lines; a faulty line gives a problem in its place, and the rest go on.

    Raises
    ------
    NoComments, TooManyComments
        It is empty, or too much.

    """
    comments = tuple(_comments(data, wanted))
    if not comments:
        raise NoComments(looked_for='JSON objects with a "text", one a line')
    return Findings("records", comments)


def _comments(data: bytes, wanted: Wanted) -> Iterator[FoundComment]:
    count = start = number = 0
    while start < len(data):
        end = data.find(b"\n", start)
        line, start = data[start : end if end >= 0 else len(data)], (end if end >= 0 else len(data)) + 1
        number += 1
        if line.strip():
            count += 1
            wanted.check(count)
            yield _comment(line, number)


def _comment(line: bytes, number: int) -> FoundComment:
    place = Place("line", number)
    try:
        return FoundComment(text_of(json_or_none(line), line, f"line {number}"), place)
    except InputError as error:
        return FoundComment("", place, problem=error)


def json_or_none(line: bytes) -> object:
    """Return the value of a line of strict JSON, None where it is none."""
    try:
        return json.loads(line, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        return None


def text_of(record: object, line: bytes, where: str) -> str:
    """Return the text of a decoded line; say what is wrong with the line where there is none.

    Raises
    ------
    UndecodableFile, MalformedLine, WrongType
        The line is not UTF-8, no object with a text, or its text is no string.

    """
    if record is None:
        decode_utf8(line, where)
        raise MalformedLine(where=where, problem="not JSON")
    if not isinstance(record, dict) or "text" not in record:
        raise MalformedLine(where=where, problem='no object with a "text"')
    if not isinstance(record["text"], str):
        raise WrongType(what='"text"', expected="a string", got=type(record["text"]).__name__, where=where)
    return record["text"]


def decode_utf8(data: bytes, where: str) -> str:
    """Return the text of bytes in UTF-8, without a mark at its start or line breaks around it.

    Raises
    ------
    UndecodableFile
        They are not UTF-8.

    """
    try:
        return data.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError as error:
        raise UndecodableFile(where=where, position=error.start) from error


def _finite(digits: str) -> float:
    value = float(digits)
    return value if math.isfinite(value) else _refuse_constant(digits)


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is no JSON"
    raise ValueError(message)
