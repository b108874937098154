"""The person behind a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.tables import Person, RoleGrant, School

Role = Literal["teacher", "coach", "leader", "owner", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SCHOOL_ROLES: tuple[Role, ...] = ("teacher", "coach", "leader")
"""Given for one school; the others for all of the owner's."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who is known, and what they may.

    Parameters
    ----------
    owner
        The school owner whose store the person belongs to.
    person_id, name
        The person.
    schools
        Role → the schools where the person has it. For ``owner`` and ``admin`` all schools of the owner.
    scopes
        What a machine's token may do in the person's name; None for a person in a browser.
    local
        Whether this is the one person of the local mode.

    """

    owner: str
    person_id: UUID
    name: str
    schools: Mapping[Role, frozenset[UUID]] = field(default_factory=dict)
    scopes: frozenset[str] | None = None
    local: bool = False

    def has(self, role: Role) -> bool:
        """Tell whether the person has a role anywhere."""
        return role in self.schools

    def has_at(self, school_id: UUID, *roles: Role) -> bool:
        """Tell whether the person has one of the roles at a school."""
        return any(school_id in self.schools.get(role, ()) for role in roles)

    def schools_as(self, *roles: Role) -> frozenset[UUID]:
        """Return the schools where the person has one of the roles."""
        return frozenset().union(*(self.schools.get(role, frozenset()) for role in roles))


def visitor_of(
    session: Session, person: Person, *, scopes: frozenset[str] | None = None, local: bool = False
) -> Visitor:
    """Return the visitor that a person is, with the roles that stand in the store now."""
    everywhere = frozenset(session.scalars(select(School.id)))
    schools: dict[Role, frozenset[UUID]] = {}
    for grant in session.scalars(select(RoleGrant).where(RoleGrant.person_id == person.id)):
        role = next((known for known in ROLES if known == grant.role), None)
        if role is None:
            continue
        at = everywhere if role not in SCHOOL_ROLES else frozenset[UUID]()
        if role in SCHOOL_ROLES and grant.school_id is not None:
            at = frozenset({grant.school_id})
        schools[role] = schools.get(role, frozenset()) | at
    return Visitor(
        owner=person.owner, person_id=person.id, name=person.name, schools=schools, scopes=scopes, local=local
    )
