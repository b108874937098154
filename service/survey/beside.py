"""The kept results of a school as they stand beside its figures: by principle, a row a topic, a column a year."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.tables import SurveyImport, SurveyResult
from service.survey.principles import PRINCIPLES, Principle


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean on the scale from 1 to 5 and how many answered; None where it is suppressed."""

    mean: float | None
    answers: int | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in a grade: a mean for each year, None where there is none."""

    theme: str
    question: str
    grade: str
    means: tuple[Mean | None, ...]


@dataclass(frozen=True, slots=True)
class PrincipleTable:
    """What pupils answered on a principle."""

    principle: Principle
    years: tuple[str, ...]
    rows: tuple[TopicRow, ...]

    @property
    def suppresses(self) -> bool:
        """Whether any mean is suppressed."""
        return any(mean is not None and mean.mean is None for row in self.rows for mean in row.means)


def survey_beside(session: Session, school_id: UUID) -> list[PrincipleTable]:
    """Return a school's tables, of the principles that have results. Never put together with the school's figures."""
    results = list(
        session.scalars(
            select(SurveyResult)
            .join(SurveyImport, SurveyResult.import_id == SurveyImport.id)
            .where(SurveyImport.school_id == school_id, SurveyImport.saved.is_(True))
            .order_by(SurveyImport.imported_at, SurveyResult.position)
        )
    )
    return [
        _table(principle, own)
        for principle in PRINCIPLES
        if (own := [result for result in results if result.principle == principle])
    ]


def _table(principle: Principle, results: list[SurveyResult]) -> PrincipleTable:
    years = tuple(sorted({result.year for result in results}))
    by_row: dict[tuple[str, str, str], dict[str, Mean]] = {}
    for result in results:
        row = by_row.setdefault((result.theme, result.question, result.grade), {})
        row[result.year] = Mean(result.mean, result.answers)
    rows = tuple(TopicRow(*topic, tuple(map(means.get, years))) for topic, means in by_row.items())
    return PrincipleTable(principle, years, rows)
