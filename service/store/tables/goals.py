"""What a team has set itself for a half-year."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.columns import UtcDateTime, now
from service.store.tables.base import Base, Code, Key, Owned


class TeamGoal(Owned, Base):
    """A team's goal for a term and what they decided to do; masked, and the team's own until they release it."""

    __tablename__ = "team_goal"
    __table_args__ = (UniqueConstraint("team_id", "term"),)

    id: Mapped[Key]
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    term: Mapped[Code]
    goal: Mapped[str] = mapped_column(Text)
    decided: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the team let the school's leader see it; a change takes that back."""
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
