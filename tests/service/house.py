"""A store with two school owners, their schools and people, and the service around it; who asks is said by a header."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from service.access.visitor import SCHOOL_ROLES, Role, Visitor, visitor_of
from service.app import create_app
from service.samples.predicting import prediction_of
from service.settings import Settings
from service.store import Store
from service.store.columns import now
from service.store.tables import Comment, Contribution, Person, RoleGrant, School, Team, TeamMember
from tests.service.fake import FakeAnalyser, FakeMasker

HEADER = "x-test-person"
OWNERS = ("alfa", "beta")
PEOPLE: dict[str, tuple[str, str | None, tuple[Role, ...]]] = {
    "teacher": ("alfa", "nord", ("teacher",)),
    "teacher2": ("alfa", "nord", ("teacher",)),
    "teacher3": ("alfa", "nord", ("teacher",)),
    "coach": ("alfa", "nord", ("teacher", "coach")),
    "leader": ("alfa", "nord", ("leader",)),
    "neighbour": ("alfa", "sør", ("teacher", "coach")),
    "neighbour-leader": ("alfa", "sør", ("leader",)),
    "owner": ("alfa", None, ("owner",)),
    "admin": ("alfa", None, ("admin",)),
    "nobody": ("alfa", None, ()),
    "stranger": ("beta", "vest", ("teacher", "coach", "leader")),
    "stranger-owner": ("beta", None, ("owner", "admin")),
}
"""Name → owner, school, roles. Everybody with a school is in its one team, but leaders."""


@dataclass
class House:
    """The service, its store, and who is in it."""

    app: FastAPI
    store: Store
    analyser: FakeAnalyser
    people: dict[str, UUID] = field(default_factory=dict)
    schools: dict[str, UUID] = field(default_factory=dict)
    teams: dict[str, UUID] = field(default_factory=dict)

    def owner_of(self, person: str) -> str:
        return PEOPLE[person][0]

    def client(self, person: str | None = None, *, page: bool = False) -> TestClient:
        """Return a client that a person asks with; ``page`` as a browser does, which follows no redirect by itself."""
        headers = {"sec-fetch-site": "same-origin"}
        if person is not None:
            headers[HEADER] = person
        if page:
            headers["accept"] = "text/html"
        return TestClient(self.app, headers=headers, follow_redirects=False)

    def identify(self, request: Request) -> Visitor | None:
        name = request.headers.get(HEADER)
        return None if name is None else self.visitor(name)

    def visitor(self, name: str) -> Visitor:
        """Return a person as one who asks."""
        with self.store.read(PEOPLE[name][0]) as session:
            person = session.get_one(Person, self.people[name])
            return visitor_of(session, person)


def contribute(
    house: House, person: str, texts: Iterable[str], *, subject: str = "norsk", term: str = "2026-2"
) -> list[UUID]:
    """Put comments into the store as that person's contribution to the own team; return their keys in order."""
    owner, school, _ = PEOPLE[person]
    with house.store.write(owner) as session:
        contribution = Contribution(
            school_id=house.schools[str(school)],
            team_id=house.teams[str(school)],
            contributor_id=house.people[person],
            subject=subject,
            level="ungdomstrinn",
            genre="kommentar",
            term=term,
            expires_at=now() + timedelta(days=365),
        )
        for position, text in enumerate(texts):
            analysis = house.analyser.analyse(text)
            comment = Comment(position=position, text=text, form=analysis.form)
            comment.predictions.append(prediction_of(analysis))
            contribution.comments.append(comment)
        session.add(contribution)
        session.flush()
        return [comment.id for comment in contribution.comments]


def build_house(store: Store, settings: Settings, *, owners: Iterable[str] = OWNERS) -> House:
    """Fill an empty store and put the service around it."""
    analyser = FakeAnalyser()
    app = create_app(analyser, FakeMasker(), settings, {})
    house = House(app, store, analyser)
    app.state.store = store
    app.state.identify = house.identify
    for owner in owners:
        store.create_owner(owner, name=owner.title())
        with store.write(owner) as session:
            for name, (of, school, roles) in PEOPLE.items():
                if of != owner:
                    continue
                if school is not None and school not in house.schools:
                    row = School(number=f"9{len(house.schools)}", name=f"{school.title()} skole")
                    session.add(row)
                    session.flush()
                    team = Team(school_id=row.id, name="Team")
                    session.add(team)
                    session.flush()
                    house.schools[school], house.teams[school] = row.id, team.id
                person = Person(issuer="test", subject=name, name=name.title())
                session.add(person)
                session.flush()
                house.people[name] = person.id
                for role in roles:
                    at = house.schools[str(school)] if role in SCHOOL_ROLES else None
                    session.add(RoleGrant(person_id=person.id, role=role, school_id=at))
                if school is not None and "teacher" in roles:
                    session.add(TeamMember(team_id=house.teams[school], person_id=person.id))
    return house
