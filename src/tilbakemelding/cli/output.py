"""What all commands share: exit codes, and how they write and complain."""

from __future__ import annotations

import json
import sys
import unicodedata
from typing import NoReturn

import typer

from tilbakemelding.errors import ModelError, TilbakemeldingError, UnknownLanguageModel

INPUT_FAULT, MODEL_FAULT, SERVICE_FAULT, FOUND = 1, 3, 4, 5


def print_text(text: str) -> None:
    """Write a text for people, control characters and lone surrogates made visible, and hand it on at once."""
    sys.stdout.buffer.write(visible(text).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def visible(text: str) -> str:
    """Return a text with what a terminal would act on, or could not show, replaced; line breaks stay."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"} else "\ufffd" for c in text)


def print_json(value: object, indent: int | None = None) -> None:
    """Write a value as JSON, and hand it on at once."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


class faults:  # noqa: N801 - used as a statement
    """Turns the package's errors into one line on standard error and an exit code."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """End, with an exit code where something went wrong."""
        if isinstance(error, TilbakemeldingError):
            fail(str(error), MODEL_FAULT if isinstance(error, ModelError | UnknownLanguageModel) else INPUT_FAULT)
        if isinstance(error, OSError) and error.filename is not None:
            fail(f"{error.filename}: cannot be read: {error.strerror}. Check the path.", INPUT_FAULT)


def complain(error: TilbakemeldingError, *, where: str) -> None:
    """Name a fault and its place on standard error."""
    message = str(error)
    print(message if message.startswith(where) else f"{where}: {message}", file=sys.stderr)


def fail(message: str, code: int) -> NoReturn:
    """End with a line on standard error and an exit code."""
    print(message, file=sys.stderr)
    raise typer.Exit(code)
