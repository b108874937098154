"""`tilbakemelding analyse`: comments as plain text or JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tilbakemelding.analysis import Analyser
from tilbakemelding.cli import models
from tilbakemelding.cli.output import INPUT_FAULT, complain, print_json, print_text
from tilbakemelding.errors import FileUnreadable, TilbakemeldingError
from tilbakemelding.labels import BY_CODE
from tilbakemelding.readers.records import decode_utf8, json_or_none, text_of
from tilbakemelding.results import Analysis


class Format(StrEnum):
    """How analyses are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


def analyse(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files with a comment each, or .jsonl; - or none: stdin.")
    ] = None,
    output: Annotated[Format | None, typer.Option("--format", help="Default: jsonl for JSON Lines, else text.")] = None,
    language: Annotated[str | None, typer.Option(help="Another spaCy pipeline than the shipped one.")] = None,
) -> None:
    """Analyse comments: plain text, or JSON Lines with "id" and "text" (one object a line out, in order)."""
    analyser = models.load(language)
    faults = 0
    plain: list[Analysis] = []
    for number, name in enumerate(files or ["-"]):
        try:
            if name == "-" and "-" in (files or [])[:number]:
                raise FileUnreadable(where="-", reason="standard input was read already")
            with _open(name) as stream:
                head, is_lines = _sniff(stream, name)
                if is_lines:
                    faults += _analyse_lines(analyser, _lines(head, stream, name), name, output or Format.jsonl)
                else:
                    plain.append(analyser.analyse(decode_utf8(head + stream.buffer.read(), name)))
        except TilbakemeldingError as error:
            complain(error, where=name)
            faults += 1
    _write_plain(plain, output or Format.text)
    raise typer.Exit(INPUT_FAULT if faults else 0)


def _open(name: str) -> TextIO:
    if name == "-":
        return sys.stdin
    try:
        return Path(name).open(encoding="utf-8")
    except OSError as error:
        raise FileUnreadable(where=name, reason=error.strerror or type(error).__name__) from error


def _sniff(stream: TextIO, name: str) -> tuple[bytes, bool]:
    """Return the first line's bytes, and whether the input is JSON Lines (by name, or by an object on line 1)."""
    try:
        head = stream.buffer.readline()
    except OSError as error:
        raise FileUnreadable(where=name, reason=error.strerror or type(error).__name__) from error
    if name.endswith((".jsonl", ".ndjson")):
        return head, True
    return head, name == "-" and isinstance(json_or_none(head), dict)


def _lines(head: bytes, stream: TextIO, name: str) -> Iterator[tuple[str, bytes]]:
    number = 1
    line = head
    while line:
        if line.strip():
            yield f"{name}:{number}", line
        line = stream.buffer.readline()
        number += 1


def _analyse_lines(analyser: Analyser, lines: Iterator[tuple[str, bytes]], name: str, output: Format) -> int:
    """Write one object a line; a faulty line gives an object with ``error`` and the rest go on."""
    faults = 0
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    ) as progress:  # fmt: skip
        task = progress.add_task(name, total=None)
        for where, line in lines:
            record = json_or_none(line)
            identifier = record.get("id") if isinstance(record, dict) else None
            try:
                analysis = analyser.analyse(text_of(record, line, where))
            except TilbakemeldingError as error:
                faults += 1
                complain(error, where=where)
                print_json({"id": identifier, "error": {"code": error.code, "message": str(error)}})
            else:
                if output is Format.text:
                    print_text(f"{identifier}:\n{_readable(analysis)}\n")
                else:
                    print_json({"id": identifier, **analysis.to_dict()})
            progress.advance(task)
    return faults


def _write_plain(analyses: list[Analysis], output: Format) -> None:
    if output is Format.jsonl:
        for analysis in analyses:
            print_json(analysis.to_dict())
    elif output is Format.text and analyses:
        print_text("\n\n".join(map(_readable, analyses)))
    elif len(analyses) == 1:
        print_json(analyses[0].to_dict(), indent=2)
    elif analyses:
        print_json([analysis.to_dict() for analysis in analyses], indent=2)


_SUMMARY = {
    "nb": ("Peker framover.", "Peker ikke framover.", "Feller bare en dom.", "ingen merkelapp", "usikker"),
    "nn": ("Peikar framover.", "Peikar ikkje framover.", "Feller berre ein dom.", "ingen merkelapp", "usikker"),
}


def _readable(analysis: Analysis) -> str:
    forward, not_forward, verdict, nothing, uncertain = _SUMMARY[analysis.form]
    lines = []
    for segment in analysis.segments:
        names = ", ".join(BY_CODE[code].name[analysis.form] for code in segment.labels) or nothing
        doubt = f" ({uncertain})" if segment.uncertain else ""
        words = " ".join(analysis.text[segment.start : segment.end].split())
        lines.append(f"  {words}\n      → {names}{doubt}")
    summary = forward if analysis.points_forward.value else verdict if analysis.verdict_only else not_forward
    return "\n".join([*lines, f"  {summary}", *(f"  ? {hint.message}" for hint in analysis.hints)])
