"""Every way to fail, in one shape: problem details (RFC 9457), whatever went wrong.

The codes::

    400  blank-text · invalid-characters · input     the text cannot be analysed
         invalid-parameters · unknown-language       an editor asks for what there is not
         bad-request                                 any other request that cannot be read
    401  login-required
    403  not-allowed · foreign-form
    404  not-found
    405  method-not-allowed                          with Allow
    408  request-timeout                             the request came too slowly
    409  conflict                                    others have changed the same thing meanwhile
    413  text-too-long · body-too-large · batch-too-large
    415  unsupported-media-type
    422  undecodable-body · malformed-json · malformed-body · wrong-type
         and those of documents: `FILE_PROBLEMS`
    429  too-many-requests                           with Retry-After; this address has too much in progress
    500  internal-error                              fixed text; the log names the place, never the message
    503  busy · not-ready                            with Retry-After
         store-unavailable

No answer and no log line ever holds the text of a comment.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.request_id import instance
from service.schemas import Problem
from tilbakemelding import InputError

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:problem-type:tilbakemelding:"

FILE_PROBLEMS: Mapping[str, tuple[int, str]] = {
    "document-too-large": (413, "The document is too large"),
    "too-many-comments": (413, "The document holds too many comments"),
    "unsupported-document": (415, "The document is of a kind that is not read"),
    "document-mismatch": (422, "The document is not of the kind that its name says"),
    "broken-document": (422, "The document is damaged"),
    "encrypted-document": (422, "The document is locked with a password"),
    "macro-document": (422, "The document carries macros"),
    "hostile-document": (422, "The document is not safe to open"),
    "no-comments": (422, "The document holds no comments"),
    "unknown-sheet": (422, "The document has no such sheet"),
    "unknown-column": (422, "The document has no such column"),
    "undecodable-file": (422, "The file is in no known encoding"),
    "malformed-line": (422, "A line is not the object asked for"),
}
"""Code → status and title, of what only ``POST /v1/files`` may answer."""

ROOM_PROBLEMS: Mapping[str, tuple[int, str]] = {
    "login-required": (401, "A login is needed"),
    "not-allowed": (403, "Not allowed"),
    "foreign-form": (403, "The request comes from another site"),
    "conflict": (409, "Changed by others meanwhile"),
    "store-unavailable": (503, "The store cannot be reached"),
}
"""Code → status and title, of what only the rooms for people may answer."""

PROBLEMS: Mapping[str, tuple[int, str]] = {
    "blank-text": (400, "The text is blank"),
    "invalid-characters": (400, "The text holds characters that are no Unicode text"),
    "input": (400, "The text cannot be analysed"),
    "invalid-parameters": (400, "The parameters cannot be used"),
    "unknown-language": (400, "The language is not known"),
    "bad-request": (400, "The request cannot be handled"),
    "not-found": (404, "Nothing here"),
    "method-not-allowed": (405, "The method is not allowed here"),
    "request-timeout": (408, "The request took too long to arrive"),
    "text-too-long": (413, "The text is too long"),
    "body-too-large": (413, "The body is too large"),
    "batch-too-large": (413, "The batch is too large"),
    "unsupported-media-type": (415, "The body is of another media type than is read"),
    "undecodable-body": (422, "The body is not UTF-8"),
    "malformed-json": (422, "The body is not well-formed JSON"),
    "malformed-body": (422, "The body is not the object asked for"),
    "wrong-type": (422, "A value has the wrong type"),
    "too-many-requests": (429, "Too much at once from this address"),
    "internal-error": (500, "The service failed"),
    "busy": (503, "The service has too much to do"),
    "not-ready": (503, "The service is not ready"),
    **FILE_PROBLEMS,
    **ROOM_PROBLEMS,
}
"""Code → status and title."""

_BY_STATUS: Mapping[int, tuple[str, str]] = {
    404: ("not-found", "There is nothing at this address. The ways in are listed at /openapi.json."),
    405: ("method-not-allowed", "Use one of the methods named in the Allow header."),
    408: ("request-timeout", "The request did not arrive in time. Send it again, without pauses."),
}
_BAD_REQUEST = ("bad-request", "The request cannot be handled. The ways in are described at /openapi.json.")
_INTERNAL = "Something failed in the service. Nothing was stored. Try again; if it lasts, report the instance."

_MAX_CALLS = 12
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

_log = logging.getLogger(__name__)


class RequestError(Exception):
    """A request that the caller can mend; ``code`` is one of `PROBLEMS`, ``detail`` never quotes the request."""

    def __init__(self, code: str, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        """Keep what the answer is made from."""
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.headers = headers


def make_problem(code: str, detail: str) -> Problem:
    """Return one problem of the request in progress."""
    status, title = PROBLEMS[code]
    return Problem(type=TYPE_PREFIX + code, title=title, status=status, detail=detail, code=code, instance=instance())


def problem_response(code: str, detail: str, *, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the answer for one problem."""
    return _respond(make_problem(code, detail), headers)


