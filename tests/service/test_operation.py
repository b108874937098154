"""Whether the service lives and is ready, and its figures."""

from __future__ import annotations

import re
import time

import pytest
from starlette.testclient import TestClient

from tests.service.conftest import FAILING, FakeAnalyser, Start


def test_readiness_is_proven_by_a_real_analysis_once(client: TestClient, analyser: FakeAnalyser) -> None:
    for _ in range(3):
        assert client.get("/health/ready").json() == {"status": "ok"}
    assert len(analyser.threads) == 1


def test_a_service_whose_analyser_fails_is_not_ready(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.operation.TEXT", FAILING)
    assert client.get("/health/ready").status_code == 500
    assert client.get("/health/live").status_code == 200


def test_a_service_that_is_about_to_stop_says_so_and_still_answers(start: Start) -> None:
    running = start(drain_seconds=2)
    assert running.call("GET", "/health/ready")[0] == 200
    running.process.terminate()
    time.sleep(0.5)
    status, body = running.call("GET", "/health/ready")
    assert (status, b"not-ready" in body) == (503, True)
    assert running.call("GET", "/health/live")[0] == 200
    assert running.ask("Husk kilder.") == 200
    assert running.wait() == 0


def _figures(client: TestClient) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


def test_requests_are_counted_by_method_route_and_status(client: TestClient) -> None:
    client.post("/v1/analyses", json={"text": "Husk kilder."})
    client.post("/v1/analyses", json={"text": ""})
    client.get("/static/app.js")
    client.put("/v1/labels")
    figures = _figures(client)
    for method, route, status in (
        ("POST", "/v1/analyses", 200),
        ("POST", "/v1/analyses", 400),
        ("GET", "/static/{name:path}", 200),
        ("PUT", "/v1/labels", 405),
    ):
        name = f'tilbakemelding_requests_total{{method="{method}",route="{route}",status="{status}"}}'
        assert figures[name] == 1
    assert figures["tilbakemelding_analysis_seconds_count"] == 1


def test_nothing_that_was_sent_becomes_a_label(client: TestClient) -> None:
    client.get("/kanarifugl?kanarifugl=1", headers={"kanarifugl": "kanarifugl"})
    client.request("KANARIFUGL", "/v1/labels")
    client.get("/static/kanarifugl")
    text = client.get("/metrics").text
    assert not re.search("kanarifugl", text, re.IGNORECASE)
    assert 'route="elsewhere",status="404"' in text
    assert 'method="elsewhere",route="/v1/labels",status="405"' in text


def test_the_figures_are_in_the_format_that_prometheus_reads(client: TestClient) -> None:
    answer = client.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert "# TYPE tilbakemelding_requests_total counter" in answer.text
