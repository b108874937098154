"""The admins' pages: schools, and who has which role."""

from __future__ import annotations

from typing import get_args
from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.access import Role, Stored, Visiting
from service.access.visitor import ROLES, SCHOOL_ROLES
from service.errors import RequestError
from service.pages import Sent, Shown, redirect
from service.people.roles import grant_role, revoke_role
from service.store.audit import record
from service.store.tables import Person, RoleGrant, School

router = APIRouter(include_in_schema=False)

NOTICES = frozenset({"last-admin", "name-taken", "number-taken"})


@router.get("/admin")
def read_admin(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show the owner's schools and people."""
    with store.read(visitor.owner) as session:
        people = session.scalars(select(Person).order_by(Person.name, Person.id)).all()
        grants = _grants(session)
        return pages.render(
            request,
            "people/admin.html",
            visitor=visitor,
            said=notice_of(request),
            schools=session.scalars(select(School).order_by(School.name)).all(),
            people=[(person, grants.get(person.id, [])) for person in people],
        )


@router.post("/admin/schools")
def make_school(visitor: Visiting, store: Stored, sent: Sent) -> Response:
    """Make a school."""
    name, number = sent.text("name", least=1, most=120), sent.text("number", least=1, most=20)
    with store.write(visitor.owner) as session:
        if session.scalar(select(School.id).where(School.number == number)) is not None:
            return redirect("/admin?said=number-taken")
        school = School(number=number, name=name)
        session.add(school)
        session.flush()
        record(session, visitor, "school.made", school.id)
    return redirect("/admin")


@router.post("/admin/schools/{school_id}")
def rename_school(visitor: Visiting, store: Stored, school_id: UUID, sent: Sent) -> Response:
    """Give a school another name."""
    name = sent.text("name", least=1, most=120)
    with store.write(visitor.owner) as session:
        school = session.get(School, school_id)
        if school is None:
            raise RequestError("not-found", "There is no such school.")
        school.name = name
        record(session, visitor, "school.renamed", school.id)
    return redirect("/admin")


@router.get("/admin/people/{person_id}")
def read_person(request: Request, visitor: Visiting, store: Stored, pages: Shown, person_id: UUID) -> Response:
    """Show a person's roles, and give more."""
    with store.read(visitor.owner) as session:
        person = session.get(Person, person_id)
        if person is None:
            raise RequestError("not-found", "There is no such person.")
        return pages.render(
            request,
            "people/person.html",
            visitor=visitor,
            said=notice_of(request),
            person=person,
            grants=_grants(session).get(person.id, []),
            schools=session.scalars(select(School).order_by(School.name)).all(),
            roles=ROLES,
            school_roles=SCHOOL_ROLES,
        )


@router.post("/admin/people/{person_id}/roles")
def grant(visitor: Visiting, store: Stored, person_id: UUID, sent: Sent) -> Response:
    """Give a role."""
    chosen = sent.choice("role", ROLES)
    role: Role = next(one for one in get_args(Role) if one == chosen)
    school_id = sent.key("school") if role in SCHOOL_ROLES else None
    with store.write(visitor.owner) as session:
        grant_role(session, visitor, person_id, role, school_id)
    return redirect(f"/admin/people/{person_id}")


@router.post("/admin/people/{person_id}/roles/{grant_id}/revoke")
def revoke(visitor: Visiting, store: Stored, person_id: UUID, grant_id: UUID) -> Response:
    """Take a role back; who takes the own admin's role away has no page here any more."""
    with store.write(visitor.owner) as session:
        if not revoke_role(session, visitor, person_id, grant_id):
            return redirect(f"/admin/people/{person_id}?said=last-admin")
        still = select(RoleGrant.id).where(RoleGrant.person_id == visitor.person_id, RoleGrant.role == "admin")
        is_admin = session.scalar(still.limit(1)) is not None
    return redirect(f"/admin/people/{person_id}" if is_admin else "/start")


def notice_of(request: Request) -> str | None:
    """Return what a page is to tell, of the few things it can."""
    said = request.query_params.get("said")
    return said if said in NOTICES else None


def _grants(session: Session) -> dict[UUID, list[tuple[RoleGrant, str | None]]]:
    """Return everybody's roles, with the school's name."""
    rows = session.execute(
        select(RoleGrant, School.name)
        .outerjoin(School, School.id == RoleGrant.school_id)
        .order_by(School.name, RoleGrant.role)
    )
    found: dict[UUID, list[tuple[RoleGrant, str | None]]] = {}
    for one, school in rows:
        found.setdefault(one.person_id, []).append((one, school))
    return found
