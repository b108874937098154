"""Finds examples by their words: FTS5 in SQLite, a ``tsvector`` in PostgreSQL; the room hands in normal forms.

What a person types never reaches either engine: `WordQuery` takes words of letters and digits only, and each is quoted.

In SQLite the words stand in a table of FTS5 that triggers keep in step with ``example``, so also when a row goes by a
cascade. FTS5 before 3.42 leaves deleted words in its segments, so the triggers have it merge them: then nothing is
left. A step that makes the table ``example`` anew must make the triggers anew (`drop_index`, `make_index`).

In PostgreSQL there is no index beside the column: row-level security has every row's owner checked before an operator
that is not leakproof may look at it, so the planner would never use one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Subquery, Uuid, cast, column, func, literal, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from service.store.tables import Example

INDEX = "example_words"
"""The table of FTS5; its own tables begin with this name too."""

_PLAIN = re.compile(r"[^\W_]+")
_FOUND = table(INDEX, column("example_id", Uuid), column("rank"))
_INSERT = f"INSERT INTO {INDEX} (example_id, words) VALUES (new.id, new.words);"  # noqa: S608 - made of constants
_DELETE = f"DELETE FROM {INDEX} WHERE example_id = old.id;"  # noqa: S608 - made of constants
_MERGE = f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize');"  # noqa: S608 - made of constants
_TRIGGERS = {
    f"{INDEX}_after_insert": f"AFTER INSERT ON example BEGIN {_INSERT} END",
    f"{INDEX}_after_update": f"AFTER UPDATE OF words ON example BEGIN {_DELETE} {_INSERT} {_MERGE} END",
    f"{INDEX}_after_delete": f"AFTER DELETE ON example BEGIN {_DELETE} {_MERGE} END",
}


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Words that must all be there; one that ``opens`` is met by any word that begins with it.

    Parameters
    ----------
    words
        Each with whether it opens.

    Raises
    ------
    ValueError
        A word holds anything but letters and digits.

    """

    words: Sequence[tuple[str, bool]]

    def __post_init__(self) -> None:
        """Refuse what an engine could take for a sign of its own."""
        if not all(_PLAIN.fullmatch(word) for word, _ in self.words):
            raise ValueError("a word to look for has letters and digits only")


def ranked(session: Session, query: WordQuery) -> Subquery:
    """Return ``example_id`` and ``score`` (more is better) of the rows that hold all words of a query."""
    if session.get_bind().dialect.name == "postgresql":
        asked = cast(" & ".join(f"'{word}'" + ":*" * opens for word, opens in query.words), TSQUERY)
        score = func.ts_rank(Example.words, asked)
        found = select(Example.id.label("example_id"), score.label("score"))
        return found.where(Example.words.op("@@")(asked)).subquery()
    asked_plainly = " AND ".join(f'"{word}"' + "*" * opens for word, opens in query.words)
    score_of = (-_FOUND.c.rank).label("score")
    return (
        select(_FOUND.c.example_id, score_of)
        .where(literal_column(INDEX).op("MATCH")(literal(asked_plainly)))
        .subquery()
    )


def make_index(connection: Connection) -> None:
    """Make what the search needs beside the column, and fill it."""
    if connection.dialect.name != "sqlite":
        return
    connection.execute(
        text(
            f"CREATE VIRTUAL TABLE {INDEX} USING fts5"
            "(example_id UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 0')"
        )
    )
    connection.execute(text(f"INSERT INTO {INDEX} (example_id, words) SELECT id, words FROM example"))  # noqa: S608
    for name, rule in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {rule}")


def drop_index(connection: Connection) -> None:
    """Take it away."""
    if connection.dialect.name != "sqlite":
        return
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {INDEX}")
