"""One coder's work in a round: labels and notes that are kept at once, never overwritten unseen, and handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from service.access import Visitor
from service.errors import RequestError
from service.rounds.settling import settle_agreed
from service.store.audit import record
from service.store.columns import now
from service.store.tables import Coder, Comment, Note, Round, RoundItem, RoundSegment, Team, Vote

Row = TypeVar("Row", Vote, Note)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a vote or note after a change was asked for: the change, or (``clash``) somebody's before it."""

    value: dict[str, Any]
    version: int
    clash: bool = False


def coder_of(session: Session, visitor: Visitor, round_id: UUID, *, locked: bool = False) -> Coder:
    """Return the visitor's place in a round.

    ``locked`` holds it until the transaction ends, so that nothing is coded while it is being handed in.

    Raises
    ------
    RequestError
        ``not-found``: the visitor does not code the round.

    """
    schools = visitor.schools_as("teacher", "coach")
    query = (
        select(Coder)
        .join(Round, Round.id == Coder.round_id)
        .join(Team, Team.id == Round.team_id)
        .where(Coder.round_id == round_id, Coder.person_id == visitor.person_id, Team.school_id.in_(schools))
    )
    found = session.scalar(query.with_for_update(of=Coder) if locked else query)
    if found is None:
        raise RequestError("not-found", "There is no such round that you code.")
    return found


def work_of(session: Session, visitor: Visitor, round_id: UUID) -> dict[str, Any]:
    """Return all that a coder works with, and nothing of others' or of the model's: comments, own votes, own notes."""
    coder_of(session, visitor, round_id)
    items = session.execute(
        select(RoundItem, Comment)
        .join(Comment, Comment.id == RoundItem.comment_id)
        .where(RoundItem.round_id == round_id)
        .order_by(RoundItem.position)
        .options(selectinload(RoundItem.segments))
    ).all()
    votes = {
        vote.segment_id: vote
        for vote in session.scalars(
            select(Vote)
            .join(RoundSegment, RoundSegment.id == Vote.segment_id)
            .join(RoundItem, RoundItem.id == RoundSegment.item_id)
            .where(RoundItem.round_id == round_id, Vote.person_id == visitor.person_id)
        )
    }
    notes = {
        note.item_id: note
        for note in session.scalars(
            select(Note)
            .join(RoundItem, RoundItem.id == Note.item_id)
            .where(RoundItem.round_id == round_id, Note.person_id == visitor.person_id)
        )
    }
    return {
        "items": [
            {
                "id": str(item.id),
                "text": comment.text,
                "form": comment.form,
                "note": _note(notes.get(item.id)),
                "segments": [
                    {"id": str(part.id), "start": part.start, "end": part.end, "vote": _vote(votes.get(part.id))}
                    for part in item.segments
                ],
            }
            for item, comment in items
        ]
    }


def put_vote(  # noqa: PLR0913 - a vote and where it belongs
    session: Session,
    visitor: Visitor,
    round_id: UUID,
    segment_id: UUID,
    *,
    labels: tuple[str, ...],
    wrong_segment: bool,
    version: int,
) -> Kept:
    """Keep a coder's labels of a segment, if ``version`` is what the coder last saw of it (0: none).

    The same change sent twice is kept once.

    Raises
    ------
    RequestError
        ``not-found``; ``conflict``: it has been handed in.

    """
    _open(session, visitor, round_id)
    of_round = exists().where(RoundItem.id == RoundSegment.item_id, RoundItem.round_id == round_id)
    if session.scalar(select(RoundSegment.id).where(RoundSegment.id == segment_id, of_round)) is None:
        raise RequestError("not-found", "There is no such segment in the round.")
    wanted = {"labels": sorted(set(labels)), "wrong_segment": wrong_segment}

    def change(row: Vote) -> None:
        row.labels, row.wrong_segment = labels, wrong_segment

    row = Vote(segment_id=segment_id, person_id=visitor.person_id, labels=labels, wrong_segment=wrong_segment)
    return _put(session, row, (segment_id, visitor.person_id), wanted, version, change=change, told=_vote)


