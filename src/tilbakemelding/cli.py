"""The command line: the only module that prints.

Exit codes: 0 all well; 1 the input has a fault (each is named on standard error); 2 wrong usage; 3 a model file is
missing, damaged or does not fit; 4 the service cannot be started.
"""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn, TextIO

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tilbakemelding.analysis import Analyser
from tilbakemelding.artefact import default_models
from tilbakemelding.corpus.check import read_checked
from tilbakemelding.errors import (
    FileUnreadable,
    MalformedLine,
    ModelError,
    TilbakemeldingError,
    UndecodableFile,
    UnknownLanguageModel,
    WrongType,
)
from tilbakemelding.labels import BY_CODE
from tilbakemelding.results import Analysis

INPUT_FAULT, MODEL_FAULT, SERVICE_FAULT = 1, 3, 4
ROOT = Path(__file__).resolve().parents[2]

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
corpus_app = typer.Typer(no_args_is_help=True, help="The annotated corpus: check it, report on it, code it.")
app.add_typer(corpus_app, name="corpus")
CorpusFolder = Annotated[Path, typer.Option("--corpus", help="Folder of the annotated corpus.")]
DEFAULT_CORPUS = ROOT / "corpora" / "annotated"


class Split(StrEnum):
    """A part of the corpus."""

    train = "train"
    dev = "dev"
    test = "test"


class Format(StrEnum):
    """How analyses are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


@app.command()
def analyse(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files with a comment each, or .jsonl; - or none: stdin.")
    ] = None,
    output: Annotated[Format | None, typer.Option("--format", help="Default: jsonl for JSON Lines, else text.")] = None,
    language: Annotated[str | None, typer.Option(help="Another spaCy pipeline than the shipped one.")] = None,
) -> None:
    """Analyse comments: plain text, or JSON Lines with "id" and "text" (one object a line out, in order)."""
    analyser = _load(language)
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
                    plain.append(analyser.analyse(_decode(head + stream.buffer.read(), name)))
        except TilbakemeldingError as error:
            _complain(error, where=name)
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
    return head, name == "-" and isinstance(_json_or_none(head), dict)


def _json_or_none(line: bytes) -> object:
    try:
        return json.loads(line, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        return None


def _finite(digits: str) -> float:
    value = float(digits)
    return value if math.isfinite(value) else _refuse_constant(digits)


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is no JSON"
    raise ValueError(message)


def _lines(head: bytes, stream: TextIO, name: str) -> Iterator[tuple[str, bytes]]:
    number = 1
    line = head
    while line:
        if line.strip():
            yield f"{name}:{number}", line
        line = stream.buffer.readline()
        number += 1


def _decode(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError as error:
        raise UndecodableFile(where=where, position=error.start) from error


def _analyse_lines(analyser: Analyser, lines: Iterator[tuple[str, bytes]], name: str, output: Format) -> int:
    """Write one object a line; a faulty line gives an object with ``error`` and the rest go on."""
    faults = 0
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    ) as progress:  # fmt: skip
        task = progress.add_task(name, total=None)
        for where, line in lines:
            record = _json_or_none(line)
            identifier = record.get("id") if isinstance(record, dict) else None
            try:
                analysis = analyser.analyse(_read_text(record, line, where))
            except TilbakemeldingError as error:
                faults += 1
                _complain(error, where=where)
                _print_json({"id": identifier, "error": {"code": error.code, "message": str(error)}})
            else:
                if output is Format.text:
                    _print(f"{identifier}:\n{_readable(analysis)}\n")
                else:
                    _print_json({"id": identifier, **analysis.to_dict()})
            progress.advance(task)
    return faults


def _read_text(record: object, line: bytes, where: str) -> str:
    """Return the text of a decoded line; say what is wrong with the line where there is none."""
    if record is None:
        _decode(line, where)
        raise MalformedLine(where=where, problem="not JSON")
    if not isinstance(record, dict) or "text" not in record:
        raise MalformedLine(where=where, problem='no object with a "text"')
    if not isinstance(record["text"], str):
        raise WrongType(what='"text"', expected="a string", got=type(record["text"]).__name__, where=where)
    return record["text"]


def _print(text: str) -> None:
    """Write a text for people, control characters and lone surrogates made visible, and hand it on at once."""
    shown = "".join(c if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"} else "\ufffd" for c in text)
    sys.stdout.buffer.write(shown.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def _print_json(value: object, indent: int | None = None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def _write_plain(analyses: list[Analysis], output: Format) -> None:
    if output is Format.jsonl:
        for analysis in analyses:
            _print_json(analysis.to_dict())
    elif output is Format.text and analyses:
        _print("\n\n".join(map(_readable, analyses)))
    elif len(analyses) == 1:
        _print_json(analyses[0].to_dict(), indent=2)
    elif analyses:
        _print_json([analysis.to_dict() for analysis in analyses], indent=2)


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


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; loopback unless told otherwise.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 1,
) -> None:
    """Start the web service and page."""
    if not (ROOT / "service").is_dir():
        _fail("the service is not part of the installed package; run this in a checkout of the project", SERVICE_FAULT)
    command = [sys.executable, "-m", "service", "--host", host, "--port", str(port), "--workers", str(workers)]
    with subprocess.Popen(command, cwd=ROOT) as service:  # noqa: S603
        signal.signal(signal.SIGTERM, lambda *_: service.terminate())
        signal.signal(signal.SIGINT, lambda *_: None)  # the terminal tells the service itself
        code = service.wait()
    raise typer.Exit(SERVICE_FAULT if code > 0 else 0)


@app.command()
def train(
    corpus: CorpusFolder = DEFAULT_CORPUS,
    language: Annotated[str | None, typer.Option(help="Another spaCy pipeline than the shipped one.")] = None,
    output: Annotated[Path | None, typer.Option(help="Folder for classifier, manifest, report and card.")] = None,
) -> None:
    """Train the classifier on the corpus; write it with its manifest, report and card."""
    from tilbakemelding.training.release import train_release  # noqa: PLC0415 - only needed here

    with _faults():
        folder = output or default_models() / "feedback"
        train_release(corpus, folder, language=language or default_models() / "language", root=ROOT, say=print)


@app.command("train-language")
def train_language(
    treebank: Annotated[Path, typer.Option(help="Folder with the treebank's ndt-*.conll.xz and norne-ud-*.conllu.xz.")],
    text: Annotated[Path, typer.Option(help="Folder with official-nob.txt.xz and official-nno.txt.xz.")],
    output: Annotated[Path | None, typer.Option(help="Folder for the pipeline and its card.")] = None,
    work: Annotated[Path, typer.Option(help="Folder for what is made on the way.")] = Path("build/language"),
) -> None:
    """Rebuild the language pipeline from the treebank and running text (about an hour)."""
    from tilbakemelding.training.release import train_language_release  # noqa: PLC0415 - only needed here

    with _faults():
        train_language_release(treebank, text, output or default_models() / "language", work=work, say=print)


@app.command()
def evaluate(
    split: Annotated[Split, typer.Option(help="Part of the corpus.")] = Split.test,
    corpus: CorpusFolder = DEFAULT_CORPUS,
) -> None:
    """Measure the shipped models on a split of the corpus."""
    from tilbakemelding.training.release import evaluate_shipped  # noqa: PLC0415 - only needed here

    analyser = _load(None)
    with _faults():
        print(evaluate_shipped(analyser, corpus, split))


@app.command()
def bench() -> None:
    """Measure speed, start-up time and memory of the shipped models, here and now."""
    from tilbakemelding.training.bench import run_bench  # noqa: PLC0415 - only needed here

    with _faults():
        run_bench(DEFAULT_CORPUS, say=print)


@corpus_app.command()
def check(corpus: CorpusFolder = DEFAULT_CORPUS) -> None:
    """Check the corpus: fields, offsets, labels, coverage, duplicates, splits, and the figures in its README."""
    from tilbakemelding.training.corpus_card import stale_blocks  # noqa: PLC0415 - only needed here

    with _faults():
        splits = read_checked(corpus)
        stale = stale_blocks(corpus, splits)
        if stale:
            _fail(f"{corpus / 'README.md'}: the figures are stale; run `tilbakemelding corpus report`", INPUT_FAULT)
        print(", ".join(f"{name}: {len(comments)} comments" for name, comments in splits.items()) + ": all well")


@corpus_app.command()
def report(corpus: CorpusFolder = DEFAULT_CORPUS) -> None:
    """Write counts, variety and agreement into the corpus's README."""
    from tilbakemelding.training.corpus_card import write_blocks  # noqa: PLC0415 - only needed here

    with _faults():
        write_blocks(corpus, read_checked(corpus))


