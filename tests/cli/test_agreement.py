"""`tilbakemelding simulate-agreement`."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from tilbakemelding.agreement import simulation
from tilbakemelding.agreement.simulation import Coverage
from tilbakemelding.cli import agreement, app
from tilbakemelding.cli.agreement import coverage_table

PAGE = "Words.\n<!-- coverage: generated -->\nold\n<!-- coverage: end -->\nMore.\n"


@pytest.fixture
def small(monkeypatch):
    for name, value in (("RATES", (0.3,)), ("ERRORS", (0.2,)), ("CODERS", (2,))):
        monkeypatch.setattr(simulation, name, value)
    for module in (simulation, agreement):
        monkeypatch.setattr(module, "COMMENTS", (40,))


@pytest.mark.usefixtures("small")
def test_table_is_written_into_the_page(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    result = CliRunner().invoke(app, ["simulate-agreement", "--page", str(page), "--rounds", "60"])
    assert result.exit_code == 0
    assert "1 settings, 60 rounds each" in result.stdout
    assert "| 2 coders, label in 30%, missed 20% | 0.6" in page.read_text("utf-8")


@pytest.mark.usefixtures("small")
def test_page_without_the_block_is_a_fault_of_the_input(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Words.", encoding="utf-8")
    result = CliRunner().invoke(app, ["simulate-agreement", "--page", str(page), "--rounds", "1"])
    assert result.exit_code == 1
    assert "coverage" in result.stderr


def test_share_of_too_few_rounds_is_not_shown():
    found = [Coverage(40, 2, 0.1, 0.05, 0.9, shown=shown, covered=0.95, width=0.2) for shown in (0.04, 0.05, 1, 1)]
    assert (
        coverage_table(found, rounds=1000)
        .splitlines()[-1]
        .endswith("| – | 0.950 (0.20) | 0.950 (0.20) | 0.950 (0.20) |")
    )
