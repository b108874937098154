"""``POST /v1/files``: a document in, the analyses of its comments out.

The document stays in memory: it is never written to disk, not even for a while, and it is forgotten with the answer.
It is read in a worker thread, and its comments take their turns at the analyser, so that the service answers others
meanwhile.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from service import file_schemas
from service.described import ANYWHERE, problems
from service.errors import FILE_PROBLEMS, RequestError, input_problem
from service.places import client_of
from service.settings import Settings
from service.turns import Turns
from service.wire import analysis_json, json_bytes
from tilbakemelding import Document, DocumentTooLarge, FoundComment, InputError, read_document

_FIELDS = frozenset({"sheet", "column"})
_MAX_NAME = 1_000
_FORM_BYTES = 10_000
"""Room for boundaries, headers and the two names around the document."""
_DRAIN = 2
"""How many times the limit is read and thrown away, so that a caller who is still sending gets the answer."""
_HOW = 'Send a multipart form with the document in the field "file", and if you like "sheet" and "column".'


@dataclass(frozen=True, slots=True)
class Upload:
    """A document that was sent, and what to read in it."""

    name: str
    data: bytes
    sheet: str | None
    column: str | None


class _FormParser(MultiPartParser):
    """Starlette's parser, which leaves the document open where a form breaks off or is refused half-way."""

    def close_files(self) -> None:
        """Let go of what was read of the document."""
        for file in self._files_to_close_on_error:
            file.close()


async def read_upload(request: Request) -> Upload:
    """Return the document that the request carries; it is not opened yet.

    Raises
    ------
    RequestError
        The body is no such form.
    DocumentTooLarge
        The document is over the limit.

    """
    settings: Settings = request.app.state.settings
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "multipart/form-data":
        raise RequestError("unsupported-media-type", _HOW)
    parser = _FormParser(
        request.headers,
        _bounded(request, settings.max_file_bytes),
        max_files=1,
        max_fields=len(_FIELDS),
        max_part_size=_MAX_NAME,
    )
    parser.spool_max_size = settings.max_file_bytes + _FORM_BYTES  # more is never written, so nothing goes to disk
    try:
        form = await parser.parse()
        return await _upload(form.multi_items(), settings)
    except (MultiPartException, FormParserError):
        raise RequestError("malformed-body", f"The body is not a well-formed form. {_HOW}") from None
    finally:
        parser.close_files()


async def _bounded(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    """Pass the body on as far as a document within the limit may reach; then read on without keeping, and refuse."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit + _FORM_BYTES:
            yield chunk
        elif size > limit * _DRAIN + _FORM_BYTES:
            break
    if size > limit + _FORM_BYTES:
        raise DocumentTooLarge(size=size, limit=limit)


async def _upload(sent: list[tuple[str, str | UploadFile]], settings: Settings) -> Upload:
    """Return the form's fields, or say what is wrong with them; names and values are never quoted."""
    fields = dict(sent)
    file = fields.pop("file", None)
    if not isinstance(file, UploadFile):
        raise RequestError("malformed-body", f'The field "file" is missing or is no file. {_HOW}')
    names = {name: value for name, value in fields.items() if name in _FIELDS and isinstance(value, str)}
    if len(names) + 1 != len(sent):
        raise RequestError("malformed-body", f"The form has a field twice, or one of another name. {_HOW}")
    data = await file.read()
    if len(data) > settings.max_file_bytes:
        raise DocumentTooLarge(size=len(data), limit=settings.max_file_bytes)
    return Upload(file.filename or "", data, names.get("sheet"), names.get("column"))


router = APIRouter()
_PROBLEMS = problems(
    *ANYWHERE, "request-timeout", "unsupported-media-type", "malformed-body",
    *(code for code in FILE_PROBLEMS if code != "malformed-line"),
)  # fmt: skip
_BODY = {"required": True, "content": {"multipart/form-data": {"schema": file_schemas.REQUEST}}}


@router.post(
    "/v1/files",
    tags=["analysis"],
    summary="Analyse the comments in a document",
    openapi_extra={"requestBody": _BODY},
    response_model=file_schemas.FileAnalyses,
    responses=_PROBLEMS,
)
async def analyse_file(upload: Annotated[Upload, Depends(read_upload)], request: Request) -> Response:
    """Read the comments in a Word, Writer, Excel, Calc, CSV, text, JSON Lines or PDF file, and analyse each.

    Where no column is named, the one that looks most like comments is read and told in `document.column`; ask again
    with another. A comment that cannot be analysed has a problem in its place, and the others go on. Nothing is
    stored, and who wrote the comments is not read.
    """
    document = await to_thread.run_sync(partial(_read, upload, request.app.state.settings))
    comments = []
    for number, comment in enumerate(document.comments, start=1):
        if await request.is_disconnected():
            raise ClientDisconnect
        comments.append(await _analyse(comment, number, request))
    head = json_bytes({"document": _facts(document), "model": request.app.state.analyser.version})
    content = head[:-1] + b',"comments":[' + b",".join(comments) + b"]}"
    return Response(content, media_type="application/json")


def _read(upload: Upload, settings: Settings) -> Document:
    return read_document(
        upload.name,
        upload.data,
        sheet=upload.sheet,
        column=upload.column,
        max_bytes=settings.max_file_bytes,
        max_comments=settings.max_file_comments,
    )


def _facts(document: Document) -> dict[str, Any]:
    return {
        "kind": document.kind,
        "source": document.source,
        "tables": [asdict(table) for table in document.tables],
        "sheet": document.sheet,
        "column": document.column,
    }


async def _analyse(comment: FoundComment, number: int, request: Request) -> bytes:
    """Return the answer to one comment as JSON: its analysis, or the problem in its place."""
    turns: Turns = request.app.state.turns
    analysis, problem = b"null", comment.problem
    if problem is None:
        try:
            found = await turns.analyse(comment.text, client=client_of(request.scope), patient=True)
            analysis = analysis_json(found)
        except InputError as error:
            problem = error
    head = {
        "number": number,
        "place": asdict(comment.place),
        "anchor": comment.anchor,
        "problem": None if problem is None else input_problem(problem).model_dump(),
    }
    return json_bytes(head)[:-1] + b',"analysis":' + analysis + b"}"
