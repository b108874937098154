"""The types of columns that both databases keep alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeDecorator, TypeEngine

Strings = tuple[str, ...]
_LONGEST_WORD = 100
_LAST_PLACE = 16_383


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


class SearchWords(TypeDecorator[Strings]):
    """The words that a row is found by, in their order: plain text, or a ``tsvector`` with their places."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that the database keeps."""
        kept: TypeEngine[Any] = TSVECTOR() if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(kept)

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str | None:
        """Return the words as they are kept.

        Source: PostgreSQL documentation, Limitations of text search: a lexeme is under 2 KB, places go to 16,383.
        """
        words = [word[:_LONGEST_WORD] for word in value or ()]
        if dialect.name != "postgresql":
            return " ".join(words)
        return " ".join(f"'{word}':{min(place, _LAST_PLACE)}" for place, word in enumerate(words, start=1))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Strings | None:
        """Return the words; those of a ``tsvector`` are sorted and each there once."""
        if value is None:
            return None
        return tuple(word.partition(":")[0].strip("'") for word in value.split())


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)
