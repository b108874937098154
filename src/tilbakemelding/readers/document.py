"""What reading a document gives: plain values, and the limits that hold for all kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tilbakemelding.errors import InputError, TooManyComments

Kind = Literal["docx", "odt", "xlsx", "ods", "xls", "csv", "tsv", "txt", "jsonl", "pdf"]
Source = Literal["margin-comments", "table", "cell-comments", "paragraphs", "letters", "lines", "records"]
PlaceKind = Literal["row", "paragraph", "comment", "cell", "line", "page"]

MAX_DOCUMENT_BYTES = 10_000_000
"""Source: a Word file of a hundred pages of text with comments has under 1 MB; the rest is room for pictures."""

MAX_COMMENTS = 20_000
"""Source: over ten times a school's comments of a term in one subject, and still read within a second (tests)."""

MAX_CELLS = 500_000
"""Of a table, blanks inside its rectangle included. Source: 20,000 rows of 25 columns."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment stands, without words: ``number`` counts from 1, ``cell`` is such as ``C2`` in a sheet."""

    kind: PlaceKind
    number: int
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class FoundComment:
    """A comment as it stands in the document.

    ``anchor`` is what it hangs on: the marked text, the cell's own content or the heading; None where there is none.
    ``problem`` tells why there is no text to analyse (only in JSON Lines); ``text`` is empty then.
    """

    text: str
    place: Place
    anchor: str | None = None
    problem: InputError | None = None


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table of the document: its sheet (None in a text file), its columns, and its rows without the header."""

    sheet: str | None
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What a reader found: see `Document`."""

    source: Source
    comments: tuple[FoundComment, ...]
    tables: tuple[TableFacts, ...] = ()
    sheet: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read.

    Attributes
    ----------
    kind
        The reader, such as ``docx``.
    source
        What was taken for comments: ``margin-comments`` (Word, Writer, PDF), ``table`` (a column), ``cell-comments``
        (notes on cells), ``letters`` (stretches of running text), ``paragraphs``, ``lines``, or ``records`` (JSON).
    comments
        In the order of the document.
    tables
        Those that the comments could be read from.
    sheet, column
        Which were read.

    """

    kind: Kind
    source: Source
    comments: tuple[FoundComment, ...]
    tables: tuple[TableFacts, ...]
    sheet: str | None
    column: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller asks for: a sheet and a column by name (None: the reader chooses), and the limit."""

    sheet: str | None = None
    column: str | None = None
    max_comments: int = MAX_COMMENTS

    def check(self, count: int, what: str = "comments") -> None:
        """Raise `TooManyComments` where there are more than asked for."""
        if count > self.max_comments:
            raise TooManyComments(limit=self.max_comments, what=what)
