"""Opens what is kept of one school owner, for reading or for writing; each way is one transaction."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from service.store.errors import StoreUnavailable, telling
from service.store.postgres import PostgresFiles
from service.store.sqlite import SqliteFiles
from service.store.tables import Base, Owned, Owner
from service.store.tables.base import OWNER_KEY

_INFO = "owner"
_POSTGRES = ("postgresql:", "postgresql+psycopg:")


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

    def place(self, owner: str) -> str:
        """Return where that is, in words for the person who runs the service."""

    def check(self) -> None:
        """Raise where the database cannot be used."""

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
        self._databases: dict[int, Database] = {}
        """By process. One that was inherited stays here unused: were it thrown away, it would close the parent's."""

    @property
    def _database(self) -> Database:
        process = os.getpid()
        if (database := self._databases.get(process)) is None:
            made = self._make(self._address)
            database = self._databases.setdefault(process, made)
            if database is not made:
                made.close()
        return database

    def check(self) -> None:
        """Raise where what is set cannot be used; a folder that nobody has needed yet is well.

        Raises
        ------
        StoreUnavailable
            The message says what is wrong, where, and what to do.

        """
        self._database.check()

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
        if not OWNER_KEY.fullmatch(key):
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
        database = self._database
        with (
            telling(database.place(owner)),
            database.connect(owner, writing=writing) as connection,
            Session(
                connection,
                expire_on_commit=False,
                # The transaction has begun by now where the database had to be told the owner first.
                join_transaction_mode="control_fully",
                info={_INFO: owner},
            ) as session,
        ):
            yield session

    def settle(self, owner: str) -> None:
        """Let go of what was removed from what is kept of an owner, also from logs that the database writes by."""
        self._database.settle(owner)

    def close(self) -> None:
        """Close what this process has opened."""
        if (database := self._databases.pop(os.getpid(), None)) is not None:
            database.close()


def open_store(address: str) -> Store:
    """Return the store at an address; nothing is opened or made before something is asked for.

    Parameters
    ----------
    address
        ``postgresql://…``, or a folder for SQLite files, one an owner.

    """
    if is_postgres(address):
        return Store(PostgresFiles, address)
    return Store(SqliteFiles, str(Path(address).absolute()))


def is_postgres(address: str) -> bool:
    """Tell whether an address is PostgreSQL's; otherwise it is a folder."""
    return address.startswith(_POSTGRES)


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


__all__ = ["Base", "Store", "StoreUnavailable", "is_postgres", "known_owner", "open_store"]
