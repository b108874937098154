"""The audit log holds acts, counts and codes, and nothing that could be a text or a name."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import select

from service.store import Store
from service.store.audit import record
from service.store.tables import Act


@pytest.fixture
def alfa(store: Store) -> Store:
    store.create_owner("alfa", name="Alfa")
    return store


def test_an_act_says_who_did_what_to_which_thing(alfa: Store) -> None:
    person, thing = uuid4(), uuid4()
    with alfa.write("alfa") as session:
        record(
            session,
            SimpleNamespace(person_id=person),
            "contribution.made",
            thing,
            comments=3,
            masked=True,
            term="2026-2",
        )
    with alfa.read("alfa") as session:
        act = session.scalars(select(Act)).one()
        assert (act.actor_id, act.what, act.thing_id) == (person, "contribution.made", thing)
        assert act.facts == {"comments": 3, "masked": True, "term": "2026-2"}


def test_what_the_service_does_by_itself_has_no_actor(alfa: Store) -> None:
    with alfa.write("alfa") as session:
        record(session, None, "contribution.expired")
    with alfa.read("alfa") as session:
        assert session.scalars(select(Act.actor_id)).all() == [None]


def test_an_act_is_not_kept_without_what_it_tells_of(alfa: Store) -> None:
    def fail() -> None:
        with alfa.write("alfa") as session:
            record(session, None, "contribution.expired")
            session.flush()
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        fail()
    with alfa.read("alfa") as session:
        assert session.scalars(select(Act)).all() == []


@pytest.mark.parametrize("fact", ["Kari Nordmann", "Flott!", "a" * 61, "", 0.5, None, ["code"]])
def test_a_fact_that_may_be_a_text_is_refused_and_not_quoted(alfa: Store, fact: object) -> None:
    with (
        pytest.raises(ValueError, match=r"^the fact 'why' of test\.done is neither a whole number, a truth value nor"),
        alfa.write("alfa") as session,
    ):
        record(session, None, "test.done", why=fact)  # type: ignore[arg-type]


def test_an_act_is_named_by_a_code(alfa: Store) -> None:
    with pytest.raises(ValueError, match=r"^an act is named by a code$"), alfa.write("alfa") as session:
        record(session, None, "Kari gjorde noe")
