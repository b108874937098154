"""The answers where all goes well."""

from __future__ import annotations

import dataclasses
import json

import pytest
from starlette.testclient import TestClient

from service import schemas
from tests.service.conftest import CARD, VERSION, FakeAnalyser
from tilbakemelding import FORMS, LABELS, results

TEXT = "Du har en tydelig problemstilling, men du må vise til kilder."


def test_an_analysis_is_the_packages_own_field_for_field(client: TestClient) -> None:
    answer = client.post("/v1/analyses", json={"text": TEXT})
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(FakeAnalyser().analyse(TEXT).to_dict()))


@pytest.mark.parametrize("name", ["Analysis", "Segment", "Evidence", "PointsForward", "Hint"])
def test_a_shape_has_the_fields_of_the_packages_value_in_the_same_order(name: str) -> None:
    fields = [field.name for field in dataclasses.fields(getattr(results, name))]
    assert list(getattr(schemas, name).model_fields) == fields


def test_offsets_count_code_points_of_the_text_as_sent(client: TestClient) -> None:
    text = "👍🏽 Fint.\r\n Du må vise til e\u0301n kilde 😀 til."
    answer = client.post("/v1/analyses", json={"text": text}).json()
    assert answer["text"] == text
    assert [text[part["start"] : part["end"]] for part in answer["segments"]][1].startswith("Du må")


@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=utf-8", "application/x+json"])
def test_json_may_be_declared_in_each_usual_way(client: TestClient, content_type: str) -> None:
    body = json.dumps({"text": TEXT}).encode()
    answer = client.post("/v1/analyses", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == 200


def test_a_byte_order_mark_before_the_json_is_passed_over(client: TestClient) -> None:
    body = b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode()
    assert client.post("/v1/analyses", content=body, headers={"Content-Type": "application/json"}).status_code == 200


def test_the_longest_text_is_taken_even_when_every_character_is_escaped(client: TestClient) -> None:
    body = json.dumps({"text": "😀" * 20_000}).encode()
    answer = client.post("/v1/analyses", content=body, headers={"Content-Type": "application/json"})
    assert (len(body), answer.status_code) == (240_012, 200)


def test_analyses_run_off_the_event_loop(client: TestClient, analyser: FakeAnalyser) -> None:
    client.post("/v1/analyses", json={"text": TEXT})
    assert "worker" in analyser.threads[0].lower()


def test_the_labels_come_in_both_forms_and_in_the_schemes_order(client: TestClient) -> None:
    labels = client.get("/v1/labels").json()["labels"]
    assert [label["code"] for label in labels] == [label.code for label in LABELS]
    assert all(label[field][form] for label in labels for field in ("name", "test", "meaning") for form in FORMS)


def test_the_model_tells_version_purpose_and_card(client: TestClient) -> None:
    answer = client.get("/v1/model").json()
    assert (answer["version"], answer["card"]) == (VERSION, CARD)
    assert "vurdere lærere" in answer["purpose"]["nb"]


def test_the_service_says_that_it_lives(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/v1/labels", "/v1/model", "/v1/nowhere", "/health/live"])
def test_answers_of_the_interface_are_not_to_be_kept(client: TestClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_no_text_is_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    client.post("/v1/analyses", json={"text": f"{TEXT} kanarifugl"})
    assert "kanarifugl" not in caplog.text


def test_no_telemetry_leaves_whatever_the_environment_says(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    assert not client.app._native_telemetry.enabled()  # type: ignore[attr-defined]
    assert not client.app._telemetry["auto_configure"]  # type: ignore[attr-defined]
