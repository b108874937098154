"""Finds out who asks: by a machine's token, else by what the way of logging in says."""

from __future__ import annotations

from fastapi import Request

from service.access.guard import Identify
from service.access.local import LocalMode
from service.access.visitor import Visitor
from service.listening import is_loopback
from service.people.sessions import Sessions
from service.people.tokens import bearer, visitor_by
from service.settings import Settings
from service.store import Store


class Identifier:
    """A request with a token is that token's and nobody else's: a bad token never falls back on a session.

    Parameters
    ----------
    store
        Where tokens are looked up.
    otherwise
        Finds out who asks without a token.

    """

    def __init__(self, store: Store, otherwise: Identify) -> None:
        self._store = store
        self._otherwise = otherwise

    def __call__(self, request: Request) -> Visitor | None:
        """Return who asks, or None.

        Raises
        ------
        RequestError
            The token is not valid, or the local mode refuses.

        """
        credential = bearer(request.headers.get("authorization"))
        return self._otherwise(request) if credential is None else visitor_by(self._store, credential)


def identifier(store: Store, settings: Settings) -> Identify:
    """Return what finds out who asks.

    By a login where one is set up; else everybody is the local person where only this machine can ask; else nobody.
    """
    if settings.oidc_issuer:
        return Identifier(store, Sessions(store, settings).visitor)
    if is_loopback(settings.host):
        return Identifier(store, LocalMode(store))
    return Identifier(store, lambda _: None)
