"""Figures for Prometheus. Labels are route templates, methods and codes that this service knows: nothing that was sent.

With several workers each keeps its figures in a file of the folder that ``PROMETHEUS_MULTIPROC_DIR`` names, and
whichever is asked adds them up.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.settings import FIGURES_VARIABLE

MEDIA_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_ELSEWHERE = "elsewhere"
"""Stands for a path or method that the service does not have."""


class Metrics:
    """What is counted; one for each application."""

    def __init__(self) -> None:
        self._registry = own = CollectorRegistry()
        self._requests = Counter(
            "tilbakemelding_requests", "Requests answered.", ["method", "route", "status"], registry=own
        )
        self._seconds = Histogram(
            "tilbakemelding_request_seconds", "Time to the answer's end.", ["route"], buckets=_SECONDS, registry=own
        )
        self._analyses = Histogram(
            "tilbakemelding_analysis_seconds", "Time to analyse a comment.", buckets=_SECONDS, registry=own
        )
        self._in_progress = Gauge(
            "tilbakemelding_requests_in_progress", "Requests now.", registry=own, multiprocess_mode="livesum"
        )
        self._waiting = Gauge(
            "tilbakemelding_comments_waiting", "Comments in line.", registry=own, multiprocess_mode="livesum"
        )

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count a comment as waiting."""
        with self._waiting.track_inprogress():
            yield

    @contextmanager
    def analysing(self) -> Iterator[None]:
        """Time an analysis; what cannot be analysed is not counted."""
        started = time.perf_counter()
        yield
        self._analyses.observe(time.perf_counter() - started)

    @contextmanager
    def request(self, scope: Scope) -> Iterator[dict[str, str]]:
        """Count and time a request; the status is put into what is given back."""
        answer = {"status": "broken"}
        started = time.perf_counter()
        with self._in_progress.track_inprogress():
            try:
                yield answer
            finally:
                route = getattr(scope.get("route"), "path", _ELSEWHERE)
                method = scope["method"] if scope["method"] in _METHODS else _ELSEWHERE
                self._requests.labels(method, route, answer["status"]).inc()
                self._seconds.labels(route).observe(time.perf_counter() - started)

    def text(self) -> bytes:
        """Return all figures, of all workers, in Prometheus's format."""
        if FIGURES_VARIABLE not in os.environ:
            return generate_latest(self._registry)
        everyone = CollectorRegistry()
        MultiProcessCollector(everyone)  # type: ignore[no-untyped-call]
        return generate_latest(everyone)


class Counting:
    """Middleware: counts and times every request."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note its status; an answer that is not finished counts as broken."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with self._metrics.request(scope) as answer:
            status = ""

            async def noting(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = str(message["status"])
                elif not message.get("more_body", False):
                    answer["status"] = status
                await send(message)

            await self.app(scope, receive, noting)
