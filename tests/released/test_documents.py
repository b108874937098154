"""Documents are tested: the README's example runs, its figures equal the reports, the cards are not stale."""

import doctest
import json
import re

import pytest

from tests.load.bench import REPORT, load_blocks
from tests.suppression.bench import PAGE, suppression_blocks
from tests.suppression.bench import REPORT as SUPPRESSION
from tilbakemelding.artefact import default_models
from tilbakemelding.readers import ENDINGS
from tilbakemelding.training.blocks import stale
from tilbakemelding.training.errors import causes_table, read_reading
from tilbakemelding.training.release import card_blocks, language_card_blocks, readme_blocks


def _report(name):
    return json.loads((default_models() / name / "report.json").read_text(encoding="utf-8"))


def test_example_in_the_readme_runs(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(blocks, {}, "README", "README.md", 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_figures_in_the_readme_are_those_of_the_report(root):
    assert not stale(root / "README.md", readme_blocks(_report("feedback")))


def test_figures_of_load_in_the_readme_are_those_that_were_measured(root):
    assert not stale(root / "README.md", load_blocks(json.loads(REPORT.read_text(encoding="utf-8"))))


def test_the_measured_load_keeps_its_promises():
    load = json.loads(REPORT.read_text(encoding="utf-8"))
    assert (load["clients"] >= 50, load["errors"], load["p95"] < 250) == (True, 0, True)
    assert load["memory_end_mb"] < 1.1 * load["memory_settled_mb"]


def test_figures_of_suppression_are_those_that_were_measured():
    assert not stale(PAGE, suppression_blocks(json.loads(SUPPRESSION.read_text(encoding="utf-8"))))


def test_example_of_suppression_runs():
    blocks = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    test = doctest.DocTestParser().get_doctest(blocks, {}, "suppression", PAGE.name, 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_figures_in_the_classifiers_card_are_those_of_the_report():
    assert not stale(default_models() / "feedback" / "card.md", card_blocks(_report("feedback")))


def test_errors_in_the_classifiers_card_are_those_that_were_read():
    reading = read_reading(default_models() / "feedback" / "errors.json")
    assert reading.model == _report("feedback")["model"]
    assert not stale(default_models() / "feedback" / "card.md", {"errors": causes_table(reading)})


def test_figures_in_the_language_card_are_those_of_the_report():
    assert not stale(default_models() / "language" / "card.md", language_card_blocks(_report("language")))


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "LICENSE", "Makefile", ".ci/run", "constraints.txt"])
def test_document_is_there(root, name):
    assert (root / name).read_text(encoding="utf-8").strip()


def test_readme_names_every_room(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    for path in (root / "src" / "tilbakemelding").iterdir():
        if path.suffix == ".py" and path.stem not in {"__init__", "errors", "labels"}:
            assert path.stem in text


@pytest.mark.parametrize("form", ["Bokmål", "Nynorsk"])
def test_every_ending_that_is_read_is_told_of_in_both_forms(root, form):
    text = (root / "docs" / "files.md").read_text(encoding="utf-8")
    part = text.partition(f"## {form}")[2].partition("\n## ")[0]
    assert [ending for ending in ENDINGS if f"`{ending}`" not in part] == []


def test_decisions_are_short(root):
    for record in (root / "docs" / "decisions").glob("*.md"):
        assert len(record.read_text(encoding="utf-8").splitlines()) < 50
