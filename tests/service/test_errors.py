"""One table that walks every way to fail: one shape, the right status, and never the text."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from starlette.testclient import TestClient

from service.errors import FILE_PROBLEMS, PROBLEMS, ROOM_PROBLEMS
from service.settings import Settings
from tests.service.conftest import FAILING

CANARY = "kanarifugl"
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Failure:
    """A request that must fail."""

    status: int
    code: str
    body: bytes = b""
    method: str = "POST"
    path: str = "/v1/analyses"
    headers: dict[str, str] = field(default_factory=lambda: dict(JSON))
    says: str = ""
    chunked: bool = False


def _text(text: object) -> bytes:
    return json.dumps({"text": text}).encode()


FAILURES = {
    "empty text": Failure(400, "blank-text", _text("")),
    "blank text": Failure(400, "blank-text", _text(" \n\t")),
    "a million blanks": Failure(413, "body-too-large", _text(" " * 1_000_000)),
    "lone surrogate": Failure(
        400, "invalid-characters", b'{"text": "' + CANARY.encode() + b' \\ud800"}', says="position 11"
    ),
    "text too long": Failure(413, "text-too-long", _text(CANARY * 2_001), says="20000"),
    "body too large": Failure(413, "body-too-large", _text(CANARY * 30_000), says="256000"),
    "body too large, chunked": Failure(413, "body-too-large", _text(CANARY * 30_000), chunked=True),
    "no content type": Failure(415, "unsupported-media-type", _text(CANARY), headers={}),
    "plain text": Failure(415, "unsupported-media-type", CANARY.encode(), headers={"Content-Type": "text/plain"}),
    "a form": Failure(
        415,
        "unsupported-media-type",
        f"text={CANARY}".encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    ),
    "another encoding declared": Failure(
        415, "unsupported-media-type", _text(CANARY), headers={"Content-Type": "application/json; charset=latin1"}
    ),
    "nonsense content type": Failure(415, "unsupported-media-type", _text(CANARY), headers={"Content-Type": ";;=/"}),
    "no body": Failure(422, "malformed-json"),
    "not UTF-8": Failure(422, "undecodable-body", f'{{"text": "{CANARY} \xe5"}}'.encode("latin1"), says="Byte 21"),
    "UTF-16": Failure(422, "undecodable-body", f'{{"text": "{CANARY}"}}'.encode("utf-16")),
    "not JSON": Failure(422, "malformed-json", CANARY.encode(), says="line 1, column 1"),
    "cut short": Failure(422, "malformed-json", f'{{"text":\n "{CANARY}'.encode(), says="line 2, column 2"),
    "a line break inside the text": Failure(422, "malformed-json", f'{{"text": "{CANARY}\n"}}'.encode()),
    "a wrong escape": Failure(422, "malformed-json", f'{{"text": "{CANARY}\\x"}}'.encode()),
    "deeply nested arrays": Failure(422, "malformed-json", b"[" * 100_000),
    "deeply nested objects": Failure(422, "malformed-json", b'{"text":' * 30_000),
    "a number too long": Failure(422, "malformed-json", b'{"text": ' + b"1" * 5_000 + b"}"),
    "an array": Failure(422, "wrong-type", f'["{CANARY}"]'.encode(), says="an array"),
    "an empty array": Failure(422, "wrong-type", b"[]"),
    "a string": Failure(422, "wrong-type", f'"{CANARY}"'.encode(), says="a string"),
    "null": Failure(422, "wrong-type", b"null", says="null"),
    "a number for the text": Failure(422, "wrong-type", _text(5), says="not a number"),
    "true for the text": Failure(422, "wrong-type", _text(True), says="not a boolean"),
    "null for the text": Failure(422, "wrong-type", _text(None), says="not null"),
    "not a number for the text": Failure(422, "wrong-type", b'{"text": NaN}'),
    "a list for the text": Failure(422, "wrong-type", _text([CANARY]), says="not an array"),
    "an object for the text": Failure(422, "wrong-type", _text({CANARY: CANARY}), says="not an object"),
    "an empty object": Failure(422, "malformed-body", b"{}", says="missing"),
    "another field": Failure(422, "malformed-body", json.dumps({"text": "a", CANARY: CANARY}).encode(), says="other"),
    "only another field": Failure(422, "malformed-body", json.dumps({CANARY: CANARY}).encode()),
    "an editor without a language": Failure(400, "invalid-parameters", f"text={CANARY}".encode(), path="/v2/check"),
    "an editor in another language": Failure(
        400, "unknown-language", f"text={CANARY} på fransk&language=fr".encode(), path="/v2/check", says="'fr'"
    ),
    "an editor with too long a text": Failure(
        413, "text-too-long", f"text={CANARY * 2_001}&language=nb".encode(), path="/v2/check", says="20000"
    ),
    "an editor with a lone surrogate": Failure(
        400, "invalid-characters", b'data={"text": "\\ud800"}&language=nb', path="/v2/check"
    ),
    "an editor with far too much": Failure(413, "body-too-large", CANARY.encode() * 30_000, path="/v2/check"),
    "an editor in Latin-1": Failure(
        422, "undecodable-body", f"text={CANARY} \xe5&language=nb".encode("latin1"), path="/v2/check"
    ),
    "an editor with a failure inside": Failure(
        500, "internal-error", f"text={FAILING}+{CANARY}&language=nb".encode(), path="/v2/check"
    ),
    "no such address": Failure(404, "not-found", path=f"/v1/{CANARY}", method="GET", headers={}),
    "a closing slash": Failure(404, "not-found", path="/v1/labels/", method="GET", headers={}),
    "no such file": Failure(404, "not-found", path=f"/static/{CANARY}.js", method="GET", headers={}),
    "a path out of the folder": Failure(404, "not-found", path="/static/..%2fapp.py", method="GET", headers={}),
    "a NUL in a path": Failure(404, "not-found", path="/static/%00", method="GET", headers={}),
    "GET where POST is asked": Failure(405, "method-not-allowed", method="GET", path=f"/v1/analyses?text={CANARY}"),
    "POST where GET is asked": Failure(405, "method-not-allowed", _text(CANARY), path="/v1/labels"),
    "DELETE of the page": Failure(405, "method-not-allowed", method="DELETE", path="/"),
    "an unknown method": Failure(405, "method-not-allowed", method="BREW", path="/health/live"),
    "a failure inside": Failure(500, "internal-error", _text(f"{FAILING} {CANARY}"), says="Nothing was stored"),
}


def _chunks(body: bytes) -> Iterator[bytes]:
    for place in range(0, len(body), 10_000):
        yield body[place : place + 10_000]


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES.keys())
def test_a_failure_is_a_problem_without_the_text(
    client: TestClient, caplog: pytest.LogCaptureFixture, failure: Failure
) -> None:
    caplog.set_level("DEBUG")
    content = _chunks(failure.body) if failure.chunked else failure.body
    answer = client.request(failure.method, failure.path, content=content, headers=failure.headers)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (failure.status, failure.code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert list(problem) == ["type", "title", "status", "detail", "code", "instance"]
    assert problem["type"] == f"urn:problem-type:tilbakemelding:{failure.code}"
    assert (problem["status"], problem["title"]) == PROBLEMS[failure.code]
    assert problem["instance"].startswith("urn:uuid:")
    assert failure.says in problem["detail"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert CANARY not in answer.text + str(answer.headers) + _service_log(caplog)


def _service_log(caplog: pytest.LogCaptureFixture) -> str:
    """Everything logged but by the test's own client, tracebacks included."""
    records = (record for record in caplog.records if not record.name.startswith("httpx2"))
    return "\n".join(logging.Formatter().format(record) for record in records)


