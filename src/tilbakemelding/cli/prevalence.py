"""`tilbakemelding simulate-prevalence`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tilbakemelding.cli.output import INPUT_FAULT, fail, faults
from tilbakemelding.cli.service import ROOT

DEFAULT_PAGE = ROOT / "docs" / "statistics.md"


def simulate_prevalence(
    page: Annotated[Path, typer.Option(help="Document whose blocks are filled.")] = DEFAULT_PAGE,
    trials: Annotated[int, typer.Option(min=100, help="Schools of each setting.")] = 4000,
) -> None:
    """Simulate schools and write how often the intervals of shares hold the truth (about five minutes)."""
    from tilbakemelding.training.coverage_card import write_coverage  # noqa: PLC0415 - only needed here

    with faults():
        outside = write_coverage(page, trials=trials, say=print)
    for setting in outside:
        print(setting)
    if outside:
        fail(f"{len(outside)} setting(s) of the grid miss the bar", INPUT_FAULT)
    print("All settings of the grid meet the bar.")
