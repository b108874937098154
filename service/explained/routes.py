"""The plain-language page; anybody may read it, also without having logged in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from service.access.guard import guard
from service.access.visitor import Visitor
from service.culture.charts import draw_figure
from service.explained.example import example_trend
from service.pages.rendering import Shown, form_of

router = APIRouter(include_in_schema=False)


@router.get("/culture/about")
def read_about(request: Request, visitor: Annotated[Visitor | None, Depends(guard)], pages: Shown) -> Response:
    """Say what the numbers can and cannot say."""
    form = form_of(request)
    figure = draw_figure(example_trend(pages.text(form, "explained.example")), form)
    return pages.render(request, "explained/about.html", visitor=visitor, figure=figure)
