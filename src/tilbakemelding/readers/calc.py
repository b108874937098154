"""Calc's .ods: the cells' texts as they are shown, and the notes on cells.

Own code rather than a library, because a file may repeat a cell a million times in a few bytes: repeats are counted
before they are written out, and blank ones are never written out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tilbakemelding.errors import TooManyComments
from tilbakemelding.readers.document import MAX_CELLS, Findings, FoundComment, Place, Wanted
from tilbakemelding.readers.opendocument import AnnotationText, attribute, open_odf, short_name
from tilbakemelding.readers.tables import NumberedRows, Sheet, column_letters, read_table

_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_MAX_COUNT_DIGITS = 7


def read_calc(data: bytes, wanted: Wanted) -> Findings:
    """Read a Calc file.

    Raises
    ------
    DocumentError
        Any but `UnsupportedDocument`: see there.

    """
    reading = _read(data, wanted)
    notes = [note for name, note in reading.notes if not wanted.sheet or name.casefold() == wanted.sheet.casefold()]
    return read_table([Sheet.of(name, rows, lettered=True) for name, rows in reading.sheets], wanted, notes)


def ods_rows(data: bytes) -> list[NumberedRows]:
    """Return the sheets' rows that hold something, as they stand.

    Raises
    ------
    DocumentError
        Any but `UnsupportedDocument`: see there.

    """
    return list(_read(data, Wanted()).sheets)


def _read(data: bytes, wanted: Wanted) -> _Sheets:
    reading = _Sheets(wanted)
    open_odf(data, kind="spreadsheet", ending=".ods").parse("content.xml", reading)
    return reading


class _Sheets:
    """Reads ``content.xml``: rows with content, numbered; the notes with their sheet."""

    def __init__(self, wanted: Wanted) -> None:
        self.sheets: list[tuple[str, list[tuple[int, list[str]]]]] = []
        self.notes: list[tuple[str, FoundComment]] = []
        self._wanted = wanted
        self._cells = 0
        self._row: list[str] = []
        self._blanks = 0
        self._next_row = 1
        self._row_repeat = 1
        self._cell_repeat = 1
        self._text: AnnotationText | None = None
        self._note: AnnotationText | None = None
        self._note_text = ""

    def start(self, tag: str, attributes: Any) -> None:
        name = short_name(tag)
        if name == "office:annotation":
            self._note = AnnotationText()
        inner = self._note or self._text
        if inner is not None:
            inner.start(name, attributes)
        elif name == "table:table":
            self.sheets.append((attribute(attributes, "table:name") or "", []))
            self._next_row = 1
        elif name == "table:table-row":
            self._row, self._blanks = [], 0
            self._row_repeat = _count(attributes, "table:number-rows-repeated")
        elif name in _CELLS:
            self._text, self._note_text = AnnotationText(), ""
            self._cell_repeat = _count(attributes, "table:number-columns-repeated")

    def end(self, tag: str) -> None:
        name = short_name(tag)
        if name == "office:annotation" and self._note is not None:
            self._note_text, self._note = self._note.text, None
        elif self._note is not None:
            self._note.end(name)
        elif name in _CELLS and self._text is not None:
            self._end_cell(self._text.text)
        elif self._text is not None:
            self._text.end(name)
        elif name == "table:table-row":
            self._end_row()

    def data(self, text: str) -> None:
        inner = self._note or self._text
        if inner is not None:
            inner.data(text)

    def _end_cell(self, text: str) -> None:
        self._text = None
        if self._note_text:
            self._add_note(text or None)
        if not text:
            self._blanks += self._cell_repeat
            return
        self._add_cells(self._blanks + self._cell_repeat)
        self._row += [""] * self._blanks + [text] * self._cell_repeat
        self._blanks = 0

    def _add_note(self, anchor: str | None) -> None:
        self._wanted.check(len(self.notes) + 1)
        cell = f"{column_letters(len(self._row) + self._blanks)}{self._next_row}"
        place = Place("cell", len(self.notes) + 1, cell)
        self.notes.append((self.sheets[-1][0], FoundComment(self._note_text, place, anchor)))

    def _end_row(self) -> None:
        if self._row and self.sheets:
            self._add_cells(len(self._row) * (self._row_repeat - 1))
            rows = self.sheets[-1][1]
            rows += [(self._next_row + n, self._row) for n in range(self._row_repeat)]
        self._next_row += self._row_repeat

    def _add_cells(self, count: int) -> None:
        self._cells += count
        if self._cells > MAX_CELLS:
            raise TooManyComments(limit=MAX_CELLS, what="cells")


def _count(attributes: Mapping[str, str], name: str) -> int:
    """Return how often a cell or row is repeated; what is no sensible number is refused by the count of cells."""
    value = attribute(attributes, name) or "1"
    return max(int(value), 1) if value.isdecimal() and len(value) <= _MAX_COUNT_DIGITS else MAX_CELLS + 1
