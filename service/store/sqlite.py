"""SQLite: one file for each owner in a folder, so that no query can reach across owners."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from service.store.errors import StoreMisconfigured, UnknownOwner, telling
from service.store.migrate import is_current, upgrade

SUFFIX = ".sqlite"
LOCK_SUFFIX = ".lock"
FOLDER_MODE, FILE_MODE = 0o700, 0o600
_WRITING = "writing"
_WAIT_SECONDS = 10
_POOL = 8
_OVERFLOW = 56
"""Together the places that one worker of the service has for one address."""


class SqliteFiles:
    """The files of a folder, opened when first asked for, and brought up to date then."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._engines: dict[str, Engine] = {}
        self._lock = threading.Lock()

    def owners(self) -> list[str]:
        """Return the owners that have a file."""
        return sorted(path.stem for path in self._folder.glob(f"*{SUFFIX}"))

    def place(self, owner: str) -> str:
        """Return where an owner's rows are."""
        return str(self._folder / f"{owner}{SUFFIX}")

    def check(self) -> None:
        """Raise where there is a folder that cannot be used; one that is missing is made when it is needed."""
        if not os.path.lexists(self._folder):
            return
        if not self._folder.is_dir():
            raise StoreMisconfigured(f"{self._folder} is no folder; set `store` to a folder")
        if not os.access(self._folder, os.R_OK | os.W_OK | os.X_OK):
            raise StoreMisconfigured(f"{self._folder} cannot be written; let the service's user read and write it")

    def prepare(self, owner: str) -> None:
        """Make the owner's file."""
        with self._lock, telling(self.place(owner), opening=True):
            self._folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
            if owner not in self._engines:
                self._engines[owner] = self._open(owner)

    def connect(self, owner: str, *, writing: bool) -> Connection:
        """Open a transaction; one that writes waits for its turn at once, so that it never has to give up later."""
        engine = self._engines.get(owner)
        if engine is None:
            if owner not in self.owners():
                raise UnknownOwner(owner)
            self.prepare(owner)
            engine = self._engines[owner]
        return engine.connect().execution_options(**{_WRITING: writing})

    def settle(self, owner: str) -> None:
        """Empty the log that holds the pages as they were; removed rows are overwritten in the file (secure_delete)."""
        with self._engines[owner].connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every file."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()

    def _open(self, owner: str) -> Engine:
        path = Path(self.place(owner))
        # Before the library makes it: what it makes beside the file takes the file's mode.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE))
        engine = create_engine(
            f"sqlite:///{path}",
            pool_size=_POOL,
            max_overflow=_OVERFLOW,
            hide_parameters=True,
            connect_args={"timeout": _WAIT_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_connection)
        event.listen(engine, "begin", _begin)
        try:
            with engine.connect() as connection:
                if is_current(connection):  # then a writer elsewhere need not be waited for
                    return engine
            with _alone(path), engine.connect().execution_options(**{_WRITING: True}) as connection:
                path.chmod(FILE_MODE)
                upgrade(connection)
                connection.commit()
        except BaseException:
            engine.dispose()
            raise
        return engine


def _prepare_connection(connection: Any, _: object) -> None:
    """Let the library begin transactions, not the driver; keep what is acknowledged through a crash."""
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            cursor.execute(f"PRAGMA {pragma}")
    except BaseException:
        cursor.close()
        connection.close()
        raise
    cursor.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time bring a file up to date."""
    with os.fdopen(os.open(path.with_suffix(LOCK_SUFFIX), os.O_WRONLY | os.O_CREAT, FILE_MODE), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
