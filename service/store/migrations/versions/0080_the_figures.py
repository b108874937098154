"""The figures for leaders and owners, and what was released on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.migrations.tenancy import keep_apart

revision = "0080"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "school_release",
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["released_by"], ["person.id"], name=op.f("fk_school_release_released_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_school_release_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("school_id", "term", name=op.f("pk_school_release")),
    )
    op.create_index(op.f("ix_school_release_owner"), "school_release", ["owner"])
    op.create_table(
        "figure_state",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_state")),
        sa.UniqueConstraint("owner", name=op.f("uq_figure_state_owner")),
    )
    op.create_index(op.f("ix_figure_state_owner"), "figure_state", ["owner"])
    op.create_table(
        "figure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("level", sa.String(length=60), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("label_scheme", sa.String(length=60), nullable=False),
        sa.Column("withheld", sa.String(length=60), nullable=True),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("reviewed", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_figure_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
    )
    op.create_index(op.f("ix_figure_owner"), "figure", ["owner"])
    op.create_index(op.f("ix_figure_school_id"), "figure", ["school_id"])
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.add_column(sa.Column("narrowed", sa.Boolean(), nullable=False, server_default=sa.false()))
    keep_apart("school_release", "figure_state", "figure")


def downgrade() -> None:
    """Remove the tables."""
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_column("narrowed")
    op.drop_table("figure")
    op.drop_table("figure_state")
    op.drop_table("school_release")
