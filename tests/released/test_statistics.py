"""The page on statistics: its example runs, and its figures meet the bar that it names."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tilbakemelding.prevalence.coverage import BAR, GRID

PAGE = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
_USED = re.compile(r"\| used: [^|]+\| ([\d.]+) \| [\d.]+ \| ([\d.]+) \| (\d+) of (\d+) \|")


def test_the_example_prints_what_the_page_says():
    code, printed = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL).groups()
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert outcome.stderr == b""
    assert outcome.stdout.decode("utf-8") == printed


def test_the_grid_on_the_page_is_the_one_in_the_code():
    assert f"{len(GRID)} settings, " in PAGE


@pytest.mark.parametrize("place", range(3), ids=["grid", "random", "harder"])
def test_the_coverage_on_the_page_meets_the_bar(place):
    low, high, outside, _ = _USED.findall(PAGE)[place]
    assert BAR[0] <= float(low) <= float(high) <= BAR[1]
    assert int(outside) == 0
