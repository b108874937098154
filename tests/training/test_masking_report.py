"""Figures of masking → tables."""

from __future__ import annotations

from typer.testing import CliRunner

from tilbakemelding import cli
from tilbakemelding.training.masking_report import results_table, verdict

SHARE = {"value": 0.95, "interval": [0.9, 0.98], "hits": 95, "total": 100}
NONE = {"value": None, "interval": None, "hits": 0, "total": 0}


def _figures(without, with_list):
    keys = ("recall", "precision", "leak", "unlisted")
    return {
        name: {scope: dict.fromkeys(keys, share) for scope in ("all", "nb", "nn")}
        for name, share in (("without", without), ("with", with_list))
    }


def test_bar_is_reached_missed_or_not_judged():
    lines = verdict(_figures(SHARE, SHARE)).splitlines()
    assert lines[2] == "| recall ≥ 0.95, without class list | reached | reached | reached |"
    assert lines[3] == "| recall ≥ 0.99, with class list | **missed** | **missed** | **missed** |"
    assert "| – | – | – |" in verdict(_figures(NONE, NONE))


def test_share_is_shown_with_interval_and_counts():
    assert "| 0.950 [0.90, 0.98] (95 of 100) |" in results_table(_figures(SHARE, NONE))
    assert "| – | – | – |" in results_table(_figures(SHARE, NONE))


def test_command_names_a_set_that_is_not_there(tmp_path):
    result = CliRunner().invoke(cli.app, ["evaluate-masking", "--set", str(tmp_path)])
    assert result.exit_code == cli.INPUT_FAULT
    assert "dev.jsonl" in result.stderr
