"""Reads what a page sends: a form's fields, or JSON; bounded, UTF-8, and never quoted in an error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError

from service.body import declared_type, parse, read_bounded
from service.errors import RequestError

_FORM = "application/x-www-form-urlencoded"
_MAX_FIELDS = 5_000

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a form as they were sent, in their order; a name can come several times."""

    sent: tuple[tuple[str, str], ...]

    def text(self, name: str, *, most: int, least: int = 0) -> str:
        """Return a field without white space around it, or nothing where it was not sent.

        Raises
        ------
        RequestError
            It has fewer or more characters than allowed.

        """
        value = next((value for key, value in self.sent if key == name), "").replace("\r\n", "\n").strip()
        if not least <= len(value) <= most:
            raise RequestError("malformed-body", f'The field "{name}" must have {least}-{most} characters.')
        return value

    def every(self, name: str) -> list[str]:
        """Return all values of a field."""
        return [value for key, value in self.sent if key == name]

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """Return a field that must be one of the allowed codes.

        Raises
        ------
        RequestError
            It is none of them.

        """
        value = self.text(name, most=200)
        if value not in allowed:
            raise RequestError("malformed-body", f'The field "{name}" must be one of {", ".join(allowed)}.')
        return value

    def key(self, name: str) -> UUID:
        """Return a field that must be a row's key.

        Raises
        ------
        RequestError
            It is none.

        """
        return _key(name, self.text(name, most=40))

    def keys(self, name: str) -> list[UUID]:
        """Return all values of a field that must be rows' keys."""
        return [_key(name, value) for value in self.every(name)]

    def number(self, name: str, *, least: int, most: int) -> int:
        """Return a field that must be a whole number in a range.

        Raises
        ------
        RequestError
            It is none, or outside.

        """
        value = self.text(name, most=20)
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise RequestError("malformed-body", f'The field "{name}" must be a whole number, {least}-{most}.')
        return int(value)

    def ticked(self, name: str) -> bool:
        """Tell whether a box was ticked."""
        return bool(self.every(name))


def _key(name: str, value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise RequestError("malformed-body", f'The field "{name}" is not a key that a page gave.') from None


async def _fields(request: Request) -> Fields:
    """Read the form that the request carries."""
    if declared_type(request) != _FORM:
        raise RequestError("unsupported-media-type", f"Send the form with the header Content-Type: {_FORM}.")
    body = await read_bounded(request, limit=request.app.state.settings.max_form_bytes)
    try:
        text = body.decode("ascii")
        sent = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except (UnicodeDecodeError, ValueError):
        raise RequestError("malformed-body", "The form is not encoded as the page encodes it.") from None
    return Fields(tuple(sent))


Sent = Annotated[Fields, Depends(_fields)]
"""The form that the request carries."""


def json_body(shape: type[Shape]) -> Callable[[Request], Awaitable[Shape]]:
    """Return a dependency that reads the JSON of a request as a shape; ``Annotated[Shape, Depends(json_body(Shape))]``.

    Raises
    ------
    RequestError
        The body is too large, not declared as JSON, not JSON, or not the shape; then the fields at fault are named.

    """

    async def read(request: Request) -> Shape:
        if declared_type(request) != "application/json":
            raise RequestError("unsupported-media-type", "Send JSON with the header Content-Type: application/json.")
        body = await read_bounded(request, limit=request.app.state.settings.max_form_bytes)
        try:
            return shape.model_validate(parse(body, what="body"))
        except ValidationError as error:
            known = set(shape.model_fields)
            at_fault = sorted({str(one["loc"][0]) for one in error.errors(include_input=False) if one["loc"]} & known)
            named = ", ".join(at_fault) or "the whole"
            detail = f"Not the object that /openapi.json describes; at fault: {named}."
            raise RequestError("malformed-body", detail) from None

    return read
