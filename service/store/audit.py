"""Writes the audit log: who did what to which thing, with counts and codes; never a text, never a name."""

from __future__ import annotations

import re
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from service.store.tables import Act

Fact = bool | int | str
_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


class Actor(Protocol):
    """One who does something; a visitor is one."""

    @property
    def person_id(self) -> UUID:
        """The person's key."""


def record(session: Session, visitor: Actor | None, what: str, thing_id: UUID | None = None, **facts: Fact) -> None:
    """Note an act, within the transaction that carries it out.

    Raises
    ------
    ValueError
        A fact is a text and no code.

    """
    for name, fact in facts.items():
        if isinstance(fact, str) and not _CODE.fullmatch(fact):
            raise ValueError(f"the fact {name} of {what} is no code")
    session.add(Act(actor_id=visitor.person_id if visitor else None, what=what, thing_id=thing_id, facts=facts))
