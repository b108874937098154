"""Roles: given and taken back by admins, and the first one by the command."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.access.visitor import SCHOOL_ROLES, Role
from service.errors import RequestError
from service.store.audit import Actor, record
from service.store.tables import Owner, Person, RoleGrant, School


def grant_role(session: Session, actor: Actor | None, person_id: UUID, role: Role, school_id: UUID | None) -> None:
    """Give a person a role; having it already changes nothing.

    Raises
    ------
    RequestError
        ``not-found``: there is no such person or school; ``malformed-body``: a role at a school needs the school.

    """
    person = session.get(Person, person_id)
    if person is None:
        raise RequestError("not-found", "There is no such person.")
    if role not in SCHOOL_ROLES:
        school_id = None
    elif school_id is None:
        raise RequestError("malformed-body", f"The role {role} is given at a school; choose one.")
    elif session.get(School, school_id) is None:
        raise RequestError("not-found", "There is no such school.")
    lock_roles(session)
    same = select(RoleGrant.id).where(
        RoleGrant.person_id == person_id, RoleGrant.role == role, RoleGrant.school_id.is_not_distinct_from(school_id)
    )
    if session.scalar(same) is None:
        granted_by = actor.person_id if actor else None
        session.add(RoleGrant(person_id=person_id, role=role, school_id=school_id, granted_by=granted_by))
        record(session, actor, "role.granted", person_id, role=role)


def revoke_role(session: Session, actor: Actor, person_id: UUID, grant_id: UUID) -> bool:
    """Take a role back; tell whether it was done: an owner's last admin stays.

    Raises
    ------
    RequestError
        ``not-found``: the person has no such role.

    """
    lock_roles(session)
    grant = session.get(RoleGrant, grant_id)
    if grant is None or grant.person_id != person_id:
        raise RequestError("not-found", "There is no such role.")
    if grant.role == "admin" and _admins(session) == 1:
        return False
    session.delete(grant)
    record(session, actor, "role.revoked", person_id, role=grant.role)
    return True


def lock_roles(session: Session) -> None:
    """Let one transaction at a time change an owner's roles; two admins cannot take each other's away at once."""
    session.execute(select(Owner.id).where(Owner.id == session.info["owner"]).with_for_update())


def _admins(session: Session) -> int:
    admins = select(func.count(RoleGrant.person_id.distinct())).where(RoleGrant.role == "admin")
    return session.scalar(admins) or 0
