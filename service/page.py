"""The page at ``/`` and its files, read once and served from memory."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

WEB = Path(__file__).parent / "web"
INDEX = "index.html"
_MEDIA_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file of the page."""

    content: bytes
    media_type: str
    etag: str


def read_web_files(folder: Path = WEB) -> dict[str, WebFile]:
    """Return the page's files by name."""
    return {path.name: _read(path) for path in sorted(folder.iterdir()) if path.suffix in _MEDIA_TYPES}


def _read(path: Path) -> WebFile:
    """Read one file."""
    content = path.read_bytes()
    return WebFile(content, _MEDIA_TYPES[path.suffix], f'"{hashlib.sha256(content).hexdigest()[:16]}"')


router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"])
async def read_page(request: Request) -> Response:
    """Serve the page."""
    return _serve(request, INDEX)


@router.api_route("/static/{name}", methods=["GET", "HEAD"])
async def read_file(request: Request, name: str) -> Response:
    """Serve one of the page's files."""
    return _serve(request, name)


def _serve(request: Request, name: str) -> Response:
    """Answer with the file, or with 304 where the browser has it already."""
    files: Mapping[str, WebFile] = request.app.state.web_files
    if name not in files:
        raise HTTPException(404)
    file = files[name]
    headers = {"ETag": file.etag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == file.etag:
        return Response(status_code=304, headers=headers)
    return Response(file.content, media_type=file.media_type, headers=headers)
