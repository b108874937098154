"""Marks an owner's figures as out of date, in the transaction of what makes them so."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from service.store.tables import FigureState


def mark_stale(session: Session) -> None:
    """Let the figures of the session's owner be made anew before they are next shown; they go if what changed goes."""
    session.execute(update(FigureState).values(stale=True))
