"""How the store can fail, each way told in one line that says what, where and what to do."""

from __future__ import annotations

import os
import socket
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, make_url, select, text
from sqlalchemy.exc import IntegrityError
from starlette.testclient import TestClient

from service.store import Store, StoreUnavailable, UnknownOwner, open_store
from service.store import sqlite as sqlite_module
from service.store.errors import told
from service.store.migrate import downgrade
from service.store.tables import Owner, School
from tests.service.house import House
from tests.service.postgres import Databases


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def files(folder: Path) -> Store:
    store = open_store(str(folder))
    store.create_owner("alfa", name="Alfa")
    store.close()
    return store


def _add_school(store: Store) -> None:
    with store.write("alfa") as session:
        session.add(School(number="1", name="Nord"))


def test_only_the_services_user_may_read_the_files(files: Store, folder: Path) -> None:
    with files.write("alfa") as session:
        session.add(School(number="1", name="Nord"))
        session.flush()
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    files.close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {"alfa.sqlite", "alfa.sqlite-wal", "alfa.sqlite-shm", "alfa.lock"} == set(modes)
    assert set(modes.values()) == {0o600}


def test_an_unknown_owner_is_told_apart_from_an_empty_one(store: Store) -> None:
    for opened in (store.read, store.write):
        with pytest.raises(UnknownOwner, match="alfa"), opened("alfa"):
            pass


def test_a_damaged_file_is_told(files: Store, folder: Path) -> None:
    (folder / "alfa.sqlite").write_bytes(b"no database" * 1_000)
    with pytest.raises(
        StoreUnavailable, match=r"alfa\.sqlite is damaged; stop the service, move the file away, and run"
    ):
        _add_school(files)


def test_a_locked_file_is_told(files: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_module, "_WAIT_SECONDS", 0.1)
    with files.read("alfa"):
        pass
    with closing(sqlite3.connect(folder / "alfa.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            StoreUnavailable, match=r"alfa\.sqlite is locked: others have written for too long; try again"
        ):
            _add_school(files)
    _add_school(files)
    files.close()


@pytest.mark.parametrize(
    ("pragma", "words"),
    [
        ("max_page_count = 1", "cannot grow: the disk is full"),
        ("query_only = ON", "cannot be written; let the service's"),
    ],
)
def test_a_disk_that_cannot_be_written_is_told(files: Store, pragma: str, words: str) -> None:
    with files.read("alfa"):
        pass
    engine = files._database._engines["alfa"]  # type: ignore[attr-defined]
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}").close())
    with pytest.raises(StoreUnavailable, match=words), files.write("alfa") as session:
        session.add_all([School(number=str(number), name="N" * 200) for number in range(500)])
    files.close()


def test_a_file_of_a_newer_program_is_told(files: Store, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "alfa.sqlite")) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    with pytest.raises(StoreUnavailable, match="at version 9999, which this program does not know"):
        _add_school(files)


def test_a_folder_that_cannot_be_made_is_told(folder: Path) -> None:
    folder.write_bytes(b"")
    with pytest.raises(StoreUnavailable, match=r"store/alfa\.sqlite cannot be used: File exists"):
        open_store(str(folder)).create_owner("alfa", name="Alfa")


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        store = open_store(f"postgresql://role:secret@127.0.0.1:{port}/kept")
        with pytest.raises(
            StoreUnavailable, match=f"^PostgreSQL at 127.0.0.1:{port}/kept cannot be reached; look"
        ) as told:
            store.owners()
    assert "secret" not in str(told.value)


def test_a_database_that_is_not_there_is_told(postgres: Databases) -> None:
    url = postgres.admin.set(username=postgres.role, password=postgres.password, database="missing")
    with pytest.raises(StoreUnavailable, match=r"/missing "):
        open_store(url.render_as_string(hide_password=False)).owners()


def test_an_address_that_is_none_is_told() -> None:
    with pytest.raises(StoreUnavailable, match="must be as postgresql://role:password@host/database"):
        open_store("postgresql:kept:no").owners()


def test_tables_of_another_version_are_told(postgres: Databases) -> None:
    engine = create_engine(address := postgres.fresh())
    with engine.begin() as connection:
        downgrade(connection, "base")
    engine.dispose()
    with pytest.raises(StoreUnavailable, match=r"run `python -m service\.store migrate`"):
        open_store(address).owners()
    postgres.drop(address)


