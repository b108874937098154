"""Keeps a team's goals: masked, one a half-year, no change overwritten unseen, shown to the leader only if released."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from service.access.visitor import Visitor
from service.analyser import CommentMasker
from service.store.columns import now
from service.store.tables import School, Team, TeamGoal, TeamMember

MAX_GOAL = 1_000
MAX_DECIDED = 4_000


class Changed(Exception):
    """Another has changed the goal meanwhile."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, after masking, and how many places were masked."""

    goal: str
    decided: str
    masked: int


@dataclass(frozen=True, slots=True)
class TeamGoals:
    """A team of the visitor, its school, and its goals, the latest first."""

    team: Team
    school: School
    goals: tuple[TeamGoal, ...]


def teams_of(session: Session, visitor: Visitor) -> list[TeamGoals]:
    """Return the teams that the visitor is a member of, and those of the schools where they are coach."""
    member = select(TeamMember.team_id).where(TeamMember.person_id == visitor.person_id)
    coached = visitor.schools_as("coach")
    return _with_goals(session, Team.id.in_(member) | Team.school_id.in_(coached))


def own_team(session: Session, visitor: Visitor, team_id: UUID) -> Team | None:
    """Return a team that the visitor may write for."""
    return next((own.team for own in teams_of(session, visitor) if own.team.id == team_id), None)


def released_to(session: Session, schools: Iterable[UUID]) -> list[TeamGoals]:
    """Return what the teams of schools have released to their leader, and nothing of the others."""
    found = _with_goals(session, Team.school_id.in_(list(schools)))
    released = [
        TeamGoals(own.team, own.school, tuple(goal for goal in own.goals if goal.released_at is not None))
        for own in found
    ]
    return [own for own in released if own.goals]


def goal_of(session: Session, team_id: UUID, term: str) -> TeamGoal | None:
    """Return a team's goal for a term."""
    return session.scalar(select(TeamGoal).where(TeamGoal.team_id == team_id, TeamGoal.term == term))


def mask(masker: CommentMasker, goal: str, decided: str) -> Written:
    """Return what was written without what points at persons."""
    texts = [text for text in (goal, decided) if text]
    masked = list(masker.mask_all(texts))
    count = sum(len(one.replacements) for one in masked)
    written = iter(one.text for one in masked)
    return Written(next(written) if goal else "", next(written) if decided else "", count)


def keep_goal(session: Session, team: Team, term: str, written: Written, *, version: int) -> TeamGoal:
    """Keep what was written over the version that the writer saw; what changes is no longer released.

    Raises
    ------
    Changed
        It is no longer that version.

    """
    found = goal_of(session, team.id, term)
    if (found.version if found else 0) != version:
        raise Changed
    if found is None:
        found = TeamGoal(team_id=team.id, term=term, goal=written.goal, decided=written.decided)
        session.add(found)
    elif (found.goal, found.decided) != (written.goal, written.decided):
        found.goal, found.decided = written.goal, written.decided
        found.version, found.changed_at = version + 1, now()
        withdraw(found)
    session.flush()
    return found


def release(goal: TeamGoal, person_id: UUID) -> None:
    """Let the school's leader see the goal as it stands."""
    goal.released_at, goal.released_by = now(), person_id


def withdraw(goal: TeamGoal) -> None:
    """Take the release back."""
    goal.released_at, goal.released_by = None, None


def _with_goals(session: Session, which: ColumnElement[bool]) -> list[TeamGoals]:
    rows = session.execute(
        select(Team, School).join(School, Team.school_id == School.id).where(which).order_by(School.name, Team.name)
    ).all()
    goals = session.scalars(
        select(TeamGoal).where(TeamGoal.team_id.in_([team.id for team, _ in rows])).order_by(TeamGoal.term.desc())
    ).all()
    return [TeamGoals(team, school, tuple(goal for goal in goals if goal.team_id == team.id)) for team, school in rows]
