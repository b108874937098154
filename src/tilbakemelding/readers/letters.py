"""Documents without margin comments: what stands in them is taken for feedback, a letter or table at a time.

A teacher writes a whole class's feedback into one document, and parts the pupils by headings (often names, in a
heading style or just in bold), by a new page, or by a line of dashes. So the text is cut there, and each stretch is
one comment; a heading is what the comment hangs on, no part of it. A document with none of these is one letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tilbakemelding.errors import NoComments
from tilbakemelding.language import MAX_CHARACTERS
from tilbakemelding.readers.document import Findings, FoundComment, Place, Wanted
from tilbakemelding.readers.flow import Flow, Paragraph
from tilbakemelding.readers.tables import Sheet, is_about_comments, read_table

SEPARATOR = re.compile(r"\s*([-–—_*=~#])(?:\s*\1){2,}\s*")
"""A line of at least three dashes, stars or the like, and nothing else."""
_SHORT = 60
"""A bold paragraph up to this length is a heading. Source: the longest Norwegian full names have about 50 letters."""
_FINAL = (".", "!", "?", ":", ",", ";")


def read_text(flow: Flow, wanted: Wanted) -> Findings:
    """Read a document's own text: the table for feedback where it has one, else its letters.

    Raises
    ------
    NoComments, TooManyComments, UnknownSheet, UnknownColumn
        There is no text, too much of it, or no such table or column.

    """
    sheets = [
        Sheet.of(f"Tabell {number}", enumerate(rows, start=1), lettered=False)
        for number, rows in enumerate(flow.tables, start=1)
    ]
    if wanted.sheet or wanted.column or any(map(is_about_comments, sheets)):
        chosen = sheets if wanted.sheet or wanted.column else [sheet for sheet in sheets if is_about_comments(sheet)]
        return read_table(chosen, wanted)
    return read_letters(flow.paragraphs, wanted)


def read_letters(paragraphs: Sequence[Paragraph], wanted: Wanted) -> Findings:
    """Cut paragraphs into letters; a lone letter that is too long for one comment gives its paragraphs.

    Raises
    ------
    NoComments, TooManyComments
        There is no text, or too much of it.

    """
    letters = tuple(_letters(paragraphs))
    if not letters:
        raise NoComments(looked_for="margin comments, a table with a column for comments, and running text")
    if len(letters) == 1 and len(letters[0].text) > MAX_CHARACTERS:
        wanted.check(len(paragraphs))
        single = (FoundComment(p.text, Place("paragraph", n)) for n, p in enumerate(paragraphs, start=1))
        return Findings("paragraphs", tuple(single))
    wanted.check(len(letters))
    return Findings("letters", letters)


def _letters(paragraphs: Iterable[Paragraph]) -> Iterable[FoundComment]:
    texts: list[str] = []
    first, anchor = 0, None
    for number, paragraph in enumerate(paragraphs, start=1):
        separator, heading = SEPARATOR.fullmatch(paragraph.text) is not None, _is_heading(paragraph)
        if (separator or heading or paragraph.cut) and texts:
            yield FoundComment("\n\n".join(texts), Place("paragraph", first), anchor)
            texts, anchor = [], None
        if heading:
            anchor = paragraph.text
        elif not separator:
            first = first if texts else number
            texts.append(paragraph.text)
    if texts:
        yield FoundComment("\n\n".join(texts), Place("paragraph", first), anchor)


def _is_heading(paragraph: Paragraph) -> bool:
    looks = paragraph.bold and len(paragraph.text) <= _SHORT and not paragraph.text.endswith(_FINAL[:3])
    return paragraph.heading or looks
