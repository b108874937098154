"""What a handler of a page works with: who asks, what is kept of their owner, and the pages to answer with."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.access import Stored, Visiting, Visitor
from service.pages.rendering import Pages, Shown, form_of
from service.store import Store
from tilbakemelding import Form


@dataclass(frozen=True, slots=True)
class Desk:
    """One request to a room, from a visitor whom the route's rule lets in."""

    request: Request
    visitor: Visitor
    store: Store
    pages: Pages

    @property
    def form(self) -> Form:
        """The form that the visitor reads."""
        return "nn" if form_of(self.request) == "nn" else "nb"

    @property
    def model(self) -> str:
        """The version of the model that the service runs with."""
        return str(self.request.app.state.analyser.version)

    def read(self) -> AbstractContextManager[Session]:
        """Open what is kept of the visitor's owner for reading."""
        return self.store.read(self.visitor.owner)

    def write(self) -> AbstractContextManager[Session]:
        """Open what is kept of the visitor's owner for writing; it is all kept at the end of the block, or nothing."""
        return self.store.write(self.visitor.owner)

    def settle(self) -> None:
        """Let go of what was removed."""
        self.store.settle(self.visitor.owner)

    def page(self, name: str, **facts: Any) -> Response:
        """Return a page."""
        return self.pages.render(self.request, name, visitor=self.visitor, **facts)

    def text(self, path: str, **facts: object) -> str:
        """Return a text in the visitor's form."""
        return str(self.pages.text(self.form, path, **facts))


def _desk(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Desk:
    return Desk(request, visitor, store, pages)


AtDesk = Annotated[Desk, Depends(_desk)]
"""What a handler of a page works with; the route's rule has been kept."""
