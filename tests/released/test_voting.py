"""Coders save at once and the service is killed meanwhile, for a short while; the long run is in docs/operations.md."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.load.voting import PAGE, REPORT, measure, voting_blocks
from tests.service.postgres import databases
from tilbakemelding.training.blocks import stale

pytestmark = pytest.mark.alone
SHORT = {"seconds": 3, "coders": 30, "kills": 2}


def test_no_vote_is_lost_on_sqlite(tmp_path: Path) -> None:
    found = measure("SQLite", str(tmp_path / "store"), **SHORT)
    assert (found.errors, found.lost, found.lost_by_kills) == (0, 0, 0)
    assert found.saves > 100
    assert found.saves_between_kills > 0


def test_no_vote_is_lost_on_postgresql() -> None:
    try:
        with databases() as made:
            address = made.fresh()
            found = measure("PostgreSQL", address, **SHORT)
            made.drop(address)
    except LookupError as missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(missing))
    assert (found.errors, found.lost, found.lost_by_kills) == (0, 0, 0)
    assert found.saves > 100
    assert found.saves_between_kills > 0


def test_the_figures_in_the_page_are_those_that_were_measured() -> None:
    assert not stale(PAGE, voting_blocks(json.loads(REPORT.read_text("utf-8"))))


def test_the_measured_load_keeps_its_promises() -> None:
    found = json.loads(REPORT.read_text("utf-8"))
    assert [one["store"] for one in found] == ["SQLite", "PostgreSQL"]
    for one in found:
        assert (one["coders"] >= 30, one["seconds"] >= 60, one["kills"] >= 10) == (True, True, True)
        assert (one["errors"], one["lost"], one["lost_by_kills"]) == (0, 0, 0)
        assert one["p95"] < 200
