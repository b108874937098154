"""What a client asks: the form fields of a request, its text with or without markup, and the rules it wants.

Clients differ. Most encode the form as they should; LibreOffice up to 24 sends raw UTF-8 in which ``&``, ``+`` and
``%`` are the teacher's own; one declares no content type, so none is looked at. Source: the clients themselves, tried
in ``tests/clients``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from starlette.requests import Request

from service.body import read_bounded
from service.errors import RequestError
from service.languagetool.languages import asked_form, preferred_form
from service.languagetool.offsets import Annotated
from service.languagetool.selection import Selection
from tilbakemelding import Form

_MAX_FIELDS = 64
_NOT_ENCODED = re.compile(r"[^\x21-\x7e]")
_AFTER_TEXT = re.compile(r"(?P<language>[A-Za-z-]+)(?:&username=[^&]*&apiKey=[^&]*)?")
_START, _LANGUAGE = "text=", "&language="
_DATA_EXAMPLE = 'Send an object such as {"annotation": [{"text": "…"}, {"markup": "<b>"}]}.'


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is to be checked; ``asked`` is the form that the language names, ``preferred`` the one to fall back to."""

    text: Annotated
    asked: Form | None
    preferred: Form | None
    selection: Selection


async def check_request(request: Request) -> CheckRequest:
    """Return what a request to ``/v2/check`` asks.

    Raises
    ------
    RequestError
        The request cannot be read; the error says what is allowed.
    InvalidCharacters
        The text holds a lone surrogate.

    """
    if request.method == "POST":
        body = await read_bounded(request, limit=request.app.state.settings.max_body_bytes)
    else:
        body = bytes(request.scope["query_string"])
    return read_check(body)


def read_check(body: bytes) -> CheckRequest:
    """Return what the form in a body or query asks; raises as `check_request` does."""
    fields = _fields(body)
    if "language" not in fields:
        raise RequestError("invalid-parameters", "The parameter language is missing. Send nb-NO, nn-NO or auto.")
    return CheckRequest(
        text=_text(fields),
        asked=asked_form(fields["language"].strip()),
        preferred=preferred_form(name.strip() for name in fields.get("preferredVariants", "").split(",")),
        selection=Selection.of_fields(fields),
    )


def _fields(body: bytes) -> Mapping[str, str]:
    """Return the fields of a form; of a field given twice, the first."""
    try:
        form = body.decode("utf-8")
        return _unencoded(form) or _encoded(form)
    except UnicodeDecodeError as error:
        detail = f"Byte {error.start} of the form is not valid UTF-8. Encode the form as UTF-8."
        raise RequestError("undecodable-body", detail) from None
    except ValueError:
        raise RequestError("invalid-parameters", f"The form has more than {_MAX_FIELDS} fields.") from None


def _unencoded(form: str) -> Mapping[str, str] | None:
    """Return the fields of a form that was sent as it is, None where it is encoded or cannot be told apart."""
    if not (form.startswith(_START) and _NOT_ENCODED.search(form)):
        return None
    text, _, rest = form.removeprefix(_START).rpartition(_LANGUAGE)
    after = _AFTER_TEXT.fullmatch(rest)
    return {"text": text, "language": after["language"]} if after else None


def _encoded(form: str) -> Mapping[str, str]:
    """Return the fields of a form that is percent-encoded."""
    pairs = parse_qsl(form, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    return dict(reversed(pairs))


def _text(fields: Mapping[str, str]) -> Annotated:
    """Return the text, which stands in exactly one of two fields."""
    if ("text" in fields) == ("data" in fields):
        raise RequestError("invalid-parameters", "Send the text in exactly one of the parameters text and data.")
    return Annotated.of_text(fields["text"]) if "text" in fields else _annotated(fields["data"])


class _Part(BaseModel):
    """A piece of an annotated text; what editors add to it (such as offsets) is passed over."""

    model_config = ConfigDict(strict=True, frozen=True)

    text: str | None = None
    markup: str | None = None
    interpretAs: str = ""  # noqa: N815 - the protocol's own name

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        if (self.text is None) == (self.markup is None):
            raise ValueError
        return self

    def pair(self) -> tuple[str, str | None]:
        """Return what stands in the document, and for markup what is read in its place."""
        return (self.text, None) if self.text is not None else (self.markup or "", self.interpretAs)


class _Data(BaseModel):
    """The parameter ``data``."""

    model_config = ConfigDict(strict=True, frozen=True)

    text: str | None = None
    annotation: list[_Part] | None = None

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        if (self.text is None) == (self.annotation is None):
            raise ValueError
        return self


def _annotated(data: str) -> Annotated:
    """Return the text that the parameter ``data`` holds; nothing of it is ever quoted."""
    try:
        read = _Data.model_validate(json.loads(data))
    except json.JSONDecodeError as error:
        detail = f"The parameter data is not well-formed JSON at line {error.lineno}, column {error.colno}."
        raise RequestError("malformed-json", f"{detail} {_DATA_EXAMPLE}") from None
    except ValidationError:
        detail = "The parameter data is not an annotated text: each part has either text or markup."
        raise RequestError("malformed-body", f"{detail} {_DATA_EXAMPLE}") from None
    except (RecursionError, ValueError):
        detail = "The parameter data is nested too deeply or holds a number that is too long."
        raise RequestError("malformed-json", f"{detail} {_DATA_EXAMPLE}") from None
    if read.text is not None:
        return Annotated.of_text(read.text)
    return Annotated.of_parts(part.pair() for part in read.annotation or ())