def put_note(  # noqa: PLR0913 - a note and where it belongs
    session: Session, visitor: Visitor, round_id: UUID, item_id: UUID, *, text: str, version: int
) -> Kept:
    """Keep a coder's note on a comment, masked already, as `put_vote` does with labels.

    Raises
    ------
    RequestError
        ``not-found``; ``conflict``: it has been handed in.

    """
    _open(session, visitor, round_id)
    of_round = select(RoundItem.id).where(RoundItem.id == item_id, RoundItem.round_id == round_id)
    if session.scalar(of_round) is None:
        raise RequestError("not-found", "There is no such comment in the round.")

    def change(row: Note) -> None:
        row.text = text

    row = Note(item_id=item_id, person_id=visitor.person_id, text=text)
    return _put(session, row, (item_id, visitor.person_id), {"text": text}, version, change=change, told=_note)


def _put(  # noqa: PLR0913
    session: Session,
    fresh: Row,
    key: tuple[UUID, UUID],
    wanted: dict[str, Any],
    version: int,
    *,
    change: Callable[[Row], None],
    told: Callable[[Row], dict[str, Any]],
) -> Kept:
    """Insert or change a row whose version is what the caller saw; tell what is there where it is not."""
    table = type(fresh)
    row = session.get(table, key, with_for_update=True, populate_existing=True)
    if row is None and version == 0:
        try:
            with session.begin_nested():
                session.add(fresh)
        except IntegrityError:  # another tab was first
            row = session.get(table, key, with_for_update=True, populate_existing=True)
        else:
            return Kept(wanted, 1)
    if row is None:
        raise RequestError("not-found", "What was to be changed is gone.")
    present = told(row)
    if {name: present[name] for name in wanted} == wanted:
        return Kept(wanted, row.version)
    if row.version != version:
        return Kept({name: present[name] for name in wanted}, row.version, clash=True)
    change(row)
    row.version += 1
    row.changed_at = now()
    session.flush()
    return Kept(wanted, row.version)


def progress_of(session: Session, person_id: UUID, round_ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return how many segments of each round a person has coded, and how many there are."""
    own = (Vote.segment_id == RoundSegment.id) & (Vote.person_id == person_id)
    query = (
        select(RoundItem.round_id, func.count(Vote.segment_id), func.count(RoundSegment.id))
        .join(RoundSegment, RoundSegment.item_id == RoundItem.id)
        .outerjoin(Vote, own)
        .where(RoundItem.round_id.in_(round_ids))
        .group_by(RoundItem.round_id)
    )
    return {round_id: (done, all_of_them) for round_id, done, all_of_them in session.execute(query)}


def submit(session: Session, visitor: Visitor, round_id: UUID) -> None:
    """Hand in; when the last has, the round goes on to its meeting. Handing in twice is handing in once.

    Raises
    ------
    RequestError
        ``not-found``; ``conflict``: a segment has not been coded.

    """
    one = session.scalar(select(Round).where(Round.id == round_id).with_for_update())
    coder = coder_of(session, visitor, round_id, locked=True)
    assert one is not None
    if coder.submitted_at is not None:
        return
    done, all_of_them = progress_of(session, visitor.person_id, [round_id]).get(round_id, (0, 0))
    if done < all_of_them:
        raise RequestError("conflict", f"{all_of_them - done} segments have not been coded; none may be left out.")
    coder.submitted_at = now()
    session.flush()
    record(session, visitor, "round.submitted", round_id)
    waiting = select(func.count()).select_from(Coder).where(Coder.round_id == round_id, Coder.submitted_at.is_(None))
    if session.scalar(waiting) == 0:
        one.state = "meeting"
        settle_agreed(session, round_id)


def _open(session: Session, visitor: Visitor, round_id: UUID) -> None:
    if coder_of(session, visitor, round_id, locked=True).submitted_at is not None:
        raise RequestError("conflict", "You have handed this round in; ask your coach to open it again.")


def _vote(vote: Vote | None) -> dict[str, Any]:
    if vote is None:
        return {"labels": [], "wrong_segment": False, "version": 0}
    return {"labels": list(vote.labels), "wrong_segment": vote.wrong_segment, "version": vote.version}


def _note(note: Note | None) -> dict[str, Any]:
    return {"text": note.text if note else "", "version": note.version if note else 0}
