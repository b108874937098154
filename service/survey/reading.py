"""Rows of a table → the school's results, or what is wrong with them: where, and what is allowed.

What is suppressed stays suppressed; what is only a part of the school (a class, one gender) is left out; a table that
tells teachers apart is not read at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.survey.columns import Layout, Role, find_layout, school_year

LOWEST, HIGHEST = 1.0, 5.0
MIN_ANSWERS = 5
"""Source: Udir's rules of suppression for Elevundersøkelsen; kept here too, in case an export is not suppressed."""
MAX_RESULTS = 3_000
MAX_FAULTS = 20

SUPPRESSED = frozenset({"*", "**", ".", "..", ":"})
"""Source: Udir, "Visning av resultater og skjermingsregler": a dot or a star stands in place of the number."""
_NOTHING = frozenset({"", "-", "–"})
_WHOLE = re.compile(r"(?i)alle\b.*|")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LONGEST: Mapping[Role, int] = {"theme": 300, "question": 500, "grade": 100}

Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Result:
    """A mean with the number of answers; no mean where it is suppressed, and then no number of answers either."""

    year: str
    grade: str
    theme: str
    question: str
    mean: float | None
    answers: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: a code, the row that a person sees, the column's name, and what is missing."""

    code: str
    row: int | None = None
    column: str = ""
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """What was read. With faults nothing of it is to be kept.

    ``left_out`` counts rows that are not the whole school's, by why; ``names_school`` tells whether the table says
    which school it is about.
    """

    results: list[Result] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    names_school: bool = False


def read_survey(sheets: Sequence[Rows], *, school: str) -> Reading:
    """Return the results of a school by its organisation number; of the first sheet that has them."""
    found = [(rows, layout) for rows in sheets if (layout := find_layout(rows)) is not None]
    if any(layout.names_teachers for _, layout in found):
        return Reading(faults=[Fault("teachers")])
    whole = [(rows, layout) for rows, layout in found if not layout.missing]
    if not whole:
        missing = found[0][1].missing if found else ("theme", "year", "mean")
        return Reading(faults=[Fault("columns", missing=missing)])
    rows, layout = whole[0]
    reading = Reading(names_school="number" in layout.roles)
    _read(rows[layout.row + 1 :], layout, school, reading)
    if not reading.faults and not reading.results:
        reading.faults.append(Fault("other-school" if reading.left_out["school"] else "empty"))
    return reading


def _read(rows: Rows, layout: Layout, school: str, reading: Reading) -> None:
    seen: dict[tuple[str, str, str, str], Result] = {}
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        why = _why_left_out(cells, layout, school)
        if why:
            reading.left_out[why] += 1
            continue
        for result in _results(number, cells, layout):
            if isinstance(result, Fault):
                reading.faults.append(result)
            elif result is None:
                reading.left_out["blank"] += 1
            else:
                key = (result.year, result.grade, result.theme, result.question)
                if seen.setdefault(key, result) != result:
                    reading.faults.append(Fault("twice", number))
        if len(seen) > MAX_RESULTS:
            reading.faults.append(Fault("too-many", number))
        if len(reading.faults) >= MAX_FAULTS:
            break
    reading.results = list(seen.values())


def _why_left_out(cells: Sequence[str], layout: Layout, school: str) -> str:
    if "number" in layout.roles and re.sub(r"\s", "", _cell(cells, layout.roles["number"])) != school:
        return "school"
    return next((part for part, place in layout.slices.items() if not _WHOLE.fullmatch(_cell(cells, place))), "")


def _results(number: int, cells: Sequence[str], layout: Layout) -> Iterator[Result | Fault | None]:
    """Yield what a row holds: one result, or one for each column of a year; None where nothing stands."""
    words = _words(cells, layout.roles)
    if not words["theme"]:
        yield None
        return
    too_long = next((role for role, most in _LONGEST.items() if len(words[role]) > most), None)
    if too_long:
        yield Fault("too-long", number, _name(layout, layout.roles.get(too_long)))
        return
    if layout.years:
        for place, year in layout.years.items():
            yield _result(number, year, words, _cell(cells, place), "", layout, place)
        return
    named = school_year(_cell(cells, layout.roles["year"]))
    if named is None:
        yield Fault("year", number, _name(layout, layout.roles["year"]))
        return
    place = layout.roles["mean"]
    answers = _cell(cells, layout.roles["answers"]) if "answers" in layout.roles else ""
    yield _result(number, named, words, _cell(cells, place), answers, layout, place)


def _words(cells: Sequence[str], roles: Mapping[Role, int]) -> dict[Role, str]:
    """Return theme, question and grade; a row of all questions of a theme has no question."""
    found = {role: " ".join(_cell(cells, roles[role]).split()) if role in roles else "" for role in _LONGEST}
    if re.match(r"(?i)alle\b", found["question"]) or found["question"] == found["theme"]:
        found["question"] = ""
    if not found["theme"]:
        found["theme"], found["question"] = found["question"], ""
    return found


def _result(  # noqa: PLR0913, PLR0917 - a row's parts and where they stand
    number: int, year: str, words: Mapping[Role, str], mean: str, answers: str, layout: Layout, place: int
) -> Result | Fault | None:
    if mean in _NOTHING:
        return None
    if mean in SUPPRESSED:
        return Result(year, words["grade"], words["theme"], words["question"], None, None)
    value = _number(mean)
    if value is None or not LOWEST <= value <= HIGHEST:
        return Fault("mean", number, _name(layout, place))
    count = None if answers in SUPPRESSED | _NOTHING else _number(answers)
    if answers not in SUPPRESSED | _NOTHING and (count is None or count != int(count)):
        return Fault("answers", number, _name(layout, layout.roles["answers"]))
    if count is not None and count < MIN_ANSWERS:
        return Result(year, words["grade"], words["theme"], words["question"], None, None)
    whole = None if count is None else int(count)
    return Result(year, words["grade"], words["theme"], words["question"], value, whole)


def _number(text: str) -> float | None:
    plain = re.sub(r"\s", "", text)
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) and len(plain) < 12 else None  # noqa: PLR2004


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _name(layout: Layout, place: int | None) -> str:
    return layout.names[place].strip()[:60] if place is not None and place < len(layout.names) else ""
