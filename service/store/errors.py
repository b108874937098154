"""Every way in which the store can fail, each told in one line: what, where, and what to do.

::

    StoreUnavailable         cannot be used just now; nothing was kept
    └── StoreMisconfigured   and will not be before somebody has mended it
    UnknownOwner             nothing is kept of such an owner
    BackupRefused            a backup or a restoring was not begun, or given up; nothing was changed

No message holds a row, or a password.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

_RESTORE = "stop the service, move the file away, and run `python -m service.store restore`"
_SQLITE = {
    "SQLITE_BUSY": "is locked: others have written for too long; try again",
    "SQLITE_LOCKED": "is locked: others have written for too long; try again",
    "SQLITE_FULL": "cannot grow: the disk is full; make room",
    "SQLITE_READONLY": "cannot be written; let the service's user write the folder and its files",
    "SQLITE_CANTOPEN": "cannot be opened; let the service's user read and write the folder and its files",
    "SQLITE_PERM": "cannot be opened; let the service's user read and write the folder and its files",
    "SQLITE_IOERR": "cannot be read or written; look at the disk",
    "SQLITE_CORRUPT": f"is damaged; {_RESTORE}",
    "SQLITE_NOTADB": f"is damaged; {_RESTORE}",
}
"""The library's primary result codes that say something of the file, not of what was asked of it.

Source: SQLite, *Result and Error Codes*.
"""
_POSTGRES = {
    "28": "refuses the role or its password; look at the address and at pg_hba.conf",
    "3D": "has no such database; make it, with the role as its owner",
    "42501": "does not let the role use the tables; let the role that uses the store own its database",
    "42P01": "has no tables of this program; run `python -m service.store migrate`",
    "40": "could not finish because of others' changes; try again",
    "53100": "cannot grow: the disk is full; make room",
    "53300": "has no connection left; raise max_connections, or run fewer workers",
    "55P03": "is locked: others have written for too long; try again",
    "57": "is stopping, starting, or gave up; try again",
}
"""SQLSTATE, or its first signs, that says something of the server. Source: PostgreSQL, *Error Codes*."""


class StoreUnavailable(Exception):
    """What is kept cannot be used just now; the message names no row."""


class StoreMisconfigured(StoreUnavailable):
    """What is kept cannot be used before somebody has mended something."""


class UnknownOwner(KeyError):
    """Nothing is kept of such an owner."""


class BackupRefused(Exception):
    """A backup or a restoring was refused or given up; nothing was changed."""


@contextmanager
def telling(place: str, *, opening: bool = False) -> Iterator[None]:
    """Tell of the store what fails in the block and tells of the store; see `told`."""
    try:
        yield
    except Exception as error:
        known = told(error, place, opening=opening)
        if known is None or known is error:
            raise
        # The library's own words hold the statement.
        raise known from None


def told(error: BaseException, place: str, *, opening: bool = False) -> StoreUnavailable | None:
    """Return what an error tells of the store; None where it tells of something else, such as a fault in the code.

    Parameters
    ----------
    place
        The file, or the server and its database; without a password.
    opening
        Whether the database was just being opened, so that whatever failed, failed for that.

    """
    if isinstance(error, StoreUnavailable):
        return error
    if isinstance(error, exc.TimeoutError):
        return StoreUnavailable(f"{place} has no connection left for another request; try again")
    if isinstance(error, OSError):
        words = error.strerror or type(error).__name__
        return StoreUnavailable(f"{place} cannot be used: {words}") if opening else None
    if not isinstance(error, DBAPIError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        return _told_by_sqlite(error.orig, place, opening=opening)
    return _told_by_postgres(error, place, opening=opening)


def _told_by_sqlite(error: sqlite3.Error, place: str, *, opening: bool) -> StoreUnavailable | None:
    code = getattr(error, "sqlite_errorname", "")
    words = next((words for known, words in _SQLITE.items() if code == known or code.startswith(f"{known}_")), None)
    if words is not None:
        return StoreUnavailable(f"{place} {words}")
    return StoreUnavailable(f"{place} cannot be used: {code or type(error).__name__}") if opening else None


def _told_by_postgres(error: DBAPIError, place: str, *, opening: bool) -> StoreUnavailable | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if not opening and not isinstance(error, OperationalError | InterfaceError):
        return None
    words = next((words for known, words in _POSTGRES.items() if state.startswith(known)), None)
    if words is None:
        words = "cannot be reached; look at the address, and whether the server runs"
        if opening and not state:
            words = f"{words} ({_last_line(error)})"
    return StoreUnavailable(f"PostgreSQL at {place} {words}")


def _last_line(error: SQLAlchemyError) -> str:
    """Return the last of what the library says of a connection that failed; no statement has been sent by then."""
    lines = str(getattr(error, "orig", error)).strip().splitlines()
    return lines[-1].strip() if lines else type(error).__name__
