"""Reads the table of figures: all that pages, reports and programs show comes through here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from service.access import Visitor
from service.culture.measures import Measure
from service.store.tables import Figure, School, SchoolRelease
from tilbakemelding import Basis, Reason, ShareEstimate

SUPPRESSED = frozenset(str(reason) for reason in Reason)


@dataclass(frozen=True, slots=True)
class Series:
    """A cell's figures over the terms, in their order: the one that is shown of each term, and those of other models.

    A term has more than one figure where its comments were scored by several models. That of ``model`` is shown where
    there is one, else the last.
    """

    shown: tuple[Figure, ...]
    others: tuple[Figure, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms."""
        return tuple(figure.term for figure in self.shown)

    @property
    def breaks(self) -> tuple[str, ...]:
        """The terms from which on another model or label scheme stands behind the figures than before."""
        numbers = [figure for figure in self.shown if figure.withheld is None]
        return tuple(
            later.term
            for earlier, later in pairwise(numbers)
            if (earlier.model, earlier.label_scheme) != (later.model, later.label_scheme)
        )

    def of(self, term: str) -> Figure | None:
        """Return the figure that is shown of a term."""
        return next((figure for figure in self.shown if figure.term == term), None)


def led_schools(session: Session, visitor: Visitor) -> list[School]:
    """Return the schools that the visitor leads, in alphabetical order."""
    query = select(School).where(School.id.in_(visitor.schools_as("leader")))
    return sorted(session.scalars(query), key=_alphabetical)


def figures_of_school(session: Session, school_id: UUID) -> list[Figure]:
    """Return all figures of a school, for its leader."""
    return list(session.scalars(select(Figure).where(Figure.school_id == school_id).order_by(*_ORDER)))


def figures_of_owner(session: Session) -> list[Figure]:
    """Return the owner's own figures, over all schools that released theirs on."""
    return list(session.scalars(select(Figure).where(Figure.school_id.is_(None)).order_by(*_ORDER)))


def schools_released_on(session: Session) -> list[School]:
    """Return the schools that have released any figures on to the owner, in alphabetical order."""
    found = select(School).where(School.id.in_(select(Figure.school_id).where(_released_on())))
    return sorted(session.scalars(found), key=_alphabetical)


def figures_released_on(session: Session, school_id: UUID | None = None) -> list[tuple[School, Figure]]:
    """Return a school's figures, or every school's, that were released on; schools in alphabetical order."""
    query = select(School, Figure).join(Figure, Figure.school_id == School.id).where(_released_on()).order_by(*_ORDER)
    if school_id is not None:
        query = query.where(School.id == school_id)
    rows = ((school, figure) for school, figure in session.execute(query))
    return sorted(rows, key=lambda row: _alphabetical(row[0]))


def _released_on() -> ColumnElement[bool]:
    return tuple_(Figure.school_id, Figure.term).in_(select(SchoolRelease.school_id, SchoolRelease.term))


def _alphabetical(school: School) -> tuple[str, str]:
    return school.name.casefold(), str(school.id)


def series(figures: Iterable[Figure], *, subject: str = "", level: str = "", model: str = "") -> Series:
    """Return the figures of one subject and level (nothing: of all) over the terms."""
    by_term: dict[str, list[Figure]] = {}
    for figure in figures:
        if (figure.subject, figure.level) == (subject, level):
            by_term.setdefault(figure.term, []).append(figure)
    shown, others = [], []
    for term in sorted(by_term):
        own = by_term[term]
        chosen = next((figure for figure in own if figure.model == model), own[-1])
        shown.append(chosen)
        others += [figure for figure in own if figure is not chosen]
    return Series(tuple(shown), tuple(others))


def estimate_of(figure: Figure, measure: Measure) -> ShareEstimate:
    """Return a figure's estimate; ``withheld`` is a code of `Reason`, of `estimate_share`, or ``unread-teams``."""
    basis = Basis(figure.model, figure.label_scheme)
    if figure.withheld is not None:
        return ShareEstimate(basis, 0, 0, withheld=figure.withheld)
    share = figure.shares[measure]
    if "withheld" in share:
        return ShareEstimate(basis, figure.comments, figure.reviewed, withheld=share["withheld"])
    return ShareEstimate(
        basis, figure.comments, figure.reviewed, share["value"], share["low"], share["high"],
        caveats=tuple(share["caveats"]),
    )  # fmt: skip


def choices_of(figures: Sequence[Figure]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the subjects and the levels that there are figures of."""
    subjects = sorted({figure.subject for figure in figures} - {""})
    return tuple(subjects), tuple(sorted({figure.level for figure in figures} - {""}))


_ORDER = (Figure.term, Figure.subject, Figure.level, Figure.label_scheme, Figure.model)
