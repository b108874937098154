"""The team writes its goal, and lets the leader see it; the leader reads what was released."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.access import Stored, Visiting
from service.access.visitor import Visitor
from service.analyser import CommentMasker
from service.errors import RequestError
from service.goals.keeping import (
    MAX_DECIDED,
    MAX_GOAL,
    Changed,
    Written,
    goal_of,
    keep_goal,
    mask,
    own_team,
    release,
    released_to,
    teams_of,
    withdraw,
)
from service.pages.forms import Sent
from service.pages.numbers import day, term_name, term_of
from service.pages.rendering import Pages, Shown, form_of, redirect
from service.samples.choices import is_term
from service.store.audit import record
from service.store.columns import now
from service.store.tables import Team, TeamGoal

router = APIRouter(include_in_schema=False)

_TELLS = ("kept", "released", "withdrawn", "deleted")
_MAX_VERSION = 1_000_000


@router.get("/culture/goals")
def read_goals(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show the visitor's teams with their goals, and to a leader what teams have released."""
    told, masked = request.query_params.get("told"), request.query_params.get("masked", "0")
    form = form_of(request)
    lines = [pages.text(form, f"goals.{told}")] if told in _TELLS else []
    if masked.isdecimal() and int(masked[:6]):
        lines.append(pages.text(form, "goals.masked", count=int(masked[:6])))
    with store.read(visitor.owner) as session:
        return pages.render(
            request,
            "goals/goals.html",
            visitor=visitor,
            own=teams_of(session, visitor),
            released=released_to(session, visitor.schools_as("leader")),
            leads=visitor.has("leader"),
            this_term=term_of(now()),
            lines=lines,
            term=lambda code: term_name(code, form),
            day=day,
        )


@router.get("/culture/goals/{team_id}/{term}")
def read_goal(  # noqa: PLR0913, PLR0917 - what a route is given
    request: Request, visitor: Visiting, store: Stored, pages: Shown, team_id: str, term: str
) -> Response:
    """Show the form for a term's goal."""
    with store.read(visitor.owner) as session:
        team, goal = _found(session, visitor, team_id, term)
        return _goal_page(request, visitor, pages, team, term, goal)


@router.post("/culture/goals/{team_id}/{term}")
def write_goal(  # noqa: PLR0913, PLR0917 - what a route is given
    request: Request, visitor: Visiting, store: Stored, pages: Shown, team_id: str, term: str, sent: Sent
) -> Response:
    """Mask and keep what the team wrote; where another was first, show both."""
    masker: CommentMasker = request.app.state.masker
    goal, decided = sent.text("goal", most=MAX_GOAL), sent.text("decided", most=MAX_DECIDED)
    version = sent.number("version", least=0, most=_MAX_VERSION)
    with store.write(visitor.owner) as session:
        team, found = _found(session, visitor, team_id, term)
        if not goal:
            return _goal_page(request, visitor, pages, team, term, found, problem="empty")
        written = mask(masker, goal, decided)
        try:
            kept = keep_goal(session, team, term, written, version=version)
        except Changed:
            return _goal_page(request, visitor, pages, team, term, found, problem="changed", written=written)
        record(session, visitor, "goal.written", kept.id, masked=written.masked, version=kept.version)
    return redirect(f"/culture/goals?told=kept&masked={written.masked}")


@router.get("/culture/goals/{team_id}/{term}/release")
def confirm_release(  # noqa: PLR0913, PLR0917 - what a route is given
    request: Request, visitor: Visiting, store: Stored, pages: Shown, team_id: str, term: str
) -> Response:
    """Show what the leader will see, before they do."""
    return _question(request, visitor, store, pages, team_id, term, "goals/release.html")


@router.post("/culture/goals/{team_id}/{term}/release")
def release_goal(visitor: Visiting, store: Stored, team_id: str, term: str, sent: Sent) -> Response:
    """Let the leader see the goal that the team has just been shown."""
    version = sent.number("version", least=0, most=_MAX_VERSION)
    with store.write(visitor.owner) as session:
        goal = _written(session, visitor, team_id, term)
        if goal.version != version:
            raise RequestError("conflict", "The goal has been changed meanwhile; look at it before it is released.")
        release(goal, visitor.person_id)
        record(session, visitor, "goal.released", goal.id, version=goal.version)
    return redirect("/culture/goals?told=released")


@router.post("/culture/goals/{team_id}/{term}/withdraw")
def withdraw_goal(visitor: Visiting, store: Stored, team_id: str, term: str) -> Response:
    """Take the release back; the leader no longer sees the goal."""
    with store.write(visitor.owner) as session:
        goal = _written(session, visitor, team_id, term)
        withdraw(goal)
        record(session, visitor, "goal.withdrawn", goal.id)
    return redirect("/culture/goals?told=withdrawn")


@router.get("/culture/goals/{team_id}/{term}/delete")
def confirm_deletion(  # noqa: PLR0913, PLR0917 - what a route is given
    request: Request, visitor: Visiting, store: Stored, pages: Shown, team_id: str, term: str
) -> Response:
    """Ask before a goal is deleted."""
    return _question(request, visitor, store, pages, team_id, term, "goals/delete.html")


@router.post("/culture/goals/{team_id}/{term}/delete")
def delete_goal(visitor: Visiting, store: Stored, team_id: str, term: str) -> Response:
    """Delete a goal, for the leader as well."""
    with store.write(visitor.owner) as session:
        goal = _written(session, visitor, team_id, term)
        record(session, visitor, "goal.deleted", goal.id)
        session.delete(goal)
    return redirect("/culture/goals?told=deleted")


def _found(session: Session, visitor: Visitor, team_id: str, term: str) -> tuple[Team, TeamGoal | None]:
    """Return a team that the visitor may write for and its goal; another team is not there at all."""
    try:
        team = own_team(session, visitor, UUID(team_id))
    except ValueError:
        team = None
    if team is None or not is_term(term):
        raise RequestError("not-found", "There is no such team or half-year.")
    return team, goal_of(session, team.id, term)


def _written(session: Session, visitor: Visitor, team_id: str, term: str) -> TeamGoal:
    goal = _found(session, visitor, team_id, term)[1]
    if goal is None:
        raise RequestError("not-found", "There is no goal for that half-year.")
    return goal


def _goal_page(  # noqa: PLR0913, PLR0917 - what a page is made of
    request: Request,
    visitor: Visitor,
    pages: Pages,
    team: Team,
    term: str,
    goal: TeamGoal | None,
    *,
    problem: str = "",
    written: Written | None = None,
) -> Response:
    status = {"": 200, "empty": 422, "changed": 409}[problem]
    shown = written or goal
    return pages.render(
        request,
        "goals/goal.html",
        visitor=visitor,
        status=status,
        team=team,
        term=term,
        term_name=term_name(term, form_of(request)),
        goal=goal,
        version=goal.version if goal else 0,
        values={"goal": shown.goal if shown else "", "decided": shown.decided if shown else ""},
        problem=problem,
        most={"goal": MAX_GOAL, "decided": MAX_DECIDED},
    )


def _question(  # noqa: PLR0913, PLR0917 - what a page is made of
    request: Request, visitor: Visitor, store: Stored, pages: Pages, team_id: str, term: str, template: str
) -> Response:
    with store.read(visitor.owner) as session:
        team, _ = _found(session, visitor, team_id, term)
        goal = _written(session, visitor, team_id, term)
        named = term_name(term, form_of(request))
        return pages.render(request, template, visitor=visitor, team=team, goal=goal, term_name=named)
