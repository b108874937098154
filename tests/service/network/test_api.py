"""The library for machines keeps what its description promises, and asks for the scope."""

from __future__ import annotations

from dataclasses import replace

import hypothesis
import pytest
import schemathesis
from schemathesis import Case
from starlette.testclient import TestClient

from service.network.api import ExamplePage
from tests.service.house import HEADER, House
from tests.service.network.steps import write

_CONFIG = schemathesis.Config.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": [400, 422]}, "ignored_auth": {"enabled": False}}}
)


def test_every_answer_is_one_that_the_description_knows(house: House) -> None:
    write(house, "teacher", "Teksten er tydelig. Husk kildene.", improved="Vis til kildene.", reflection="Bedre.")
    description = schemathesis.openapi.from_asgi("/openapi.json", house.app, config=_CONFIG)
    statuses = set()

    @hypothesis.settings(max_examples=80, deadline=None, derandomize=True, database=None)
    @hypothesis.given(case=description["/v1/examples"]["GET"].as_strategy())
    def ask(case: Case) -> None:
        statuses.add(case.call_and_validate(headers={HEADER: "teacher"}).status_code)

    ask()
    assert 200 in statuses


def test_an_example_comes_with_both_texts_and_their_parts(house: House) -> None:
    write(house, "teacher", "Flott.", improved="Teksten er tydelig.", reflection="Bedre.")
    answer = house.client("neighbour").get("/v1/examples").json()
    [example] = ExamplePage.model_validate(answer).examples
    assert example.improved is not None
    [part] = example.improved.segments
    assert example.improved.text[part.start : part.end] == "Teksten er tydelig."
    assert part.labels == ["quality"]
    assert example.comment.verdict_only


@pytest.mark.parametrize(("scopes", "status"), [(("examples",), 200), (("contribute",), 403), ((), 403)])
def test_a_token_needs_the_scope(house: House, scopes: tuple[str, ...], status: int) -> None:
    visitor = replace(house.visitor("teacher"), scopes=frozenset(scopes))
    house.app.state.identify = lambda _: visitor
    assert TestClient(house.app).get("/v1/examples").status_code == status


def test_a_token_opens_no_page(house: House) -> None:
    visitor = replace(house.visitor("teacher"), scopes=frozenset({"examples"}))
    house.app.state.identify = lambda _: visitor
    assert TestClient(house.app).get("/network").status_code == 403
