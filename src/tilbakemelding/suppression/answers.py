"""Pieces in groups → the answer for every cell, all cells at once (numpy)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tilbakemelding.suppression.blocks import Group
from tilbakemelding.suppression.pieces import MIN_COVERAGE, Cell, Piece, Reason, Shown, Withheld, weakness_of

Numbers = NDArray[np.int64]

_STEPS = np.array([5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000])
_WITHHELD = {reason: Withheld(reason) for reason in Reason}


@dataclass(frozen=True, slots=True)
class _Columns:
    """The pieces by column; codes count from 0. ``home`` is the group that a piece is counted in, -1 for none."""

    places: tuple[Numbers, ...]
    values: tuple[list[str], ...]
    contributor: Numbers
    comments: Numbers
    home: Numbers


def answer_cells(pieces: Sequence[Piece], groups: Sequence[Group], *, repeated: bool) -> dict[Cell, Shown | Withheld]:
    """Return the answer for every cell that has a piece.

    Parameters
    ----------
    pieces
        All that is released.
    groups
        Those that are counted, in disjoint safe groups.
    repeated
        Whether anything was counted before.

    """
    if not pieces:
        return {}
    columns = _columns(pieces, groups)
    cells: dict[Cell, Shown | Withheld] = {}
    for chosen in product([False, True], repeat=len(columns.places)):
        cells.update(_table(columns, chosen, repeated=repeated))
    return cells


def _columns(pieces: Sequence[Piece], groups: Sequence[Group]) -> _Columns:
    home = {piece.id: number for number, group in enumerate(groups) for piece in group}
    coded = [
        _coded(piece.school for piece in pieces),
        _coded(piece.subject for piece in pieces),
        _coded(piece.level for piece in pieces),
        _coded(piece.term for piece in pieces),
    ]
    return _Columns(
        places=tuple(codes for codes, _ in coded),
        values=tuple(values for _, values in coded),
        contributor=_coded(piece.contributor for piece in pieces)[0],
        comments=np.array([piece.comments for piece in pieces], dtype=np.int64),
        home=np.array([home.get(piece.id, -1) for piece in pieces], dtype=np.int64),
    )


def _coded(column: Iterable[str]) -> tuple[Numbers, list[str]]:
    codes: dict[str, int] = {}
    numbers = np.array([codes.setdefault(value, len(codes)) for value in column], dtype=np.int64)
    return numbers, list(codes)


def _table(columns: _Columns, chosen: Sequence[bool], *, repeated: bool) -> Iterator[tuple[Cell, Shown | Withheld]]:
    """Answer the cells of one table: those that name the chosen columns and leave the others open."""
    code = np.zeros(len(columns.comments), dtype=np.int64)
    for place, values, is_chosen in zip(columns.places, columns.values, chosen, strict=True):
        if is_chosen:
            code = code * len(values) + place
    _, first, cell = np.unique(code, return_index=True, return_inverse=True)
    size = len(first)
    total = _sums(cell, columns.comments, size)
    contributors, largest = _contributors(cell, columns, size)
    whole = _in_whole_groups(cell, columns.home)
    counted = _sums(cell[whole], columns.comments[whole], size)
    counted_contributors, _ = _contributors(cell, columns, size, where=whole)
    loose = columns.home < 0
    waiting = _sums(cell[loose], columns.comments[loose], size)
    steps = _STEPS[np.maximum(np.searchsorted(_STEPS, counted_contributors, side="right") - 1, 0)]
    names = zip(*_names(columns, chosen, first), strict=True)
    facts = zip(*(fact.tolist() for fact in (total, contributors, largest, counted, waiting, steps)), strict=True)
    for named, (comments, people, most, shown, unsettled, step) in zip(names, facts, strict=True):
        weak = weakness_of(people, comments, most)
        if weak:
            answer: Shown | Withheld = _WITHHELD[weak]
        elif shown >= MIN_COVERAGE * comments:
            answer = Shown(comments=shown, contributors_at_least=step, complete=shown == comments)
        else:
            changed = repeated and unsettled > comments - shown - unsettled
            answer = _WITHHELD[Reason.RECENT_CHANGE if changed else Reason.SUBTRACTION]
        yield Cell(*named), answer


def _names(columns: _Columns, chosen: Sequence[bool], rows: Numbers) -> Iterator[list[str | None]]:
    """Return the school, the subject, the level and the term of the cells that have these rows as their first."""
    for place, values, is_chosen in zip(columns.places, columns.values, chosen, strict=True):
        yield [values[code] for code in place[rows].tolist()] if is_chosen else [None] * len(rows)


def _in_whole_groups(cell: Numbers, home: Numbers) -> NDArray[np.bool_]:
    """Tell of each piece whether it is counted in a group that lies in one cell as a whole."""
    size = int(home.max()) + 1
    low = np.full(size, np.iinfo(np.int64).max)
    high = np.full(size, -1)
    inside = home >= 0
    np.minimum.at(low, home[inside], cell[inside])
    np.maximum.at(high, home[inside], cell[inside])
    result: NDArray[np.bool_] = inside.copy()
    result[inside] = (low == high)[home[inside]]
    return result


def _contributors(
    cell: Numbers, columns: _Columns, size: int, *, where: NDArray[np.bool_] | slice = slice(None)
) -> tuple[Numbers, Numbers]:
    """Return how many contribute to each cell, and the number of comments of the one who has most."""
    people = int(columns.contributor.max()) + 1
    pairs, inverse = np.unique(cell[where] * people + columns.contributor[where], return_inverse=True)
    holdings = _sums(inverse, columns.comments[where], len(pairs))
    largest = np.zeros(size, dtype=np.int64)
    np.maximum.at(largest, pairs // people, holdings)
    return np.bincount(pairs // people, minlength=size), largest


def _sums(key: Numbers, values: Numbers, size: int) -> Numbers:
    sums: NDArray[Any] = np.bincount(key, weights=values, minlength=size)
    return sums.astype(np.int64)
