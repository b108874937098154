"""PostgreSQL: all owners in one database, kept apart by row-level security that not even the tables' owner escapes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, select, text
from sqlalchemy.exc import ArgumentError

from service.store.errors import StoreMisconfigured, UnknownOwner, telling
from service.store.migrate import check_revision, upgrade
from service.store.tables import Owner

_POOL = 8
_OVERFLOW = 8
_CONNECT_SECONDS = 5
_WAIT_SECONDS = 10
_SETTING = "app.owner"
_DRIVER = "postgresql+psycopg"
_MIGRATING = 7_245_110_946_312
"""The number of the lock that lets one process at a time change the tables; any number that nobody else takes."""


_BEGIN_WRITING = text(
    "SELECT set_config('lock_timeout', :wait, true), set_config(:setting, :owner, true), "
    "pg_advisory_xact_lock(hashtextextended(:owner, 0))"
)
"""One way to the server and back, since a writer keeps others waiting from here on."""


class PostgresFiles:
    """A database that ``python -m service.store migrate`` has brought up to date."""

    def __init__(self, address: str) -> None:
        url = _url(address)
        self._place = _place(url)
        self._known: set[str] = set()
        self._engine = _engine(url)
        try:
            self.check()
        except BaseException:
            self._engine.dispose()
            raise

    def owners(self) -> list[str]:
        """Return the owners that the database lists."""
        with telling(self._place, opening=True), self._engine.connect() as connection:
            return sorted(connection.scalars(select(Owner.id)))

    def place(self, _: str) -> str:
        """Return where the rows are; without a password."""
        return self._place

    def check(self) -> None:
        """Raise where the database cannot be used: unreachable, of another version, or open to its role."""
        with telling(self._place, opening=True), self._engine.connect() as connection:
            refuse_almighty(connection)
            check_revision(connection)

    def prepare(self, owner: str) -> None:
        """Nothing needs to be made: an owner is a row."""
        self._known.add(owner)

    def connect(self, owner: str, *, writing: bool) -> Connection:
        """Open a transaction that sees one owner's rows; of those that write, an owner has one at a time.

        So it is with SQLite, and what a room reads before it writes is then still so when it writes.
        """
        connection = self._engine.connect()
        try:
            if writing:
                connection.execute(_BEGIN_WRITING, {"setting": _SETTING, "owner": owner, "wait": f"{_WAIT_SECONDS}s"})
            else:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
                name_owner(connection, owner)
            self._know(connection, owner)
        except BaseException:
            connection.close()
            raise
        return connection

    def settle(self, owner: str) -> None:
        """Leave it to the server: its vacuum lets go of removed rows, its settings of the log."""

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _know(self, connection: Connection, owner: str) -> None:
        if owner not in self._known:
            if connection.scalar(select(Owner.id).where(Owner.id == owner)) is None:
                raise UnknownOwner(owner)
            self._known.add(owner)


class AlmightyRole(StoreMisconfigured):
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


def name_owner(connection: Connection, owner: str) -> None:
    """Let the transaction see and make rows of one owner."""
    connection.execute(text("SELECT set_config(:setting, :owner, true)"), {"setting": _SETTING, "owner": owner})


@contextmanager
def transaction(address: str) -> Iterator[Connection]:
    """Open a transaction of its own in the database, whatever version it has; kept when the block ends.

    One such transaction runs at a time.
    """
    url = _url(address)
    engine = _engine(url)
    try:
        with telling(_place(url), opening=True), engine.begin() as connection:
            refuse_almighty(connection)
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATING})
            yield connection
    finally:
        engine.dispose()


def migrate(address: str) -> None:
    """Bring the tables up to this program's version."""
    with transaction(address) as connection:
        upgrade(connection)


def _url(address: str) -> URL:
    try:
        return make_url(address).set(drivername=_DRIVER)
    except (ArgumentError, ValueError):
        raise StoreMisconfigured("the store's address must be as postgresql://role:password@host/database") from None


def _engine(url: URL) -> Engine:
    query = {"connect_timeout": str(_CONNECT_SECONDS), **url.query}
    try:
        return create_engine(
            url.set(query=query),
            pool_size=_POOL,
            max_overflow=_OVERFLOW,
            pool_timeout=_WAIT_SECONDS,
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ImportError:
        raise StoreMisconfigured("PostgreSQL needs its driver: pip install 'tilbakemelding[postgres]'") from None


def _place(url: URL) -> str:
    host = url.host or url.query.get("host") or "the local socket"
    port = f":{url.port}" if url.port else ""
    return f"{host}{port}/{url.database or ''}"
