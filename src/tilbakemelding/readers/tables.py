"""Tables: which row is the header, and which column holds the comments.

The column is the one with the most to read: the mean number of words of a cell, weighted by how many of the cells
are filled and how many differ (a task's text stands the same in every row), and by what the header says.
Source of weights and word lists: tried on tables laid out as Norwegian schools' gradebooks export them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tilbakemelding.errors import NoComments, UnknownColumn, UnknownSheet
from tilbakemelding.readers.document import Findings, FoundComment, Place, TableFacts, Wanted

_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_PROSE = re.compile(r"\S*|[\d\s.,:/+-]*")
_ABOUT_COMMENTS = re.compile(
    r"(?i)kommentar|tilbakemelding|tilbakemeld|framovermelding|fremovermelding|underveisvurdering|begrunnelse"
    r"|grunngj|merknad|comment|feedback|(?<!egen)(?<!eigen)vurdering(?!s)|vurderingstekst"
)
_BY_PUPILS = re.compile(r"(?i)\b(?:fra|frå|av) elev|\belevens? (?:kommentar|vurdering)|\belevkommentar")
_ABOUT_ELSE = re.compile(
    r"(?i)\b(?:elevsvar|svar|besvarelse|innlevering|oppgave|oppgåve|oppgavetekst|kriteri\w*|mål|læringsmål"
    r"|kompetansemål|egenvurdering|eigenvurdering|intern\w*)\b"
)
_HEADER = re.compile(
    r"(?i)\b(?:elev|eleven|navn|namn|fornavn|førenamn|etternavn|etternamn|klasse|gruppe|fag|dato|karakter|poeng|nr|id"
    r"|status|e-?post|brukernavn|brukarnamn|oppgave|oppgåve|name|grade|student|score|email|date|lærer|lærar)\b"
)
_SEARCHED = 20
_SAMPLE = 1_000
_LONGEST_HEADER = 60
_LONGER = 3
_FEW_WORDS = 2.5
"""Mean words under which a column is no prose, where no header speaks for it: names have two or three."""
_WEIGHT, _PLAIN, _UNLIKELY = 8.0, 1.0, 0.25


NumberedRows = tuple[str | None, list[tuple[int, list[str]]]]
"""A sheet's name (None in a text file), and its rows as they stand, with their numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty; ``number`` counts from 1 in the sheet."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet or a text file's table.

    ``columns`` holds the names of those that are not empty, by their place from 0; ``lettered`` tells that cells have
    addresses such as C2.
    """

    name: str | None
    columns: Mapping[int, str]
    rows: tuple[Row, ...]
    lettered: bool

    @classmethod
    def of(cls, name: str | None, lines: Iterable[tuple[int, Sequence[str]]], *, lettered: bool) -> Sheet:
        """Make a sheet of numbered lines: find its header, leave out what stands above it and what is empty."""
        filled = [Row(number, tuple(cell.strip() for cell in cells)) for number, cells in lines]
        filled = [row for row in filled if any(row.cells)]
        used = sorted({column for row in filled for column, cell in enumerate(row.cells) if cell})
        place = _header_place(filled, len(used))
        names = filled[place].cells if place is not None else ()
        rows = filled[place + 1 :] if place is not None else filled
        return cls(name, _column_names(names, used), tuple(rows), lettered)

    def facts(self) -> TableFacts:
        """Return what a caller is told of it."""
        return TableFacts(self.name, tuple(self.columns.values()), len(self.rows))

    def values(self, column: int) -> list[str]:
        """Return a column's filled cells."""
        return _filled(self.rows, column)

    def sample(self) -> Sequence[Row]:
        """Return rows from the whole sheet, enough to judge it by."""
        return _sample(self.rows)


def is_about_comments(sheet: Sheet) -> bool:
    """Tell whether a header names a column for comments, and the column is not empty."""
    return any(_ABOUT_COMMENTS.search(name) and sheet.values(place) for place, name in sheet.columns.items())


