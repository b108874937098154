"""The library: which examples a search finds, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import Select, Text, cast, func, select
from sqlalchemy.orm import Session

from service.access import Visitor
from service.errors import RequestError
from service.network.words import Search
from service.store.full_text import ranked
from service.store.tables import Example, Person, School
from tilbakemelding import FORMS, LABELS

Order = Literal["relevance", "newest"]
ORDERS: tuple[Order, ...] = get_args(Order)
LABEL_CODES = tuple(label.code for label in LABELS)
PER_PAGE = 10
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the library; an empty filter lets all through."""

    search: Search
    subject: str = ""
    level: str = ""
    label: str = ""
    form: str = ""
    order: Order = "relevance"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Options:
    """What the filters can be set to: the subjects and levels that any example has, the labels, the forms."""

    subject: tuple[str, ...]
    level: tuple[str, ...]
    label: tuple[str, ...] = LABEL_CODES
    form: tuple[str, ...] = FORMS

    def allows(self, name: str, value: str) -> bool:
        """Tell whether a filter can be set to a value."""
        allowed: tuple[str, ...] = getattr(self, name)
        return value in allowed


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found."""

    examples: Sequence[Example]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True, slots=True)
class Source:
    """Where an example comes from, as far as its contributor has ticked that it be shown."""

    name: str | None
    school: str | None


def options(session: Session) -> Options:
    """Return what the filters can be set to."""
    subjects, levels = (
        session.scalars(select(column).where(Example.hidden_reason.is_(None)).distinct().order_by(column)).all()
        for column in (Example.subject, Example.level)
    )
    return Options(tuple(subjects), tuple(levels))


def find(session: Session, wanted: Wanted) -> Found:
    """Return one page of the examples that are asked for; beyond the last page, the last."""
    query = _filtered(select(Example), wanted)
    order = [Example.shared_at.desc(), Example.id]
    if wanted.search:
        hits = ranked(session, wanted.search.query)
        query = query.join(hits, hits.c.example_id == Example.id)
        order = [hits.c.score.desc(), *order] if wanted.order == "relevance" else order
    total = session.scalar(select(func.count()).select_from(query.with_only_columns(Example.id).subquery())) or 0
    page = max(1, min(wanted.page, -(-total // PER_PAGE)))
    rows = session.scalars(query.order_by(*order).limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return Found(rows, total, page)


def _filtered(query: Select[Example], wanted: Wanted) -> Select[Example]:
    query = query.where(Example.hidden_reason.is_(None))
    for column, value in (
        (Example.subject, wanted.subject),
        (Example.level, wanted.level),
        (Example.form, wanted.form),
    ):
        if value:
            query = query.where(column == value)
    if wanted.label:
        # The labels are a JSON list of known codes, which both databases can show as text.
        query = query.where(cast(Example.labels, Text).contains(f'"{wanted.label}"', autoescape=True))
    return query


def visible_example(session: Session, visitor: Visitor, example_id: UUID) -> Example:
    """Return an example that the visitor may read; one that is hidden only its contributor and the coaches may.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    example = session.get(Example, example_id)
    if example is None or (
        example.hidden_reason is not None and example.shared_by != visitor.person_id and not visitor.has("coach")
    ):
        raise RequestError("not-found", "There is no such example.")
    return example


def sources(session: Session, examples: Iterable[Example]) -> Mapping[UUID, Source]:
    """Return by example where it comes from, as far as that may be shown."""
    rows = list(examples)
    names = _names(session, Person, {row.shared_by for row in rows if row.shows_name})
    schools = _names(session, School, {row.school_id for row in rows if row.shows_school})
    return {
        row.id: Source(
            names.get(row.shared_by) if row.shows_name else None,
            schools.get(row.school_id) if row.shows_school else None,
        )
        for row in rows
    }


def _names(session: Session, table: type[Person | School], keys: set[UUID]) -> dict[UUID, str]:
    found = session.execute(select(table.id, table.name).where(table.id.in_(keys))) if keys else ()
    return {row[0]: row[1] for row in found}
