"""Who is who: school owners, schools, people, their roles and teams, and how they log in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.columns import Strings, StringSet, UtcDateTime, now
from service.store.tables.base import OWNER_LENGTH, Base, Code, Key, Name, Owned


class Owner(Base):
    """A school owner: a municipality, a county or a private owner. The only table that belongs to nobody."""

    __tablename__ = "owner"

    id: Mapped[str] = mapped_column(String(OWNER_LENGTH), primary_key=True)
    """Its organisation number, or ``local``."""
    name: Mapped[Name]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class School(Owned, Base):
    """A school."""

    __tablename__ = "school"
    __table_args__ = (UniqueConstraint("owner", "number"),)

    id: Mapped[Key]
    number: Mapped[Code]
    """Its organisation number."""
    name: Mapped[Name]


class Person(Owned, Base):
    """One who logs in."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("owner", "issuer", "subject"),)

    id: Mapped[Key]
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(300))
    """What the issuer calls the person; never a national identity number."""
    name: Mapped[Name]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class RoleGrant(Owned, Base):
    """A role that a person has at a school, or (``owner``, ``admin``) at all of the owner's schools."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("person_id", "role", "school_id"),)

    id: Mapped[Key]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[Code]
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Team(Owned, Base):
    """Teachers who review together, with their coach."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[Key]
    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]


class TeamMember(Owned, Base):
    """One of a team."""

    __tablename__ = "team_member"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)


class LoginSession(Owned, Base):
    """A person who is logged in; the browser holds the secret, the store its digest."""

    __tablename__ = "login_session"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ApiToken(Owned, Base):
    """A key for a machine: it acts for the person who made it, within its scopes, until it is revoked."""

    __tablename__ = "api_token"

    id: Mapped[Key]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[Strings] = mapped_column(StringSet)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_used_on: Mapped[datetime | None] = mapped_column(UtcDateTime)
