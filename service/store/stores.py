"""Opens what is kept of one school owner, for reading or for writing; each way is one transaction."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from service.store.postgres import PostgresFiles
from service.store.sqlite import SqliteFiles
from service.store.tables import Base, Owned, Owner

_OWNER = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_INFO = "owner"


class StoreUnavailable(Exception):
    """What is kept cannot be reached just now; the message names no row."""


class Database(Protocol):
    """What a kind of database does for the store."""

    def owners(self) -> list[str]:
        """Return the owners that something is kept of."""

    def connect(self, owner: str, *, writing: bool) -> Connection:
        """Open a transaction on what is kept of an owner."""

    def prepare(self, owner: str) -> None:
        """Make a place for a new owner."""

    def settle(self, owner: str) -> None:
        """Let go of what was removed, also from logs that the database keeps to write by."""

    def close(self) -> None:
        """Close every connection."""


class Store:
    """What is kept, by owner. Safe from several threads; a forked process opens connections of its own.

    Parameters
    ----------
    make
        Makes the database's connections; called once in each process, when something is first asked for.

    """

    def __init__(self, make: type[SqliteFiles | PostgresFiles], address: str) -> None:
        self._make = make
        self._address = address
        self._open: tuple[int, Database] | None = None

    @property
    def _database(self) -> Database:
        if self._open is None or self._open[0] != os.getpid():
            self._open = (os.getpid(), self._make(self._address))
        return self._open[1]

    def owners(self) -> list[str]:
        """Return the keys of all owners, sorted."""
        return self._database.owners()

    def create_owner(self, key: str, *, name: str) -> None:
        """Make a place for an owner; one that is there keeps what it has.

        Raises
        ------
        ValueError
            The key is not 1-40 lower-case letters, digits and hyphens.

        """
        if not _OWNER.fullmatch(key):
            raise ValueError("an owner's key has 1-40 lower-case letters, digits and hyphens")
        self._database.prepare(key)
        with self.write(key) as session:
            if session.get(Owner, key) is None:
                session.add(Owner(id=key, name=name))

    @contextmanager
    def read(self, owner: str) -> Iterator[Session]:
        """Open a session that sees one state of what is kept of an owner, and changes nothing.

        What has been read can still be looked at when the block has ended.

        Raises
        ------
        StoreUnavailable
            The database cannot be reached.

        """
        with self._session(owner, writing=False) as session:
            yield session
            session.expunge_all()  # what was read stays readable
            session.rollback()

    @contextmanager
    def write(self, owner: str) -> Iterator[Session]:
        """Open a session whose changes are kept, all or none, when the block ends; then they outlast a crash.

        Raises
        ------
        StoreUnavailable
            The database cannot be reached, or others have written for too long.

        """
        with self._session(owner, writing=True) as session:
            yield session
            session.commit()

    @contextmanager
    def _session(self, owner: str, *, writing: bool) -> Iterator[Session]:
        try:
            with (
                self._database.connect(owner, writing=writing) as connection,
                Session(
                    connection,
                    expire_on_commit=False,
                    # The transaction has begun by now where the database had to be told the owner first.
                    join_transaction_mode="control_fully",
                    info={_INFO: owner},
                ) as session,
            ):
                yield session
        except OperationalError as error:
            raise StoreUnavailable(f"the store cannot be used: {type(error.orig).__name__}") from error

    def settle(self, owner: str) -> None:
        """Let go of what was removed from what is kept of an owner, also from logs that the database writes by."""
        self._database.settle(owner)

    def close(self) -> None:
        """Close what this process has opened."""
        if self._open is not None and self._open[0] == os.getpid():
            self._open[1].close()
        self._open = None


def open_store(address: str) -> Store:
    """Return the store at an address; nothing is opened or made before something is asked for.

    Parameters
    ----------
    address
        ``postgresql://…``, or a folder for SQLite files, one an owner.

    """
    if address.startswith(("postgresql:", "postgresql+psycopg:")):
        return Store(PostgresFiles, address)
    return Store(SqliteFiles, str(Path(address).absolute()))


def known_owner(session: Session) -> Owner:
    """Return the owner that the session is open on."""
    return session.execute(select(Owner).where(Owner.id == session.info[_INFO])).scalar_one()


@event.listens_for(Session, "before_flush")
def _fill_in_owner(session: Session, *_: object) -> None:
    """Give each new row the session's owner; a row of another owner is a fault in the code."""
    if (owner := session.info.get(_INFO)) is None:
        return
    for row in session.new:
        if isinstance(row, Owned):
            if row.owner not in (None, owner):
                raise AssertionError("a row of another owner")
            row.owner = owner


@event.listens_for(Session, "do_orm_execute")
def _keep_to_owner(state: ORMExecuteState) -> None:
    """Let every query see the session's owner only, beside what the database itself keeps apart."""
    owner = state.session.info.get(_INFO)
    if owner is not None and not state.is_column_load and not state.is_relationship_load:
        state.statement = state.statement.options(
            with_loader_criteria(
                Owned, lambda table: table.owner == owner, include_aliases=True, track_closure_variables=True
            )
        )


__all__ = ["Base", "Store", "StoreUnavailable", "known_owner", "open_store"]
