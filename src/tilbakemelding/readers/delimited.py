"""Tables in text files: .csv (with ``;`` as Norwegian Excel writes it, ``,``, a tab or ``|``) and .tsv."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from tilbakemelding.errors import BrokenDocument, TooManyComments
from tilbakemelding.readers.document import MAX_CELLS, Findings, Wanted
from tilbakemelding.readers.encoding import decode
from tilbakemelding.readers.tables import NumberedRows, Sheet, read_table

_DELIMITERS = ";\t,|"
_SNIFFED = 50


def read_csv(data: bytes, wanted: Wanted) -> Findings:
    """Read a table whose delimiter is found out; Excel's own ``sep=;`` on the first line decides.

    Raises
    ------
    DocumentError, UndecodableFile
        It is no such table, holds no comments, or lacks the column asked for.

    """
    return _read(*_opened(data), wanted)


def read_tsv(data: bytes, wanted: Wanted) -> Findings:
    """Read a table with tabs: see `read_csv`."""
    return _read(decode(data, ending=".tsv"), "\t", 1, wanted)


def csv_rows(data: bytes) -> list[NumberedRows]:
    """Return the rows as they stand, numbered from 1.

    Raises
    ------
    DocumentError, UndecodableFile
        It is no such table.

    """
    return [(None, list(_numbered(*_opened(data), Wanted())))]


def tsv_rows(data: bytes) -> list[NumberedRows]:
    """Return the rows as they stand: see `csv_rows`."""
    return [(None, list(_numbered(decode(data, ending=".tsv"), "\t", 1, Wanted())))]


def _opened(data: bytes) -> tuple[str, str, int]:
    """Return the table's text, its delimiter, and the number of its first row."""
    text = decode(data, ending=".csv")
    first, _, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    return (rest, named, 2) if len(named) == 1 else (text, _delimiter(text), 1)


def _read(text: str, delimiter: str, start: int, wanted: Wanted) -> Findings:
    return read_table([Sheet.of(None, _numbered(text, delimiter, start, wanted), lettered=False)], wanted)


def _numbered(text: str, delimiter: str, start: int, wanted: Wanted) -> Iterator[tuple[int, list[str]]]:
    return enumerate(_counted(_records(text, delimiter), wanted), start=start)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise BrokenDocument(reason="a cell is longer than any comment, as where a quote is never closed") from error


def _counted(records: Iterator[list[str]], wanted: Wanted) -> Iterator[list[str]]:
    """Pass records on as long as there are not too many; the header is not counted."""
    cells = filled = 0
    for record in records:
        cells += len(record)
        if cells > MAX_CELLS:
            raise TooManyComments(limit=MAX_CELLS, what="cells")
        filled += any(record)
        wanted.check(filled - 1, "rows")
        yield record


def _delimiter(text: str) -> str:
    """Return the delimiter that gives the most rows of one width; among equals the first of the usual ones."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> int:
    """Return how many of the first rows have the commonest width, if that is more than one column; times the width."""
    try:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SNIFFED)
        widths = Counter(len(row) for row in rows if row)
    except csv.Error:
        return 0
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return count if width > 1 else 0
