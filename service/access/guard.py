"""Stands before every route of the rooms for people: finds out who asks, and asks the table whether they may."""

from __future__ import annotations

from typing import Annotated, Protocol

from fastapi import Depends, Request

from service.access.rules import RULES
from service.access.visitor import Visitor
from service.errors import RequestError
from service.store import Store

_SAFE = frozenset({"GET", "HEAD"})
_OWN_SITE = frozenset({"same-origin", "none"})


class Identify(Protocol):
    """Finds out who asks; one for the local mode, one for logins and tokens."""

    def __call__(self, request: Request) -> Visitor | None:
        """Return who asks, or None where nobody is known."""


def guard(request: Request) -> Visitor | None:
    """Return who asks, where they may; None where anybody may and nobody is known.

    Raises
    ------
    RequestError
        ``login-required``, ``not-allowed``, or ``foreign-form`` where another site sends a visitor's form.

    """
    rule = RULES[("GET" if request.method == "HEAD" else request.method), request.scope["route"].path]
    identify: Identify = request.app.state.identify
    visitor = identify(request)
    if not rule.roles:
        if request.method not in _SAFE:
            refuse_foreign(request)
        return visitor
    if visitor is None:
        raise RequestError("login-required", "Log in first.", headers={"WWW-Authenticate": "Bearer"})
    if visitor.scopes is not None:
        if rule.scope is None or rule.scope not in visitor.scopes:
            raise RequestError("not-allowed", "The token does not have the scope that this needs.")
    elif request.method not in _SAFE:
        refuse_foreign(request)
    if not any(visitor.has(role) for role in rule.roles):
        needed = ", ".join(rule.roles)
        raise RequestError("not-allowed", f"This needs one of the roles {needed}; an admin at the owner gives it.")
    return visitor


def refuse_foreign(request: Request) -> None:
    """Refuse what another site made a visitor's browser send.

    Raises
    ------
    RequestError
        ``foreign-form``.

    Source: OWASP, Cross-Site Request Forgery Prevention Cheat Sheet: Fetch Metadata, with Origin where it is missing.

    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        own = site in _OWN_SITE
    else:
        origin = request.headers.get("origin")
        own = origin is not None and origin.split("://", 1)[-1] == request.headers.get("host")
    if not own:
        raise RequestError("foreign-form", "The request does not come from this service's own pages.")


def _known(visitor: Annotated[Visitor | None, Depends(guard)]) -> Visitor:
    """Return who asks, on a route whose rule demands that they are known."""
    if visitor is None:
        raise RequestError("login-required", "Log in first.")
    return visitor


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


Visiting = Annotated[Visitor, Depends(_known)]
"""Who asks; the route's rule has been kept."""

Stored = Annotated[Store, Depends(_store)]
"""What is kept."""
