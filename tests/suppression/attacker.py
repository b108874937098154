"""Plays the attacker, by linear algebra alone: knows every number ever shown, and who is in it.

Knows nothing of blocks. What can be had from sums over sets of pieces is the row space of the sets' incidence matrix;
a group can be singled out if a combination of the rows is zero on every piece outside the group, and not on all inside.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np

from tilbakemelding.suppression import MAX_SHARE, MIN_COMMENTS, MIN_CONTRIBUTORS

MOST_UNKNOWNS = 12


def singled_out(shown, pieces):
    """Return a group below the limit that something can be computed of from the sets shown, or None."""
    rows = sorted({frozenset(ids) for ids in shown if ids}, key=sorted)
    if not rows:
        return None
    unknowns = _unknowns(rows, pieces)
    matrix = np.array([[not row.isdisjoint({members[0].id}) for members in unknowns] for row in rows], dtype=float)
    full = np.linalg.matrix_rank(matrix)
    for chosen in _choices(len(unknowns)):
        group = [piece for number in chosen for piece in unknowns[number]]
        if not is_below_limit(group):
            continue
        outside = [number for number in range(len(unknowns)) if number not in chosen]
        if not outside or np.linalg.matrix_rank(matrix[:, outside]) < full:
            return group
    return None


def is_below_limit(group):
    """Tell whether a group is too small or dominated, from the limits alone."""
    holdings = defaultdict(int)
    for piece in group:
        holdings[piece.contributor] += piece.comments
    total = sum(holdings.values())
    return len(holdings) < MIN_CONTRIBUTORS or total < MIN_COMMENTS or max(holdings.values()) > MAX_SHARE * total


def _unknowns(rows, pieces):
    """Return the pieces in any row, those together that are in the same rows: no combination can part them."""
    by_rows = defaultdict(list)
    for piece in pieces:
        inside = tuple(piece.id in row for row in rows)
        if any(inside):
            by_rows[inside].append(piece)
    return list(by_rows.values())


def _choices(count):
    """Return all groups of unknowns where they are few, else those of up to three."""
    largest = count if count <= MOST_UNKNOWNS else 3
    for size in range(1, largest + 1):
        yield from combinations(range(count), size)
