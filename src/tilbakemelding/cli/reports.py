"""What `check` writes for people: a table in the terminal, a table for a spreadsheet, and the faults at the end."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tilbakemelding.cli.checked import CheckedComment, CheckedFile
from tilbakemelding.cli.output import visible
from tilbakemelding.cli.words import WORDS, Words
from tilbakemelding.labels import BY_CODE, LABEL_CODES
from tilbakemelding.readers import Place
from tilbakemelding.results import Analysis

_FIRST_WORDS = 70
_WIDTH_OF_FILES = 120
"""Columns where standard output is no terminal."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula. Source: OWASP, CSV injection."""


def print_table(files: Sequence[CheckedFile], form: str) -> None:
    """Write a table a file, and a line that sums them up."""
    words = WORDS[form]
    is_terminal = sys.stdout.isatty()
    out = io.StringIO()
    console = Console(
        file=out,
        width=shutil.get_terminal_size().columns if is_terminal else _WIDTH_OF_FILES,
        force_terminal=is_terminal,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for file in files:
        if file.document is not None:
            console.print(Text(visible(f"{file.name} – {_heading(file, words)}"), style="bold"))
            console.print(_table(file, words, form))
    console.print(_summary(files, words))
    sys.stdout.buffer.write(out.getvalue().encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def print_csv(files: Sequence[CheckedFile], form: str) -> None:
    """Write a table that Norwegian Excel opens as it is: with a mark for UTF-8, and semicolons.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    words = WORDS[form]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(words.csv_header)
    for file in files:
        for comment in file.comments:
            writer.writerow(map(_harmless, _csv_row(file.name, comment, words, form)))
    sys.stdout.buffer.write(out.getvalue().encode("utf-8-sig", "backslashreplace"))
    sys.stdout.buffer.flush()


def write_faults(files: Sequence[CheckedFile]) -> None:
    """Name on standard error each file and comment that could not be checked; never with its text."""
    for file in files:
        if file.error is not None:
            message = str(file.error)
            print(message if message.startswith(file.name) else f"{file.name}: {message}", file=sys.stderr)
        for comment in file.comments:
            if comment.error is not None:
                place = f"{comment.place.kind} {comment.place.cell or comment.place.number}"
                message = str(comment.error)
                print(
                    f"{file.name}: {message if message.startswith(place) else f'{place}: {message}'}", file=sys.stderr
                )


def _heading(file: CheckedFile, words: Words) -> str:
    document = file.document
    assert document is not None
    read = words.sources[document.source]
    if document.column is None:
        return read
    columns = next(table.columns for table in document.tables if table.sheet == document.sheet)
    where = f"{document.sheet}: " if document.sheet else ""
    return f"{where}{read.format(column=document.column, columns=', '.join(columns))}"


def _table(file: CheckedFile, words: Words, form: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False)
    for name, ratio in zip(words.header, (2, 4, 3, 2, 5), strict=True):
        table.add_column(name, ratio=ratio, overflow="fold")
    for comment in file.comments:
        cells = _row(comment, words, form)
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return table


def _row(comment: CheckedComment, words: Words, form: str) -> tuple[str, ...]:
    place = place_in_words(comment.place, words)
    anchor = f"\n«{_first_words(comment.anchor, _FIRST_WORDS // 2)}»" if comment.anchor else ""
    first = _first_words(comment.text, _FIRST_WORDS)
    if comment.analysis is None:
        return f"{place}{anchor}", first, "", words.not_checked, comment.error.code if comment.error else ""
    hints = "\n".join(hint.message for hint in comment.analysis.hints)
    labels = ", ".join(_labels(comment.analysis, form)) or words.no_label
    return f"{place}{anchor}", first, labels, _forward(comment.analysis, words), hints


def _csv_row(name: str, comment: CheckedComment, words: Words, form: str) -> tuple[str, ...]:
    place = place_in_words(comment.place, words)
    known = (name, place, comment.anchor or "", comment.text)
    if comment.analysis is None:
        return (*known, "", "", "", comment.error.code if comment.error else "")
    hints = " ".join(hint.message for hint in comment.analysis.hints)
    return (*known, ", ".join(_labels(comment.analysis, form)), _forward(comment.analysis, words), hints, "")


def place_in_words(place: Place, words: Words) -> str:
    """Return a place as a teacher would say it."""
    if place.kind == "cell":
        return f"{words.places['cell']} {place.cell}"
    return f"{words.places[place.kind]} {place.number}"


def _forward(analysis: Analysis, words: Words) -> str:
    return words.yes if analysis.points_forward.value else words.verdict if analysis.verdict_only else words.no


def _labels(analysis: Analysis, form: str) -> list[str]:
    carried = {code for segment in analysis.segments for code in segment.labels}
    return [BY_CODE[code].name[form] for code in LABEL_CODES if code in carried]  # type: ignore[index]


def _first_words(text: str, limit: int) -> str:
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rpartition(" ")[0].rstrip(",;:") + " …" if " " in line[:limit] else line[:limit] + "…"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _summary(files: Sequence[CheckedFile], words: Words) -> str:
    analyses = [comment.analysis for file in files for comment in file.comments if comment.analysis is not None]
    faults = sum(file.error is not None for file in files)
    verdicts = sum(analysis.verdict_only for analysis in analyses)
    forward = sum(analysis.points_forward.value for analysis in analyses)
    return words.summary.format(
        comments=words.counted_comments(len(analyses)),
        files=words.counted_files(len(files) - faults),
        forward=forward,
        verdicts=verdicts,
        others=len(analyses) - forward - verdicts,
    )
