"""One id for each request: in its answer, in its problems and in every line that is logged on its behalf.

An id that the caller sends is taken over only if it is a UUID, with or without dashes (as nginx and most gateways
make them): anything freer could carry a text into the log.
"""

from __future__ import annotations

import logging
import re
from contextvars import ContextVar
from uuid import UUID, uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Request-ID"
_UUID = re.compile(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NONE = "-"

_current: ContextVar[str] = ContextVar("request_id", default=_NONE)


def instance() -> str:
    """Return the URI of the request in progress, for a problem's ``instance``; outside a request a new one."""
    known = _current.get()
    return uuid4().urn if known == _NONE else UUID(known).urn


class RequestIds:
    """Middleware: gives every request its id and every answer the header."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take over or make the id, and pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent = Headers(scope=scope).get(HEADER, "")
        own = sent if _UUID.fullmatch(sent) else str(uuid4())

        async def with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = own
            await send(message)

        token = _current.set(own)
        try:
            await self.app(scope, receive, with_id)
        finally:
            _current.reset(token)


class RequestIdFilter(logging.Filter):
    """Gives each log record the ``request_id`` of the request it was written for, ``-`` outside one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mark the record; none is dropped."""
        record.request_id = _current.get()
        return True
