"""Two terms at a school, as they would be: contributions, a random round that the team has decided on, releases."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.samples.predicting import prediction_of
from service.store.columns import now
from service.store.tables import (
    Comment,
    Contribution,
    Decision,
    Person,
    Round,
    RoundItem,
    RoundSegment,
    TeamMember,
)
from tests.service.house import House

FORWARD, VERDICT = "Husk kilder.", "Karakter: 4."
OWNERS = {"nord": "alfa", "sør": "alfa", "vest": "beta"}


def fill_term(  # noqa: PLR0913 - what a term is made of
    house: House,
    school: str,
    term: str,
    *,
    people: int = 8,
    each: int = 10,
    forward: int = 5,
    reviewed: int = 40,
    subjects: tuple[str, ...] = ("norsk",),
) -> list[UUID]:
    """Give a school's team people of its own who contribute, and a random round that is decided on; return them."""
    owner = OWNERS[school]
    with house.store.write(owner) as session:
        known = {one.subject: one.id for one in session.scalars(select(Person))}
        keys = []
        for name in (f"{school}-{number}" for number in range(people)):
            if name not in known:
                person = Person(issuer="test", subject=name, name=name)
                session.add(person)
                session.flush()
                session.add(TeamMember(team_id=house.teams[school], person_id=person.id))
                known[name] = person.id
            keys.append(known[name])
        comments = []
        for place, person in enumerate(keys):
            contribution = Contribution(
                school_id=house.schools[school], team_id=house.teams[school], contributor_id=person,
                subject=subjects[place % len(subjects)], level="ungdomstrinn", genre="lms", term=term,
                expires_at=now() + timedelta(days=300),
            )  # fmt: skip
            for position in range(each):
                analysis = house.analyser.analyse(FORWARD if position < forward else VERDICT)
                comment = Comment(position=position, text=analysis.text, form="nb")
                comment.predictions.append(prediction_of(analysis))
                contribution.comments.append(comment)
            session.add(contribution)
            comments += contribution.comments
        session.flush()
        review(session, house.teams[school], comments, reviewed)
    return keys


def review(session: Session, team: UUID, comments: Iterable[Comment], number: int) -> None:
    """Let the team decide on a random draw as the model said."""
    every = list(comments)
    drawn = random.Random(1).sample(every, min(number, len(every)))
    one = Round(
        team_id=team, title="Runde", selection="random", seed=1, population=len(every), model="fake",
        label_scheme="1.0", state="closed",
    )  # fmt: skip
    for position, comment in enumerate(drawn):
        item = RoundItem(comment_id=comment.id, position=position, inclusion_probability=len(drawn) / len(every))
        for place, part in enumerate(comment.predictions[0].segments):
            item.segments.append(
                RoundSegment(position=place, start=part["start"], end=part["end"], model_labels=tuple(part["labels"]))
            )
        one.items.append(item)
    session.add(one)
    session.flush()
    for item in one.items:
        for segment in item.segments:
            session.add(Decision(segment_id=segment.id, labels=segment.model_labels))


def release(house: House, school: str, term: str, *, on: bool = False) -> None:
    """Let the team release the term, and, where wanted, the leader release it on."""
    coach, leader = {"nord": ("coach", "leader"), "sør": ("neighbour", "neighbour-leader")}[school]
    path = f"/culture/release/teams/{house.teams[school]}/{term}"
    assert house.client(coach).post(path).status_code == 303
    if on:
        path = f"/culture/release/schools/{house.schools[school]}/{term}"
        assert house.client(leader).post(path).status_code == 303
