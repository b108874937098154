"""Sessions of people who have logged in: begun anew at each login, ended when idle, old, or logged out."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from fastapi import Request
from sqlalchemy import delete
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.access.visitor import Visitor, visitor_of
from service.people.keys import Secret, new_secret, read_cookie
from service.settings import Settings
from service.store import Store, UnknownOwner
from service.store.columns import now
from service.store.tables import LoginSession, Person

_EVERY = timedelta(minutes=1)
"""How much longer a session must have become before that is written: reading pages does not write each time."""


class Sessions:
    """The sessions in the store.

    Parameters
    ----------
    store
        Where they are kept, by their secrets' digests.
    settings
        How long they last, and whether the cookie is for https only.

    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._idle = timedelta(minutes=settings.session_idle_minutes)
        self._longest = timedelta(hours=settings.session_hours)
        self._secure = (settings.public_url or "").startswith("https:")
        # Source: RFC 6265bis, 4.1.3.2: a cookie so named is taken from this host only, for all paths, over https.
        self.cookie = "__Host-login" if self._secure else "login"

    def begin(self, session: Session, owner: str, person_id: UUID) -> Secret:
        """Begin a session, and clear away those that have ended."""
        session.execute(delete(LoginSession).where(LoginSession.expires_at <= now()))
        secret = new_secret(owner)
        ends = self._end(now())
        session.add(LoginSession(digest=secret.digest, person_id=person_id, expires_at=ends))
        return secret

    def visitor(self, request: Request) -> Visitor | None:
        """Return who the session's cookie stands for; None where there is none or it has ended."""
        secret = self._secret(request)
        if secret is None:
            return None
        try:
            with self._store.read(secret.owner) as session:
                found = session.get(LoginSession, secret.digest)
                if found is None or found.expires_at <= now():
                    return None
                visitor = visitor_of(session, session.get_one(Person, found.person_id))
                ends = self._end(found.created_at)
                is_longer = ends - found.expires_at >= _EVERY
        except UnknownOwner:
            return None
        if is_longer:
            with self._store.write(secret.owner) as session:
                kept = session.get(LoginSession, secret.digest)
                if kept is None:
                    return None
                kept.expires_at = ends
        return visitor

    def end(self, request: Request) -> None:
        """End the session that the request comes with."""
        secret = self._secret(request)
        if secret is not None:
            with suppress(UnknownOwner), self._store.write(secret.owner) as session:
                session.execute(delete(LoginSession).where(LoginSession.digest == secret.digest))

    def give(self, answer: Response, secret: Secret) -> None:
        """Let the browser keep a session's secret until it is closed."""
        answer.set_cookie(self.cookie, secret.as_cookie, httponly=True, secure=self._secure, samesite="lax", path="/")

    def take(self, answer: Response) -> None:
        """Let the browser forget the secret."""
        answer.delete_cookie(self.cookie, httponly=True, secure=self._secure, samesite="lax", path="/")

    def _secret(self, request: Request) -> Secret | None:
        return read_cookie(request.cookies.get(self.cookie, ""))

    def _end(self, began: datetime) -> datetime:
        """Return when a session ends that is used now."""
        return min(now() + self._idle, began + self._longest)
