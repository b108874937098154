"""Samples: masked comments that teachers have contributed, and what the model said of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.store.columns import Strings, StringSet, UtcDateTime, now
from service.store.tables.base import Base, Code, Key, Owned


class Contribution(Owned, Base):
    """One act of contributing: comments of one teacher to one team. Revoking it removes it and all that hangs on it."""

    __tablename__ = "contribution"

    id: Mapped[Key]
    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    contributor_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    subject: Mapped[Code]
    level: Mapped[Code]
    """``barnetrinn``, ``ungdomstrinn`` or ``vgs``."""
    genre: Mapped[Code]
    term: Mapped[Code]
    """The half-year, such as ``2026-2`` (autumn)."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    """When retention removes it."""

    comments: Mapped[list[Comment]] = relationship(
        back_populates="contribution", cascade="all, delete-orphan", passive_deletes=True, order_by="Comment.position"
    )


class Comment(Owned, Base):
    """A masked comment."""

    __tablename__ = "comment"
    __table_args__ = (UniqueConstraint("contribution_id", "position"),)

    id: Mapped[Key]
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    form: Mapped[Code]
    """``nb`` or ``nn``."""

    contribution: Mapped[Contribution] = relationship(back_populates="comments")
    predictions: Mapped[list[Prediction]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Prediction(Owned, Base):
    """What one version of the model says of a comment."""

    __tablename__ = "prediction"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    model: Mapped[str] = mapped_column(primary_key=True)
    """The model's version."""
    label_scheme: Mapped[Code]
    segments: Mapped[list[Any]]
    """``[{"start", "end", "labels", "probabilities"}]``, offsets in Unicode code points."""
    labels: Mapped[Strings] = mapped_column(StringSet)
    """The labels that any segment carries."""
    points_forward: Mapped[bool]
    verdict_only: Mapped[bool]
    certainty: Mapped[float]
    """How sure the model is, 0-1: the least distance of any probability from its threshold, as the room defines it."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
