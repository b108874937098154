"""One id for each request: in the answer, in problems, in the log."""

from __future__ import annotations

import logging
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from service.request_id import RequestIdFilter
from tests.service.conftest import FAILING, Start

OWN = "7f3b0c1e-9a55-4c1d-8e0a-0123456789ab"


@pytest.mark.parametrize("sent", [OWN, OWN.upper(), OWN.replace("-", "")])
def test_a_callers_id_is_given_back_as_sent(client: TestClient, sent: str) -> None:
    assert client.get("/v1/labels", headers={"X-Request-ID": sent}).headers["X-Request-ID"] == sent


@pytest.mark.parametrize(
    "sent", ["", "kanarifugl", "1234", OWN + "0", f"{{{OWN}}}", f"urn:uuid:{OWN}", OWN.replace("-", "\u2013").encode()]
)
def test_an_id_that_could_carry_a_text_is_replaced(client: TestClient, sent: str | bytes) -> None:
    given = client.get("/v1/labels", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert given != sent
    assert UUID(given).version == 4


def test_each_request_has_an_id_of_its_own(client: TestClient) -> None:
    assert len({client.get("/health/live").headers["X-Request-ID"] for _ in range(5)}) == 5


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/v1/nowhere", "/v1/analyses", "/metrics", "/openapi.json"])
def test_every_answer_carries_the_id(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"X-Request-ID": OWN}).headers["X-Request-ID"] == OWN


@pytest.mark.parametrize(("method", "path"), [("GET", "/v1/nowhere"), ("PUT", "/v1/labels"), ("POST", "/v1/analyses")])
def test_a_problem_names_the_request_as_its_instance(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path, headers={"X-Request-ID": OWN.replace("-", "")})
    assert answer.json()["instance"] == f"urn:uuid:{OWN}"


def test_a_log_record_outside_a_request_has_a_dash() -> None:
    record = logging.makeLogRecord({})
    assert RequestIdFilter().filter(record)
    assert record.request_id == "-"


def test_a_line_in_the_log_names_the_request(start: Start) -> None:
    running = start()
    connection = running.connect()
    body = b'{"text": "%s"}' % FAILING.encode()
    connection.request("POST", "/v1/analyses", body, {"Content-Type": "application/json", "X-Request-ID": OWN})
    assert connection.getresponse().status == 500
    assert f"[{OWN}] 500 urn:uuid:{OWN}: RuntimeError at " in running.errors.read_text("utf-8")
