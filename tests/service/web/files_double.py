"""A stand-in for the reading of files: answers as ``POST /v1/files`` promises, from what a file's name says."""

from __future__ import annotations

from dataclasses import asdict
from email import message_from_bytes
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from service.errors import PROBLEMS
from tests.service.conftest import VERSION, FakeAnalyser

SHEETS: dict[str, dict[str, list[str]]] = {
    "7A": {
        "Elev": ["Ola", "Kari", "Anna"],
        "Kommentar": ["Du må vise til kilder.", "Bra jobba!", "Tydelig innledning."],
        "Merknad": ["Husk frist.", "Flott.", "Husk bok."],
    },
    "7B": {"Vurdering": ["Forklar mer.", "Flott arbeid."]},
}
MARGIN = [
    ("I dag er det mange som mener", "Tydelig start."),
    ("de siste årene", "Du må si hvilke år."),
    ("=HYPERLINK", "+ Bra jobba; «fint»!"),
]


async def read_files(request: Request) -> Response:
    """Answer for the file that is sent."""
    fields = await _fields(request)
    name, content = fields["file"]
    kind = name.rpartition(".")[2]
    if kind == "xlsx":
        return JSONResponse(_table(fields))
    if kind == "docx":
        return JSONResponse(_margin())
    code = content.decode().strip() if kind == "txt" else "unsupported-document"
    status = PROBLEMS[code][0] if code in PROBLEMS else 422
    return JSONResponse({"code": code, "title": "no", "status": status, "detail": "no"}, status_code=status)


async def _fields(request: Request) -> dict[str, tuple[str, bytes]]:
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    parts = message_from_bytes(head + await request.body()).get_payload()
    assert isinstance(parts, list)
    fields: dict[str, tuple[str, bytes]] = {}
    for part in parts:
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        fields[name] = (part.get_filename() or "", content)
    return fields


def _table(fields: dict[str, tuple[str, bytes]]) -> dict[str, Any]:
    sheet = fields.get("sheet", ("", b"7A"))[1].decode()
    columns = SHEETS[sheet]
    column = fields.get("column", ("", next(c for c in columns if c in {"Kommentar", "Vurdering"}).encode()))[
        1
    ].decode()
    tables = [{"sheet": name, "columns": list(table), "rows": 3} for name, table in SHEETS.items()]
    comments = [
        _comment(number, {"kind": "row", "number": number + 1, "cell": None}, None, text)
        for number, text in enumerate(columns[column], 1)
    ]
    document = {"kind": "xlsx", "source": "table", "tables": tables, "sheet": sheet, "column": column}
    return {"document": document, "model": VERSION, "comments": comments}


def _margin() -> dict[str, Any]:
    comments = [
        _comment(number, {"kind": "comment", "number": number, "cell": None}, anchor, text)
        for number, (anchor, text) in enumerate(MARGIN, 1)
    ]
    too_long = {"code": "text-too-long", "title": "no", "status": 413, "detail": "no"}
    comments.append(
        {"number": 4, "place": {"kind": "comment", "number": 4, "cell": None}, "anchor": "slutten"}
        | {"analysis": None, "problem": too_long}
    )
    document = {"kind": "docx", "source": "margin-comments", "tables": [], "sheet": None, "column": None}
    return {"document": document, "model": VERSION, "comments": comments}


def _comment(number: int, place: dict[str, Any], anchor: str | None, text: str) -> dict[str, Any]:
    analysis = asdict(FakeAnalyser().analyse(text))
    return {"number": number, "place": place, "anchor": anchor, "analysis": analysis, "problem": None}
