"""What stands in the addresses and bodies of the rooms' requests; each room adds makers of its things here.

A maker returns the key of a thing at a school (``nord`` and ``sør`` are the first owner's, ``vest`` the other's).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from service.pages.numbers import term_of
from service.store import Store
from service.store.columns import now
from service.store.tables import (
    ApiToken,
    Base,
    Coder,
    Comment,
    Example,
    Owner,
    Person,
    RoleGrant,
    Round,
    RoundItem,
    RoundSegment,
    School,
    SurveyImport,
    Team,
)
from tests.service.house import House, contribute

HOLDERS = {"nord": "coach", "sør": "neighbour", "vest": "stranger"}
"""School → somebody there who holds things."""
OWNERS = {"nord": "alfa", "sør": "alfa", "vest": "beta"}

Maker = Callable[[House, str], UUID | str]


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


def _comment(house: House, school: str) -> UUID:
    return contribute(house, HOLDERS[school], [f"Du forklarer {canary(school)} godt. Husk kilder!"])[0]


def _contribution(house: House, school: str) -> UUID:
    comment = _comment(house, school)
    with house.store.read(OWNERS[school]) as session:
        return session.get_one(Comment, comment).contribution_id


def _round(house: House, school: str) -> UUID:
    """Return the round of that school that came last; there is one at least."""
    with house.store.read(OWNERS[school]) as session:
        found = session.scalars(select(Round.id).where(Round.team_id == house.teams[school])).first()
    return found or _new_round(house, school)


def _new_round(house: House, school: str) -> UUID:
    comment = _comment(house, school)
    with house.store.write(OWNERS[school]) as session:
        item = RoundItem(comment_id=comment, position=0, inclusion_probability=1.0)
        item.segments.append(RoundSegment(position=0, start=0, end=5, model_labels=("quality",)))
        one = Round(
            team_id=house.teams[school], title=canary(school), selection="random", seed=1, population=1, model="fake",
            label_scheme="1.0",
        )  # fmt: skip
        one.items.append(item)
        one.coders.append(Coder(person_id=house.people[HOLDERS[school]]))
        session.add(one)
        session.flush()
        return one.id


def _item(house: House, school: str) -> UUID:
    with house.store.read(OWNERS[school]) as session:
        query = select(RoundItem.id).where(RoundItem.round_id == _round(house, school))
        return session.scalars(query).one()


def _segment(house: House, school: str) -> UUID:
    with house.store.read(OWNERS[school]) as session:
        query = select(RoundSegment.id).where(RoundSegment.item_id == _item(house, school))
        return session.scalars(query).one()


def _example(house: House, school: str) -> UUID:
    comment = _comment(house, school)
    with house.store.write(OWNERS[school]) as session:
        example = Example(
            comment_id=comment, shared_by=house.people[HOLDERS[school]], school_id=house.schools[school],
            subject="norsk", level="vgs", form="nb", labels=("quality",), text=f"Du forklarer {canary(school)} godt.",
            improved="Husk kilder!", reflection="",
            analyses={
                part: {"model": "fake", "form": "nb", "points_forward": False, "verdict_only": False, "segments": []}
                for part in ("text", "improved")
            },
        )  # fmt: skip
        session.add(example)
        session.flush()
        return example.id


def _import(house: House, school: str) -> UUID:
    with house.store.write(OWNERS[school]) as session:
        one = SurveyImport(school_id=house.schools[school], saved=True)
        session.add(one)
        session.flush()
        return one.id


THINGS: Mapping[str, Maker] = {
    # ── people ──
    "token_id": _token,
    "school_id": lambda house, school: house.schools[school],
    "person_id": lambda house, school: house.people[HOLDERS[school]],
    "grant_id": _grant,
    "team_id": lambda house, school: house.teams[school],
    # ── samples ──
    "contribution_id": _contribution,
    "comment_id": _comment,
    # ── rounds ──
    "round_id": _round,
    "item_id": _item,
    "segment_id": _segment,
    # ── network ──
    "example_id": _example,
    # ── culture ──
    "term": lambda _, __: term_of(now()),
    "import_id": _import,
}
"""Name in the address → maker."""

Sent = Callable[[House, str], dict[str, Any]]


def _named(house: House, school: str) -> dict[str, Any]:
    return {"data": {"name": "Nytt navn", "number": "975279154", "school": str(house.schools[school])}}


_HELD = '{"original": "Bra!", "form": "nb", "marks": []}'


def _form(house: House, school: str, **more: str) -> dict[str, Any]:
    term = term_of(now())
    facts = {"team": str(house.teams[school]), "subject": "norsk", "level": "vgs", "genre": "lms", "term": term}
    return {"data": {**facts, "key": "6f4b6f1e-3c1f-4a55-9d3c-0f6f6f0f7a00", **more}}


def _at(fields: dict[str, str]) -> dict[str, Any]:
    return {"data": {"n": "1", "version": "0", **fields}}


def _person(house: House, school: str) -> dict[str, Any]:
    return {"data": {"person": str(house.people[HOLDERS[school]])}}


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
    # ── samples ──
    ("POST", "/samples"): lambda house, school: _form(
        house, school, masked="Bra!", agreed="1", key="6f4b6f1e-3c1f-4a55-9d3c-0f6f6f0f7a01"
    ),
    ("POST", "/samples/new"): lambda house, school: _form(house, school, text="Bra!"),
    ("POST", "/samples/file"): lambda _, __: {"files": {"file": ("a.txt", b"Bra jobba!", "text/plain")}},
    ("POST", "/samples/masking"): lambda house, school: _form(house, school, text="Bra!"),
    ("POST", "/samples/confirm"): lambda house, school: _form(house, school, held=_HELD),
    ("POST", "/samples/{contribution_id}/revoke"): lambda _, __: {"data": {"comment": ""}},
    ("POST", "/v1/maskings"): lambda _, __: {"json": {"comments": ["Bra!"]}},
    ("POST", "/v1/contributions"): lambda house, school: {
        "json": {
            **_form(house, school)["data"],
            "key": "6f4b6f1e-3c1f-4a55-9d3c-0f6f6f0f7a02",
            "comments": ["Bra!"],
            "confirmed": True,
        }
    },
    # ── rounds ──
    ("POST", "/rounds"): lambda house, school: {
        "data": {
            "team": str(house.teams[school]),
            "selection": "random",
            "count": "1",
            "title": "x",
            "coder": [str(house.people[HOLDERS[school]])],
        }
    },
    ("POST", "/rounds/{round_id}/coders"): _person,
    ("POST", "/rounds/{round_id}/reopen"): _person,
    ("POST", "/rounds/{round_id}/remove"): lambda _, __: {},
    ("POST", "/rounds/{round_id}/submit"): lambda _, __: {},
    ("PUT", "/rounds/{round_id}/votes/{segment_id}"): lambda _, __: {"json": {"labels": ["quality"], "version": 0}},
    ("PUT", "/rounds/{round_id}/notes/{item_id}"): lambda _, __: {"json": {"text": "Se her.", "version": 0}},
    # ── meeting ──
    ("POST", "/rounds/{round_id}/meeting/segments/{segment_id}"): lambda _, __: _at({"label": "quality"}),
    ("POST", "/rounds/{round_id}/meeting/items/{item_id}/rewrite"): lambda _, __: _at({"text": "Husk kilder!"}),
    ("POST", "/rounds/{round_id}/meeting/reflections"): lambda _, __: _at({"prompt": "next", "text": "Mer framover."}),
    ("POST", "/rounds/{round_id}/meeting/names"): lambda _, __: {"data": {"shown": "1"}},
    ("POST", "/rounds/{round_id}/close"): lambda _, __: {},
    ("POST", "/rounds/{round_id}/resume"): lambda _, __: {},
    ("POST", "/rounds/{round_id}/consent"): lambda _, __: {"data": {"given": "yes"}},
    # ── network ──
    ("POST", "/network/share/{comment_id}"): lambda _, __: {"data": {"step": "check", "improved": "Husk kilder!"}},
    ("POST", "/network/examples/{example_id}/revoke"): lambda _, __: {},
    ("POST", "/network/examples/{example_id}/hide"): lambda _, __: {"data": {"reason": "other"}},
    ("POST", "/network/examples/{example_id}/show"): lambda _, __: {},
    # ── culture ──
    ("POST", "/culture/release/teams/{team_id}/{term}"): lambda _, __: {},
    ("POST", "/culture/release/teams/{team_id}/{term}/withdraw"): lambda _, __: {},
    ("POST", "/culture/release/schools/{school_id}/{term}"): lambda _, __: {},
    ("POST", "/culture/release/schools/{school_id}/{term}/withdraw"): lambda _, __: {},
    ("POST", "/culture/goals/{team_id}/{term}"): lambda _, __: {"data": {"goal": "Mer framover.", "version": "0"}},
    ("POST", "/culture/goals/{team_id}/{term}/release"): lambda _, __: {"data": {"version": "1"}},
    ("POST", "/culture/goals/{team_id}/{term}/withdraw"): lambda _, __: {},
    ("POST", "/culture/goals/{team_id}/{term}/delete"): lambda _, __: {},
    ("POST", "/culture/survey/{school_id}"): lambda _, __: {"files": {"file": ("a.csv", b"a;b\n1;2\n", "text/csv")}},
    ("POST", "/culture/survey/{school_id}/draft"): lambda _, __: {"data": {"topic-0": ""}},
    ("POST", "/culture/survey/{school_id}/draft/discard"): lambda _, __: {},
    ("POST", "/culture/survey/{school_id}/{import_id}/delete"): lambda _, __: {},
}
"""Route that takes a body → the body it is asked with, made of things of a school; as arguments of the client."""

OWNER_WIDE: frozenset[tuple[str, str]] = frozenset(
    {
        ("GET", "/network/examples/{example_id}"),
        ("GET", "/network/examples/{example_id}/meeting"),
        ("GET", "/network/examples/{example_id}/hide"),
        ("POST", "/network/examples/{example_id}/hide"),
        ("POST", "/network/examples/{example_id}/show"),
    }
)
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
