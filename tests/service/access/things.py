"""What stands in the addresses and bodies of the rooms' requests; each room adds makers of its things here.

A maker returns the key of a thing at a school (``nord`` and ``sør`` are the first owner's, ``vest`` the other's).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from service.store import Store
from service.store.columns import now
from service.store.tables import ApiToken, Base, Owner, Person, RoleGrant, School, Team
from tests.service.house import House, contribute

HOLDERS = {"nord": "coach", "sør": "neighbour", "vest": "stranger"}
"""School → somebody there who holds things."""
OWNERS = {"nord": "alfa", "sør": "alfa", "vest": "beta"}

Maker = Callable[[House, str], UUID]


def _token(house: House, school: str) -> UUID:
    with house.store.write(OWNERS[school]) as session:
        key = f"{school}-{now().timestamp()}"
        token = ApiToken(person_id=house.people[HOLDERS[school]], name=canary(school), digest=key, scopes=("x",))
        session.add(token)
        session.flush()
        return token.id


def _grant(house: House, school: str) -> UUID:
    with house.store.read(OWNERS[school]) as session:
        grants = select(RoleGrant.id).where(RoleGrant.person_id == house.people[HOLDERS[school]])
        return session.scalars(grants.order_by(RoleGrant.role)).first() or UUID(int=0)


THINGS: Mapping[str, Maker] = {
    # ── people ──
    "token_id": _token,
    "school_id": lambda house, school: house.schools[school],
    "person_id": lambda house, school: house.people[HOLDERS[school]],
    "grant_id": _grant,
    "team_id": lambda house, school: house.teams[school],
}
"""Name in the address → maker."""

Sent = Callable[[House, str], dict[str, Any]]


def _named(house: House, school: str) -> dict[str, Any]:
    return {"data": {"name": "Nytt navn", "number": "975279154", "school": str(house.schools[school])}}


SENT: Mapping[tuple[str, str], Sent] = {
    # ── people ──
    ("POST", "/logout"): lambda _, __: {},
    ("POST", "/tokens"): lambda _, __: {"data": {"name": "x", "days": "30", "scope": "x"}},
    ("POST", "/tokens/{token_id}/revoke"): lambda _, __: {},
    ("POST", "/admin/schools"): _named,
    ("POST", "/admin/schools/{school_id}"): _named,
    ("POST", "/admin/people/{person_id}/roles"): lambda house, school: {
        "data": {"role": "teacher", "school": str(house.schools[school])}
    },
    ("POST", "/admin/people/{person_id}/roles/{grant_id}/revoke"): lambda _, __: {},
    ("POST", "/teams"): _named,
    ("POST", "/teams/{team_id}"): _named,
    ("POST", "/teams/{team_id}/members"): lambda house, school: {
        "data": {"person": str(house.people[HOLDERS[school]])}
    },
    ("POST", "/teams/{team_id}/members/{person_id}/remove"): lambda _, __: {},
}
"""Route that takes a body → the body it is asked with, made of things of a school; as arguments of the client."""

OWNER_WIDE: frozenset[tuple[str, str]] = frozenset()
"""Routes by which the people of one school may meet things of another school of the same owner."""


def address(house: House, path: str, school: str) -> str:
    """Return a route's address with the keys of a school's things."""
    parts = [str(THINGS[part[1:-1]](house, school)) if part.startswith("{") else part for part in path.split("/")]
    return "/".join(parts)


def canary(school: str) -> str:
    """Return a word that stands only in what belongs to a school's owner."""
    return f"kanarifugl{OWNERS[school]}"


def plant(house: House) -> None:
    """Put an owner's word into everything of each owner's that has a text."""
    for school, holder in HOLDERS.items():
        word = canary(school)
        contribute(house, holder, [f"Du forklarer {word} godt."])
        with house.store.write(OWNERS[school]) as session:
            for table in (School, Team, Person):
                for row in session.scalars(select(table)):
                    row.name = f"{word} {row.id}"
            session.get_one(Owner, OWNERS[school]).name = word


def rows(store: Store, owner: str) -> list[tuple[str, list[Any]]]:
    """Return everything that is kept of an owner."""
    with store.read(owner) as session:
        return [
            (table.name, sorted(map(repr, session.execute(select(table)).all())))
            for table in Base.metadata.sorted_tables
        ]
