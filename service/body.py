"""Reads the body of a request: bounded, UTF-8, JSON, the object asked for; each failure has its own problem.

FastAPI's own reading is not used, because its errors carry the body, it takes other encodings than UTF-8, and it
reports a wrong content type as a wrong value.
"""

from __future__ import annotations

import json
from email.message import Message
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request

from service.errors import RequestError
from service.schemas import AnalysisRequest
from tilbakemelding import WrongType

_DRAIN = 8
"""How many times the limit is read and thrown away, so that a caller who is still sending gets the answer."""

_EXAMPLE = 'Send an object such as {"text": "…"}.'


async def comment_text(request: Request) -> str:
    """Return the comment that the request carries; it is not yet checked for what a comment may hold.

    Raises
    ------
    RequestError
        The body is too large, not declared as JSON, not UTF-8, not JSON or not the object asked for.
    WrongType
        The body or the text has the wrong type.

    """
    _check_content_type(request.headers.get("content-type", ""))
    body = await read_bounded(request, limit=request.app.state.settings.max_body_bytes)
    return _validate(_decode(body)).text


def _check_content_type(value: str) -> None:
    """Refuse what is not declared as JSON in UTF-8."""
    header = Message()
    header["content-type"] = value or "none/none"
    kind, charset = header.get_content_type(), header.get_content_charset("utf-8")
    is_json = kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
    if not is_json or charset not in {"utf-8", "utf8"}:
        raise RequestError(
            "unsupported-media-type", "Send JSON in UTF-8 with the header Content-Type: application/json."
        )


async def read_bounded(request: Request, *, limit: int) -> bytes:
    """Read at most ``limit`` bytes, whatever the request says of its length."""
    body = bytearray()
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            body += chunk
        elif size > limit * _DRAIN:
            break
    if size > limit:
        raise RequestError(
            "body-too-large", f"The body has more than {limit} bytes, which is the limit. Send one comment at a time."
        )
    return bytes(body)


def _decode(body: bytes) -> Any:
    """Return the value that the body holds."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        detail = f"Byte {error.start} of the body is not valid UTF-8. Encode the JSON as UTF-8."
        raise RequestError("undecodable-body", detail) from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        detail = f"The body is not well-formed JSON at line {error.lineno}, column {error.colno}. {_EXAMPLE}"
        raise RequestError("malformed-json", detail) from None
    except RecursionError:
        raise RequestError("malformed-json", f"The JSON is nested too deeply. {_EXAMPLE}") from None
    except ValueError:
        raise RequestError("malformed-json", f"The JSON holds a number that is too long. {_EXAMPLE}") from None


def _validate(value: Any) -> AnalysisRequest:
    """Return the request, or say what is wrong with it; names and values in the body are never quoted."""
    try:
        return AnalysisRequest.model_validate(value)
    except ValidationError as error:
        kinds = {problem["type"] for problem in error.errors(include_input=False, include_context=False)}
    if "model_type" in kinds:
        raise WrongType(what="the body", expected="a JSON object", got=_json_name(value))
    if "string_type" in kinds:
        raise WrongType(what="the text", expected="a string", got=_json_name(value["text"]))
    if "missing" in kinds:
        raise RequestError("malformed-body", f'The field "text" is missing. {_EXAMPLE}')
    raise RequestError("malformed-body", f'The body holds a field other than "text". {_EXAMPLE}')


def _json_name(value: Any) -> str:
    """Return what JSON calls the type of a value."""
    names = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")
