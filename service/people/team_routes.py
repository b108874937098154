"""Teams: made by admins anywhere, and by coaches at their own schools."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.access import Stored, Visiting, Visitor
from service.errors import RequestError
from service.pages import Sent, Shown, redirect
from service.people.admin_routes import notice_of
from service.store.audit import record
from service.store.tables import Person, RoleGrant, School, Team, TeamMember

router = APIRouter(include_in_schema=False)


@router.get("/teams")
def read_teams(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show the teams of the schools where the visitor may make some."""
    own = visitor.schools_as("coach", "admin")
    with store.read(visitor.owner) as session:
        members = select(TeamMember.team_id, func.count().label("count")).group_by(TeamMember.team_id).subquery()
        teams = session.execute(
            select(Team, School.name, func.coalesce(members.c.count, 0))
            .join(School, School.id == Team.school_id)
            .outerjoin(members, members.c.team_id == Team.id)
            .where(Team.school_id.in_(own))
            .order_by(School.name, Team.name)
        ).all()
        schools = session.scalars(select(School).where(School.id.in_(own)).order_by(School.name)).all()
        return pages.render(
            request, "people/teams.html", visitor=visitor, said=notice_of(request), teams=teams, schools=schools
        )


@router.post("/teams")
def make_team(visitor: Visiting, store: Stored, sent: Sent) -> Response:
    """Make a team."""
    name, school_id = sent.text("name", least=1, most=120), sent.key("school")
    if not visitor.has_at(school_id, "coach", "admin"):
        raise RequestError("not-found", "There is no such school.")
    with store.write(visitor.owner) as session:
        if _is_taken(session, school_id, name):
            return redirect("/teams?said=name-taken")
        team = Team(school_id=school_id, name=name)
        session.add(team)
        session.flush()
        record(session, visitor, "team.made", team.id)
        return redirect(f"/teams/{team.id}")


@router.get("/teams/{team_id}")
def read_team(request: Request, visitor: Visiting, store: Stored, pages: Shown, team_id: UUID) -> Response:
    """Show a team's members, and who could become one."""
    with store.read(visitor.owner) as session:
        team = _team(session, visitor, team_id)
        chosen = select(TeamMember.person_id).where(TeamMember.team_id == team.id)
        at_school = select(RoleGrant.person_id).where(
            RoleGrant.school_id == team.school_id, RoleGrant.role.in_(("teacher", "coach"))
        )
        people = select(Person).order_by(Person.name, Person.id)
        return pages.render(
            request,
            "people/team.html",
            visitor=visitor,
            said=notice_of(request),
            team=team,
            school=session.get_one(School, team.school_id),
            members=session.scalars(people.where(Person.id.in_(chosen))).all(),
            others=session.scalars(people.where(Person.id.in_(at_school), Person.id.not_in(chosen))).all(),
        )


@router.post("/teams/{team_id}")
def rename_team(visitor: Visiting, store: Stored, team_id: UUID, sent: Sent) -> Response:
    """Give a team another name."""
    name = sent.text("name", least=1, most=120)
    with store.write(visitor.owner) as session:
        team = _team(session, visitor, team_id)
        if name != team.name and _is_taken(session, team.school_id, name):
            return redirect(f"/teams/{team_id}?said=name-taken")
        team.name = name
        record(session, visitor, "team.renamed", team.id)
    return redirect(f"/teams/{team_id}")


@router.post("/teams/{team_id}/members")
def add_member(visitor: Visiting, store: Stored, team_id: UUID, sent: Sent) -> Response:
    """Take in somebody who teaches or coaches at the team's school."""
    person_id = sent.key("person")
    with store.write(visitor.owner) as session:
        team = _team(session, visitor, team_id)
        at_school = select(RoleGrant.id).where(
            RoleGrant.person_id == person_id,
            RoleGrant.school_id == team.school_id,
            RoleGrant.role.in_(("teacher", "coach")),
        )
        if session.scalar(at_school.limit(1)) is None:
            raise RequestError("not-found", "There is no such person at the team's school.")
        if session.get(TeamMember, (team.id, person_id)) is None:
            session.add(TeamMember(team_id=team.id, person_id=person_id))
            record(session, visitor, "team.joined", team.id)
    return redirect(f"/teams/{team_id}")


@router.post("/teams/{team_id}/members/{person_id}/remove")
def remove_member(visitor: Visiting, store: Stored, team_id: UUID, person_id: UUID) -> Response:
    """Let somebody out of a team."""
    with store.write(visitor.owner) as session:
        team = _team(session, visitor, team_id)
        member = session.get(TeamMember, (team.id, person_id))
        if member is None:
            raise RequestError("not-found", "There is no such member.")
        session.delete(member)
        record(session, visitor, "team.left", team.id)
    return redirect(f"/teams/{team_id}")


def _team(session: Session, visitor: Visitor, team_id: UUID) -> Team:
    """Return a team of a school where the visitor may make teams; another school's is as good as none."""
    team = session.get(Team, team_id)
    if team is None or not visitor.has_at(team.school_id, "coach", "admin"):
        raise RequestError("not-found", "There is no such team.")
    return team


def _is_taken(session: Session, school_id: UUID, name: str) -> bool:
    return session.scalar(select(Team.id).where(Team.school_id == school_id, Team.name == name)) is not None
