"""Stores for the learning network: SQLite, and PostgreSQL where a server is given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import create_engine

from service.store import Store, open_store
from service.store.migrate import upgrade

SERVER = os.environ.get("TILBAKEMELDING_TEST_POSTGRES")
"""``postgresql://role@host/database``, whose role may make databases and is no superuser."""


@pytest.fixture(params=["sqlite", "postgresql"] if SERVER else ["sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    if request.param == "sqlite":
        opened = open_store(str(tmp_path / "store"))
        yield opened
        opened.close()
        return
    assert SERVER is not None
    name = f"t{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    address = f"{SERVER.rpartition('/')[0]}/{name}"
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:", 1))
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
    opened = open_store(address)
    yield opened
    opened.close()
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
