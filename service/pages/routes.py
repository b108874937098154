"""The way in to the rooms for people."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access import Visiting
from service.pages.rendering import Shown

router = APIRouter(include_in_schema=False)


@router.get("/start")
def read_start(request: Request, visitor: Visiting, pages: Shown) -> Response:
    """Show the rooms that the visitor may enter."""
    return pages.render(request, "pages/start.html", visitor=visitor)
