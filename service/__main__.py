"""Starts the service: ``python -m service [--host HOST] [--port PORT]``."""

from __future__ import annotations

import argparse
import logging
import socket
import sys
from collections.abc import Sequence
from typing import Any

import uvicorn
from pydantic import ValidationError

from service.app import create_app
from service.card import read_card
from service.settings import Settings
from tilbakemelding import Analyser, TilbakemeldingError

_GRACE_SECONDS = 5


class StartError(Exception):
    """The service cannot be started; the message is one line for the person at the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the service and run it until it is told to stop; return the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    given = {name: value for name, value in vars(_parse(arguments)).items() if value is not None}
    try:
        _serve(_settings(given))
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
    return parser.parse_args(arguments)


def _settings(given: dict[str, Any]) -> Settings:
    """Return the settings, or say which one is wrong."""
    try:
        return Settings(**given)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise StartError(f"a setting cannot be used: {wrong}. See --help and the TILBAKEMELDING_ variables.") from None


def _serve(settings: Settings) -> None:
    """Take the port, load the models once, and serve."""
    with _listen(settings.host, settings.port) as listener:
        analyser = Analyser.load(settings.models, language=settings.language)
        app = create_app(analyser, settings, read_card(settings.models))
        sys.stdout.write(f"tilbakemelding {analyser.version} listens on {_address(listener)} (stop with Ctrl+C)\n")
        sys.stdout.flush()
        config = uvicorn.Config(
            app,
            access_log=False,
            log_config=None,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is loaded, so that a taken one is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise StartError(
            f"cannot listen on {host} port {port}: {error.strerror or error}. Choose another with --host or --port."
        ) from None


def _address(listener: socket.socket) -> str:
    """Return the address to type into a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


if __name__ == "__main__":
    sys.exit(main())
