"""The description of the interface."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from service import schemas
from service.errors import PROBLEMS
from service.examples import ANALYSIS, TEXT

PATHS = {
    "/v1/analyses": "post",
    "/v1/analyses/batch": "post",
    "/v1/contributions": "post",
    "/v1/examples": "get",
    "/v1/culture/figures": "get",
    "/v1/files": "post",
    "/v1/labels": "get",
    "/v1/maskings": "post",
    "/v1/model": "get",
    "/health/live": "get",
    "/health/ready": "get",
    "/metrics": "get",
}
EDITORS = {"/v2/check": "post", "/v2/languages": "get", "/v2/info": "get", "/v2/maxtextlength": "get"}


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    description: dict[str, Any] = client.get("/openapi.json").json()
    return description


def test_the_ways_in_are_described_and_nothing_else(described: dict[str, Any]) -> None:
    assert {path: next(iter(methods)) for path, methods in described["paths"].items()} == PATHS | EDITORS


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_there_are_no_pages_that_load_from_other_hosts(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_request_has_a_schema_and_an_example_that_works(client: TestClient, described: dict[str, Any]) -> None:
    content = described["paths"]["/v1/analyses"]["post"]["requestBody"]["content"]["application/json"]
    assert content["schema"]["required"] == ["text"]
    for example in content["examples"].values():
        assert client.post("/v1/analyses", json=example["value"]).status_code == 200


def test_each_status_that_a_problem_may_have_is_described(described: dict[str, Any]) -> None:
    responses = described["paths"]["/v1/analyses"]["post"]["responses"]
    elsewhere = {"401", "403", "404", "409"}
    expected = {str(status) for status, _ in PROBLEMS.values()} - elsewhere | {"200"}
    assert set(responses) == expected
    for status in expected - {"200"}:
        schema = responses[status]["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}


def test_every_reference_leads_to_a_schema(described: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert set(_references(described)) <= known


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in _references(value)]
    return [found for value in node for found in _references(value)] if isinstance(node, list) else []


@pytest.mark.parametrize(
    "name", ["Analysis", "Label", "Model", "Problem", "BatchRequest", "BatchAnalysis", "BatchFailure", "BatchEnd"]
)
def test_each_documented_example_has_the_shape_it_illustrates(name: str) -> None:
    shape = getattr(schemas, name)
    for example in shape.model_config["json_schema_extra"]["examples"]:
        shape.model_validate(example)


def test_the_examples_offsets_fit_its_text() -> None:
    parts = [TEXT[part["start"] : part["end"]] for part in ANALYSIS["segments"]]
    assert parts == ["Fin innledning,", "men du må vise til kilder."]


def test_every_field_of_an_analysis_that_is_not_plain_is_explained(described: dict[str, Any]) -> None:
    fields = described["components"]["schemas"]["Analysis"]["properties"]
    explained = {name for name, field in fields.items() if "description" in field}
    assert explained >= {"text", "form", "model", "segments", "verdict_only", "profile", "hints"}
