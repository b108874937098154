"""The types of columns that both databases keep alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import JSON, DateTime, Dialect
from sqlalchemy.types import TypeDecorator

Strings = tuple[str, ...]


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time; always with a zone in Python, always in UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a time to UTC; refuse one without a zone, because nobody knows which it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time with its zone; SQLite keeps none."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class StringSet(TypeDecorator[Strings]):
    """A set of codes, such as a segment's labels: sorted and without repetition, as a JSON list."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> list[str] | None:
        """Return the codes as they are kept."""
        return None if value is None else sorted(set(value))

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> Strings | None:
        """Return the codes in their order."""
        return None if value is None else tuple(value)


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)
