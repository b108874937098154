"""Keeps results: a draft first, then those that the leader has given a principle; the rest is never kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.tables import SurveyImport, SurveyResult
from service.survey.principles import Principle, guess_principle
from service.survey.reading import Result

Topic = tuple[str, str]
"""A theme, and a question of it or nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """A topic of a draft: the school years it has, its results, how many are suppressed, and the likely principle."""

    topic: Topic
    years: tuple[str, ...]
    results: int
    suppressed: int
    guess: Principle | None


def keep_draft(session: Session, school_id: UUID, person_id: UUID, results: Sequence[Result]) -> SurveyImport:
    """Keep what was read until the leader has looked at it, in place of the school's draft before."""
    discard_draft(session, school_id)
    draft = SurveyImport(school_id=school_id, imported_by=person_id)
    draft.results = [
        SurveyResult(
            position=position,
            year=one.year,
            grade=one.grade,
            theme=one.theme,
            question=one.question,
            mean=one.mean,
            answers=one.answers,
        )
        for position, one in enumerate(results)
    ]
    session.add(draft)
    session.flush()
    return draft


def draft_of(session: Session, school_id: UUID) -> SurveyImport | None:
    """Return the school's draft."""
    wanted = select(SurveyImport).where(SurveyImport.school_id == school_id, SurveyImport.saved.is_(False))
    return session.scalar(wanted)


def discard_draft(session: Session, school_id: UUID) -> None:
    """Forget the school's draft."""
    if (draft := draft_of(session, school_id)) is not None:
        session.delete(draft)
        session.flush()


def topics_of(draft: SurveyImport) -> list[Found]:
    """Return a draft's topics in the table's order."""
    by_topic: dict[Topic, list[SurveyResult]] = {}
    for result in draft.results:
        by_topic.setdefault((result.theme, result.question), []).append(result)
    return [
        Found(
            topic,
            tuple(sorted({one.year for one in results})),
            len(results),
            sum(one.mean is None for one in results),
            guess_principle(*topic),
        )
        for topic, results in by_topic.items()
    ]


def save_draft(session: Session, draft: SurveyImport, principles: Mapping[Topic, Principle]) -> int:
    """Keep the results that have a principle, in place of those of the same grade, year and topic; return how many."""
    for result in list(draft.results):
        principle = principles.get((result.theme, result.question))
        if principle is None:
            draft.results.remove(result)
        else:
            result.principle = principle
    new = {_key(result) for result in draft.results}
    for earlier in imports_of(session, draft.school_id):
        earlier.results = [result for result in earlier.results if _key(result) not in new]
        if not earlier.results:
            session.delete(earlier)
    draft.saved = True
    session.flush()
    return len(draft.results)


def imports_of(session: Session, school_id: UUID) -> list[SurveyImport]:
    """Return what was read in and is kept, the latest first."""
    wanted = select(SurveyImport).where(SurveyImport.school_id == school_id, SurveyImport.saved.is_(True))
    return list(session.scalars(wanted.order_by(SurveyImport.imported_at.desc(), SurveyImport.id)))


def _key(result: SurveyResult) -> tuple[str, str, str, str]:
    return result.year, result.grade, result.theme, result.question
