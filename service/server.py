"""One process that answers: uvicorn, with an orderly start and an orderly end."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from service.culture.freshness import freshen_all
from service.operation import Readiness
from service.protocol import OrderlyProtocol
from service.samples.retention import keep_retaining
from service.settings import Settings


class Server(uvicorn.Server):
    """Says when it has started; told to stop, it first says that it is not ready, and then finishes what it took."""

    def __init__(self, app: FastAPI, settings: Settings, *, on_started: Callable[[], None] = lambda: None) -> None:
        super().__init__(_config(app, settings))
        self._readiness: Readiness = app.state.readiness
        self._drain_seconds = settings.drain_seconds
        self._store = app.state.store
        self._on_started = on_started
        self._leave_at = 0.0

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        keep_retaining(self._store, then=freshen_all)
        self._on_started()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to leave; a second signal does not wait for the load balancer."""
        self._readiness.leave()
        self._leave_at = 0.0 if self.should_exit else time.monotonic() + self._drain_seconds
        super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Tell whether to stop now."""
        return await super().on_tick(counter) and time.monotonic() >= self._leave_at


def _config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    protocol = type("Protocol", (OrderlyProtocol,), {"head_seconds": settings.head_seconds})
    return uvicorn.Config(
        app,
        http=protocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=settings.grace_seconds,
    )
