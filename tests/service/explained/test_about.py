"""The plain-language page says what holds, to anybody, in both forms."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from tests.service.house import PEOPLE, House
from tilbakemelding.prevalence.change import MARGIN
from tilbakemelding.prevalence.share import MIN_CONTRIBUTORS, MIN_REVIEWED
from tilbakemelding.suppression import MAX_SHARE, MIN_COMMENTS
from tilbakemelding.suppression import MIN_CONTRIBUTORS as SHOWN_FROM

TEXTS = json.loads(Path("service/explained/texts.json").read_text("utf-8"))
FORMS = ["nb", "nn"]


def page(house: House, person: str | None = None, form: str = "nb") -> str:
    answer = house.client(person, page=True).get(f"/culture/about?lang={form}")
    assert answer.status_code == 200
    return unescape(answer.text)


@pytest.mark.parametrize("person", [None, *PEOPLE])
def test_anybody_may_read_it(house: House, person: str | None) -> None:
    assert "Hva tallene kan si, og hva de ikke kan si" in page(house, person)


@pytest.mark.parametrize("form", FORMS)
def test_everything_that_is_written_is_shown(house: House, form: str) -> None:
    shown = page(house, form=form)
    texts = TEXTS[form]
    lines = [*texts["can"], *texts["cannot"], *texts["exampleRead"]]
    lines += [line for section in texts["sections"] for line in [section["title"], *section["paragraphs"]]]
    assert [line for line in lines if line not in shown] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_example_is_called_invented_and_has_its_table(house: House, form: str) -> None:
    shown = page(house, form=form)
    assert TEXTS[form]["example"]["title"].split(":")[0] in {"Oppdiktet eksempel", "Oppdikta døme"}
    assert shown.count(TEXTS[form]["example"]["title"]) >= 3
    assert shown.count('role="img"') == 2
    assert TEXTS[form]["example"]["reason"] in shown


@pytest.mark.parametrize("form", FORMS)
def test_the_limits_it_names_are_those_that_hold(form: str) -> None:
    limits = TEXTS[form]["sections"][3]["paragraphs"][0]
    assert MIN_CONTRIBUTORS == SHOWN_FROM
    assert [int(word) for word in limits.split() if word.isdigit()] == [SHOWN_FROM, MIN_COMMENTS, MIN_REVIEWED]
    assert MAX_SHARE == 0.5
    assert "halvparten" in limits
    assert MARGIN == 0.1
    assert "ti prosentpoeng" in TEXTS[form]["sections"][2]["paragraphs"][0]


@pytest.mark.parametrize("form", FORMS)
def test_the_coverage_it_promises_was_measured(form: str) -> None:
    table = Path("docs/statistics.md").read_text("utf-8").split("<!-- coverage: generated -->")[1]
    lowest = float(next(line for line in table.splitlines() if line.startswith("| used")).split("|")[2])
    assert lowest >= 0.94
    assert "94 av 100" in TEXTS[form]["sections"][1]["paragraphs"][0]
