"""The school's own results of Elevundersøkelsen, and the teams' goals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.migrations.tenancy import keep_apart

revision = "0070"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "survey_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("imported_by", sa.Uuid(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["imported_by"],
            ["person.id"],
            name=op.f("fk_survey_import_imported_by_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_survey_import_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_import")),
    )
    with op.batch_alter_table("survey_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_import_owner"), ["owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_survey_import_school_id"), ["school_id"], unique=False)

    op.create_table(
        "survey_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("year", sa.String(length=60), nullable=False),
        sa.Column("grade", sa.String(length=100), nullable=False),
        sa.Column("theme", sa.String(length=300), nullable=False),
        sa.Column("question", sa.String(length=500), nullable=False),
        sa.Column("principle", sa.String(length=60), nullable=True),
        sa.Column("mean", sa.Double(), nullable=True),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["survey_import.id"],
            name=op.f("fk_survey_result_import_id_survey_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_result")),
        sa.UniqueConstraint("import_id", "position", name=op.f("uq_survey_result_import_id_position")),
    )
    with op.batch_alter_table("survey_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_result_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_survey_result_owner"), ["owner"], unique=False)

    op.create_table(
        "team_goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["released_by"], ["person.id"], name=op.f("fk_team_goal_released_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_goal_team_id_team"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_goal")),
        sa.UniqueConstraint("team_id", "term", name=op.f("uq_team_goal_team_id_term")),
    )
    with op.batch_alter_table("team_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_goal_owner"), ["owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_goal_team_id"), ["team_id"], unique=False)

    keep_apart("survey_import", "survey_result", "team_goal")


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("team_goal")
    op.drop_table("survey_result")
    op.drop_table("survey_import")
