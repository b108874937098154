"""For those who run the service: whether it lives, whether it is ready, and its figures."""

from __future__ import annotations

import logging

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from starlette.responses import Response

from service import schemas
from service.described import problems
from service.errors import RequestError
from service.examples import TEXT
from service.metrics import MEDIA_TYPE, Metrics
from service.places import RETRY_AFTER
from service.store import Store, StoreUnavailable
from service.turns import Turns

_log = logging.getLogger(__name__)
_PROBE = "the probe"
_ALWAYS = ("method-not-allowed", "internal-error")


class Readiness:
    """Whether requests should be sent here: once a real comment has been analysed, and until the end is near.

    And only while the store that is set can be used; one that nobody has needed yet can.
    """

    def __init__(self) -> None:
        self._proven = False
        self._leaving = False
        self._told = ""

    def leave(self) -> None:
        """Say from now on that others should answer."""
        self._leaving = True

    async def check(self, turns: Turns, store: Store) -> None:
        """Raise where the service is not ready.

        Raises
        ------
        RequestError
            ``not-ready``: it is about to stop, or the store cannot be used; the log says why, once.

        """
        if self._leaving:
            raise RequestError("not-ready", "The service is about to stop. Ask another.", headers=RETRY_AFTER)
        if not self._proven:
            await turns.analyse(TEXT, client=_PROBE)
            self._proven = True
        try:
            await run_sync(store.check)
        except StoreUnavailable as error:
            if str(error) != self._told:
                _log.error("%s", error)
            self._told = str(error)
            raise RequestError(
                "not-ready", "The store cannot be used; the log says why.", headers=RETRY_AFTER
            ) from None
        self._told = ""


router = APIRouter(tags=["operation"])


@router.get("/health/live", summary="Is the service alive?", responses=problems(*_ALWAYS))
async def read_health() -> schemas.Health:
    """Answer as long as the service runs."""
    return schemas.Health()


@router.get("/health/ready", summary="Should it be sent requests?", responses=problems(*_ALWAYS, "busy", "not-ready"))
async def read_readiness(request: Request) -> schemas.Health:
    """Answer once a comment has been analysed, and no longer when the service stops or its store cannot be used."""
    readiness: Readiness = request.app.state.readiness
    await readiness.check(request.app.state.turns, request.app.state.store)
    return schemas.Health()


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={
        200: {"description": "All workers' figures.", "content": {"text/plain": {"schema": {"type": "string"}}}},
        **problems(*_ALWAYS),
    },
)
async def read_metrics(request: Request) -> Response:
    """Return counts and times by route. Nothing in them comes from what was sent."""
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.text(), headers={"Content-Type": MEDIA_TYPE})
