"""The audit log: acts, never texts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from service.store.columns import UtcDateTime, now
from service.store.tables.base import Base, Code, Key, Owned


class Act(Owned, Base):
    """Somebody did something to something; it stays when the thing itself is gone."""

    __tablename__ = "act"

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid)
    what: Mapped[Code]
    """Such as ``contribution.revoked``."""
    thing_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Counts and codes; never a text, never a name."""
