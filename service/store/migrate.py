"""Brings a database's tables from one version to another; the steps are in ``migrations/versions``."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from service.store.errors import StoreMisconfigured

_SCRIPTS = Path(__file__).parent / "migrations"


class WrongRevision(StoreMisconfigured):
    """The tables are of another version than this program's."""


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the tables up to a version, within the connection's transaction.

    Raises
    ------
    WrongRevision
        They are newer than this program.

    """
    found, newest = _current(connection), head()
    if found == newest and revision == "head":
        return
    try:
        command.upgrade(_config(connection), revision)
    except CommandError:
        raise WrongRevision(
            f"the store is at version {found or 'none'}, which this program does not know, only versions up to "
            f"{newest}; run a newer program"
        ) from None


def head() -> str:
    """Return the version of the tables that this program needs."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    assert newest is not None
    return newest


def is_current(connection: Connection) -> bool:
    """Tell whether the tables are of this program's version."""
    return _current(connection) == head()


def downgrade(connection: Connection, revision: str) -> None:
    """Bring the tables down to a version; ``base`` removes them all."""
    command.downgrade(_config(connection), revision)


def check_revision(connection: Connection) -> None:
    """Raise where the tables are not of this program's version.

    Raises
    ------
    WrongRevision
        They are older or newer, or there are none.

    """
    found, wanted = _current(connection), head()
    if found != wanted:
        raise WrongRevision(
            f"the store is at version {found or 'none'} and this program needs {wanted}; "
            "run `python -m service.store migrate`"
        )


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config
