"""`docs/agreement.md`: its example runs, and it explains every code."""

import doctest
import json
import re
from importlib.resources import files

import pytest

from tilbakemelding.agreement.simulation import CODERS, COMMENTS, ERRORS, RATES

TEXTS = json.loads(files("tilbakemelding.agreement").joinpath("sentences.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "agreement.md").read_text(encoding="utf-8")


def test_example_runs(page):
    test = doctest.DocTestParser().get_doctest(page, {}, "agreement", "agreement.md", 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("code", sorted({code for codes in TEXTS.values() for code in codes}))
def test_code_is_explained(code, page):
    assert re.search(rf"`(\w+\.)?{code}`", page)


def test_measured_coverage_is_there_for_every_setting_and_near_what_it_should_be(page):
    block = page.split("<!-- coverage: generated -->")[1].split("<!-- coverage: end -->")[0]
    rows = [line.split("|")[3:-1] for line in block.strip().splitlines()[2:]]
    assert len(rows) == len(CODERS) * len(RATES) * len(ERRORS)
    assert {len(row) for row in rows} == {len(COMMENTS)}
    shown = [float(cell.split()[0]) for row in rows for cell in row[1:]]
    assert min(shown) > 0.9
