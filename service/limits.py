"""The bounds that hold for every request, whatever its route: how many at once, and how long one may take to send.

What watches the service (`UNBOUNDED`) is always let in: it must answer most of all when the house is full.
"""

from __future__ import annotations

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import RequestError, request_problem
from service.places import Places, client_of
from service.settings import Settings

UNBOUNDED = frozenset({"/health/live", "/health/ready", "/metrics"})
STREAMED = frozenset({"/v1/analyses/batch"})
"""Routes that read while they answer: not the whole body but each step has its time."""


class Limits:
    """Middleware: refuses what is too many, and gives up on who sends or reads too slowly."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._settings = settings
        self._places = Places(settings.max_requests, what="requests")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where there is a place for it."""
        if scope["type"] != "http" or scope["path"] in UNBOUNDED:
            await self.app(scope, receive, send)
            return
        try:
            with self._places.taken_by(client_of(scope)):
                await self.app(scope, self._timely(scope, receive), self._read_in_time(send))
        except RequestError as error:
            await request_problem(error)(scope, receive, send)

    def _timely(self, scope: Scope, receive: Receive) -> Receive:
        """Give up with 408 where the body does not come in time."""
        seconds = self._settings.stall_seconds if scope["path"] in STREAMED else self._settings.body_seconds
        deadline = anyio.current_time() + seconds
        complete = False

        async def receive_in_time() -> Message:
            nonlocal deadline, complete
            if complete:
                return await receive()
            try:
                with anyio.fail_after(deadline - anyio.current_time()):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, headers={"Connection": "close"}) from None
            complete = message["type"] != "http.request" or not message.get("more_body", False)
            if scope["path"] in STREAMED:
                deadline = anyio.current_time() + seconds
            return message

        return receive_in_time

    def _read_in_time(self, send: Send) -> Send:
        """Treat a client that does not read its answer as one that has gone."""

        async def send_in_time(message: Message) -> None:
            try:
                with anyio.fail_after(self._settings.stall_seconds):
                    await send(message)
            except TimeoutError:
                raise ClientDisconnect from None

        return send_in_time