def test_a_server_that_goes_away_is_told_and_used_again(postgres: Databases) -> None:
    store = open_store(address := postgres.fresh())
    store.create_owner("alfa", name="Alfa")
    database = make_url(address).database
    told_so = pytest.raises(StoreUnavailable, match=r"is stopping, starting, or gave up|cannot be reached")
    with told_so:  # noqa: SIM117 - the session fails within itself
        with store.write("alfa") as session:
            postgres.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")  # noqa: S608 - a name that the test made
            session.scalar(select(Owner.id))
    _add_school(store)
    store.close()
    postgres.drop(address)


def test_a_fault_in_the_code_is_told_as_what_it_is(store: Store) -> None:
    store.create_owner("alfa", name="Alfa")
    with pytest.raises(IntegrityError) as fault, store.write("alfa") as session:
        session.add_all([School(number="1", name="Kari Nordmann"), School(number="1", name="Kari Nordmann")])
    assert "Kari" not in str(fault.value).split("DETAIL")[0]
    assert told(fault.value, "here") is None


def test_a_forked_process_opens_connections_of_its_own(store: Store) -> None:
    store.create_owner("alfa", name="Alfa")
    with store.write("alfa") as session:
        session.add(School(number="1", name="Nord"))
        session.flush()
        reading, writing = os.pipe()
        if (child := os.fork()) == 0:
            # What fails here must not come back into pytest.
            try:
                with store.read("alfa") as own:
                    os.write(writing, str(len(own.scalars(select(School)).all())).encode())
            finally:
                os._exit(0)
        os.close(writing)
        os.waitpid(child, 0)
        # It saw what was kept then, not this transaction's rows, and left its connection alone.
        assert os.read(reading, 10) == b"0"
        session.add(School(number="2", name="Sør"))
    os.close(reading)
    with store.read("alfa") as session:
        assert sorted(session.scalars(select(School.number))) == ["1", "2"]


def test_writers_of_one_owner_take_turns(store: Store) -> None:
    store.create_owner("alfa", name="Alfa")
    _add_school(store)

    def count_up(_: int) -> None:
        with store.write("alfa") as session:
            school = session.scalars(select(School)).one()
            school.number = str(int(school.number) + 1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(40)))
    with store.read("alfa") as session:
        assert session.scalars(select(School.number)).all() == ["41"]


def test_a_reader_sees_one_state(store: Store) -> None:
    store.create_owner("alfa", name="Alfa")
    with store.read("alfa") as session:
        assert session.scalars(select(School.number)).all() == []
        _add_school(store)
        assert session.scalars(select(School.number)).all() == []


def test_a_reader_cannot_write_past_the_session_in_postgresql(postgres: Databases) -> None:
    store = open_store(address := postgres.fresh())
    store.create_owner("alfa", name="Alfa")
    with pytest.raises(Exception, match="read-only transaction"), store.read("alfa") as session:
        session.execute(text("DELETE FROM school"))
    store.close()
    postgres.drop(address)


def test_the_service_is_ready_before_anybody_needs_the_store(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/health/ready").status_code == 200
    assert not (tmp_path / "data").exists()


def test_the_service_is_ready_while_the_store_can_be_used(house: House) -> None:
    assert house.client().get("/health/ready").status_code == 200


def test_the_service_is_not_ready_where_the_store_cannot_be_used(
    client: TestClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_bytes(b"")
    for _ in range(2):
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")
    assert caplog.messages == [f"{tmp_path / 'data'} is no folder; set `store` to a folder"]
    (tmp_path / "data").unlink()
    assert client.get("/health/ready").status_code == 200


def test_a_folder_that_cannot_be_written_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreUnavailable, match="cannot be written; let the service's user read and write it"):
        open_store(str(tmp_path)).check()


def test_the_log_says_why_a_page_could_not_be_shown(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: str) -> None:
        raise StoreUnavailable("kept.sqlite is locked; try again")

    monkeypatch.setattr(house.store, "read", fail)
    answer = house.client("teacher", page=True).get("/start")
    assert (answer.status_code, "kept.sqlite" in answer.text) == (503, False)
    assert caplog.messages == ["kept.sqlite is locked; try again"]
