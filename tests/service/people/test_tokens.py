"""Machines come in by keys that are shown once, do only what their scopes say, and can be shut out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from service.access.rules import RULES, Rule
from service.people.identify import Identifier
from service.store.columns import now
from service.store.tables import Act, ApiToken, RoleGrant
from tests.service.house import House

SCOPE = "examples"


@pytest.fixture(autouse=True)
def scoped(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let machines ask one route, and the house take tokens as the service does."""
    assert isinstance(RULES, dict)
    monkeypatch.setitem(RULES, ("GET", "/teams"), Rule(("coach", "admin"), scope=SCOPE))
    house.app.state.identify = Identifier(house.store, house.identify)


def make(house: House, person: str = "coach") -> str:
    answer = house.client(person).post("/tokens", data={"name": "Læringsplattform", "scope": SCOPE, "days": "90"})
    assert answer.status_code == 200
    return re.findall(r"tm_[a-z0-9-]+_[\w-]{43}", answer.text)[0]


def machine(house: House, token: str) -> TestClient:
    return TestClient(house.app, headers={"authorization": f"Bearer {token}"}, follow_redirects=False)


def test_a_token_opens_what_its_scope_names_and_nothing_else(house: House) -> None:
    asking = machine(house, make(house))
    assert asking.get("/teams").status_code == 200
    assert asking.get("/start").status_code == 403
    assert asking.post("/tokens", data={}).status_code == 403


def test_a_token_is_shown_once_and_kept_as_a_digest(house: House) -> None:
    token = make(house)
    assert token not in house.client("coach").get("/tokens").text
    with house.store.read("alfa") as session:
        digest = session.scalars(select(ApiToken.digest)).one()
    assert len(digest) == 64
    assert digest not in token


def test_a_revoked_token_is_refused_with_a_challenge(house: House) -> None:
    asking = machine(house, make(house))
    with house.store.read("alfa") as session:
        key = session.scalars(select(ApiToken.id)).one()
    assert house.client("coach").post(f"/tokens/{key}/revoke").status_code == 303
    answer = asking.get("/teams")
    assert (answer.status_code, answer.json()["code"]) == (401, "login-required")
    assert answer.headers["www-authenticate"].startswith("Bearer ")
    with house.store.read("alfa") as session:
        assert list(session.scalars(select(Act.what).order_by(Act.at))) == ["token.made", "token.revoked"]


def test_an_expired_token_is_refused(house: House) -> None:
    asking = machine(house, make(house))
    with house.store.write("alfa") as session:
        session.execute(update(ApiToken).values(expires_at=now() - timedelta(seconds=1)))
    assert asking.get("/teams").status_code == 401


@pytest.mark.parametrize(
    "token", ["", "x", f"tm_alfa_{'A' * 43}", f"tm_gamma_{'A' * 43}", f"tm_../alfa_{'A' * 43}", "tm_alfa_"]
)
def test_an_unknown_token_is_refused(house: House, token: str) -> None:
    assert machine(house, token).get("/teams").status_code == 401


def test_a_token_of_one_owner_is_none_of_another(house: House) -> None:
    assert machine(house, make(house).replace("tm_alfa_", "tm_beta_")).get("/teams").status_code == 401


def test_a_bad_token_does_not_fall_back_on_the_session(house: House) -> None:
    client = house.client("coach")
    assert client.get("/teams", headers={"authorization": "Bearer x"}).status_code == 401


def test_a_token_can_do_no_more_than_its_person(house: House) -> None:
    asking = machine(house, make(house))
    with house.store.write("alfa") as session:
        for grant in session.scalars(select(RoleGrant).where(RoleGrant.role == "coach")):
            session.delete(grant)
    assert asking.get("/teams").status_code == 403


def test_the_use_is_noted_by_day_only(house: House) -> None:
    machine(house, make(house)).get("/teams")
    with house.store.read("alfa") as session:
        used = session.scalars(select(ApiToken.last_used_on)).one()
    assert used is not None
    assert (used.hour, used.minute, used.second, used.microsecond) == (0, 0, 0, 0)


@pytest.mark.parametrize("person", ["teacher", "neighbour", "stranger"])
def test_nobody_revokes_anothers_token(house: House, person: str) -> None:
    asking = machine(house, make(house))
    with house.store.read("alfa") as session:
        key = session.scalars(select(ApiToken.id)).one()
    assert house.client(person).post(f"/tokens/{key}/revoke").status_code == 404
    assert asking.get("/teams").status_code == 200


@pytest.mark.parametrize("sent", [{"scope": "else"}, {}, {"days": "10000"}])
def test_only_what_is_offered_can_be_had(house: House, sent: dict[str, str]) -> None:
    whole = {"name": "x", "days": "90"} | sent
    assert house.client("coach").post("/tokens", data=whole).status_code == 422
    with house.store.read("alfa") as session:
        assert session.scalars(select(ApiToken)).all() == []
