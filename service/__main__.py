"""Starts the service: ``python -m service [--host HOST] [--port PORT] [--workers N]``."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from pydantic import ValidationError

from service.analyser import CommentAnalyser, CommentMasker
from service.card import read_card
from service.examples import TEXT
from service.listening import address, listen
from service.request_id import RequestIdFilter
from service.settings import FIGURES_VARIABLE, Settings
from tilbakemelding import Analyser, Masker, TilbakemeldingError

_LOG_LINE = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"

Load = Callable[[Settings], tuple[CommentAnalyser, CommentMasker]]
"""Loads what the service is put around."""


class StartError(Exception):
    """The service cannot be started; the message is one line for the person at the terminal."""


def load_models(settings: Settings) -> tuple[CommentAnalyser, CommentMasker]:
    """Load the models that the settings name; the masker shares the analyser's pipeline."""
    analyser = Analyser.load(settings.models, language=settings.language)
    return analyser, Masker(analyser.language)


def main(arguments: Sequence[str] | None = None, *, load: Load = load_models) -> int:
    """Start the service and run it until it is told to stop; return the exit code."""
    handler = logging.StreamHandler()
    handler.addFilter(RequestIdFilter())
    logging.basicConfig(level=logging.WARNING, format=_LOG_LINE, handlers=[handler])
    # It warns of each form that breaks its rules, and quotes characters of it; the sender gets the answer.
    logging.getLogger("python_multipart").setLevel(logging.ERROR)
    given = {name: value for name, value in vars(_parse(arguments)).items() if value is not None}
    try:
        _serve(_settings(given), load)
    except (TilbakemeldingError, StartError) as error:
        sys.stderr.write(f"tilbakemelding: {' '.join(str(error).split())}\n")
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; what is not given there is left to the settings."""
    parser = argparse.ArgumentParser(prog="python -m service", description="Serve tilbakemelding over HTTP.")
    parser.add_argument("--host", help="address to listen on (default: 127.0.0.1, this machine only)")
    parser.add_argument("--port", type=int, help="port to listen on (default: 8000; 0 takes any that is free)")
    parser.add_argument("--workers", type=int, help="processes that answer (default: 1; as many as cores for many)")
    return parser.parse_args(arguments)


def _settings(given: dict[str, Any]) -> Settings:
    """Return the settings, or say which one is wrong."""
    try:
        return Settings(**given)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise StartError(f"a setting cannot be used: {wrong}. See --help and the TILBAKEMELDING_ variables.") from None


def _serve(settings: Settings, load: Load) -> None:
    """Take the port, load the models once, and serve."""
    with ExitStack() as held:
        listeners = [held.enter_context(listener) for listener in _listen(settings)]
        held.enter_context(_figures(settings.workers))
        # The metrics' library looks for the folder when it is imported.
        from service.app import create_app  # noqa: PLC0415
        from service.server import Server  # noqa: PLC0415
        from service.workers import Workers  # noqa: PLC0415

        analyser, masker = load(settings)
        analyser.analyse(TEXT)
        app = create_app(analyser, masker, settings, read_card(settings.models))
        words = f"tilbakemelding {analyser.version} listens on {address(listeners[0])} (stop with Ctrl+C)\n"

        def announce() -> None:
            sys.stdout.write(words)
            sys.stdout.flush()

        if settings.workers == 1:
            # The server raises the signal again when all is finished.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            Server(app, settings, on_started=announce).run(listeners)
        else:
            Workers(app, settings, listeners).run(announce)


@contextmanager
def _figures(workers: int) -> Iterator[None]:
    """Give several workers a folder to add up their figures in, unless one is named already."""
    if workers == 1 or FIGURES_VARIABLE in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="tilbakemelding-") as folder:
        os.environ[FIGURES_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[FIGURES_VARIABLE]


def _listen(settings: Settings) -> list[socket.socket]:
    """Take the port before anything is loaded, so that a taken one is told at once."""
    host, port = settings.host, settings.port
    try:
        return listen(host, port, workers=settings.workers)
    except OSError as error:
        raise StartError(
            f"cannot listen on {host} port {port}: {error.strerror or error}. Choose another with --host or --port."
        ) from None


if __name__ == "__main__":
    sys.exit(main())
