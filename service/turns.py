"""Whose turn it is: one comment is analysed at a time, off the event loop, and clients take turns.

An analyser holds Python's lock nearly all the time it works, so a second thread would make every answer slower and
none faster: more cores are used by more workers. What waits, waits here, in order: a client has one comment in the
common line and the others behind it in a line of its own, so a batch or a flood delays another client by one comment.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import anyio
from anyio import to_thread

from service.analyser import CommentAnalyser
from service.errors import RequestError
from service.metrics import Metrics
from service.places import RETRY_AFTER
from tilbakemelding import Analysis


class Turns:
    """Lets comments through to the analyser, one at a time."""

    def __init__(self, analyser: CommentAnalyser, metrics: Metrics, *, wait_seconds: float) -> None:
        self._analyser = analyser
        self._metrics = metrics
        self._wait_seconds = wait_seconds
        self._line = anyio.Lock()
        self._own_lines: dict[str, anyio.Lock] = {}

    async def analyse(self, text: str, *, client: str, patient: bool = False) -> Analysis:
        """Analyse one comment when its turn has come.

        Parameters
        ----------
        client
            Who asks; clients take turns.
        patient
            Wait as long as it takes (for a batch, whose client sees that it moves on).

        Raises
        ------
        RequestError
            ``busy``: the turn did not come in time.
        InputError
            The text cannot be analysed.

        """
        async with self._turn(client, patient=patient):
            with self._metrics.analysing():
                return await to_thread.run_sync(self._analyser.analyse, text)

    @asynccontextmanager
    async def _turn(self, client: str, *, patient: bool) -> AsyncIterator[None]:
        own = self._own_lines.setdefault(client, anyio.Lock())
        try:
            async with AsyncExitStack() as held:
                try:
                    with self._metrics.waiting(), anyio.fail_after(None if patient else self._wait_seconds):
                        await held.enter_async_context(own)
                        await held.enter_async_context(self._line)
                except TimeoutError:
                    detail = "So many comments wait that this one did not get its turn. Try again in a moment."
                    raise RequestError("busy", detail, headers=RETRY_AFTER) from None
                yield
        finally:
            if not own.locked() and not own.statistics().tasks_waiting:
                self._own_lines.pop(client, None)
