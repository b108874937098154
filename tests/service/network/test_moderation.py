"""A coach hides what breaks the rules; the contributor is told why, and all others no longer see it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from service.network.moderation import REASONS
from service.store.tables import Act
from tests.service.house import House
from tests.service.network.steps import found_by, write


@pytest.mark.parametrize("reason", REASONS)
def test_a_hidden_example_is_gone_for_others_and_its_contributor_is_told_why(house: House, reason: str) -> None:
    key = write(house, "teacher", "Flott. Karakter 4.")
    coach = house.client("neighbour", page=True)
    assert "Hvorfor skal det skjules?" in coach.get(f"/network/examples/{key}/hide").text
    assert coach.post(f"/network/examples/{key}/hide", data={"reason": reason}).status_code == 303
    assert found_by(house.client("teacher2")) == []
    assert house.client("teacher2").get(f"/network/examples/{key}").status_code == 404
    for path in ("/network/mine", f"/network/examples/{key}"):
        assert "Eksempelet er skjult." in house.client("teacher", page=True).get(path).text
    assert "Flott. Karakter 4." in coach.get("/network/hidden").text


def test_it_can_be_shown_again(house: House) -> None:
    key = write(house, "teacher", "Flott.")
    coach = house.client("coach", page=True)
    coach.post(f"/network/examples/{key}/hide", data={"reason": "other"})
    assert coach.post(f"/network/examples/{key}/show").status_code == 303
    assert found_by(house.client("teacher2")) == ["Flott."]
    assert "Ingen eksempler er skjult." in coach.get("/network/hidden").text


def test_both_acts_are_audited(house: House) -> None:
    key = write(house, "teacher", "Flott.")
    coach = house.client("coach")
    coach.post(f"/network/examples/{key}/hide", data={"reason": "hurtful"})
    for _ in range(2):
        coach.post(f"/network/examples/{key}/show")
    with house.store.read("alfa") as session:
        acts = session.scalars(select(Act).where(Act.actor_id == house.people["coach"]).order_by(Act.at)).all()
        assert [(act.what, act.thing_id, act.facts) for act in acts] == [
            ("example.hidden", key, {"reason": "hurtful"}),
            ("example.shown", key, {}),
        ]


@pytest.mark.parametrize("reason", ["", "x", "fri tekst"])
def test_a_reason_is_one_of_those_listed(house: House, reason: str) -> None:
    key = write(house, "teacher", "Flott.")
    answer = house.client("coach").post(f"/network/examples/{key}/hide", data={"reason": reason})
    assert answer.status_code == 422
    assert found_by(house.client("teacher2")) == ["Flott."]
