"""PostgreSQL: all owners in one database, kept apart by row-level security that not even the tables' owner escapes."""

from __future__ import annotations

from sqlalchemy import Connection, create_engine, select, text

from service.store.migrate import check_revision
from service.store.tables import Owner

_POOL = 8
_OVERFLOW = 8
_SETTING = "app.owner"
_DRIVER = "postgresql+psycopg:"


class PostgresFiles:
    """A database that ``python -m service.store migrate`` has brought up to date."""

    def __init__(self, address: str) -> None:
        if address.startswith("postgresql:"):
            address = address.replace("postgresql:", _DRIVER, 1)
        self._engine = create_engine(address, pool_size=_POOL, max_overflow=_OVERFLOW, pool_pre_ping=True)
        with self._engine.connect() as connection:
            check_revision(connection)
            refuse_almighty(connection)

    def owners(self) -> list[str]:
        """Return the owners that the database lists."""
        with self._engine.connect() as connection:
            return sorted(connection.scalars(select(Owner.id)))

    def prepare(self, owner: str) -> None:
        """Nothing needs to be made: an owner is a row."""

    def connect(self, owner: str, *, writing: bool) -> Connection:
        """Open a transaction that sees one owner's rows."""
        connection = self._engine.connect()
        connection.execute(text("SELECT set_config(:setting, :owner, true)"), {"setting": _SETTING, "owner": owner})
        if not writing:
            connection.execute(text("SET TRANSACTION READ ONLY"))
        return connection

    def settle(self, owner: str) -> None:
        """Leave it to the server: its vacuum lets go of removed rows, its settings of the log."""

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


class AlmightyRole(Exception):
    """The database's role may see everything, so that nothing would keep the owners apart."""


def refuse_almighty(connection: Connection) -> None:
    """Raise where the role that is connected would see the rows of every owner.

    Raises
    ------
    AlmightyRole
        It is a superuser, or may bypass row-level security.

    """
    almighty = connection.scalar(text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"))
    if almighty:
        raise AlmightyRole(
            "the role that the store's address names is a superuser or has BYPASSRLS; "
            "use one made with NOSUPERUSER NOBYPASSRLS"
        )
