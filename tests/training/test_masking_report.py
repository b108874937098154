"""Figures of masking → tables."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from tilbakemelding import cli
from tilbakemelding.errors import CorpusError
from tilbakemelding.training.masking_report import earlier_table, read_earlier, results_table, verdict

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


def test_earlier_halves_are_listed_with_their_figures():
    halves = [{"prefix": "t", "comments": 154, "figures": _figures(SHARE, SHARE)}]
    assert earlier_table(halves).splitlines()[2] == "| `t` | 154 | 0.950 | 0.950 | 0.950 | 0.950 |"


def test_missing_figures_of_earlier_halves_are_named(tmp_path):
    with pytest.raises(CorpusError, match=r"earlier\.json"):
        read_earlier(tmp_path)
