"""Keys for machines: each acts for the person who made it, within its scopes, until it expires or is revoked."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access.rules import RULES
from service.access.visitor import Visitor, visitor_of
from service.errors import RequestError
from service.people.keys import new_secret, read_token
from service.store import Store
from service.store.audit import record
from service.store.columns import now
from service.store.tables import ApiToken, Person

_BEARER = "bearer "
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="tilbakemelding", error="invalid_token"'}


def scopes_for(visitor: Visitor) -> tuple[str, ...]:
    """Return the scopes that would let a machine do what the person may."""
    return tuple(
        sorted({rule.scope for rule in RULES.values() if rule.scope and any(visitor.has(one) for one in rule.roles)})
    )


def make_token(session: Session, visitor: Visitor, *, name: str, scopes: tuple[str, ...], days: int) -> str:
    """Make a token and return it as the machine must send it; it cannot be had again."""
    secret = new_secret(visitor.owner)
    token = ApiToken(
        person_id=visitor.person_id,
        name=name,
        digest=secret.digest,
        scopes=scopes,
        expires_at=now() + timedelta(days=days),
    )
    session.add(token)
    session.flush()
    record(session, visitor, "token.made", token.id, days=days, scopes=len(scopes))
    return secret.as_token


def own_tokens(session: Session, visitor: Visitor) -> list[ApiToken]:
    """Return the person's tokens, newest first."""
    rows = select(ApiToken).where(ApiToken.person_id == visitor.person_id).order_by(ApiToken.created_at.desc())
    return list(session.scalars(rows))


def revoke_token(session: Session, visitor: Visitor, token_id: UUID) -> None:
    """Revoke one of the person's own tokens; once is enough.

    Raises
    ------
    RequestError
        ``not-found``: the person has no such token.

    """
    token = session.get(ApiToken, token_id)
    if token is None or token.person_id != visitor.person_id:
        raise RequestError("not-found", "There is no such token.")
    if token.revoked_at is None:
        token.revoked_at = now()
        record(session, visitor, "token.revoked", token.id)


def bearer(header: str | None) -> str | None:
    """Return the credential of an ``Authorization`` header that carries one, else None."""
    if header is None or not header.lower().startswith(_BEARER):
        return None
    return header[len(_BEARER) :].strip()


def visitor_by(store: Store, credential: str) -> Visitor:
    """Return the person that a machine's token acts for.

    Raises
    ------
    RequestError
        ``login-required``: unknown, expired and revoked alike.

    """
    refused = RequestError(
        "login-required", "The token is unknown, expired or revoked. Make a new one at /tokens.", headers=_CHALLENGE
    )
    secret = read_token(credential)
    if secret is None or secret.owner not in store.owners():
        raise refused
    with store.read(secret.owner) as session:
        token = session.scalar(select(ApiToken).where(ApiToken.digest == secret.digest))
        if token is None or not hmac.compare_digest(token.digest, secret.digest) or not is_valid(token):
            raise refused
        person = session.get_one(Person, token.person_id)
        visitor = visitor_of(session, person, scopes=frozenset(token.scopes))
        token_id, today = token.id, _day(now())
        is_first_today = token.last_used_on is None or token.last_used_on < today
    if is_first_today:
        with store.write(secret.owner) as session:
            session.get_one(ApiToken, token_id).last_used_on = today
    return visitor


def is_valid(token: ApiToken) -> bool:
    """Tell whether a token is neither revoked nor expired."""
    return token.revoked_at is None and (token.expires_at is None or token.expires_at > now())


def _day(moment: datetime) -> datetime:
    """Return the day only: when in the day a machine asked is nobody's business."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
