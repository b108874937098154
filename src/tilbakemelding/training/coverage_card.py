"""The generated part of `docs/statistics.md`: how often the intervals hold the truth of simulated schools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean, median

from tilbakemelding.prevalence.coverage import GRID, Measured, measure_all, random_settings, within_bar
from tilbakemelding.prevalence.simulation import Setting
from tilbakemelding.training.blocks import fill, table

TRIALS = 4000
RANDOM = 150
"""Random settings of each kind: the standard error of the part outside the bar is at most 4 %."""
SEED = 2026

Results = Sequence[tuple[Setting, Measured]]


def write_coverage(page: Path, *, trials: int = TRIALS, say: Callable[[str], None]) -> tuple[Setting, ...]:
    """Simulate, fill the page's blocks, and return the settings of the grid that miss the bar."""
    blocks = {}
    say(f"{len(GRID)} settings of the grid, {trials:,} schools each")
    grid = tuple(measure_all(GRID, trials=trials, seed=SEED))
    blocks["coverage"] = coverage_block(grid)
    for name, harder in (("coverage-random", False), ("coverage-harder", True)):
        say(f"{RANDOM} random settings{', harder' if harder else ''}")
        settings = random_settings(RANDOM, seed=SEED, harder=harder)
        blocks[name] = methods(tuple(measure_all(settings, trials=trials, seed=SEED)))
    fill(page, blocks)
    return tuple(setting for setting, found in grid if not within_bar(found.used))


def coverage_block(results: Results) -> str:
    """Return the tables of the grid."""
    return "\n\n".join(
        (
            methods(results),
            "Lowest to highest coverage of the interval used, and its mean width:",
            _crossed(results, "contributors", "reviewed", lambda s: s.contributors, lambda s: s.reviewed),
            _crossed(results, "correlation", "prevalence", lambda s: s.correlation, lambda s: s.prevalence),
            _crossed(results, "correlation", "contributors", lambda s: s.correlation, lambda s: s.contributors),
        )
    )


def methods(results: Results) -> str:
    """Return the table that compares ways to make an interval."""
    found = [measured for _, measured in results]
    rows = [
        _method("used: Jeffreys in the strata, contributors", [m.used for m in found], [m.used_width for m in found]),
        _method("Wilson in the strata, contributors", [m.wilson for m in found], [m.wilson_width for m in found]),
        _method("Wilson in the strata, contributors ignored", [m.review_only for m in found], []),
        _method("predictions counted, Wilson", [m.counted for m in found], []),
    ]
    header = ["interval", "lowest", "median", "highest", "outside 0.94–0.99", "mean width"]
    alarms = max(m.false_alarm for m in found)
    again = sum(m.trials > min(m.trials for m in found) for m in found)
    return (
        f"{len(found)} settings, {min(m.trials for m in found):,} schools each, {again} of them measured again with "
        f"{max(m.trials for m in found):,}.\n\n{table(header, rows)}\n\n"
        f"Two periods of unchanged practice were told apart in at most {alarms:.1%} of the trials of a setting."
    )


def _method(name: str, covered: list[float], widths: list[float]) -> list[str]:
    outside = f"{sum(not within_bar(part) for part in covered)} of {len(covered)}"
    width = f"{fmean(widths):.3f}" if widths else ""
    return [name, f"{min(covered):.3f}", f"{median(covered):.3f}", f"{max(covered):.3f}", outside, width]


def _crossed(
    results: Results, down: str, across: str, row: Callable[[Setting], float], column: Callable[[Setting], float]
) -> str:
    columns = sorted({column(setting) for setting, _ in results})
    rows = []
    for value in sorted({row(setting) for setting, _ in results}):
        cells = [[m for s, m in results if (row(s), column(s)) == (value, place)] for place in columns]
        rows.append([f"{value:g}", *(_cell(cell) for cell in cells)])
    return table([f"{down} \\ {across}", *(f"{place:g}" for place in columns)], rows)


def _cell(found: list[Measured]) -> str:
    if not found:
        return "–"
    covered = [measured.used for measured in found]
    return f"{min(covered):.3f}–{max(covered):.3f} ({fmean(m.used_width for m in found):.2f})"
