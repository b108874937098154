"""The page at ``/`` and its files: read, filled in and compressed once at the start, and served from memory."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tilbakemelding import MAX_CHARACTERS

WEB = Path(__file__).parent / "web"
INDEX = "index.html"
FORMS = ("nb", "nn")
_MEDIA_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file of the page, plain and compressed."""

    content: bytes
    compressed: bytes
    media_type: str
    etag: str


def read_web_files(folder: Path = WEB, *, max_comments: int) -> dict[str, WebFile]:
    """Return the page's files by their path below the folder; the page itself once for each form, ``index.nb.html``.

    ``max_comments`` is how many comments the page takes at once.
    """
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    files = {
        name: _file(path.read_bytes(), _MEDIA_TYPES[path.suffix])
        for name, path in paths.items()
        if path.suffix in _MEDIA_TYPES and name != INDEX
    }
    template = (folder / INDEX).read_text("utf-8")
    texts = json.loads((folder / "texts.json").read_text("utf-8"))
    for form in FORMS:
        page = fill(template, texts[form], form, max_comments=max_comments)
        files[f"index.{form}.html"] = _file(page.encode(), _MEDIA_TYPES[".html"])
    return files


def fill(template: str, texts: Mapping[str, Any], form: str, *, max_comments: int) -> str:
    """Return the page in one form: the same texts that the scripts fill in, so that it is readable before they run.

    ``data-text`` is the path of an element's text, ``data-text-label`` of its ``aria-label``, ``data-text-list`` of
    its list items.
    """

    def found(path: str) -> Any:
        value: Any = texts
        for key in path.split("."):
            value = value[key]
        return value

    def items(path: str) -> str:
        return "".join(f"<li>{escape(item)}</li>" for item in found(path))

    limits = f'data-limit="{MAX_CHARACTERS}" data-max-comments="{max_comments}"'
    page = template.replace('<html lang="nb"', f'<html lang="{form}" {limits}')
    page = re.sub(r'<[^>]*\bdata-text="([\w.]+)"[^>]*>', lambda tag: tag[0] + escape(found(tag[1])), page)
    page = re.sub(r'<[^>]*\bdata-text-list="([\w.]+)"[^>]*>', lambda tag: tag[0] + items(tag[1]), page)
    return re.sub(
        r'data-text-label="([\w.]+)"', lambda label: f'{label[0]} aria-label="{escape(found(label[1]))}"', page
    )


def _file(content: bytes, media_type: str) -> WebFile:
    """Return a file with what is needed to serve it; the compressed bytes are the same at every start."""
    return WebFile(
        content, gzip.compress(content, mtime=0), media_type, f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    )


router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"])
async def read_page(request: Request) -> Response:
    """Serve the page in the form that the address or else the browser asks for."""
    answer = _serve(request, f"index.{_form(request)}.html")
    answer.headers["Vary"] = "Accept-Encoding, Accept-Language"
    return answer


@router.api_route("/static/{name:path}", methods=["GET", "HEAD"])
async def read_file(request: Request, name: str) -> Response:
    """Serve one of the page's files."""
    return _serve(request, name)


def _form(request: Request) -> str:
    """Return the form named by ``?lang=``, else the first Norwegian one that the browser lists, else bokmål."""
    named = request.query_params.get("lang")
    if named in FORMS:
        return named
    listed = re.search(r"\b(nb|nn|no)\b", request.headers.get("accept-language", "").lower())
    return "nn" if listed and listed[1] == "nn" else "nb"


def _serve(request: Request, name: str) -> Response:
    """Answer with the file, compressed where the browser takes it, or with 304 where it has the file already."""
    files: Mapping[str, WebFile] = request.app.state.web_files
    if name not in files:
        raise HTTPException(404)
    file = files[name]
    zipped = re.search(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", request.headers.get("accept-encoding", "").lower())
    etag = f'{file.etag[:-1]}-gzip"' if zipped else file.etag
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(file.compressed if zipped else file.content, media_type=file.media_type, headers=headers)
