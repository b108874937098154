"""What is done again and again with rounds."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from service.store.tables import RoundItem, RoundSegment
from tests.service.house import House


def coders(house: House, people: tuple[str, ...] = ("teacher", "coach")) -> list[str]:
    return [str(house.people[person]) for person in people]


def make(house: House, people: list[str], *, count: int = 3) -> UUID:
    """Let the coach make a random round."""
    sent = {
        "team": str(house.teams["nord"]), "selection": "random", "count": str(count), "title": "Uke 40",
        "coder": coders(house, tuple(people)),
    }  # fmt: skip
    answer = house.client("coach").post("/rounds", data=sent)
    assert answer.status_code == 303, answer.text
    return UUID(answer.headers["location"].rpartition("/")[2])


def segments(house: House, round_id: UUID) -> list[UUID]:
    """Return a round's segments in their order."""
    query = (
        select(RoundSegment.id)
        .join(RoundItem)
        .where(RoundItem.round_id == round_id)
        .order_by(RoundItem.position, RoundSegment.position)
    )
    with house.store.read("alfa") as session:
        return list(session.scalars(query))


def code_all(
    house: House, person: str, round_id: UUID, labels: list[str] | None = None, *, submit: bool = True
) -> None:
    """Code every segment alike, and hand in."""
    client = house.client(person)
    for segment in segments(house, round_id):
        sent = {"labels": labels or ["quality"], "version": 0}
        answer = client.put(f"/rounds/{round_id}/votes/{segment}", json=sent)
        assert answer.status_code == 200, answer.text
    if submit:
        assert client.post(f"/rounds/{round_id}/submit").status_code == 303
