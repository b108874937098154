"""What is backed up comes back whole, in either kind of database; nothing is half-written, nothing overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from service.store import Store, open_store
from service.store.__main__ import main
from service.store.backup import backup, restore
from service.store.errors import BackupRefused
from service.store.migrate import downgrade
from service.store.tables import School
from tests.service.access.things import rows
from tests.service.house import OWNERS, House
from tests.service.meeting.conftest import round_at_meeting
from tests.service.postgres import Databases

Rows = dict[str, list[tuple[str, list[str]]]]


@pytest.fixture
def filled(house: House) -> UUID:
    """Leave rows of every room behind: contributions, a round with votes and decisions, acts."""
    return round_at_meeting(house)


def everything(store: Store) -> Rows:
    # The list of owners is everybody's in PostgreSQL, and has its own owner only in a file.
    return {owner: [table for table in rows(store, owner) if table[0] != "owner"] for owner in store.owners()}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty place to restore into, of each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "restored")
        return
    made: Databases = request.getfixturevalue("postgres")
    address = made.fresh()
    yield address
    made.drop(address)


@pytest.mark.usefixtures("filled")
def test_what_is_backed_up_comes_back_whole(house: House, store_address: str, tmp_path: Path, empty_place: str) -> None:
    before = everything(house.store)
    assert backup(store_address, tmp_path / "backup") == sorted(OWNERS)
    assert restore(tmp_path / "backup", empty_place) == sorted(OWNERS)
    restored = open_store(empty_place)
    assert everything(restored) == before
    with restored.write("alfa") as session:
        session.add(School(number="8", name="Ny"))
    restored.close()


@pytest.mark.usefixtures("filled")
def test_a_restored_store_serves_the_round_that_was_kept(
    house: House, filled: UUID, store_address: str, tmp_path: Path, empty_place: str
) -> None:
    backup(store_address, tmp_path / "backup")
    restore(tmp_path / "backup", empty_place)
    house.app.state.store = house.store = open_store(empty_place)
    assert house.client("coach", page=True).get(f"/rounds/{filled}/meeting").status_code == 200
    house.store.close()


def test_a_backup_does_not_write_over_anything(house: House, store_address: str, tmp_path: Path) -> None:
    taken = tmp_path / "backup"
    taken.mkdir()
    (taken / "mine").write_text("x", "utf-8")
    with pytest.raises(BackupRefused, match="is there already"):
        backup(store_address, taken)
    assert [path.name for path in taken.iterdir()] == ["mine"]
    assert house.store.owners() == sorted(OWNERS)


def test_a_store_that_holds_something_is_not_restored_into(house: House, store_address: str, tmp_path: Path) -> None:
    backup(store_address, tmp_path / "backup")
    before = everything(house.store)
    with pytest.raises(BackupRefused, match=r"there already|not empty"):
        restore(tmp_path / "backup", store_address)
    assert everything(house.store) == before


def test_a_damaged_backup_is_refused_and_leaves_nothing(
    house: House, store_address: str, tmp_path: Path, empty_place: str
) -> None:
    backup(store_address, tmp_path / "backup")
    (tmp_path / "backup" / "beta.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(BackupRefused, match=r"beta\.sqlite"):
        restore(tmp_path / "backup", empty_place)
    opened = open_store(empty_place)
    assert opened.owners() == []
    opened.close()
    assert house.store.owners() == sorted(OWNERS)


def test_a_file_under_another_name_is_refused(
    house: House, store_address: str, tmp_path: Path, empty_place: str
) -> None:
    del house
    backup(store_address, tmp_path / "backup")
    (tmp_path / "backup" / "alfa.sqlite").rename(tmp_path / "backup" / "gamma.sqlite")
    with pytest.raises(BackupRefused, match="not of the owner whose name it has"):
        restore(tmp_path / "backup", empty_place)


def test_an_empty_place_is_no_backup(tmp_path: Path, empty_place: str) -> None:
    with pytest.raises(BackupRefused, match="is no backup"):
        restore(tmp_path, empty_place)


def test_a_backup_is_readable_by_the_services_user_only(house: House, store_address: str, tmp_path: Path) -> None:
    del house
    backup(store_address, tmp_path / "backup")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "backup").iterdir()}
    assert modes == {"alfa.sqlite": 0o600, "beta.sqlite": 0o600}


def test_the_commands_say_what_they_did_in_a_line(
    house: House, store_address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del house
    target = tmp_path / "backup"
    assert main(["--store", store_address, "owners"]) == 0
    assert capsys.readouterr().out == "alfa\tAlfa\nbeta\tBeta\n"
    assert main(["--store", store_address, "backup", "--to", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}: 2 owners\n"
    assert main(["--store", store_address, "backup", "--to", str(target)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("tilbakemelding: ")
    assert told.count("\n") == 1
    assert main(["--store", str(tmp_path / "new"), "restore", "--from", str(target)]) == 0
    assert "2 owners restored, at version " in capsys.readouterr().out


def test_a_backup_of_an_older_version_is_brought_up_to_date(tmp_path: Path, empty_place: str) -> None:
    old = open_store(str(tmp_path / "old"))
    old.create_owner("alfa", name="Alfa")
    with old.write("alfa") as session:
        session.add(School(number="1", name="Nord"))
    with old.write("alfa") as session:
        downgrade(session.connection(), "0001")
    old.close()
    with closing(sqlite3.connect(tmp_path / "old" / "alfa.sqlite")) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    restore(tmp_path / "old", empty_place)
    restored = open_store(empty_place)
    with restored.read("alfa") as session:
        assert session.scalars(select(School.name)).all() == ["Nord"]
    restored.close()
