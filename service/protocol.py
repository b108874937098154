"""HTTP on a connection, with two things that uvicorn leaves open: a time for the head, and problems for bad HTTP."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.errors import MEDIA_TYPE, make_problem
from service.headers import SECURITY_HEADERS

_TIMEOUT = "The request's first line and headers did not arrive in time. Send them at once."
_NO_HTTP = "This is no HTTP request. Send HTTP/1.1."


class OrderlyProtocol(H11Protocol):
    """Answers what is no HTTP with a problem, and closes connections on which no request arrives."""

    head_seconds: float = 10
    """Time from the connection, or from the first byte of a later request, to the end of the headers."""

    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_watching()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Read what has come."""
        super().handle_events()
        if self.conn.their_state is h11.IDLE:
            self._watch_head()
        else:
            self._stop_watching()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP, where nothing has been answered yet."""
        self._refuse("bad-request", _NO_HTTP)

    def _watch_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(self.head_seconds, self._refuse, "request-timeout", _TIMEOUT)

    def _stop_watching(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _refuse(self, code: str, detail: str) -> None:
        """Answer with a problem and close."""
        if self.transport.is_closing():
            return
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            problem = make_problem(code, detail)
            headers = {"Content-Type": MEDIA_TYPE, "Connection": "close", "Cache-Control": "no-store"}
            answer = h11.Response(
                status_code=problem.status,
                headers=list({**SECURITY_HEADERS, **headers}.items()),
                reason=HTTPStatus(problem.status).phrase,
            )
            for event in (answer, h11.Data(data=problem.model_dump_json().encode()), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
