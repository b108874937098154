"""The school's own results of Elevundersøkelsen, as Udir gives them: means of whole grades, never of a class."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.store.columns import UtcDateTime, now
from service.store.tables.base import Base, Code, Key, Owned


class SurveyImport(Owned, Base):
    """A table that a leader has read in; a draft until they have said what it is about."""

    __tablename__ = "survey_import"

    id: Mapped[Key]
    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    imported_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    saved: Mapped[bool] = mapped_column(default=False)

    results: Mapped[list[SurveyResult]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="SurveyResult.position"
    )


class SurveyResult(Owned, Base):
    """A mean on the scale from 1 to 5; without one where Udir, or the room, has suppressed it."""

    __tablename__ = "survey_result"
    __table_args__ = (UniqueConstraint("import_id", "position"),)

    id: Mapped[Key]
    import_id: Mapped[UUID] = mapped_column(ForeignKey("survey_import.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    year: Mapped[Code]
    """The school year, such as ``2025-26``."""
    grade: Mapped[str] = mapped_column(String(100))
    theme: Mapped[str] = mapped_column(String(300))
    question: Mapped[str] = mapped_column(String(500))
    """Nothing where the result is of the theme as a whole."""
    principle: Mapped[str | None] = mapped_column(String(60))
    mean: Mapped[float | None]
    answers: Mapped[int | None]