def test_every_code_but_the_two_general_ones_and_those_of_documents_and_rooms_is_walked() -> None:
    in_tests_of_their_own = {"request-timeout", "batch-too-large", "too-many-requests", "busy", "not-ready"}
    walked = {failure.code for failure in FAILURES.values()} | in_tests_of_their_own
    elsewhere = set(FILE_PROBLEMS) | set(ROOM_PROBLEMS)
    assert walked == set(PROBLEMS) - elsewhere - {"input", "bad-request"}


@pytest.mark.parametrize(("method", "path", "allowed"), [("GET", "/v1/analyses", "POST"), ("PUT", "/v1/model", "GET")])
def test_a_refused_method_names_the_allowed_ones(client: TestClient, method: str, path: str, allowed: str) -> None:
    assert client.request(method, path).headers["Allow"] == allowed


def test_the_log_of_a_failure_names_its_instance_class_and_place(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.post("/v1/analyses", json={"text": FAILING})
    line = next(record.getMessage() for record in caplog.records if record.name == "service.errors")
    assert answer.json()["instance"] in line
    assert "RuntimeError at " in line
    assert "fake.py" in line
    assert "from KeyError" in line


def test_the_service_goes_on_after_a_failure(client: TestClient) -> None:
    client.post("/v1/analyses", json={"text": FAILING})
    assert client.post("/v1/analyses", json={"text": "Husk kilder."}).status_code == 200


def test_a_caller_who_sends_far_too_much_still_gets_the_answer(address: str) -> None:
    httpx2 = pytest.importorskip("httpx2")
    answer = httpx2.post(f"{address}/v1/analyses", content=_text("a" * 1_500_000), headers=JSON, trust_env=False)
    assert answer.json()["code"] == "body-too-large"


def test_the_largest_body_is_a_setting(client: TestClient) -> None:
    client.app.state.settings = Settings(max_body_bytes=20)  # type: ignore[attr-defined]
    answer = client.post("/v1/analyses", json={"text": "en kommentar"})
    assert "20 bytes" in answer.json()["detail"]
