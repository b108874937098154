"""Writes the audit log: who did what to which thing, with counts and codes; never a text, never a name."""

from __future__ import annotations

import re
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from service.store.tables import Act

_CODE = re.compile(r"[a-z0-9][a-z0-9._:-]{0,59}")


class Actor(Protocol):
    """Who acts, as far as the log is concerned: the visitor of a room."""

    @property
    def person_id(self) -> UUID:
        """The person's key in the store."""


def record(
    session: Session, visitor: Actor | None, what: str, thing_id: UUID | None = None, **facts: int | str
) -> None:
    """Add an act to the log, in the transaction that it is a part of: both are kept, or neither.

    Parameters
    ----------
    visitor
        Who acts; None where the service does it by itself, as when retention removes something.
    what
        A code, such as ``contribution.revoked``.
    thing_id
        What it is done to; the act stays when the thing is gone.
    facts
        Whole numbers, truth values and codes (at most 60 small letters, digits and ``. _ : -``).

    Raises
    ------
    ValueError
        Something is no code and no number; it is not quoted, since it may be a text.

    """
    if not _CODE.fullmatch(what):
        raise ValueError("an act is named by a code")
    for name, value in facts.items():
        if not isinstance(value, int) and not (isinstance(value, str) and _CODE.fullmatch(value)):
            raise ValueError(f"the fact {name!r} of {what} is neither a whole number, a truth value nor a code")
    session.add(Act(actor_id=None if visitor is None else visitor.person_id, what=what, thing_id=thing_id, facts=facts))
