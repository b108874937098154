"""The generated part of the page on statistics."""

from __future__ import annotations

import pytest

from tilbakemelding.prevalence.coverage import Measured
from tilbakemelding.prevalence.simulation import Setting
from tilbakemelding.training import coverage_card
from tilbakemelding.training.coverage_card import coverage_block, methods, write_coverage

BLOCKS = ("coverage", "coverage-random", "coverage-harder")
FEW = Setting(5, 0.3, 0.1, missed=0.15, false=0.10, reviewed=20)
MANY = Setting(60, 0.3, 0.1, missed=0.15, false=0.10, reviewed=400)
RESULTS = (
    (FEW, Measured(4000, 0.951, 0.985, 0.40, 0.10, 0.021, 0.41, 0.45)),
    (MANY, Measured(40000, 0.935, 0.945, 0.60, 0.00, 0.048, 0.11, 0.13)),
)


def test_methods_are_compared_by_coverage_and_width():
    text = methods(RESULTS)
    assert "| used: Jeffreys in the strata, contributors | 0.935 | 0.943 | 0.951 | 1 of 2 | 0.260 |" in text
    assert "| predictions counted, Wilson | 0.000 | 0.050 | 0.100 | 2 of 2 |  |" in text
    assert "at most 4.8%" in text
    assert "1 of them measured again with 40,000" in text


def test_tables_cross_what_the_coverage_depends_on():
    text = coverage_block(RESULTS)
    assert "| contributors \\ reviewed | 20 | 400 |" in text
    assert "| 60 | – | 0.935–0.935 (0.11) |" in text


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setattr(coverage_card, "GRID", (FEW, MANY))
    monkeypatch.setattr(coverage_card, "RANDOM", 2)
    path = tmp_path / "statistics.md"
    path.write_text(
        "".join(f"<!-- {name}: generated -->\nof before\n<!-- {name}: end -->\n" for name in BLOCKS), "utf-8"
    )
    return path


def test_every_block_is_written(page):
    write_coverage(page, trials=100, say=lambda _: None)
    text = page.read_text("utf-8")
    assert "of before" not in text
    assert text.count("| used: Jeffreys in the strata, contributors |") == len(BLOCKS)


def test_settings_that_miss_the_bar_are_returned(page, monkeypatch):
    monkeypatch.setattr(coverage_card, "within_bar", lambda _: False)
    assert write_coverage(page, trials=100, say=lambda _: None) == (FEW, MANY)
