"""Figures as plain values, for spreadsheets and for programs: whole per cent, and near the ends only a bound."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.culture.measures import MEASURES
from service.culture.reading import estimate_of
from service.pages.attachments import comma_separated
from service.store.tables import Figure
from tilbakemelding import guarded_percent

Placed = tuple[str, str, Figure]
"""A school's number and name (nothing for all schools), and a figure."""

COLUMNS: tuple[str, ...] = (
    "school_number", "school", "term", "subject", "level", "measure", "percent", "bound", "low", "low_bound", "high",
    "high_bound", "comments", "reviewed", "complete", "model", "label_scheme", "withheld",
)  # fmt: skip
"""Stable codes; the same in the file and in the answer to programs."""


def values(placed: Iterable[Placed]) -> list[dict[str, Any]]:
    """Return a row for each figure and measure, with `COLUMNS`; None where a number is withheld."""
    rows = []
    for number, name, figure in placed:
        for measure in MEASURES:
            share = estimate_of(figure, measure)
            row: dict[str, Any] = dict.fromkeys(COLUMNS)
            row |= {
                "school_number": number or None, "school": name or None, "term": figure.term,
                "subject": figure.subject or None, "level": figure.level or None, "measure": measure,
                "withheld": share.withheld,
            }  # fmt: skip
            if figure.withheld is None:
                row |= {
                    "comments": figure.comments, "reviewed": figure.reviewed, "complete": figure.complete,
                    "model": figure.model, "label_scheme": figure.label_scheme,
                }  # fmt: skip
            for column, value in (("percent", share.value), ("low", share.low), ("high", share.high)):
                if value is not None:
                    guarded = guarded_percent(value)
                    row[column] = guarded.percent
                    row["bound" if column == "percent" else f"{column}_bound"] = guarded.bound
            rows.append(row)
    return rows


def as_csv(placed: Iterable[Placed]) -> str:
    """Return figures as CSV, with the same columns."""
    return comma_separated(COLUMNS, ([row[column] for column in COLUMNS] for row in values(placed)))
