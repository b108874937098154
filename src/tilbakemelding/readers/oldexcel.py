"""Workbooks of Excel 97 to 2003 (.xls), through xlrd, which keeps rows as short as they are.

calamine is not used for them: it lays each sheet out as a full rectangle, so two cells take half a gigabyte.
Source: [MS-CFB] 2.6.1 (names of streams), [MS-OFFCRYPTO] 2.3 (a locked file's streams), [MS-XLS] 2.4.117 (FilePass).
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlrd

from tilbakemelding.errors import (
    BrokenDocument,
    DocumentError,
    DocumentMismatch,
    EncryptedDocument,
    MacroDocument,
    TooManyComments,
)
from tilbakemelding.readers.document import MAX_CELLS, Findings, Wanted
from tilbakemelding.readers.tables import Sheet, read_table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a container of old office documents begins with."""
_LOCKED = "encrypted"


def is_locked(data: bytes) -> bool:
    """Tell whether a container holds an office document that is locked with a password."""
    return _has_stream(data, "EncryptedPackage")


def read_xls(data: bytes, wanted: Wanted) -> Findings:
    """Read an old workbook.

    Raises
    ------
    DocumentError
        Any but `UnsupportedDocument` and `HostileDocument`: see there.

    """
    if _has_stream(data, "_VBA_PROJECT_CUR"):
        raise MacroDocument(allowed=".xlsx")
    if not (_has_stream(data, "Workbook") or _has_stream(data, "Book")):
        raise DocumentMismatch(ending=".xls", found="another kind of old office document")
    try:
        sheets = _sheets(data)
    except DocumentError:
        raise
    except xlrd.XLRDError as error:
        if _LOCKED in str(error):
            raise EncryptedDocument from error
        raise BrokenDocument(reason="its sheets cannot be read") from error
    except Exception as error:
        raise BrokenDocument(reason="its sheets cannot be read") from error
    return read_table(sheets, wanted)


def _has_stream(data: bytes, name: str) -> bool:
    """Tell whether the container's directory names a stream; names stand there in UTF-16."""
    return f"{name}\0".encode("utf-16-le") in data


def _sheets(data: bytes) -> list[Sheet]:
    """Return the visible sheets."""
    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    found, cells = [], 0
    for number, name in enumerate(book.sheet_names()):
        sheet = book.sheet_by_index(number)
        cells += sum(map(sheet.row_len, range(sheet.nrows)))
        if cells > MAX_CELLS:
            raise TooManyComments(limit=MAX_CELLS, what="cells")
        if sheet.visibility == 0:
            rows = [[_shown(cell, book.datemode) for cell in sheet.row(row)] for row in range(sheet.nrows)]
            found.append(Sheet.of(name, enumerate(rows, start=1), lettered=True))
        book.unload_sheet(number)
    return found


def _shown(cell: Any, datemode: int) -> str:
    """Return a cell as text, whole numbers without a decimal."""
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(value, datemode)
    if cell.ctype in {xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _date(value: float, datemode: int) -> str:
    try:
        moment: dt.datetime = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return str(value)
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat()
