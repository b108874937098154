"""Puts the service together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from starlette.middleware import Middleware

from service import batch, files, operation, page, routes, schemas
from service.analyser import CommentAnalyser, CommentMasker
from service.errors import FailureGuard, install_handlers
from service.headers import SecurityHeaders
from service.languagetool import editors
from service.languagetool import routes as languagetool
from service.languagetool.cors import EditorsCors
from service.limits import Limits
from service.metrics import Counting, Metrics
from service.operation import Readiness
from service.places import Places
from service.request_id import RequestIds
from service.rooms import add_rooms
from service.settings import Settings
from service.turns import Turns
from tilbakemelding import __version__

_DESCRIPTION = """Tells which parts of a Norwegian teacher's comment describe quality, give advice or only judge.

A self-check for the teacher and support for collegial learning; not for appraisal of teachers, and it says nothing
about a pupil's level. Nothing is stored, no text is logged, and it can be wrong: a human decides.

Offsets are Unicode code points. Every error is a problem (RFC 9457) with a stable `code`."""


def create_app(
    analyser: CommentAnalyser, masker: CommentMasker, settings: Settings, card: Mapping[str, Any]
) -> FastAPI:
    """Return the service around an analyser.

    Parameters
    ----------
    analyser
        Loaded, and safe to call from several threads.
    masker
        Likewise.
    settings
        The limits to keep.
    card
        Facts about the model for ``GET /v1/model``.

    """
    metrics = Metrics()
    app = FastAPI(
        title="tilbakemelding",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(RequestIds),
            Middleware(Counting, metrics=metrics),
            Middleware(SecurityHeaders),
            Middleware(EditorsCors),
            Middleware(FailureGuard),
            Middleware(Limits, settings=settings),
        ],
        # FastAPI would export traces and errors to any host that the environment names: never for comments.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.analyser = analyser
    app.state.masker = masker
    app.state.settings = settings
    app.state.metrics = metrics
    app.state.turns = Turns(analyser, metrics, wait_seconds=settings.wait_seconds)
    app.state.batch_places = Places(settings.max_batches, what="batches")
    app.state.readiness = Readiness()
    app.state.card = dict(card)
    app.state.web_files = page.read_web_files(max_comments=settings.max_file_comments)
    install_handlers(app)
    for part in (routes, batch, files, languagetool, editors, operation):
        app.include_router(part.router)
    app.include_router(languagetool.router, prefix=languagetool.LETTERS, include_in_schema=False)
    app.include_router(page.router)
    add_rooms(app, settings)
    _describe(app, schemas.Problem, schemas.BatchRequest, schemas.BatchAnalysis, schemas.BatchFailure, schemas.BatchEnd)
    return app


def _describe(app: FastAPI, *shapes: type[BaseModel]) -> None:
    """Add shapes to the description of the interface that no route returns by itself."""
    described = app.openapi()["components"]["schemas"]
    for shape in shapes:
        schema = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        described.update(schema.pop("$defs", {}))
        described[shape.__name__] = schema
