"""The acts by which what a team has decided goes further; each is separate, and each can be revoked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.columns import UtcDateTime, now
from service.store.tables.base import Base, Key, Owned


class ReviewRelease(Owned, Base):
    """A team has released its samples of a term to the figures of its school's leader; a school's, on to the owner."""

    __tablename__ = "review_release"

    id: Mapped[Key]
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    term: Mapped[str]
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    released_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class TrainingConsent(Owned, Base):
    """A contributor's consent to train on the comments of a round that are theirs."""

    __tablename__ = "training_consent"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
