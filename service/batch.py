"""Many comments in one request: JSON Lines in, JSON Lines out, a line answered as soon as it is analysed.

Each line is answered by one object, in order. The last line of a whole answer is the summary; an answer without it
was broken off, and what stands in its whole lines is right. Memory does not grow with the batch: a line is read when
the one before it has been answered and sent, so a client that sends faster than it reads is slowed down.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterable, AsyncIterator
from typing import Any

from anyio.lowlevel import checkpoint
from fastapi import APIRouter, Request
from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from service import schemas
from service.body import declared_type, parse, validate
from service.described import ANYWHERE, problems
from service.errors import RequestError, failure_problem, input_problem, make_problem, refusal
from service.examples import ANALYSIS, BATCH_END, BATCH_LINE, PROBLEM
from service.places import Places, client_of
from service.settings import Settings
from service.turns import Turns
from service.wire import analysis_json, json_bytes
from tilbakemelding import InputError

MEDIA_TYPE = "application/x-ndjson"
PATH = "/v1/analyses/batch"
_SPLIT = "What stands before the limit was answered; send the rest as another batch."
_BLANK_LINE = {"id": "8", "text": " "}
_ID: TypeAdapter[str | int | None] = TypeAdapter(schemas.Id)


async def read_lines(chunks: AsyncIterable[bytes], *, longest: int) -> AsyncIterator[bytes | None]:
    """Cut a stream into lines without their ends; None stands for a line that is too long, of which nothing is kept."""
    line = bytearray()
    async for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            yield bytes(line + end) if len(line) + len(end) <= longest else None
            line.clear()
        line += rest[: longest + 1 - len(line)]
    if line:
        yield bytes(line) if len(line) <= longest else None


class BatchAnswer(Response):
    """Reads the lines and answers them, both in one go."""

    media_type = MEDIA_TYPE

    def __init__(self, request: Request) -> None:
        super().__init__()
        del self.headers["content-length"]
        self._request = request
        self._settings: Settings = request.app.state.settings
        self._turns: Turns = request.app.state.turns
        self._client = client_of(request.scope)
        self._counts = {"lines": 0, "analysed": 0, "failed": 0}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, where there is a place for another batch."""
        places: Places = self._request.app.state.batch_places
        with places.taken_by(self._client):
            chunks = self._request.stream()
            # The first bytes come first: a client that waits for leave to send them gets it, and one that never
            # sends any gets a problem.
            first = await anext(chunks)
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            async for answer in self._answers(self._bounded(first, chunks)):
                await send({"type": "http.response.body", "body": answer + b"\n", "more_body": True})
                await checkpoint()
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _bounded(self, first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Pass on what is sent, up to the largest batch."""
        limit = self._settings.max_batch_bytes
        size = 0
        chunk: bytes | None = first
        while chunk is not None:
            size += len(chunk)
            if size > limit:
                yield chunk[: limit - size]
                raise RequestError("batch-too-large", f"The batch has more than {limit} bytes. {_SPLIT}")
            yield chunk
            chunk = await anext(rest, None)

    async def _answers(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        """Return an answer to each line that is not blank, and at the end the summary."""
        limit = self._settings.max_batch_lines
        number, complete = 0, True
        try:
            async for line in read_lines(chunks, longest=self._settings.max_body_bytes):
                number += 1
                if number > limit:
                    raise RequestError("batch-too-large", f"The batch has more than {limit} lines. {_SPLIT}")  # noqa: TRY301
                if line is None or line.strip():
                    yield await self._answer(number, line)
        except (RequestError, HTTPException) as error:
            complete = False
            problem = refusal(error) if isinstance(error, HTTPException) else make_problem(error.code, error.detail)
            yield self._failure(max(number, 1), None, problem)
        yield json_bytes({"summary": {**self._counts, "complete": complete}})

    async def _answer(self, number: int, line: bytes | None) -> bytes:
        """Answer one line, whatever it holds."""
        identifier: str | int | None = None
        try:
            if line is None:
                detail = f"The line has more than {self._settings.max_body_bytes} bytes, which is the limit."
                raise RequestError("body-too-large", detail)  # noqa: TRY301
            value = parse(line, what="line")
            identifier = _readable_id(value)
            sent = validate(value, schemas.BatchRequest, what="line")
            analysis = await self._turns.analyse(sent.text, client=self._client, patient=True)
        except RequestError as error:
            problem = make_problem(error.code, error.detail)
        except InputError as error:
            problem = input_problem(error)
        except Exception as error:  # noqa: BLE001 - the other lines go on
            problem = failure_problem(error)
        else:
            self._counts["lines"] += 1
            self._counts["analysed"] += 1
            head = json_bytes({"line": number, "id": identifier})
            return head[:-1] + b"," + analysis_json(analysis)[1:]
        return self._failure(number, identifier, problem)

    def _failure(self, number: int, identifier: str | int | None, problem: schemas.Problem) -> bytes:
        self._counts["lines"] += 1
        self._counts["failed"] += 1
        return json_bytes({"line": number, "id": identifier, "error": problem.model_dump()})


def _readable_id(value: Any) -> str | int | None:
    """Return the id of a line that may have other faults."""
    try:
        return _ID.validate_python(value.get("id") if isinstance(value, dict) else None, strict=True)
    except ValidationError:
        return None


def _lines(*values: dict[str, Any]) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


router = APIRouter()
_BODY = {
    "required": True,
    "content": {
        MEDIA_TYPE: {
            "schema": {"type": "string", "description": "One `BatchRequest` a line, each line ended by a line feed."},
            "examples": {"batch": {"summary": "Two comments, one blank", "value": _lines(BATCH_LINE, _BLANK_LINE)}},
        }
    },
}
_ANSWER = {
    "description": "One `BatchAnalysis` or `BatchFailure` for each line that is not blank, in order, and at the end "
    "one `BatchEnd`. An answer that ends without it was broken off; its whole lines are right.",
    "content": {
        MEDIA_TYPE: {
            "schema": {"type": "string"},
            "example": _lines({"line": 1, "id": "7", **ANALYSIS}, {"line": 2, "id": "8", "error": PROBLEM}, BATCH_END),
        }
    },
}


@router.post(
    PATH,
    tags=["analysis"],
    summary="Analyse many comments, line by line",
    openapi_extra={"requestBody": _BODY},
    response_class=Response,
    responses={200: _ANSWER, **problems(*ANYWHERE, "unsupported-media-type", "request-timeout")},
)
async def create_analyses(request: Request) -> BatchAnswer:
    """Tell of each line's comment which parts describe, advise or judge; a faulty line does not stop the others.

    Lines are answered while others are still being sent, so read while you send. Nothing is stored.
    """
    if declared_type(request) not in {MEDIA_TYPE, "application/ndjson", "application/jsonl"}:
        raise RequestError(
            "unsupported-media-type", f"Send JSON Lines in UTF-8 with the header Content-Type: {MEDIA_TYPE}."
        )
    return BatchAnswer(request)
