"""A program masks comments, and contributes what a person has confirmed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.service.house import House


def contribution(house: House, **other: Any) -> dict[str, Any]:
    facts = {"key": str(uuid4()), "team": str(house.teams["nord"]), "subject": "norsk", "level": "vgs", "genre": "lms"}
    return {**facts, "term": "2026-2", "comments": ["Husk kilder, [ELEV 1]!"], "confirmed": True, **other}


def test_comments_are_masked_together(house: House) -> None:
    asked = {"comments": ["Kari leser.", "Ola og Kari skriver."]}
    found = house.client("teacher").post("/v1/maskings", json=asked).json()["comments"]
    assert [one["text"] for one in found] == ["[ELEV 1] leser.", "[ELEV 2] og [ELEV 1] skriver."]
    assert found[1]["replacements"][0] == {"start": 0, "end": 3, "kind": "pupil", "placeholder": "[ELEV 2]"}


def test_a_confirmed_contribution_is_kept_and_told(house: House) -> None:
    client = house.client("teacher")
    answer = client.post("/v1/contributions", json=contribution(house))
    assert answer.status_code == 201
    exported = client.get("/samples/export").json()["contributions"]
    assert exported == [answer.json()]


def test_the_same_key_is_the_same_contribution(house: House) -> None:
    client, asked = house.client("teacher"), contribution(house)
    assert client.post("/v1/contributions", json=asked).json() == client.post("/v1/contributions", json=asked).json()


def test_the_key_of_another_is_refused(house: House) -> None:
    asked = contribution(house)
    assert house.client("teacher").post("/v1/contributions", json=asked).status_code == 201
    assert house.client("teacher2").post("/v1/contributions", json=asked).json()["code"] == "conflict"


@pytest.mark.parametrize(
    "wrong",
    [
        {"confirmed": False},
        {"subject": "hest"},
        {"level": "x"},
        {"genre": "x"},
        {"term": "høst"},
        {"comments": []},
        {"comments": ["x"] * 201},
        {"key": "x"},
        {"more": 1},
    ],
)
def test_what_cannot_be_kept_is_told(house: House, wrong: dict[str, Any]) -> None:
    answer = house.client("teacher").post("/v1/contributions", json=contribution(house, **wrong))
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed-body")


@pytest.mark.parametrize("team", ["sør", "vest"])
def test_teams_of_others_do_not_exist(house: House, team: str) -> None:
    asked = contribution(house, team=str(house.teams[team]))
    assert house.client("teacher").post("/v1/contributions", json=asked).json()["code"] == "not-found"


def test_a_team_that_nobody_has_is_told_alike(house: House) -> None:
    asked = contribution(house, team=str(UUID(int=7)))
    assert house.client("teacher").post("/v1/contributions", json=asked).json()["code"] == "not-found"
