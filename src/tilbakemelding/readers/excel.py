"""Excel's .xlsx: the cells through calamine, the notes and threaded comments on cells.

calamine lays a sheet out as a full rectangle, so two cells in far corners would take gigabytes: the extent of each
sheet is measured first. It is given only the parts that were checked, unpacked, so that no archive can trick it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tilbakemelding.errors import BrokenDocument, DocumentMismatch, TooManyComments
from tilbakemelding.readers.cellnotes import read_notes
from tilbakemelding.readers.document import MAX_CELLS, Findings, FoundComment, Wanted
from tilbakemelding.readers.package import Package, parse_xml
from tilbakemelding.readers.relations import part_of_type
from tilbakemelding.readers.tables import NumberedRows, Sheet, column_number, read_table

Grid = tuple[str, list[list[str]]]
"""A sheet's name and its rows from A1 on, as text."""

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"[0-9]{1,7}")
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels"
    r"|xl/(?:_rels/)?(?:workbook\d*|sharedStrings|styles)\.xml(?:\.rels)?|xl/worksheets/[^/]+\.xml"
)
_CHUNK = 1 << 16
_PANIC = "PanicException"
"""What a failure inside calamine is called; it is no `Exception`, and its class cannot be imported."""


def read_xlsx(data: bytes, wanted: Wanted) -> Findings:
    """Read an Excel workbook.

    Raises
    ------
    DocumentError
        Any but `UnsupportedDocument`: see there.

    """
    package, workbook = _opened(data)
    notes = [(name, note) for name, note in read_notes(package, workbook, wanted) if _is_wanted(name, wanted)]
    grids = _grids(_repack(package))
    sheets = [Sheet.of(name, enumerate(rows, start=1), lettered=True) for name, rows in grids]
    return read_table(sheets, wanted, _with_anchors(notes, grids))


def xlsx_rows(data: bytes) -> list[NumberedRows]:
    """Return the visible sheets' rows as they stand, numbered from 1.

    Raises
    ------
    DocumentError
        Any but `UnsupportedDocument`: see there.

    """
    return [(name, list(enumerate(rows, start=1))) for name, rows in _grids(_repack(_opened(data)[0]))]


def _opened(data: bytes) -> tuple[Package, str]:
    """Return the archive, checked, and the name of its workbook."""
    package = Package(data, without_macros=".xlsx")
    workbook = part_of_type(package, "", "/officeDocument")
    if workbook is None or not workbook.startswith("xl/workbook") or not workbook.endswith(".xml"):
        raise DocumentMismatch(ending=".xlsx", found="another kind of archive")
    return package, workbook


def _is_wanted(name: str, wanted: Wanted) -> bool:
    return not wanted.sheet or name.casefold() == wanted.sheet.casefold()


def _repack(package: Package) -> bytes:
    """Return an archive of the parts that calamine needs, each checked, none packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in package.parts:
            if not _READ.fullmatch(name):
                continue
            part = package.read(name)
            extent = _Extent()
            parse_xml(_pieces(part), extent)
            extent.check()
            archive.writestr(name, part)
    return out.getvalue()


def _pieces(part: bytes) -> Iterator[bytes]:
    return (part[start : start + _CHUNK] for start in range(0, len(part), _CHUNK))


class _Extent:
    """Measures the rectangle that a sheet's cells with content span."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._place = (0, 0)
        self._far = [0, 0]

    def start(self, tag: str, attributes: Any) -> None:
        name = tag.rpartition("}")[2]
        if name == "row":
            given = attributes.get("r", "")
            self._row = int(given) if _NUMBER.fullmatch(given) else self._row + 1
            self._column = 0
        elif name == "c":
            match = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = column_number(match[1]) if match else self._column + 1
            self._place = (int(match[2]) if match else self._row, self._column)
        elif name in {"v", "is", "f"}:
            self._far = [max(one, other) for one, other in zip(self._far, self._place, strict=True)]

    def end(self, tag: str) -> None:
        """Learn nothing."""

    def data(self, text: str) -> None:
        """Learn nothing."""

    def check(self) -> None:
        """Raise `TooManyComments` where the rectangle is too large."""
        if self._far[0] * self._far[1] > MAX_CELLS:
            raise TooManyComments(limit=MAX_CELLS, what="cells")


def _grids(data: bytes) -> list[Grid]:
    """Return the visible sheets with their rows as text; those that are hidden were not meant to be read."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            (sheet.name, _rows(workbook.get_sheet_by_name(sheet.name)))
            for sheet in workbook.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
        ]
    except BaseException as error:
        if isinstance(error, CalamineError | ValueError | OSError) or type(error).__name__ == _PANIC:
            raise BrokenDocument(reason="its sheets cannot be read") from error
        raise


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    """Return rows and columns from A1 on, however far down and right the first content stands."""
    blanks = [""] * (sheet.start[1] if sheet.start else 0)
    return [blanks + [_shown(cell) for cell in row] for row in sheet.iter_rows()]


def _with_anchors(notes: Sequence[tuple[str, FoundComment]], grids: Sequence[Grid]) -> list[FoundComment]:
    """Let each note hang on its cell's content."""
    by_name = dict(grids)
    return [replace(note, anchor=_content(by_name.get(name, []), note.place.cell or "")) for name, note in notes]


def _content(rows: Sequence[Sequence[str]], cell: str) -> str | None:
    match = _PLACE.fullmatch(cell)
    row, column = (int(match[2]), column_number(match[1])) if match else (0, 0)
    return rows[row - 1][column - 1] or None if 0 < row <= len(rows) and column <= len(rows[row - 1]) else None


def _shown(cell: object) -> str:
    """Return a cell as text, whole numbers without a decimal."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)
