"""`tilbakemelding serve`: the web service and page, in a checkout of the project."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from tilbakemelding.cli.output import SERVICE_FAULT, fail

ROOT = Path(__file__).resolve().parents[3]


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; loopback unless told otherwise.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 1,
) -> None:
    """Start the web service and page."""
    if not (ROOT / "service").is_dir():
        fail("the service is not part of the installed package; run this in a checkout of the project", SERVICE_FAULT)
    command = [sys.executable, "-m", "service", "--host", host, "--port", str(port), "--workers", str(workers)]
    with subprocess.Popen(command, cwd=ROOT) as service:  # noqa: S603
        signal.signal(signal.SIGTERM, lambda *_: service.terminate())
        signal.signal(signal.SIGINT, lambda *_: None)  # the terminal tells the service itself
        code = service.wait()
    raise typer.Exit(SERVICE_FAULT if code > 0 else 0)
