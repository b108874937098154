"""Which column of a table is which, however the export names it.

Source: the columns of the tables EUG and EUV (indicators and themes) of Udir's open export, Skoleporten's table with a
column for each school year, and their Norwegian headings in both forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Role = Literal["year", "number", "theme", "question", "mean", "answers", "grade"]
Slice = Literal["gender", "group", "ownership", "answer", "programme"]

ROLES: Mapping[Role, str] = {
    "year": "skoleaarnavn skoleaar skulaar skuleaar aar periode",
    "number": "organisasjonsnummer organisasjonsnr orgnr enhetskode skolenummer skulenummer",
    "theme": "indikator spoersmaalgruppe temanavn tema indeks indikatorognoekkeltall indikatorognykeltal omraade",
    "question": "spoersmaalnavn spoersmaal spoersmaalstekst",
    "mean": "score skaar gjennomsnitt gjennomsnittsverdi snitt middelverdi",
    "answers": "antallbesvart antallbesvarte antallbesvarelser antallsvar antallrespondenter antall n talsvar",
    "grade": "trinnnavn trinn aarstrinn aarssteg klassetrinn klassesteg",
}
SLICES: Mapping[Slice, str] = {
    "gender": "kjoenn",
    "group": "gruppenavn gruppe klasse klassenavn basisgruppe",
    "ownership": "eierformnavn eierform eigarform",
    "answer": "svaralternativnavn svaralternativ",
    "programme": "utdanningsprogramnavn utdanningsprogram utdanningstypenavn utdanningstype",
}
"""Columns by which a result may be only a part of the school's; only the rows of all are read."""

_TEACHER = re.compile(r"(?:fag|kontakt|klasse)?(?:laerer|laerar)(?:en|ens|s|navn|namn|id)?")
_YEAR = re.compile(r"(20\d\d)(?:[-/–](?:20)?(\d\d))?")
_SEARCHED = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a row what stands; ``years`` are the columns named by a school year, in a table without means."""

    row: int
    roles: Mapping[Role, int]
    slices: Mapping[Slice, int]
    years: Mapping[int, str]
    names: Sequence[str]
    names_teachers: bool

    @property
    def missing(self) -> tuple[Role, ...]:
        """What cannot be done without and has no column."""
        needed: list[Role] = [] if "theme" in self.roles or "question" in self.roles else ["theme"]
        if not self.years:
            needed += [role for role in ("year", "mean") if role not in self.roles]
        return tuple(needed)


def school_year(text: str) -> str | None:
    """Return a school year as ``2025-26``; a year alone is the one that begins then, as the pupils answer in autumn."""
    match = _YEAR.fullmatch(re.sub(r"\s", "", text))
    if match is None:
        return None
    first, last = int(match[1]), (int(match[1]) + 1) % 100
    return f"{first}-{last:02d}" if match[2] is None or int(match[2]) == last else None


def find_layout(rows: Sequence[tuple[int, Sequence[str]]]) -> Layout | None:
    """Return the layout that the header gives: the row among the first that names most columns; None without any."""
    layouts = [_layout(place, cells) for place, (_, cells) in enumerate(rows[:_SEARCHED])]
    best = max(layouts, key=lambda one: (not one.missing, len(one.roles) + len(one.years)), default=None)
    return best if best is not None and (best.roles or best.years) else None


def _layout(place: int, cells: Sequence[str]) -> Layout:
    plain = [_plain(cell) for cell in cells]
    roles = {role: found for role, names in ROLES.items() if (found := _first(plain, names)) is not None}
    slices = {part: found for part, names in SLICES.items() if (found := _first(plain, names)) is not None}
    years = {n: year for n, cell in enumerate(cells) if "mean" not in roles and (year := school_year(cell))}
    teachers = any(_TEACHER.fullmatch(name) for name in plain)
    return Layout(place, roles, slices, years, list(cells), teachers)


def _first(plain: Sequence[str], names: str) -> int | None:
    """Return the column of the first of the names that a cell has."""
    return next((plain.index(name) for name in names.split() if name in plain), None)


def _plain(name: str) -> str:
    spelt = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[\W_]", "", spelt)
