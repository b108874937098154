"""The page where people make keys for their machines."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access import Stored, Visiting
from service.errors import RequestError
from service.pages import Sent, Shown, redirect
from service.people.tokens import is_valid, make_token, own_tokens, revoke_token, scopes_for

router = APIRouter(include_in_schema=False)

_DAYS = ("30", "90", "365")


@router.get("/tokens")
def read_tokens(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show the person's keys."""
    return _page(request, visitor, store, pages, made=None)


@router.post("/tokens")
def make(request: Request, visitor: Visiting, store: Stored, pages: Shown, sent: Sent) -> Response:
    """Make a key and show it, this once; so the answer is the page itself and no redirect."""
    name = sent.text("name", least=1, most=120)
    scopes = tuple(sent.every("scope"))
    if not scopes or not set(scopes) <= set(scopes_for(visitor)):
        raise RequestError("malformed-body", 'The field "scope" must name one or more of the scopes that are offered.')
    days = int(sent.choice("days", _DAYS))
    with store.write(visitor.owner) as session:
        made = make_token(session, visitor, name=name, scopes=scopes, days=days)
    return _page(request, visitor, store, pages, made=made)


@router.post("/tokens/{token_id}/revoke")
def revoke(visitor: Visiting, store: Stored, token_id: UUID) -> Response:
    """Revoke a key."""
    with store.write(visitor.owner) as session:
        revoke_token(session, visitor, token_id)
    return redirect("/tokens")


def _page(request: Request, visitor: Visiting, store: Stored, pages: Shown, *, made: str | None) -> Response:
    with store.read(visitor.owner) as session:
        tokens = own_tokens(session, visitor)
        return pages.render(
            request,
            "people/tokens.html",
            visitor=visitor,
            made=made,
            tokens=[(token, is_valid(token)) for token in tokens],
            scopes=scopes_for(visitor),
            days=_DAYS,
        )
