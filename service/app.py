"""Puts the service together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware

from service import files, page, routes
from service.errors import FailureGuard, install_handlers
from service.headers import SecurityHeaders
from service.languagetool import editors
from service.languagetool import routes as languagetool
from service.languagetool.cors import EditorsCors
from service.routes import CommentAnalyser
from service.schemas import Problem
from service.settings import Settings
from tilbakemelding import __version__

_DESCRIPTION = """Tells which parts of a Norwegian teacher's comment describe quality, give advice or only judge.

A self-check for the teacher and support for collegial learning; not for appraisal of teachers, and it says nothing
about a pupil's level. Nothing is stored, no text is logged, and it can be wrong: a human decides.

Offsets are Unicode code points. Every error is a problem (RFC 9457) with a stable `code`."""


def create_app(analyser: CommentAnalyser, settings: Settings, card: Mapping[str, Any]) -> FastAPI:
    """Return the service around an analyser.

    Parameters
    ----------
    analyser
        Loaded, and safe to call from several threads.
    settings
        The limits to keep.
    card
        Facts about the model for ``GET /v1/model``.

    """
    app = FastAPI(
        title="tilbakemelding",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[Middleware(SecurityHeaders), Middleware(EditorsCors), Middleware(FailureGuard)],
        # FastAPI would export traces and errors to any host that the environment names: never for comments.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.analyser = analyser
    app.state.settings = settings
    app.state.card = dict(card)
    app.state.web_files = page.read_web_files()
    install_handlers(app)
    app.include_router(routes.router)
    app.include_router(languagetool.router)
    app.include_router(languagetool.router, prefix=languagetool.LETTERS, include_in_schema=False)
    app.include_router(editors.router)
    app.include_router(files.router)
    app.include_router(page.router)
    # The answer of every error is described once; FastAPI adds only the shapes that routes return.
    app.openapi()["components"]["schemas"][Problem.__name__] = Problem.model_json_schema()
    return app
