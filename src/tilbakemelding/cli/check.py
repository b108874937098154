"""`tilbakemelding check`: the comments in documents and folders of documents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tilbakemelding.analysis import Analyser
from tilbakemelding.cli import models
from tilbakemelding.cli.checked import CheckedComment, CheckedFile, check_file, documents_in
from tilbakemelding.cli.output import FOUND, INPUT_FAULT, fail, print_json
from tilbakemelding.cli.reports import print_csv, print_table, write_faults
from tilbakemelding.readers import ENDINGS


class Format(StrEnum):
    """How the comments are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Words(StrEnum):
    """The written standard of the table's own words."""

    nb = "nb"
    nn = "nn"


class FailOn(StrEnum):
    """What a script wants to be told of."""

    verdict_only = "verdict-only"
    no_advice = "no-advice"


_LONGEST_NAME = 40
_MEETS: dict[FailOn, Callable[[CheckedComment], bool]] = {
    FailOn.verdict_only: lambda comment: comment.analysis is not None and comment.analysis.verdict_only,
    FailOn.no_advice: lambda comment: comment.analysis is not None and not comment.analysis.points_forward.value,
}


def check(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: Annotated[list[Path], typer.Argument(help="Documents, and folders that are searched for documents.")],
    output: Annotated[Format, typer.Option("--format", help="How the comments are written.")] = Format.table,
    form: Annotated[Words, typer.Option(help="Bokmål or nynorsk, for the words of the table and of CSV.")] = Words.nb,
    sheet: Annotated[str | None, typer.Option(help="Sheet to read; default: the one that looks most like it.")] = None,
    column: Annotated[str | None, typer.Option(help="Column to read; default: the most like comments.")] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="End with exit code 5 where a comment is such.")] = None,
) -> None:
    """Check the comments in Word, Writer, Excel, Calc, CSV, text, JSON Lines and PDF files.

    A file that cannot be read is named at the end, and the others go on.
    """
    files = documents_in(paths)
    if not files:
        fail(f"there is nothing to check: no file there ends in {', '.join(ENDINGS)}", INPUT_FAULT)
    analyser = models.load(None)
    checked = _checked(analyser, files, sheet=sheet, column=column, quiet=output is Format.jsonl)
    done = _write(checked, output, form.value)
    write_faults(done)
    comments = [comment for file in done for comment in file.comments]
    if any(file.error for file in done) or any(comment.error for comment in comments):
        raise typer.Exit(INPUT_FAULT)
    raise typer.Exit(FOUND if fail_on and any(map(_MEETS[fail_on], comments)) else 0)


def _checked(
    analyser: Analyser, files: Sequence[Path], *, sheet: str | None, column: str | None, quiet: bool
) -> Iterator[CheckedFile]:
    """Check file by file, with a bar on standard error unless the answers go to the same terminal meanwhile."""
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True,
        disable=not sys.stderr.isatty() or (quiet and sys.stdout.isatty()),
    ) as progress:  # fmt: skip
        whole = progress.add_task("", total=len(files))
        for path in files:
            progress.update(whole, description=path.name[:_LONGEST_NAME])
            yield check_file(analyser, path, sheet=sheet, column=column, say=_say(progress))
            progress.advance(whole)


def _say(progress: Progress) -> Callable[[int, int], None]:
    """Return what moves a bar for the comments of one file; the bar goes when all are done."""
    task = progress.add_task("", total=None)

    def say(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total, visible=done < total)

    return say


def _write(checked: Iterator[CheckedFile], output: Format, form: str) -> list[CheckedFile]:
    """Write what was checked: JSON Lines at once, all else when everything is known."""
    if output is not Format.jsonl:
        done = list(checked)
        if output is Format.json:
            print_json([line for file in done for line in file.to_dicts()], indent=2)
        else:
            (print_csv if output is Format.csv else print_table)(done, form)
        return done
    done = []
    for file in checked:
        for line in file.to_dicts():
            print_json(line)
        done.append(file)
    return done
