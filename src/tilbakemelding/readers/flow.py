"""Running text on its way in: paragraphs, the stretches that margin comments hang on, and tables in the text.

The readers of Word's and Writer's files drive it, element by element; it knows neither format.
"""

from __future__ import annotations

from dataclasses import dataclass

from tilbakemelding.errors import TooManyComments
from tilbakemelding.readers.document import MAX_CELLS

MAX_PARAGRAPHS = 100_000
"""Source: a document of two thousand pages."""
MAX_ANCHOR = 500
"""Characters of a marked text that are passed on. Source: enough to find the place; the rest adds nothing."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with text. ``bold`` tells that all of it is; ``cut`` that a page was ended by hand before it."""

    text: str
    heading: bool = False
    bold: bool = False
    cut: bool = False


class _Open:
    """A paragraph whose end has not come."""

    __slots__ = ("bold", "cut_after", "heading", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.heading = False
        self.bold = True
        self.cut_after = False


class Flow:
    """Gathers what a document's body tells, in its order. Text boxes nest paragraphs in paragraphs, cells in cells."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.tables: list[list[list[str]]] = []
        self.order: dict[str, None] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._open: list[_Open] = []
        self._cut = False
        self._tables = 0
        self._cells = 0

    def start_paragraph(self, *, heading: bool = False) -> None:
        """Begin a paragraph."""
        self._open.append(_Open())
        self._open[-1].heading = heading

    def mark_heading(self) -> None:
        """Learn that the open paragraph is a heading."""
        if self._open:
            self._open[-1].heading = True

    def write(self, text: str, *, bold: bool = False) -> None:
        """Add text to the open paragraph."""
        if not self._open or not text:
            return
        self._open[-1].pieces.append(text)
        if not bold and not text.isspace():
            self._open[-1].bold = False
        self._add(text)

    def end_paragraph(self) -> None:
        """End the innermost paragraph; one without text leaves no trace."""
        ended = self._open.pop()
        self._add("\n")
        text = "".join(ended.pieces).strip()
        if self._tables and self.tables[-1] and self.tables[-1][-1]:
            cell = self.tables[-1][-1]
            cell[-1] = f"{cell[-1]}\n{text}".strip()
        if not text:
            self._cut = self._cut or ended.cut_after
            return
        self.paragraphs.append(Paragraph(text, heading=ended.heading, bold=ended.bold, cut=self._cut))
        self._cut = ended.cut_after
        if len(self.paragraphs) > MAX_PARAGRAPHS:
            raise TooManyComments(limit=MAX_PARAGRAPHS, what="paragraphs")

    def cut(self, *, after: bool = False) -> None:
        """Take note that a page was ended by hand, here or ``after`` the open paragraph."""
        if self._open and (after or "".join(self._open[-1].pieces).strip()):
            self._open[-1].cut_after = True
        else:
            self._cut = True

    def start_table(self) -> None:
        """Begin a table; one inside a cell belongs to the cell's text."""
        self._tables += 1
        if self._tables == 1:
            self.tables.append([])

    def start_row(self) -> None:
        """Begin a row."""
        if self._tables == 1:
            self.tables[-1].append([])

    def start_cell(self) -> None:
        """Begin a cell."""
        if self._tables == 1 and self.tables[-1]:
            self.tables[-1][-1].append("")
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise TooManyComments(limit=MAX_CELLS, what="cells")

    def end_table(self) -> None:
        """End the innermost table."""
        self._tables -= 1

    def open_anchor(self, key: str) -> None:
        """Begin the stretch that comment ``key`` hangs on."""
        self._starts.setdefault(key, self._length)

    def close_anchor(self, key: str) -> None:
        """End it."""
        self._ends.setdefault(key, self._length)

    def refer(self, key: str) -> None:
        """Meet the mark of comment ``key``: the order of the marks is the order of the comments."""
        self.order.setdefault(key)

    def anchors(self) -> dict[str, str]:
        """Return the marked texts, shortened to `MAX_ANCHOR` characters; blank ones are left out."""
        text = "".join(self._pieces)
        found = {}
        for key, start in self._starts.items():
            end = self._ends.get(key, start)
            marked = text[start : min(end, start + MAX_ANCHOR)].strip()
            if marked:
                found[key] = marked + ("…" if end - start > MAX_ANCHOR else "")
        return found

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
