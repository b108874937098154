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
from tilbakemelding.readers.tables import Sheet, read_table

_DELIMITERS = ";\t,|"
_SNIFFED = 50


def read_csv(data: bytes, wanted: Wanted) -> Findings:
    """Read a table whose delimiter is found out; Excel's own ``sep=;`` on the first line decides.

    Raises
    ------
    DocumentError, UndecodableFile
        It is no such table, holds no comments, or lacks the column asked for.

    """
    text = decode(data, ending=".csv")
    first, _, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    if len(named) == 1:
        return _read(rest, named, wanted, skipped=1)
    return _read(text, _delimiter(text), wanted)


def read_tsv(data: bytes, wanted: Wanted) -> Findings:
    """Read a table with tabs: see `read_csv`."""
    return _read(decode(data, ending=".tsv"), "\t", wanted)


def _read(text: str, delimiter: str, wanted: Wanted, *, skipped: int = 0) -> Findings:
    rows = enumerate(_counted(_records(text, delimiter), wanted), start=1 + skipped)
    return read_table([Sheet.of(None, rows, lettered=False)], wanted)


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
