"""Rounds of review: what is coded, by whom, the votes, and what the team made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.store.columns import Strings, StringSet, UtcDateTime, now
from service.store.tables.base import Base, Code, Key, Name, Owned


class Round(Owned, Base):
    """A round of blind coding and the meeting after it."""

    __tablename__ = "round"

    id: Mapped[Key]
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    title: Mapped[Name]
    selection: Mapped[Code]
    """``random``, ``not-forward``, ``uncertain`` or ``picked``."""
    seed: Mapped[int | None]
    population: Mapped[int]
    """How many comments it was drawn from."""
    narrowed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it was drawn from some subject, level or genre only, so that it says nothing of the others."""
    model: Mapped[str]
    label_scheme: Mapped[Code]
    state: Mapped[Code] = mapped_column(default="coding")
    """``coding``, ``meeting`` or ``closed``."""
    shows_names: Mapped[bool] = mapped_column(default=False)
    """Whether the meeting shows who chose what: only if the team wants it."""
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    items: Mapped[list[RoundItem]] = relationship(
        back_populates="round", cascade="all, delete-orphan", passive_deletes=True, order_by="RoundItem.position"
    )
    coders: Mapped[list[Coder]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Coder(Owned, Base):
    """One who is invited to code a round."""

    __tablename__ = "coder"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RoundItem(Owned, Base):
    """A comment in a round; it goes where its comment goes."""

    __tablename__ = "round_item"
    __table_args__ = (UniqueConstraint("round_id", "comment_id"),)

    id: Mapped[Key]
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    inclusion_probability: Mapped[float | None]
    """The chance it had of being drawn, where the round is random."""

    round: Mapped[Round] = relationship(back_populates="items")
    segments: Mapped[list[RoundSegment]] = relationship(
        back_populates="item", cascade="all, delete-orphan", passive_deletes=True, order_by="RoundSegment.position"
    )


class RoundSegment(Owned, Base):
    """A segment as it was fixed when the round was made."""

    __tablename__ = "round_segment"
    __table_args__ = (UniqueConstraint("item_id", "position"),)

    id: Mapped[Key]
    item_id: Mapped[UUID] = mapped_column(ForeignKey("round_item.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    model_labels: Mapped[Strings] = mapped_column(StringSet)

    item: Mapped[RoundItem] = relationship(back_populates="segments")


class Vote(Owned, Base):
    """One coder's labels of one segment; ``version`` counts the changes, so that none is overwritten unseen."""

    __tablename__ = "vote"

    segment_id: Mapped[UUID] = mapped_column(ForeignKey("round_segment.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    labels: Mapped[Strings] = mapped_column(StringSet)
    wrong_segment: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Note(Owned, Base):
    """What one coder noted on one comment; masked like the comments."""

    __tablename__ = "note"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("round_item.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Decision(Owned, Base):
    """The labels that the team settled on for a segment, with the reason; the votes stay as they were."""

    __tablename__ = "decision"

    segment_id: Mapped[UUID] = mapped_column(ForeignKey("round_segment.id", ondelete="CASCADE"), primary_key=True)
    labels: Mapped[Strings] = mapped_column(StringSet)
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Reflection(Owned, Base):
    """What the team answered to one of the programme's questions on a comment (``item``) or the round."""

    __tablename__ = "reflection"

    id: Mapped[Key]
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("round_item.id", ondelete="CASCADE"), index=True)
    prompt: Mapped[Code]
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Rewrite(Owned, Base):
    """What the team would have written instead."""

    __tablename__ = "rewrite"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("round_item.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    analysis: Mapped[dict[str, Any] | None]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
