"""Measures the suppression on invented schools.

``python -m tests.suppression.bench [--schools 500] [--write]`` prints the tables; with ``--write`` they go into
``docs/suppression.md``.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path

from tests.suppression.worlds import schools
from tilbakemelding.suppression import Cell, Shown, plan_release
from tilbakemelding.training.blocks import fill, table

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "docs" / "suppression.json"
PAGE = ROOT / "docs" / "suppression.md"
_ORDERS = {"subject first": ("subject", "level"), "level first": ("level", "subject")}
_DIMENSIONS = ("school", "subject", "level", "term")


def main() -> None:
    """Measure, print, and write where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=500)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/suppression.md")
    chosen = parser.parse_args()
    report = measure(chosen.schools)
    sys.stdout.write("\n\n".join(suppression_blocks(report).values()) + "\n")
    if chosen.write:
        REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        fill(PAGE, suppression_blocks(report))


def measure(count: int) -> dict:
    """Return what is shown of so many schools over eight terms, and the time that it takes."""
    pieces = schools(count)
    school = [piece for piece in pieces if piece.school == "s0"]
    revoked = {piece.contributor for piece in pieces[:: len(pieces) // 9]}
    without = [piece for piece in pieces if piece.contributor not in revoked]
    owner_seconds, release = _timed(lambda: plan_release(pieces))
    return {
        "size": {
            "schools": count,
            "pieces": len(pieces),
            "comments": sum(piece.comments for piece in pieces),
            "contributors": len({piece.contributor for piece in pieces}),
            "cells": len(release.cells),
        },
        "cpu_seconds": {
            "the owner, first release": owner_seconds,
            "the owner, next release, ten have revoked": _timed(lambda: plan_release(without, earlier=release.blocks))[
                0
            ],
            "one school": min(_timed(lambda: plan_release(school))[0] for _ in range(5)),
        },
        "shown": {name: _shown(plan_release(pieces, order=order)) for name, order in _ORDERS.items()},
        "newcomer": {
            f"{stayers} others, {comments} comments each": newcomer_error(stayers, comments)
            for stayers, comments in ((5, 10), (5, 50), (20, 10), (40, 10))
        },
    }


def newcomer_error(stayers: int, comments: int, *, share: float = 0.4) -> float:
    """Return the standard error of a newcomer's share, for who subtracts two terms and takes the others as unchanged.

    The sum over ``stayers`` differs between the terms with variance ``2 * stayers * comments * share * (1 - share)``,
    even where nobody's habits change; the newcomer has ``comments`` too.
    """
    return math.sqrt(2 * stayers * comments * share * (1 - share)) / comments


def _timed(call) -> tuple[float, object]:
    began = time.process_time()
    result = call()
    return time.process_time() - began, result


def _shown(release) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = {}
    for cell, answer in release.cells.items():
        found = counts.setdefault(_kind(cell), [0, 0])
        found[0] += isinstance(answer, Shown)
        found[1] += 1
    return counts


def _kind(cell: Cell) -> str:
    named = [name for name in _DIMENSIONS if getattr(cell, name) is not None]
    return " × ".join(named if cell.school else ["owner", *named])


def suppression_blocks(report: dict) -> dict[str, str]:
    """Return the generated blocks of the page."""
    kinds = sorted(next(iter(report["shown"].values())))
    return {
        "speed": table(
            ["", "measured"],
            [
                *([f"{name}", f"{value:,}"] for name, value in report["size"].items()),
                *([f"{name}, CPU", f"{seconds:.2g} s"] for name, seconds in report["cpu_seconds"].items()),
            ],
        ),
        "shown": table(
            ["cells shown, of those with a piece", *report["shown"]],
            [[kind, *(_of(counts[kind]) for counts in report["shown"].values())] for kind in kinds],
        ),
        "newcomer": table(
            ["who stays", "standard error of the newcomer's share"],
            [[name, f"{error:.2f}"] for name, error in report["newcomer"].items()],
        ),
    }


def _of(counts: list[int]) -> str:
    shown, among = counts
    return f"{shown / among:.0%} of {among:,}"


if __name__ == "__main__":
    main()
