"""A PostgreSQL server for the tests: one of their own on a socket of its own, or one whose address is given.

``TILBAKEMELDING_TEST_POSTGRES`` names an administrator's address, such as ``postgresql://postgres@localhost/postgres``.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from sqlalchemy import URL, create_engine, make_url

from service.store.migrate import upgrade

GIVEN = "TILBAKEMELDING_TEST_POSTGRES"
MISSING = f"no PostgreSQL server: install the package postgresql, or set {GIVEN} to an administrator's address"
_DEBIAN = Path("/usr/lib/postgresql")
_START_SECONDS = 30
_FORGETFUL = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
_UNPRIVILEGED = ("postgres", "nobody")


def server_programs() -> Path | None:
    """Return the folder with ``initdb`` and ``postgres``; the newest where there are several."""
    if (found := shutil.which("initdb")) is not None:
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


@dataclass
class OwnServer:
    """A server in a folder of its own, that nobody reaches over the network; PostgreSQL refuses to run as root."""

    programs: Path
    folder: Path
    durable: bool = True
    running: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> URL:
        return URL.create("postgresql+psycopg", username="admin", database="postgres", query={"host": str(self.folder)})

    def make(self) -> None:
        self._call("initdb", "--pgdata=data", "--username=admin", "--auth=trust", "--encoding=UTF8", "--locale=C")

    def start(self) -> None:
        """Start the server, also after a crash, whose remaining processes end within a moment."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self.running is None or self.running.poll() is not None:
                with (self.folder / "log").open("ab") as log:
                    self.running = subprocess.Popen(
                        [
                            *(self.programs / "postgres", "-D", "data", "-k", self.folder, "-c", "listen_addresses="),
                            *(() if self.durable else _FORGETFUL),
                        ],
                        cwd=self.folder,
                        stdout=log,
                        stderr=log,
                        **self._who(),
                    )
            with contextlib.suppress(psycopg.OperationalError):
                connect(self.address).close()
                return
            time.sleep(0.05)
        raise TimeoutError((self.folder / "log").read_text("utf-8"))

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server; ``SIGKILL`` is a crash."""
        if self.running is not None:
            self.running.send_signal(how)
            self.running.wait(_START_SECONDS)
            self.running = None

    def _call(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, *arguments], cwd=self.folder, check=True, capture_output=True, **self._who()
        )

    def _who(self) -> dict[str, object]:
        user = _unprivileged()
        return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def own_server(programs: Path, *, durable: bool = True) -> Iterator[OwnServer]:
    """Run a server; as another user where this one is root.

    One that is not ``durable`` is quicker, and would lose what it holds if the machine went down, not if it was killed.
    """
    # Not below pytest's own folder: another user may not look into that, and a socket's path has to be short.
    with tempfile.TemporaryDirectory(prefix="tilbakemelding-postgres-") as name:
        folder = Path(name)
        if (user := _unprivileged()) is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        server = OwnServer(programs, folder, durable)
        server.make()
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _unprivileged() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(known[name] for name in _UNPRIVILEGED if name in known)


def connect(address: URL) -> psycopg.Connection:
    """Connect past SQLAlchemy; each statement is a transaction."""
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


@dataclass
class Databases:
    """Databases on a server, each fresh from one template, all of one role that may do no more than it must."""

    admin: URL
    role: str = field(default_factory=lambda: f"tilbakemelding_{secrets.token_hex(4)}")
    password: str = field(default_factory=lambda: secrets.token_hex(16))
    made: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Make the role, and a template with the tables."""
        self.run(f"CREATE ROLE {self.role} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '{self.password}'")
        engine = create_engine(self.empty())
        with engine.begin() as connection:
            upgrade(connection)
        engine.dispose()

    def empty(self) -> str:
        """Return the address of a database without tables."""
        return self._make("template0")

    def fresh(self) -> str:
        """Return the address of a database with this program's tables, and nothing in them."""
        return self._make(self.made[0])

    def drop(self, address: str) -> None:
        """Remove a database, and whoever is connected to it."""
        name = str(make_url(address).database)
        self.run(f"DROP DATABASE {name} WITH (FORCE)")
        self.made.remove(name)

    def clean(self) -> None:
        """Leave a server that was given as it was."""
        for name in reversed(self.made):
            self.run(f"DROP DATABASE {name} WITH (FORCE)")
        self.run(f"DROP ROLE {self.role}")

    def run(self, statement: str) -> None:
        """Run a statement as administrator."""
        with connect(self.admin) as connection:
            connection.execute(statement.encode())

    def _make(self, template: str) -> str:
        name = f"{self.role}_{secrets.token_hex(4)}"
        self.run(f"CREATE DATABASE {name} OWNER {self.role} TEMPLATE {template}")
        self.made.append(name)
        address = self.admin.set(username=self.role, password=self.password, database=name)
        return address.render_as_string(hide_password=False)


@contextlib.contextmanager
def databases(*, durable: bool = True) -> Iterator[Databases]:
    """Find a server, and make databases on it.

    Parameters
    ----------
    durable
        Whether a server started for it waits for the disk, as one in use does.

    Raises
    ------
    LookupError
        There is none.

    """
    with contextlib.ExitStack() as stack:
        if (given := os.environ.get(GIVEN)) is not None:
            admin = make_url(given).set(drivername="postgresql+psycopg")
        elif (programs := server_programs()) is not None:
            admin = stack.enter_context(own_server(programs, durable=durable)).address
        else:
            raise LookupError(MISSING)
        made = Databases(admin)
        made.prepare()
        yield made
        made.clean()
