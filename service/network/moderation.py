"""Hiding an example that breaks the rules: a coach's act, with a reason that the contributor is told."""

from __future__ import annotations

from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Visitor
from service.store.audit import record
from service.store.columns import now
from service.store.tables import Example

Reason = Literal["person", "hurtful", "purpose", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)


def hide(session: Session, visitor: Visitor, example: Example, reason: str) -> None:
    """Hide an example from all but its contributor and the coaches."""
    example.hidden_reason, example.hidden_at = reason, now()
    record(session, visitor, "example.hidden", example.id, reason=reason)


def show(session: Session, visitor: Visitor, example: Example) -> None:
    """Show an example again."""
    if example.hidden_reason is None:
        return
    example.hidden_reason = example.hidden_at = None
    record(session, visitor, "example.shown", example.id)


def hidden_examples(session: Session) -> list[Example]:
    """Return all that are hidden, the latest first."""
    return list(
        session.scalars(
            select(Example).where(Example.hidden_reason.is_not(None)).order_by(Example.hidden_at.desc(), Example.id)
        )
    )
