"""Answers a person who meets an error with a page; all others get the problem as JSON, as everywhere."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import Response

from service.errors import PROBLEMS, RequestError, problem_response
from service.pages.rendering import Pages, form_of
from service.store import StoreUnavailable

_API = "/v"
_log = logging.getLogger(__name__)


def install(app: FastAPI) -> None:
    """Let the rooms' errors become pages where a browser asks for a page."""
    app.add_exception_handler(RequestError, _on_request_error)
    app.add_exception_handler(StoreUnavailable, _on_store_unavailable)


async def _on_request_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)
    if not wants_page(request):
        return problem_response(error.code, error.detail, headers=error.headers)
    return error_page(request, error.code)


async def _on_store_unavailable(request: Request, error: Exception) -> Response:
    # These errors are worded for those who run the service, and quote nothing that is kept.
    _log.error("%s", error)
    code = "store-unavailable"
    if wants_page(request):
        return error_page(request, code)
    return problem_response(code, "The store cannot be reached. Nothing was kept. Try again in a while.")


def wants_page(request: Request) -> bool:
    """Tell whether a person in a browser asks, not a program."""
    return "text/html" in request.headers.get("accept", "") and not request.scope["path"].startswith(_API)


def error_page(request: Request, code: str, **facts: Any) -> Response:
    """Return the page that tells a person of an error."""
    pages: Pages = request.app.state.pages
    text = pages.error_text(form_of(request), code)
    return pages.render(
        request, "pages/error.html", visitor=None, status=PROBLEMS[code][0], code=code, text=text, **facts
    )
