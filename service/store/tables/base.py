"""What all tables share."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import JSON, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

OWNER_LENGTH = 40
OWNER_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""An owner's key names its file, so it can be no path."""

Key = Annotated[UUID, mapped_column(Uuid, primary_key=True, default=uuid4)]
"""A row's own key: random, so that it tells nothing and can be met in an address."""

Code = Annotated[str, mapped_column(String(60))]
"""A stable code, such as a label, a role or a state."""

Name = Annotated[str, mapped_column(String(200))]
"""What a person has called something."""


class Base(DeclarativeBase):
    """The tables of the store."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON, list[Any]: JSON}


class Owned:
    """A row that belongs to one school owner; the session fills the owner in, and refuses that of another."""

    owner: Mapped[str] = mapped_column(String(OWNER_LENGTH), index=True)
