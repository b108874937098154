"""Reads the body of a request: bounded, UTF-8, JSON, the object asked for; each failure has its own problem.

FastAPI's own reading is not used, because its errors carry the body, it takes other encodings than UTF-8, and it
reports a wrong content type as a wrong value.
"""

from __future__ import annotations

import json
from email.message import Message
from typing import Any, TypeVar

from pydantic import ValidationError
from starlette.requests import Request

from service.errors import RequestError
from service.schemas import ID_IN_WORDS, AnalysisRequest, BatchRequest
from tilbakemelding import WrongType

_DRAIN = 8
"""How many times the limit is read and thrown away, so that a caller who is still sending gets the answer."""

_EXAMPLE = 'Send an object such as {"text": "…"}.'

Sent = TypeVar("Sent", AnalysisRequest, BatchRequest)


async def comment_text(request: Request) -> str:
    """Return the comment that the request carries; it is not yet checked for what a comment may hold.

    Raises
    ------
    RequestError
        The body is too large, not declared as JSON, not UTF-8, not JSON or not the object asked for.
    WrongType
        The body or the text has the wrong type.

    """
    kind = declared_type(request)
    if not (kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))):
        raise RequestError(
            "unsupported-media-type", "Send JSON in UTF-8 with the header Content-Type: application/json."
        )
    body = await read_bounded(request, limit=request.app.state.settings.max_body_bytes)
    return validate(parse(body, what="body"), AnalysisRequest, what="body").text


def declared_type(request: Request) -> str:
    """Return the media type that the request declares, or nothing where it declares another encoding than UTF-8."""
    header = Message()
    header["content-type"] = request.headers.get("content-type", "") or "none/none"
    return header.get_content_type() if header.get_content_charset("utf-8") in {"utf-8", "utf8"} else ""


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


def parse(data: bytes, *, what: str) -> Any:
    """Return the value that the bytes hold; ``what`` says what they are, for the messages: the body, or a line.

    Raises
    ------
    RequestError
        They are not UTF-8 or not JSON.

    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        detail = f"Byte {error.start} of the {what} is not valid UTF-8. Encode the JSON as UTF-8."
        raise RequestError("undecodable-body", detail) from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if what == "body" else f"column {error.colno}"
        raise RequestError("malformed-json", f"The {what} is not well-formed JSON at {place}. {_EXAMPLE}") from None
    except RecursionError:
        raise RequestError("malformed-json", f"The JSON is nested too deeply. {_EXAMPLE}") from None
    except ValueError:
        raise RequestError("malformed-json", f"The JSON holds a number that is too long. {_EXAMPLE}") from None


def validate(value: Any, shape: type[Sent], *, what: str) -> Sent:
    """Return the object asked for, or say what is wrong with it; names and values in it are never quoted.

    Raises
    ------
    RequestError
        It is not the object asked for.
    WrongType
        It, or one of its fields, has the wrong type.

    """
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        wrong = {str(one["loc"][0]) if one["loc"] else "": one["type"] for one in error.errors(include_input=False)}
    if "" in wrong:
        raise WrongType(what=f"the {what}", expected="a JSON object", got=_json_name(value))
    if wrong.get("text") == "missing":
        raise RequestError("malformed-body", f'The field "text" is missing. {_EXAMPLE}')
    if "text" in wrong:
        raise WrongType(what="the text", expected="a string", got=_json_name(value["text"]))
    if "id" in wrong and "id" in shape.model_fields:
        raise WrongType(what='the "id"', expected=ID_IN_WORDS, got="what was sent")
    known = " or ".join(f'"{name}"' for name in shape.model_fields)
    raise RequestError("malformed-body", f"The {what} holds a field other than {known}. {_EXAMPLE}")


def _json_name(value: Any) -> str:
    """Return what JSON calls the type of a value."""
    names = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")
