"""`tilbakemelding simulate-prevalence`."""

from __future__ import annotations

import pytest

from tilbakemelding.prevalence.simulation import Setting
from tilbakemelding.training import coverage_card

FEW = Setting(5, 0.3, 0.1, missed=0.15, false=0.10, reviewed=20)


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setattr(coverage_card, "GRID", (FEW,))
    monkeypatch.setattr(coverage_card, "RANDOM", 1)
    path = tmp_path / "statistics.md"
    names = ("coverage", "coverage-random", "coverage-harder")
    path.write_text("".join(f"<!-- {name}: generated -->\n<!-- {name}: end -->\n" for name in names), "utf-8")
    return path


def test_the_page_is_filled_and_the_bar_reported(run, page):
    result = run("simulate-prevalence", "--page", page, "--trials", 400)
    assert result.exit_code == 0
    assert "meet the bar" in result.stdout
    assert "Jeffreys" in page.read_text("utf-8")


def test_a_setting_that_misses_the_bar_ends_with_exit_code_1(run, page, monkeypatch):
    monkeypatch.setattr(coverage_card, "within_bar", lambda _: False)
    result = run("simulate-prevalence", "--page", page, "--trials", 100)
    assert result.exit_code == 1
    assert str(FEW) in result.stdout


def test_a_page_without_the_blocks_is_named_with_exit_code_1(run, page):
    page.write_text("nothing\n", "utf-8")
    result = run("simulate-prevalence", "--page", page, "--trials", 100)
    assert result.exit_code == 1
    assert "statistics.md" in result.stderr
