"""What the team writes down at its meeting: labels with a reason, a better version, what they thought."""

from __future__ import annotations

from typing import Any, Literal, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.access import Visitor
from service.errors import RequestError
from service.meeting.reading import team_round
from service.store.audit import record
from service.store.columns import now
from service.store.staleness import mark_stale
from service.store.tables import Decision, Reflection, Rewrite, Round, RoundItem, RoundSegment

PROMPTS: tuple[str, ...] = ("meaning", "forward", "pupil", "next")
"""The programme's questions; the texts are the room's."""

Row = TypeVar("Row", Decision, Rewrite, Reflection)


class Clash(Exception):
    """Somebody has written the same thing meanwhile; nothing was kept."""


def decide(  # noqa: PLR0913 - a decision and where it belongs
    session: Session,
    visitor: Visitor,
    round_id: UUID,
    segment_id: UUID,
    *,
    labels: tuple[str, ...],
    reason: str,
    version: int,
) -> None:
    """Keep the labels that the team settles on, with the reason, masked; the votes stay as they were.

    Raises
    ------
    RequestError
        ``not-found``; ``conflict``: the round is closed.
    Clash
        The decision is no longer the one that the sender saw.

    """
    _at_meeting(session, visitor, round_id)
    query = select(RoundSegment.id).join(RoundItem, RoundItem.id == RoundSegment.item_id)
    if session.scalar(query.where(RoundSegment.id == segment_id, RoundItem.round_id == round_id)) is None:
        raise RequestError("not-found", "There is no such segment in the round.")
    row = session.get(Decision, segment_id, with_for_update=True, populate_existing=True)
    fresh = Decision(segment_id=segment_id, labels=labels, reason=reason)
    _write(session, row, fresh, version, labels=labels, reason=reason, decided_at=now())
    mark_stale(session)


def rewrite(  # noqa: PLR0913 - a text and where it belongs
    session: Session, visitor: Visitor, round_id: UUID, item_id: UUID, *, text: str, version: int
) -> None:
    """Keep what the team would have written instead, masked; nothing at all removes it.

    Raises
    ------
    RequestError, Clash
        As `decide`.

    """
    _at_meeting(session, visitor, round_id)
    _item(session, round_id, item_id)
    row = session.get(Rewrite, item_id, with_for_update=True, populate_existing=True)
    if not text and row is not None and row.version == version:
        session.delete(row)
        return
    if text:
        fresh = Rewrite(item_id=item_id, text=text)
        _write(session, row, fresh, version, text=text, analysis=None, changed_at=now())


def reflect(  # noqa: PLR0913 - an answer and where it belongs
    session: Session,
    visitor: Visitor,
    round_id: UUID,
    item_id: UUID | None,
    *,
    prompt: str,
    text: str,
    version: int,
) -> None:
    """Keep the team's answer to one of the questions, on a comment or on the round; nothing at all removes it.

    Raises
    ------
    RequestError, Clash
        As `decide`.

    """
    _at_meeting(session, visitor, round_id)
    if item_id is not None:
        _item(session, round_id, item_id)
    same = select(Reflection).where(
        Reflection.round_id == round_id, Reflection.item_id == item_id, Reflection.prompt == prompt
    )
    row = session.scalar(same.with_for_update())
    if not text and row is not None and row.version == version:
        session.delete(row)
        return
    if text:
        fresh = Reflection(round_id=round_id, item_id=item_id, prompt=prompt, text=text)
        _write(session, row, fresh, version, text=text, changed_at=now())


def _write(session: Session, row: Row | None, fresh: Row, version: int, **changes: Any) -> None:
    """Insert or change a row that is still as its sender saw it (``version``; 0: there was none)."""
    if row is None and version == 0:
        try:
            with session.begin_nested():
                session.add(fresh)
        except IntegrityError as error:
            raise Clash from error
        return
    if row is None or row.version != version:
        raise Clash
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1


def show_names(session: Session, visitor: Visitor, round_id: UUID, *, shown: bool) -> None:
    """Show at the meeting who chose what, or not; the coach does what the team wants.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    one = coached(session, visitor, round_id)
    one.shows_names = shown
    record(session, visitor, "round.names", round_id, shown=shown)


def turn(session: Session, visitor: Visitor, round_id: UUID, state: Literal["closed", "meeting"]) -> None:
    """Close a round, in which what was decided stands, or take a closed one up again.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    coached(session, visitor, round_id).state = state
    record(session, visitor, "round.closed" if state == "closed" else "round.resumed", round_id)


def coached(session: Session, visitor: Visitor, round_id: UUID) -> Round:
    """Return a round past its coding where the visitor is the coach.

    Raises
    ------
    RequestError
        ``not-found``; ``conflict``.

    """
    one, team = team_round(session, visitor, round_id, locked=True)
    if not visitor.has_at(team.school_id, "coach"):
        raise RequestError("not-found", "There is no such round where you are a coach.")
    return one


def _at_meeting(session: Session, visitor: Visitor, round_id: UUID) -> None:
    if team_round(session, visitor, round_id)[0].state != "meeting":
        raise RequestError("conflict", "The round is closed; its coach can take it up again.")


def _item(session: Session, round_id: UUID, item_id: UUID) -> None:
    query = select(RoundItem.id).where(RoundItem.id == item_id, RoundItem.round_id == round_id)
    if session.scalar(query) is None:
        raise RequestError("not-found", "There is no such comment in the round.")
