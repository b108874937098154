"""The steps make the tables that the program declares, and take them away again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, make_url, text

from service.store import StoreUnavailable, open_store
from service.store.full_text import INDEX
from service.store.migrate import WrongRevision, check_revision, downgrade, head, upgrade
from service.store.tables import Base, Owned
from tests.service.postgres import Databases

OWNED = sorted(mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned))


@pytest.fixture
def connection(store_address: str) -> Iterator[Connection]:
    """A database with this program's tables, of each kind."""
    if store_address.startswith("postgresql"):
        engine = create_engine(make_url(store_address))
    else:
        engine = create_engine(f"sqlite:///{store_address}.sqlite")
    with engine.connect() as connection:
        upgrade(connection)
        connection.commit()
        yield connection
    engine.dispose()


def _is_no_index(name: str | None, kind: str, _: object) -> bool:
    """Leave out the tables that the full text search makes for itself."""
    return kind != "table" or not str(name).startswith(INDEX)


def test_the_steps_make_what_the_tables_say(connection: Connection) -> None:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_no_index})
    assert compare_metadata(context, Base.metadata) == []


def test_the_steps_can_be_gone_back_and_forth(connection: Connection) -> None:
    downgrade(connection, "base")
    assert inspect(connection).get_table_names() == ["alembic_version"]
    upgrade(connection)
    check_revision(connection)
    assert set(OWNED) < set(inspect(connection).get_table_names())


def test_a_missing_version_is_told(connection: Connection) -> None:
    downgrade(connection, "base")
    with pytest.raises(WrongRevision, match=f"at version none and this program needs {head()}"):
        check_revision(connection)


def test_tables_of_a_newer_program_are_left_alone(connection: Connection) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongRevision, match="at version 9999, which this program does not know"):
        upgrade(connection)


def test_every_table_but_the_list_of_owners_belongs_to_an_owner() -> None:
    assert set(Base.metadata.tables) - set(OWNED) == {"owner"}


def test_every_table_of_an_owner_is_kept_apart_for_all_roles(postgres: Databases) -> None:
    engine = create_engine(address := postgres.fresh())
    with engine.connect() as connection:
        forced = connection.scalars(
            text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY relname")
        ).all()
        policies = connection.execute(
            text(
                "SELECT tablename, cmd, permissive, roles::text, qual = with_check FROM pg_policies ORDER BY tablename"
            )
        ).all()
    engine.dispose()
    postgres.drop(address)
    assert forced == OWNED
    assert [tuple(policy) for policy in policies] == [(name, "ALL", "PERMISSIVE", "{public}", True) for name in OWNED]


def test_raw_sql_sees_no_other_owners_rows(postgres: Databases) -> None:
    store = open_store(address := postgres.fresh())
    for owner in ("alfa", "beta"):
        store.create_owner(owner, name=owner)
        with store.write(owner) as session:
            session.execute(
                text("INSERT INTO school (id, number, name, owner) VALUES (gen_random_uuid(), '1', 'Nord', :owner)"),
                {"owner": owner},
            )
    with store.read("alfa") as session:
        assert session.scalars(text("SELECT owner FROM school")).all() == ["alfa"]
    with store.write("alfa") as session:
        assert session.connection().exec_driver_sql("DELETE FROM school WHERE owner = 'beta'").rowcount == 0
    with pytest.raises(Exception, match="row-level security"), store.write("alfa") as session:
        session.execute(text("UPDATE school SET owner = 'beta'"))
    engine = create_engine(address)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM school")) == 0
    engine.dispose()
    store.close()
    postgres.drop(address)


@pytest.mark.parametrize("may", ["SUPERUSER", "BYPASSRLS"])
def test_a_role_that_would_see_all_is_refused(postgres: Databases, may: str) -> None:
    address = postgres.fresh()
    role = f"{postgres.role}_almighty"
    postgres.run(f"CREATE ROLE {role} LOGIN {may} PASSWORD 'p'")
    url = make_url(address).set(username=role, password="p")  # noqa: S106
    store = open_store(url.render_as_string(hide_password=False))
    with pytest.raises(StoreUnavailable, match="superuser or has BYPASSRLS; use one made with NOSUPERUSER"):
        store.owners()
    postgres.run(f"DROP ROLE {role}")
    postgres.drop(address)
