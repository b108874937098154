"""`docs/agreement.md`: its example runs, and it explains every code."""

import doctest
import json
import re
from importlib.resources import files

import pytest

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
