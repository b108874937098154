"""Logging in and out."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.access.guard import Stored, guard
from service.access.visitor import Visitor
from service.listening import is_loopback
from service.pages import Shown, redirect
from service.people.belonging import Belonging, choose
from service.people.keys import Secret
from service.people.provider import Identity, LoginRefused, Provider
from service.people.sessions import Sessions
from service.settings import Settings
from service.store import Store
from service.store.audit import record
from service.store.tables import Person, RoleGrant, School

router = APIRouter(include_in_schema=False)

_STATUS = {"stale": 400, "refused": 403, "unreachable": 502, "no-owner": 403}

Asking = Annotated[Visitor | None, Depends(guard)]


@router.get("/login")
async def log_in(request: Request, _: Asking, pages: Shown) -> Response:
    """Lead to the provider; where no login is set up, tell who can set one up, and how."""
    settings: Settings = request.app.state.settings
    provider = provider_of(request)
    if provider is None:
        if is_loopback(settings.host):
            return redirect("/start")
        return pages.render(request, "people/no-login.html", visitor=None)
    try:
        return await provider.lead_there(request)
    except LoginRefused as refused:
        return _refusal(request, refused.reason)


@router.get("/login/callback")
async def come_back(request: Request, _: Asking, store: Stored) -> Response:
    """Begin a session for who comes back from the provider."""
    provider = provider_of(request)
    if provider is None:
        return redirect("/login")
    sessions = Sessions(store, request.app.state.settings)
    try:
        identity = await provider.identity(request)
        secret, has_role = await run_sync(_enter, store, sessions, identity)
    except LoginRefused as refused:
        answer = _refusal(request, refused.reason)
    except LookupError:
        answer = _refusal(request, "no-owner")
    else:
        await run_sync(sessions.end, request)
        answer = redirect("/start" if has_role else "/login/waiting")
        sessions.give(answer, secret)
    provider.forget_flow(answer)
    return answer


@router.get("/login/waiting")
def wait(request: Request, visitor: Asking, pages: Shown) -> Response:
    """Tell a person without a role who can give one."""
    if visitor is None:
        return redirect("/login")
    return pages.render(request, "people/waiting.html", visitor=visitor)


@router.get("/logout")
def ask_to_log_out(request: Request, visitor: Asking, pages: Shown) -> Response:
    """Ask before logging out: a link alone, which any page can hold, changes nothing."""
    return pages.render(request, "people/logout.html", visitor=visitor)


@router.post("/logout")
def log_out(request: Request, _: Asking, store: Stored) -> Response:
    """End the session."""
    sessions = Sessions(store, request.app.state.settings)
    sessions.end(request)
    answer = redirect("/logged-out")
    sessions.take(answer)
    return answer


@router.get("/logged-out")
async def say_goodbye(request: Request, _: Asking, pages: Shown) -> Response:
    """Say that the session is over, and where to log out of the provider too."""
    provider = provider_of(request)
    way_out = await provider.way_out() if provider else None
    return pages.render(request, "people/logged-out.html", visitor=None, way_out=way_out)


def provider_of(request: Request) -> Provider | None:
    """Return the provider that logins go to, or None where none is set up; made once for each process."""
    state = request.app.state
    settings: Settings = state.settings
    if not settings.oidc_issuer:
        return None
    if getattr(state, "provider", None) is None:
        state.provider = Provider(settings)
    provider: Provider = state.provider
    return provider


def _enter(store: Store, sessions: Sessions, identity: Identity) -> tuple[Secret, bool]:
    """Let a person in at their owner; return the session's secret, and whether they have any role there."""
    owner, belonging = choose(store, identity.belongings, issuer=identity.issuer, subject=identity.subject)
    with store.write(owner) as session:
        person = session.scalar(
            select(Person).where(Person.issuer == identity.issuer, Person.subject == identity.subject)
        )
        if person is None:
            person = Person(issuer=identity.issuer, subject=identity.subject, name=identity.name or "–")
            session.add(person)
            session.flush()
            record(session, None, "person.came", person.id)
        elif identity.name:
            person.name = identity.name
        _note_schools(session, belonging)
        has_role = session.scalar(select(RoleGrant.id).where(RoleGrant.person_id == person.id).limit(1)) is not None
        return sessions.begin(session, owner, person.id), has_role


def _note_schools(session: Session, belonging: Belonging) -> None:
    """Make the schools that the provider names and that are new; an admin's own names for them stay."""
    known = set(session.scalars(select(School.number)))
    for number, name in belonging.schools.items():
        if number not in known:
            school = School(number=number, name=name)
            session.add(school)
            session.flush()
            record(session, None, "school.made", school.id)


def _refusal(request: Request, reason: str) -> Response:
    pages: Shown = request.app.state.pages
    return pages.render(request, "people/refused.html", visitor=None, status=_STATUS[reason], reason=reason)
