"""The learning network: examples that a contributor shares with the owner's other schools."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from service.store.columns import SearchWords, Strings, StringSet, UtcDateTime, now
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
    shows_name: Mapped[bool] = mapped_column(default=False, server_default=false())
    shows_school: Mapped[bool] = mapped_column(default=False, server_default=false())
    hidden_reason: Mapped[Code | None]
    """Why a coach has hidden it from all but its contributor; none where it is shown."""
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    analyses: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """``{"text": …, "improved": …}``: model, form, points_forward, verdict_only, segments (start, end, labels)."""
    words: Mapped[Strings] = mapped_column(SearchWords, default=tuple, server_default="")
    """The normal forms of its words, in their order; what the search looks in."""
