"""What is kept stays with its owner, and comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from service.store import Store, open_store
from service.store.tables import Act, Owner, Person, School


@pytest.fixture
def two(store: Store) -> Store:
    for owner in ("alfa", "beta"):
        store.create_owner(owner, name=owner.title())
    return store


def test_nothing_is_made_before_an_owner_is(tmp_path: Path) -> None:
    open_store(str(tmp_path / "store"))
    assert list(tmp_path.iterdir()) == []


def test_the_owners_are_listed(two: Store) -> None:
    assert two.owners() == ["alfa", "beta"]


def test_making_an_owner_again_keeps_what_it_has(two: Store) -> None:
    with two.write("alfa") as session:
        session.add(School(number="1", name="Nord"))
    two.create_owner("alfa", name="Another name")
    with two.read("alfa") as session:
        assert session.scalar(select(School.name)) == "Nord"
        assert session.get_one(Owner, "alfa").name == "Alfa"


@pytest.mark.parametrize("key", ["", "Alfa", "../alfa", "a/b", "a" * 41, "-a", "æ"])
def test_an_owners_key_can_be_no_path(store: Store, key: str) -> None:
    with pytest.raises(ValueError, match="1-40 lower-case"):
        store.create_owner(key, name="Alfa")


def test_a_row_gets_the_sessions_owner_and_is_seen_by_no_other(two: Store) -> None:
    with two.write("alfa") as session:
        session.add(School(number="1", name="Nord"))
    with two.read("alfa") as session:
        assert session.scalars(select(School.owner)).all() == ["alfa"]
    with two.read("beta") as session:
        assert session.scalar(select(func.count()).select_from(School)) == 0


def test_a_row_of_another_owner_cannot_be_added(two: Store) -> None:
    with pytest.raises(AssertionError, match="another owner"), two.write("alfa") as session:
        session.add(School(number="1", name="Nord", owner="beta"))


def test_what_fails_midway_is_not_kept(two: Store) -> None:
    def fail() -> None:
        with two.write("alfa") as session:
            session.add(School(number="1", name="Nord"))
            session.flush()
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        fail()
    with two.read("alfa") as session:
        assert session.scalar(select(func.count()).select_from(School)) == 0


def test_what_a_reader_changes_is_not_kept(two: Store) -> None:
    with two.read("alfa") as session:
        session.add(School(number="1", name="Nord"))
    with two.read("alfa") as session:
        assert session.scalar(select(func.count()).select_from(School)) == 0


def test_times_come_back_in_utc(two: Store) -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=1)))
    with two.write("alfa") as session:
        session.add(Act(what="test.done", at=at, facts={"count": 1}))
    with two.read("alfa") as session:
        act = session.scalars(select(Act)).one()
        assert (act.at, act.at.tzinfo, act.facts) == (at, UTC, {"count": 1})


def test_a_time_without_a_zone_is_refused(two: Store) -> None:
    with pytest.raises(StatementError, match="without a zone"), two.write("alfa") as session:
        session.add(Act(what="test.done", at=datetime(2026, 11, 23)))  # noqa: DTZ001 - that is what is refused


def test_a_person_is_known_once_by_issuer_and_subject(two: Store) -> None:
    for owner in ("alfa", "beta"):
        with two.write(owner) as session:
            session.add(Person(issuer="i", subject="s", name="N"))
    with pytest.raises(Exception, match=r"(?i)unique"), two.write("alfa") as session:
        session.add(Person(issuer="i", subject="s", name="N"))
