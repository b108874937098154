"""`tilbakemelding simulate-agreement`: how far the intervals of agreement can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tilbakemelding.agreement.simulation import COMMENTS, Coverage, simulate
from tilbakemelding.cli.output import faults
from tilbakemelding.cli.service import ROOT
from tilbakemelding.training.blocks import fill, table

DEFAULT_PAGE = ROOT / "docs" / "agreement.md"

_FEWEST = 50
"""Rounds with figures below which their share with the truth is not shown: its own error would be over 3 points."""


def simulate_agreement(
    page: Annotated[Path, typer.Option(help="Markdown file with the block `coverage`.")] = DEFAULT_PAGE,
    rounds: Annotated[int, typer.Option(help="Rounds a setting.", min=1)] = 1000,
) -> None:
    """Draw review rounds from populations of known agreement; write how often the intervals hold it."""
    with faults():
        found = simulate(rounds=rounds)
        fill(page, {"coverage": coverage_table(found, rounds=rounds)})
        shown = [setting.covered for setting in found if setting.shown * rounds >= _FEWEST]
        if shown:
            print(f"{len(found)} settings, {rounds} rounds each: coverage {min(shown):.3f} to {max(shown):.3f}")


def coverage_table(found: Sequence[Coverage], *, rounds: int) -> str:
    """Return the settings as a Markdown table, a population a row, a number of comments a column."""
    rows = []
    for start in range(0, len(found), len(COMMENTS)):
        settings = found[start : start + len(COMMENTS)]
        first = settings[0]
        rows.append(
            [
                f"{first.coders} coders, label in {first.rate:.0%}, missed {first.error:.0%}",
                f"{first.alpha:.2f}",
                *(_cell(setting, rounds) for setting in settings),
            ]
        )
    return table(["", "alpha", *(f"{comments} comments" for comments in COMMENTS)], rows)


def _cell(setting: Coverage, rounds: int) -> str:
    if setting.shown * rounds < _FEWEST:
        return "–"
    return f"{setting.covered:.3f} ({setting.width:.2f})"
