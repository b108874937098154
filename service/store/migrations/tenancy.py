"""Row-level security for a table of PostgreSQL; SQLite has a file an owner instead."""

from __future__ import annotations

from alembic import op


def keep_apart(*tables: str) -> None:
    """Let a transaction see and make only rows of the owner that it has named; forced, so for the tables' owner too."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in tables:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY own ON {table} USING (owner = current_setting('app.owner', true)) "
            "WITH CHECK (owner = current_setting('app.owner', true))"
        )
