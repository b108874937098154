"""What Alembic runs: always within a connection that it is handed."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, TypeDecorator

from service.store.tables import Base


def _plain(kind: str, value: Any, _: object) -> str | Literal[False]:
    """Write the types of the database into the steps, not the program's, which may change later."""
    if kind == "type" and isinstance(value, TypeDecorator):
        return f"sa.{value.impl_instance!r}"
    return False


connection = context.config.attributes["connection"]
assert isinstance(connection, Connection)
context.configure(
    connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True, render_item=_plain
)
with context.begin_transaction():
    context.run_migrations()
