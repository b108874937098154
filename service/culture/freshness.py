"""Makes figures anew where something released has changed: at once for a small owner, else by night or by command."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.culture.computing import make_figures
from service.store import Store
from service.store.tables import Comment, FigureState

AT_ONCE = 20_000
"""Most comments of an owner whose figures are made anew while somebody waits; these take some seconds."""


def is_stale(session: Session) -> bool:
    """Tell whether the figures of the session's owner are out of date, or were never made."""
    return session.scalar(select(FigureState.stale)) is not False


def freshen(store: Store, owner: str) -> bool:
    """Make an owner's figures anew if they are out of date and few; return whether they are up to date now."""
    with store.read(owner) as session:
        if not is_stale(session):
            return True
        if (session.scalar(select(func.count()).select_from(Comment)) or 0) > AT_ONCE:
            return False
    with store.write(owner) as session:
        if is_stale(session):
            make_figures(session)
    return True


def freshen_all(store: Store) -> int:
    """Make the figures of every owner that are out of date anew, however many; return how many owners that was."""
    made = 0
    for owner in store.owners():
        with store.write(owner) as session:
            if is_stale(session):
                make_figures(session)
                made += 1
    return made
