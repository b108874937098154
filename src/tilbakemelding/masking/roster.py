"""The class list that a teacher pastes: read once, used for one masking, never kept.

One person a line, or parted by semicolons or commas; «Etternavn, Fornavn» or «Fornavn Etternavn»; columns that hold
no name (class, e-mail, dates) are left out. It is read generously: a name too many costs a mask too many at worst.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

_HEADINGS = frozenset(
    "navn namn name elev elevar elever elevnavn elevnamn fornavn førenamn fornamn etternavn etternamn "
    "mellomnavn mellomnamn klasse trinn "
    "gruppe basisgruppe e-post epost email mail telefon tlf mobil født fødselsdato kjønn nr nummer id "
    "brukernavn brukarnamn kontaktlærer kontaktlærar adresse merknad gutt jente mann kvinne m k g j".split()
)
_NO_NAME = re.compile(r"[\d@/\\:]")
_ORDINAL = re.compile(r"^\s*(?:\d{1,3}[.):]?\s+|[-–*•]\s*)")
_LETTERS = re.compile(r"[^\W\d_]")
_NAME_PART = re.compile(r"[^\s,;]+")
_MAX_PARTS = 6
_CELLS_OF_A_PERSON = 2
_COMMAS_OF_A_LIST = 2
_FOLDS = str.maketrans("éèêëáàâãüúùûíìîïóòôõčćçšşśžźżŋñńđðŧłýğ", "eeeeaaaauuuuiiiioooocccssszzznnnddtlyg")


def fold(word: str) -> str:
    """Return a word as names are compared: lower case, without accents that writers leave out; æ, ø and å stay."""
    return word.casefold().replace("i̇", "i").replace("ı", "i").translate(_FOLDS)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a class list: the parts of the name, folded, in the order given."""

    parts: tuple[str, ...] = field(repr=False)

    @property
    def initials(self) -> frozenset[str]:
        """Return the initials in both orders (``kn`` and ``nk``), none for a single name."""
        letters = "".join(part[0] for part in self.parts)
        ends = letters[0] + letters[-1]
        return frozenset({letters, ends, ends[::-1]}) if len(letters) > 1 else frozenset()


@dataclass(frozen=True)
class ClassList:
    """The persons of a class list; its representation tells their number only."""

    persons: tuple[Person, ...] = field(repr=False, default=())

    def __len__(self) -> int:
        """Return the number of persons."""
        return len(self.persons)

    @cached_property
    def by_part(self) -> dict[str, frozenset[int]]:
        """Return folded part of a name → the persons who bear it; parts of hyphenated names count too."""
        found: dict[str, set[int]] = {}
        for number, person in enumerate(self.persons):
            for part in person.parts:
                for piece in {part, part.replace("-", ""), *part.split("-")}:
                    if len(piece) > 1:
                        found.setdefault(piece, set()).add(number)
        return {part: frozenset(numbers) for part, numbers in found.items()}

    @cached_property
    def by_initials(self) -> dict[str, frozenset[int]]:
        """Return initials → the persons they fit."""
        found: dict[str, set[int]] = {}
        for number, person in enumerate(self.persons):
            for letters in person.initials:
                found.setdefault(letters, set()).add(number)
        return {letters: frozenset(numbers) for letters, numbers in found.items()}


def read_class_list(text: str) -> ClassList:
    """Read a pasted class list; what holds no letter, or is a heading, is passed over."""
    lines = [line for line in text.splitlines() if line.strip()]
    persons: dict[tuple[str, ...], Person] = {}
    for cells in _rows(lines):
        parts = tuple(fold(part.strip(".'’\"")) for cell in cells for part in _NAME_PART.findall(cell))
        parts = tuple(part for part in parts if _LETTERS.search(part))[:_MAX_PARTS]
        if parts:
            persons.setdefault(parts, Person(parts))
    return ClassList(tuple(persons.values()))


def _rows(lines: list[str]) -> Iterator[list[str]]:
    """Yield the cells that name each person."""
    for line in lines:
        if "\t" in line:
            yield _name_cells(line.split("\t"))
        elif line.count(";") == 1 and "," not in line and len(lines) > 1:
            yield _name_cells(line.split(";"))
        elif ";" in line:
            cells = line.split(";")
            if len(lines) > 1 and not any("," in cell for cell in cells):
                yield _name_cells(cells)
            else:
                yield from (_name_cells([cell.replace(",", " ")]) for cell in cells if not _NO_NAME.search(cell))
        elif line.count(",") >= _COMMAS_OF_A_LIST and not (len(lines) > 1 and _is_table(lines)):
            yield from (_name_cells([cell]) for cell in line.split(",") if not _NO_NAME.search(cell))
        elif "," in line:
            yield _name_cells(line.split(","))
        else:
            yield _name_cells([line])


def _is_table(lines: Iterable[str]) -> bool:
    """Tell whether every line has the same number of commas, as columns do."""
    return len({line.count(",") for line in lines}) == 1


def _name_cells(cells: list[str]) -> list[str]:
    names = []
    for cell in cells:
        plain = _ORDINAL.sub("", cell).strip().strip('"')
        words = plain.split()
        if not words or all(word.casefold().strip(".:") in _HEADINGS for word in words):
            continue
        if _NO_NAME.search(plain):
            kept = [word for word in words if not _NO_NAME.search(word)]
            if len(kept) < _CELLS_OF_A_PERSON or len(cells) > 1:
                continue
            plain = " ".join(kept)
        names.append(plain)
    return names[:_CELLS_OF_A_PERSON]
