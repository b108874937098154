"""The two acts by which figures go upward: a team's to its leader, a leader's to the owner; each can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.access import Visitor
from service.errors import RequestError
from service.goals.keeping import own_team, teams_of
from service.store.audit import record
from service.store.columns import now
from service.store.staleness import mark_stale
from service.store.tables import Comment, Contribution, ReviewRelease, School, SchoolRelease, Team


@dataclass(frozen=True, slots=True)
class TeamTerm:
    """A team's samples of a term: how many, of how many colleagues, when released, and how many came after that."""

    team: Team
    term: str
    comments: int
    contributors: int
    released_at: datetime | None
    since: int


@dataclass(frozen=True, slots=True)
class SchoolTerm:
    """A term of a school that at least one team has released, and when the leader has released it on."""

    school: School
    term: str
    teams: int
    released_at: datetime | None


def team_terms(session: Session, visitor: Visitor) -> list[TeamTerm]:
    """Return the terms of the visitor's teams that hold samples or a release, the latest first."""
    found: list[TeamTerm] = []
    for own in teams_of(session, visitor):
        found += _terms_of(session, own.team)
    return found


def team_term(session: Session, visitor: Visitor, team_id: UUID, term: str) -> TeamTerm:
    """Return one of them.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    team = own_team(session, visitor, team_id)
    found = next((one for one in _terms_of(session, team) if one.term == term), None) if team else None
    if found is None:
        raise RequestError("not-found", "There are no samples of such a team and half-year.")
    return found


def release_team(session: Session, visitor: Visitor, team_id: UUID, term: str) -> None:
    """Release a team's samples of a term to its leader's figures, as they stand now.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    found = team_term(session, visitor, team_id, term)
    _forget(session, team_id, term)
    session.add(ReviewRelease(team_id=team_id, term=term, released_by=visitor.person_id, released_at=now()))
    mark_stale(session)
    record(session, visitor, "samples.released", team_id, term=term, comments=found.comments)


def withdraw_team(session: Session, visitor: Visitor, team_id: UUID, term: str) -> None:
    """Take a team's release back.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    team_term(session, visitor, team_id, term)
    _forget(session, team_id, term)
    mark_stale(session)
    record(session, visitor, "samples.withdrawn", team_id, term=term)


def school_terms(session: Session, schools: Iterable[UUID]) -> list[SchoolTerm]:
    """Return the terms of schools that teams have released, by the schools' names, the latest term first."""
    query = (
        select(School, ReviewRelease.term, func.count(ReviewRelease.team_id.distinct()), SchoolRelease.released_at)
        .join(Team, Team.school_id == School.id)
        .join(ReviewRelease, ReviewRelease.team_id == Team.id)
        .outerjoin(SchoolRelease, (SchoolRelease.school_id == School.id) & (SchoolRelease.term == ReviewRelease.term))
        .where(School.id.in_(list(schools)))
        .group_by(School.id, ReviewRelease.term, SchoolRelease.released_at)
        .order_by(School.name, School.id, ReviewRelease.term.desc())
    )
    return [SchoolTerm(*row) for row in session.execute(query)]


def school_term(session: Session, visitor: Visitor, school_id: UUID, term: str) -> SchoolTerm:
    """Return one of those of a school that the visitor leads.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    schools = visitor.schools_as("leader") & {school_id}
    found = next((one for one in school_terms(session, schools) if one.term == term), None)
    if found is None:
        raise RequestError("not-found", "No team of a school that you lead has released that half-year.")
    return found


def release_school(session: Session, visitor: Visitor, school_id: UUID, term: str) -> None:
    """Release a school's figures of a term on to the owner.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    if school_term(session, visitor, school_id, term).released_at is None:
        session.add(SchoolRelease(school_id=school_id, term=term, released_by=visitor.person_id, released_at=now()))
        mark_stale(session)
        record(session, visitor, "figures.released", school_id, term=term)


def withdraw_school(session: Session, visitor: Visitor, school_id: UUID, term: str) -> None:
    """Take a school's release back; the owner no longer sees its figures.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    if school_id not in visitor.schools_as("leader"):
        raise RequestError("not-found", "There is no such school that you lead.")
    session.execute(delete(SchoolRelease).where(SchoolRelease.school_id == school_id, SchoolRelease.term == term))
    mark_stale(session)
    record(session, visitor, "figures.withdrawn", school_id, term=term)


def _terms_of(session: Session, team: Team) -> list[TeamTerm]:
    latest = (
        select(ReviewRelease.term, func.max(ReviewRelease.released_at))
        .where(ReviewRelease.team_id == team.id)
        .group_by(ReviewRelease.term)
    )
    released = dict(session.execute(latest).all())
    rows = session.execute(
        select(Contribution.term, Contribution.contributor_id, Contribution.created_at, func.count(Comment.id))
        .join(Comment, Comment.contribution_id == Contribution.id)
        .where(Contribution.team_id == team.id)
        .group_by(Contribution.id)
    ).all()
    terms = sorted({term for term, *_ in rows} | set(released), reverse=True)
    return [
        TeamTerm(
            team,
            term,
            sum(count for own, _, _, count in rows if own == term),
            len({person for own, person, _, _ in rows if own == term}),
            released.get(term),
            sum(count for own, _, at, count in rows if own == term and term in released and at > released[term]),
        )
        for term in terms
    ]


def _forget(session: Session, team_id: UUID, term: str) -> None:
    session.execute(delete(ReviewRelease).where(ReviewRelease.team_id == team_id, ReviewRelease.term == term))
