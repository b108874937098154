"""Keeps contributions, shows them to who made them, and lets them go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session, selectinload

from service.access import Visitor
from service.errors import RequestError
from service.samples.predicting import prediction_of
from service.store.audit import record
from service.store.columns import now
from service.store.staleness import mark_stale
from service.store.tables import Act, Comment, Contribution, Team, TeamMember
from tilbakemelding import Analysis


@dataclass(frozen=True, slots=True)
class Described:
    """What a contribution is of; ``key`` is that of the act, so that the same again is kept once."""

    key: UUID
    team_id: UUID
    subject: str
    level: str
    genre: str
    term: str


def teams_of(session: Session, visitor: Visitor) -> list[Team]:
    """Return the teams that a person may contribute to: those the person is in, at a school where it teaches."""
    mine = select(TeamMember.team_id).where(TeamMember.person_id == visitor.person_id)
    query = select(Team).where(Team.id.in_(mine), Team.school_id.in_(visitor.schools_as("teacher", "coach")))
    return list(session.scalars(query.order_by(Team.name)))


def keep(
    session: Session, visitor: Visitor, described: Described, analyses: Sequence[Analysis], *, days: int
) -> Contribution:
    """Keep masked comments as the person's contribution to a team; the same key again is the same act again.

    Raises
    ------
    RequestError
        ``not-found``: the team is not the person's. ``conflict``: the contribution was revoked meanwhile, or the key
        is another's.

    """
    before = session.get(Contribution, described.key)
    if before is not None and before.contributor_id == visitor.person_id:
        return before
    if before is not None or session.scalar(select(Act.id).where(Act.thing_id == described.key)):
        raise RequestError("conflict", "This contribution was made and taken back before. Begin anew.")
    team = next((team for team in teams_of(session, visitor) if team.id == described.team_id), None)
    if team is None:
        raise RequestError("not-found", "There is no such team among yours.")
    contribution = Contribution(
        id=described.key,
        school_id=team.school_id,
        team_id=team.id,
        contributor_id=visitor.person_id,
        subject=described.subject,
        level=described.level,
        genre=described.genre,
        term=described.term,
        expires_at=now() + timedelta(days=days),
    )
    for position, analysis in enumerate(analyses):
        comment = Comment(position=position, text=analysis.text, form=analysis.form)
        comment.predictions.append(prediction_of(analysis))
        contribution.comments.append(comment)
    session.add(contribution)
    session.flush()
    record(session, visitor, "contribution.made", contribution.id, comments=len(analyses))
    return contribution


def contributions_of(session: Session, visitor: Visitor) -> list[tuple[Contribution, int]]:
    """Return a person's own contributions with the number of their comments, newest first."""
    query = (
        select(Contribution, func.count(Comment.id))
        .outerjoin(Comment)
        .where(Contribution.contributor_id == visitor.person_id)
        .group_by(Contribution.id)
        .order_by(Contribution.created_at.desc(), Contribution.id)
    )
    return [(contribution, count) for contribution, count in session.execute(query)]


def own(session: Session, visitor: Visitor, key: UUID) -> Contribution:
    """Return one of a person's own contributions with its comments.

    Raises
    ------
    RequestError
        ``not-found``: there is none, or it is another's.

    """
    query = select(Contribution).where(Contribution.id == key, Contribution.contributor_id == visitor.person_id)
    found = session.scalar(query.options(selectinload(Contribution.comments).selectinload(Comment.predictions)))
    if found is None:
        raise RequestError("not-found", "There is no such contribution among yours.")
    return found


def revoke(session: Session, visitor: Visitor, key: UUID, comment_id: UUID | None = None) -> bool:
    """Take back a contribution, or one of its comments, with all that hangs on it; the last comment takes the whole.

    Returns
    -------
    Whether anything is left of the contribution.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    contribution = own(session, visitor, key)
    comment = next((comment for comment in contribution.comments if comment.id == comment_id), None)
    mark_stale(session)
    if comment_id is not None and comment is None:
        raise RequestError("not-found", "There is no such comment in the contribution.")
    if comment is not None and len(contribution.comments) > 1:
        session.execute(delete(Comment).where(Comment.id == comment.id))
        record(session, visitor, "contribution.comment-revoked", key)
        return True
    session.execute(delete(Contribution).where(Contribution.id == key))
    record(session, visitor, "contribution.revoked", key, comments=len(contribution.comments))
    return False


def remove_expired(session: Session, at: datetime) -> int:
    """Remove what has been kept for as long as it may; return how many contributions went."""
    due: ColumnElement[bool] = Contribution.expires_at <= at
    keys = list(session.scalars(select(Contribution.id).where(due)))
    if keys:
        session.execute(delete(Contribution).where(Contribution.id.in_(keys)))
        mark_stale(session)
        record(session, None, "contribution.expired", contributions=len(keys))
    return len(keys)
