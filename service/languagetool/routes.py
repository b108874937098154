"""The ways in of the LanguageTool protocol, under ``/v2`` and, for letters of several paragraphs, ``/letters/v2``.

LibreOffice sends one paragraph at a time and cannot turn off rules. Asked under ``/letters/v2``, a single paragraph is
not asked for advice: it may stand in another one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import PlainTextResponse, Response

from service.described import ANYWHERE, problems
from service.languagetool import schemas
from service.languagetool.answer import answer_for, empty_answer
from service.languagetool.editors import PAGE
from service.languagetool.examples import FORM
from service.languagetool.languages import LANGUAGES, SUPPORTED
from service.languagetool.request import CheckRequest, check_request
from service.languagetool.rules import NO_ADVICE, rules
from service.places import client_of
from service.turns import Turns
from tilbakemelding import MAX_CHARACTERS, BlankText

LETTERS = "/letters"

router = APIRouter(prefix="/v2", tags=["editors (LanguageTool protocol)"])

_LIST = "List parted by commas; names that are not ours are passed over."
_PARAMETERS: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "description": f"The text, at most {MAX_CHARACTERS} characters. This or `data`."},
    "data": {
        "type": "string",
        "contentMediaType": "application/json",
        "description": 'The text with markup: `{"annotation": [{"text": …}, {"markup": …, "interpretAs": …}]}`.',
    },
    "language": {
        "type": "string",
        "enum": list(SUPPORTED),
        "description": "The form that messages are in; with `auto` and `no` the text's own.",
    },
    "preferredVariants": {"type": "string", "description": "With `auto`: the form where the text hardly shows one."},
    "enabledRules": {"type": "string", "description": f"{_LIST} Ours are {', '.join(rules())}."},
    "disabledRules": {"type": "string", "description": _LIST},
    "enabledCategories": {"type": "string", "description": _LIST},
    "disabledCategories": {"type": "string", "description": _LIST},
    "enabledOnly": {"type": "string", "description": "`true`: only what is enabled by name."},
    "level": {"type": "string", "description": "`picky` marks more; any other is the default."},
}
_FORM_SCHEMA = {
    "type": "object",
    "properties": _PARAMETERS,
    "required": ["language"],
    "oneOf": [{"required": ["text"]}, {"required": ["data"]}],
}
_BODY = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": _FORM_SCHEMA,
            "examples": {"text": {"summary": "Praise that names nothing", "value": FORM}},
        }
    },
}
_QUERY = [
    {"name": name, "in": "query", "required": name == "language", "schema": schema}
    for name, schema in _PARAMETERS.items()
]
_READING = problems(*ANYWHERE)
_CHECKING = problems(
    "invalid-parameters",
    "unknown-language",
    "invalid-characters",
    "text-too-long",
    "body-too-large",
    "undecodable-body",
    "malformed-json",
    "malformed-body",
    "request-timeout",
    *ANYWHERE,
)
Asked = Annotated[CheckRequest, Depends(check_request)]


@router.post("/check", summary="Check a text", responses=_CHECKING, openapi_extra={"requestBody": _BODY})
async def check_form(asked: Asked, request: Request) -> schemas.CheckAnswer:
    """Mark the parts of a text that only judge, lack advice or advise vaguely, each with a question.

    Nothing is stored and no text is logged. Offsets count UTF-16 code units of the text as sent.
    """
    return await _check(asked, request)


@router.get("/check", summary="Check a short text", responses=_CHECKING, openapi_extra={"parameters": _QUERY})
async def check_query(asked: Asked, request: Request) -> schemas.CheckAnswer:
    """Do what POST does; prefer POST, for addresses are logged on their way."""
    return await _check(asked, request)


async def _check(asked: CheckRequest, request: Request) -> schemas.CheckAnswer:
    """Analyse off the event loop; a text without anything to read has no marks."""
    turns: Turns = request.app.state.turns
    try:
        analysis = await turns.analyse(asked.text.plain, client=client_of(request.scope))
    except BlankText:
        return empty_answer(asked)
    if LETTERS + router.prefix in request.scope["path"] and "\n" not in asked.text.plain.strip():
        asked = replace(asked, selection=asked.selection.without(NO_ADVICE))
    return answer_for(asked, analysis, page=f"{str(request.base_url).rstrip('/')}{PAGE}")


@router.head("/check", include_in_schema=False)
@router.head("/languages", include_in_schema=False)
@router.head("/info", include_in_schema=False)
@router.head("/maxtextlength", include_in_schema=False)
async def answer_ping() -> Response:
    """Answer editors that only ask whether the service is there."""
    return Response(media_type="application/json")


@router.get("/languages", summary="The languages that texts can be in", responses=_READING)
async def read_languages() -> list[schemas.LanguageEntry]:
    """List bokmål and nynorsk."""
    return [schemas.LanguageEntry(name=one.name, code=one.code, long_code=one.long_code) for one in LANGUAGES.values()]


@router.get("/info", summary="Who answers", responses=_READING)
async def read_info() -> schemas.Info:
    """Return name and version of the service."""
    return schemas.Info()


@router.get(
    "/maxtextlength",
    summary="The longest text",
    response_class=PlainTextResponse,
    responses={200: {"description": "A number of characters."}, **_READING},
)
async def read_longest() -> str:
    """Return how many characters a text may have."""
    return str(MAX_CHARACTERS)
