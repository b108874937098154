"""Backs up what is kept, and restores it: always a folder with one SQLite file an owner, whichever database is used.

So a backup of one kind can be restored into the other. A folder gets its name when all in it is whole and on the disk;
a database gets everything in one transaction. Only an empty place is restored into.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, Connection, bindparam, func, insert, select

from service.store.errors import BackupRefused, telling
from service.store.migrate import upgrade
from service.store.postgres import PostgresFiles, name_owner, transaction
from service.store.sqlite import FILE_MODE, FOLDER_MODE, LOCK_SUFFIX, SUFFIX, SqliteFiles
from service.store.stores import is_postgres
from service.store.tables import Base, Owned, Owner
from service.store.tables.base import OWNER_KEY

_ROWS = 500


def backup(address: str, target: Path) -> list[str]:
    """Write all that a store holds into a new folder; the service may run. Return the owners.

    Each owner's rows are of one moment.

    Raises
    ------
    BackupRefused
        There is something at the target, or nothing in the store.
    StoreUnavailable
        The store cannot be read.

    """
    with _whole(target) as folder:
        owners = _from_postgres(address, folder) if is_postgres(address) else _copy_files(Path(address), folder)
        if not owners:
            raise BackupRefused(f"nothing is kept at {'the database' if is_postgres(address) else address}")
    return owners


def restore(source: Path, address: str) -> list[str]:
    """Bring a backup into an empty store and up to this program's version; return the owners.

    Raises
    ------
    BackupRefused
        The store is not empty, or the backup is none or damaged.
    StoreUnavailable
        The store cannot be used, or the backup is of a newer program.

    """
    if not is_postgres(address):
        with _whole(Path(address)) as folder:
            return _read_backup(source, folder)
    with tempfile.TemporaryDirectory(prefix="tilbakemelding-") as name:
        owners = _read_backup(source, Path(name))
        with transaction(address) as connection:
            upgrade(connection)
            if connection.scalar(select(func.count()).select_from(Owner)):
                raise BackupRefused("the database is not empty; name one without school owners")
            files = SqliteFiles(name)
            for owner in owners:
                name_owner(connection, owner)
                with files.connect(owner, writing=False) as kept:
                    _copy_rows(kept, connection, owner)
            files.close()
    return owners


def _from_postgres(address: str, folder: Path) -> list[str]:
    database, files = PostgresFiles(address), SqliteFiles(str(folder))
    try:
        for owner in (owners := database.owners()):
            files.prepare(owner)
            with (
                telling(database.place(owner)),
                database.connect(owner, writing=False) as kept,
                files.connect(owner, writing=True) as copy,
            ):
                _copy_rows(kept, copy, owner)
                copy.commit()
    finally:
        files.close()
        database.close()
    for owner in owners:
        _close_whole(folder / f"{owner}{SUFFIX}")
    return owners


def _read_backup(source: Path, folder: Path) -> list[str]:
    """Copy a backup's files, look whether each is what its name says, and bring it up to date."""
    owners = _copy_files(source, folder)
    if not owners:
        raise BackupRefused(f"{source} is no backup: it has no file *{SUFFIX}")
    files = SqliteFiles(str(folder))
    try:
        for owner in owners:
            with files.connect(owner, writing=False) as kept:
                if kept.scalars(select(Owner.id)).all() != [owner]:
                    raise BackupRefused(f"{source / (owner + SUFFIX)} is not of the owner whose name it has")
    finally:
        files.close()
    for owner in owners:
        _close_whole(folder / f"{owner}{SUFFIX}")
    return owners


def _copy_files(source: Path, folder: Path) -> list[str]:
    """Copy every owner's file as it is at one moment, also while others write to it."""
    paths = sorted(source.glob(f"*{SUFFIX}"))
    for path in paths:
        if not OWNER_KEY.fullmatch(path.stem):
            raise BackupRefused(f"{path} is not named after a school owner")
        copy = folder / path.name
        os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE))
        try:
            with (
                closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as kept,
                closing(sqlite3.connect(copy)) as copied,
            ):
                kept.backup(copied)
                sound = copied.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        except sqlite3.Error as error:
            raise BackupRefused(f"{path} cannot be copied: {error}") from None
        if not sound:
            raise BackupRefused(f"{path} is damaged")
        _close_whole(copy)
    return [path.stem for path in paths]


def _copy_rows(kept: Connection, copy: Connection, owner: str) -> None:
    """Copy one owner's rows, each table after those that it refers to."""
    owned = {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)}
    for table in Base.metadata.sorted_tables:
        rows = select(table).where((table.c.owner if table in owned else table.c.id) == owner)
        put = insert(table).values({column.name: _put(column) for column in table.columns})
        result = kept.execute(rows, execution_options={"yield_per": _ROWS})
        for part in result.mappings().partitions():
            copy.execute(put, [dict(row) for row in part])


def _put(column: Column[Any]) -> Any:
    """Return how a value is put into a column; what was no value in JSON stays none, and does not become ``null``."""
    if isinstance(column.type, JSON) and column.nullable:
        return bindparam(column.name, type_=JSON(none_as_null=True))
    return bindparam(column.name, type_=column.type)


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Hand out a folder that takes the target's place when the block ends well, and otherwise is gone."""
    target = target.absolute()
    if os.path.lexists(target) and (not target.is_dir() or any(target.iterdir())):
        raise BackupRefused(f"{target} is there already; name a folder that is empty or not there")
    folder: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        folder.chmod(FOLDER_MODE)
        yield folder
        for lock in folder.glob(f"*{LOCK_SUFFIX}"):
            lock.unlink()
        _to_disk(folder)
        folder.rename(target)
        _to_disk(target.parent)
    except OSError as error:
        words = f"{target} cannot be written: {error.strerror or type(error).__name__}"
        if error.errno == errno.EBUSY:
            words = f"{target} is a mounted disk; name a folder on it"
        raise BackupRefused(words) from None
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _close_whole(path: Path) -> None:
    """Leave a file that is whole by itself, which also a disk that cannot be written to can be read from."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    _to_disk(path)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
