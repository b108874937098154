"""The command line, with the analyser of the toy pipeline in place of the shipped models."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from tilbakemelding import cli
from tilbakemelding.cli import models


@pytest.fixture
def run(analyser, monkeypatch):
    """Return a function that runs the command line; an exception that escapes it fails the test."""
    monkeypatch.setattr(models, "load", lambda _: analyser)

    def invoke(*arguments, stdin=b""):
        return CliRunner().invoke(cli.app, [str(a) for a in arguments], input=stdin, catch_exceptions=False)

    return invoke


@pytest.fixture
def lines(tmp_path):
    """Return a function that writes lines of bytes to a JSON Lines file."""

    def write(*content, name="comments.jsonl"):
        path = tmp_path / name
        path.write_bytes(b"".join(line + b"\n" for line in content))
        return path

    return write


@pytest.fixture
def comment_file(tmp_path):
    """Return a function that writes a comment to a file of its own."""

    def write(text, name="comment.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write