@corpus_app.command()
def sheets(
    workshop: Path, name: str, authors: list[str], *, batches: int = 1, corpus: CorpusFolder = DEFAULT_CORPUS
) -> None:
    """Make sheets to code from the texts of some authors."""
    from tilbakemelding.corpus.workshop import make_sheets, read_authors  # noqa: PLC0415 - only needed here

    with _faults():
        make_sheets(workshop, read_authors(corpus / "authors.md"), name=name, chosen=authors, batches=batches)


@corpus_app.command("check-codes")
def check_codes(workshop: Path, batch: str, annotator: str) -> None:
    """Check an annotator's answers to a sheet."""
    from tilbakemelding.corpus.workshop import read_answers  # noqa: PLC0415 - only needed here

    with _faults():
        print(f"{len(read_answers(workshop, batch, annotator))} comments: all well")


@corpus_app.command()
def disputes(workshop: Path, name: str, batches: list[str]) -> None:
    """Write the sheet of what two annotators disagree on."""
    from tilbakemelding.corpus.workshop import make_disputes  # noqa: PLC0415 - only needed here

    with _faults():
        print(f"{make_disputes(workshop, name=name, batches=batches)} disputed units")


class _faults:  # noqa: N801 - used as a statement
    """Turns the package's errors into one line on standard error and an exit code."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """End, with an exit code where something went wrong."""
        if isinstance(error, TilbakemeldingError):
            _fail(str(error), MODEL_FAULT if isinstance(error, ModelError | UnknownLanguageModel) else INPUT_FAULT)
        if isinstance(error, OSError) and error.filename is not None:
            _fail(f"{error.filename}: cannot be read: {error.strerror}. Check the path.", INPUT_FAULT)


def _load(language: str | None) -> Analyser:
    with _faults():
        return Analyser.load(language=language)


def _complain(error: TilbakemeldingError, *, where: str) -> None:
    message = str(error)
    print(message if message.startswith(where) else f"{where}: {message}", file=sys.stderr)


def _fail(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(code)


def main() -> None:
    """Run the command line; a closed pipe ends it quietly."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(INPUT_FAULT)
