"""The figures for leaders and owners: what was released on, what may be shown, and what was counted as one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.columns import UtcDateTime, now
from service.store.tables.base import Base, Code, Key, Owned


class SchoolRelease(Owned, Base):
    """A leader has released a school's figures of a term on to the owner."""

    __tablename__ = "school_release"

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[Code] = mapped_column(primary_key=True)
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    released_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class FigureState(Owned, Base):
    """What an owner's figures were made from; one row an owner."""

    __tablename__ = "figure_state"
    __table_args__ = (UniqueConstraint("owner"),)

    id: Mapped[Key]
    stale: Mapped[bool] = mapped_column(default=True)
    """Whether something released has changed since."""
    blocks: Mapped[list[Any]] = mapped_column(default=list)
    """What was ever counted as one: ``[[[piece, holder, comments], …], …]``; neither a name nor a pseudonym."""
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Figure(Owned, Base):
    """What may be shown of a cell, and nothing that may not; all pages and ways out read this table."""

    __tablename__ = "figure"

    id: Mapped[Key]
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    """None for the owner's own cells."""
    term: Mapped[Code]
    subject: Mapped[Code] = mapped_column(default="")
    """Nothing stands for all."""
    level: Mapped[Code] = mapped_column(default="")
    model: Mapped[str] = mapped_column(default="")
    """The version that made the predictions; nothing where the cell is withheld."""
    label_scheme: Mapped[Code] = mapped_column(default="")
    withheld: Mapped[Code | None]
    """Why no number may be shown."""
    comments: Mapped[int] = mapped_column(default=0)
    reviewed: Mapped[int] = mapped_column(default=0)
    complete: Mapped[bool] = mapped_column(default=True)
    shares: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Measure → ``{"value", "low", "high", "caveats"}`` or ``{"withheld"}``."""