def _respond(problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse(problem.model_dump(), status_code=problem.status, headers=headers, media_type=MEDIA_TYPE)


def request_problem(error: RequestError) -> JSONResponse:
    """Return the answer for an error of the service's own."""
    return problem_response(error.code, error.detail, headers=error.headers)


def input_problem(error: InputError) -> Problem:
    """Return the problem for an error of the package; its messages never hold the text."""
    return make_problem(error.code if error.code in PROBLEMS else InputError.code, str(error))


def refusal(error: HTTPException) -> Problem:
    """Return the problem for what the router or a limit refused."""
    return make_problem(*_BY_STATUS.get(error.status_code, _BAD_REQUEST))


def failure_problem(error: Exception) -> Problem:
    """Return the fixed problem for a failure of the service, and log its class and place, never its message."""
    _log.error("%s %s: %s", HTTPStatus.INTERNAL_SERVER_ERROR.value, instance(), _place(error))
    return make_problem("internal-error", _INTERNAL)


def install_handlers(app: FastAPI) -> None:
    """Let every error that the routes raise become a problem."""
    app.add_exception_handler(RequestError, _on_request_error)
    app.add_exception_handler(InputError, _on_input_error)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_validation_error)


async def _on_request_error(_: Request, error: Exception) -> JSONResponse:
    """Answer an error of the service's own."""
    assert isinstance(error, RequestError)
    return request_problem(error)


async def _on_input_error(_: Request, error: Exception) -> JSONResponse:
    """Answer an error of the package."""
    assert isinstance(error, InputError)
    return _respond(input_problem(error))


async def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    """Answer what the router refused."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _allowed_on(request)
    return _respond(refusal(error), headers)


def _allowed_on(request: Request) -> str:
    """Return every method that a route at the request's address takes; the router names only the first route's."""

    def is_taken(method: str) -> bool:
        asked = {**request.scope, "method": method}
        return any(route.matches(asked)[0] is Match.FULL for route in request.app.router.routes)

    return ", ".join(filter(is_taken, _METHODS))


async def _on_validation_error(_: Request, __: Exception) -> JSONResponse:
    """Answer for a route that lets FastAPI check its parameters; FastAPI's own answer would quote the input."""
    return problem_response("malformed-body", "The request is not what /openapi.json describes for this address.")


class FailureGuard:
    """Middleware: whatever is raised behind it becomes the fixed problem and one log line without any message.

    An exception's message can quote what it failed on, so only its class and its place in the code are logged.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer for it where that fails."""
        started = False

        async def noting_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noting_start)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - the last line of defence
            problem = failure_problem(error)
            if scope["type"] == "http" and not started:
                await _respond(problem)(scope, receive, send)


def _place(error: BaseException) -> str:
    """Return the error's class and the calls that led to it, without its message."""
    frames = traceback.extract_tb(error.__traceback__)[-_MAX_CALLS:]
    calls = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    cause = error.__cause__ or error.__context__
    return f"{type(error).__name__} at {calls}" + (f" | from {_place(cause)}" if cause else "")
