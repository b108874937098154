"""What an example shows of its contributor, how it was hidden, its analyses, and the words that it is found by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from service.store.full_text import drop_index, make_index

revision = "0050"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = ("shows_name", "shows_school", "hidden_reason", "hidden_at", "analyses", "words")


def upgrade() -> None:
    """Add the columns; SQLite gets an index of the words, which triggers keep in step with the rows."""
    op.add_column("example", sa.Column("shows_name", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("example", sa.Column("shows_school", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("example", sa.Column("hidden_reason", sa.String(length=60), nullable=True))
    op.add_column("example", sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("example", sa.Column("analyses", sa.JSON(), nullable=False, server_default="{}"))
    kind = sa.Text().with_variant(TSVECTOR(), "postgresql")
    op.add_column("example", sa.Column("words", kind, nullable=False, server_default=""))
    make_index(op.get_bind())


def downgrade() -> None:
    """Take them away."""
    drop_index(op.get_bind())
    for column in reversed(_COLUMNS):
        op.drop_column("example", column)
