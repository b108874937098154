"""Figures made by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.culture.__main__ import main
from service.culture.reading import figures_of_school
from tests.service.culture.year import fill_term, release
from tests.service.house import House


def test_figures_are_made_by_command(
    embedded_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill_term(embedded_house, "nord", "2026-2")
    release(embedded_house, "nord", "2026-2")
    monkeypatch.setenv("TILBAKEMELDING_STORE", str(tmp_path / "embedded"))
    assert main(["figures"]) == 0
    assert capsys.readouterr().out == "figures made anew for 2 owners\n"
    with embedded_house.store.read("alfa") as session:
        assert figures_of_school(session, embedded_house.schools["nord"])


def test_a_store_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TILBAKEMELDING_STORE", "postgresql://nobody@127.0.0.1:1/none")
    assert main(["figures"]) == 1
    assert capsys.readouterr().err.startswith("tilbakemelding: ")
