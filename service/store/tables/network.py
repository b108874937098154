"""The learning network: examples that a contributor shares with the owner's other schools."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.columns import Strings, StringSet, UtcDateTime, now
from service.store.tables.base import Base, Code, Key, Owned


class Example(Owned, Base):
    """A masked comment, its improved version and the reflection; it goes where its comment goes."""

    __tablename__ = "example"

    id: Mapped[Key]
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), unique=True)
    shared_by: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    subject: Mapped[Code]
    level: Mapped[Code]
    form: Mapped[Code]
    labels: Mapped[Strings] = mapped_column(StringSet)
    text: Mapped[str] = mapped_column(Text)
    improved: Mapped[str] = mapped_column(Text, default="")
    reflection: Mapped[str] = mapped_column(Text, default="")
    shared_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