def column_letters(index: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return a column's number by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_table(sheets: Sequence[Sheet], wanted: Wanted, notes: Sequence[FoundComment] = ()) -> Findings:
    """Read the column asked for, or the one that looks most like comments; notes on cells where they say more.

    Raises
    ------
    UnknownSheet, UnknownColumn, NoComments, TooManyComments
        There is no such sheet or column, nothing that looks like comments, or too much of it.

    """
    tables = tuple(sheet.facts() for sheet in sheets)
    searched = [sheet for sheet in sheets if not wanted.sheet or _same(sheet.name or "", wanted.sheet)]
    if not searched:
        raise UnknownSheet(count=len(sheets))
    chosen = _named(searched, wanted.column) if wanted.column else _best(searched)
    if notes and not wanted.column and _words(note.text for note in notes) > _words(_texts(chosen)):
        wanted.check(len(notes))
        return Findings("cell-comments", tuple(notes), tables)
    if chosen is None:
        raise NoComments(looked_for="notes on cells and a column of written text")
    sheet, column = chosen
    comments = tuple(_comments(sheet, column))
    if not comments:
        raise NoComments(looked_for="text in the column asked for")
    wanted.check(len(comments))
    return Findings("table", comments, tables, sheet.name, sheet.columns[column])


def _comments(sheet: Sheet, column: int) -> Iterable[FoundComment]:
    for row in sheet.rows:
        text = row.cells[column] if column < len(row.cells) else ""
        if text:
            cell = f"{column_letters(column)}{row.number}" if sheet.lettered else None
            yield FoundComment(text, Place("row", row.number, cell))


def _named(sheets: Sequence[Sheet], name: str) -> tuple[Sheet, int]:
    for sheet in sheets:
        for place, column in sheet.columns.items():
            if _same(column, name):
                return sheet, place
    raise UnknownColumn(count=sum(len(sheet.columns) for sheet in sheets))


def _best(sheets: Sequence[Sheet]) -> tuple[Sheet, int] | None:
    scored = [(_score(sheet, place), sheet, place) for sheet in sheets for place in sheet.columns]
    score, sheet, place = max(scored, key=lambda one: one[0], default=(0.0, None, 0))
    return (sheet, place) if sheet is not None and score > 0 else None


def _score(sheet: Sheet, column: int) -> float:
    """Return how much a column looks like comments; 0 for one that is none."""
    rows = sheet.sample()
    values = _filled(rows, column)
    counts = [_count_words(value) for value in values]
    if not any(counts):
        return 0.0
    mean, weight = sum(counts) / len(counts), _weight(sheet.columns[column])
    alone = len(sheet.columns) == 1 and weight == _PLAIN
    if mean * weight < _FEW_WORDS and weight < _WEIGHT and not alone:
        return 0.0
    differing, filled = len(set(values)) / len(values), len(values) / len(rows)
    return mean * weight * math.sqrt(differing * filled)


def _count_words(value: str) -> int:
    """Return how many words a cell has; numbers, dates, addresses and codes have none."""
    if _NO_PROSE.fullmatch(value) and not _WORD.fullmatch(value.rstrip(".!")):
        return 0
    return len(_WORD.findall(value))


def _weight(name: str) -> float:
    """Return what a column's name says of it."""
    if _BY_PUPILS.search(name):
        return _UNLIKELY
    if _ABOUT_COMMENTS.search(name):
        return _WEIGHT
    return _UNLIKELY if _ABOUT_ELSE.search(name) or _HEADER.search(name) else _PLAIN


def _filled(rows: Sequence[Row], column: int) -> list[str]:
    return [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column]]


def _sample(rows: Sequence[Row]) -> Sequence[Row]:
    return rows[:: max(1, len(rows) // _SAMPLE)]


def _texts(chosen: tuple[Sheet, int] | None) -> Iterable[str]:
    return chosen[0].values(chosen[1]) if chosen else ()


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _same(name: str, wanted: str) -> bool:
    return name.strip().casefold() == wanted.strip().casefold()


def _header_place(rows: Sequence[Row], width: int) -> int | None:
    """Return where the header stands among the first rows, or None: titles above it are narrower than the table."""
    filled = [sum(map(bool, row.cells)) for row in rows[:_SEARCHED]]
    place = next((n for n, count in enumerate(filled) if count * 2 >= width and count >= min(2, width)), None)
    return place if place is not None and _is_header(rows, place) else None


def _is_header(rows: Sequence[Row], place: int) -> bool:
    cells = [(column, cell) for column, cell in enumerate(rows[place].cells) if cell]
    if not all(len(cell) <= _LONGEST_HEADER and _WORD.search(cell) and cell[-1] not in ".!?" for _, cell in cells):
        return False
    if all(_HEADER.search(cell) or _ABOUT_COMMENTS.search(cell) or _ABOUT_ELSE.search(cell) for _, cell in cells):
        return True
    if len(cells) == 1:
        return False
    below = _sample(rows[place + 1 :])
    return any(map(_names_a_column, [cell for _, cell in cells])) or any(
        _is_unlike(cell, _filled(below, column)) for column, cell in cells
    )


def _names_a_column(cell: str) -> bool:
    """Tell whether a cell says what a column holds, in a word or two."""
    found = _HEADER.search(cell) or _ABOUT_COMMENTS.search(cell)
    return found is not None and len(cell.split()) <= _LONGER


def _is_unlike(header: str, below: Sequence[str]) -> bool:
    """Tell whether what stands below is of another kind: numbers, or far longer text."""
    if not below:
        return False
    numbers = sum(not _WORD.search(value) for value in below)
    return numbers * 2 > len(below) or sum(map(len, below)) / len(below) > _LONGER * len(header)


def _column_names(header: Sequence[str], used: Sequence[int]) -> dict[int, str]:
    """Return the columns' names by place: their headers, or letters where those are blank; numbered where taken."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    copies: dict[str, int] = {}
    for place in used:
        plain = " ".join(header[place].split()) if place < len(header) else ""
        name = plain = plain or column_letters(place)
        while name.casefold() in taken:
            copies[plain.casefold()] = copies.get(plain.casefold(), 1) + 1
            name = f"{plain} ({copies[plain.casefold()]})"
        taken.add(name.casefold())
        names[place] = name
    return names
