"""A word that is put everywhere and must come out nowhere but in the answer to who sent it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from service.app import create_app
from service.settings import Settings
from tests.service.conftest import CARD, FAILING, FakeAnalyser, FakeMasker, Running, Start

CANARY = "kanarifugl"
_JSON, _LINES, _FORM = "application/json", "application/x-ndjson", "application/x-www-form-urlencoded"
_FILE = (
    f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{CANARY}.csv"\r\n\r\n'
    f"{CANARY};b\r\n{CANARY};d\r\n--edge--\r\n"
)
_BATCH = "\n".join(
    (
        f'{{"id": 1, "text": "Husk {CANARY}."}}',
        f'{{"text": "{FAILING} {CANARY}"}}',
        CANARY,
        f'{{"{CANARY}": 1}}',
        f'["{CANARY}"]',
        f'{{"id": ["{CANARY}"], "text": "a"}}',
    )
)
BODIES: tuple[tuple[str, str], ...] = (
    (_JSON, json.dumps({"text": f"Husk {CANARY}."})),
    (_JSON, json.dumps({"text": f"{FAILING} {CANARY}"})),
    (_JSON, json.dumps({"text": CANARY * 2_001})),
    (_JSON, json.dumps({"text": CANARY, CANARY: CANARY})),
    (_JSON, json.dumps({CANARY: CANARY})),
    (_JSON, json.dumps([CANARY])),
    (_JSON, f'{{"text": "{CANARY} \\ud800"}}'),
    (_JSON, f"{CANARY}{{"),
    (_LINES, _BATCH),
    (_FORM, f"language=nb-NO&text=Husk {CANARY}."),
    (_FORM, f"language={CANARY}&text={CANARY}&{CANARY}={CANARY}&disabledRules={CANARY}"),
    (_FORM, f'data={{"{CANARY}": "{CANARY}"}}&language=nb-NO'),
    (_FORM, f"text={FAILING} {CANARY}&language=nb-NO"),
    ("multipart/form-data; boundary=edge", _FILE),
    ("multipart/form-data; boundary=edge", _FILE.replace(".csv", ".docx")),
    ("multipart/form-data; boundary=edge", _FILE.replace(CANARY + ";d", FAILING + CANARY)),
    (f"application/{CANARY}", CANARY),
)


def _requests() -> Iterator[tuple[str, str, str, str]]:
    """Return method, target, content type and body, over every way in."""
    described: dict[str, Any] = create_app(FakeAnalyser(), FakeMasker(), Settings(), CARD).openapi()["paths"]
    for path, methods in described.items():
        target = re.sub(r"\{\w+\}", CANARY, path)
        for method in {*methods, "get", "post"}:
            for kind, body in BODIES:
                yield method.upper(), f"{target}?{CANARY}={CANARY}", kind, body
    for target in (f"/{CANARY}", f"/static/{CANARY}", f"/v1/{CANARY}", f"/v2/{CANARY}?text={CANARY}", f"//{CANARY}"):
        yield "GET", target, _JSON, ""
    yield CANARY.upper(), "/v1/labels", _JSON, CANARY


def _send(running: Running, method: str, target: str, kind: str, body: str) -> tuple[int, str, bytes]:
    connection = running.connect()
    headers = {"Content-Type": kind, "X-Request-ID": CANARY, "User-Agent": CANARY, "Cookie": f"a={CANARY}"}
    connection.request(
        method, target, body.encode(), {**headers, f"X-{CANARY}": CANARY, "Referer": f"http://a/{CANARY}"}
    )
    with connection.getresponse() as answer:
        received = answer.status, str(answer.headers), answer.read()
    connection.close()
    return received


def _errors(status: int, body: bytes) -> str:
    """Return what an answer says of errors: all of a refusal, the failed lines of a batch."""
    if status >= 400:
        return body.decode()
    return "\n".join(line for line in body.decode("utf-8", "replace").splitlines() if '"error":' in line)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_text_is_found_in_no_log_no_figure_and_no_error(start: Start, workers: int) -> None:
    running = start(workers=workers)
    statuses = set()
    for method, target, kind, body in _requests():
        status, headers, answer = _send(running, method, target, kind, body)
        statuses.add(status)
        assert CANARY not in headers.lower(), (method, target, kind)
        assert CANARY not in _errors(status, answer).lower(), (method, target, kind)
    assert {200, 404, 405, 413, 415, 422, 500} <= statuses
    figures = running.call("GET", "/metrics")[1].decode()
    running.stop()
    said = figures + running.output.read_text("utf-8") + running.errors.read_text("utf-8")
    assert "RuntimeError at " in said
    assert CANARY not in said.lower()


def test_no_http_at_all_is_not_logged_either(start: Start) -> None:
    running = start()
    connection = running.connect()
    connection.connect()
    connection.sock.sendall(f"{CANARY} {CANARY}\r\n{CANARY}\r\n\r\n".encode())
    assert CANARY not in connection.sock.recv(65_536).decode()
    running.stop()
    assert CANARY not in running.errors.read_text("utf-8")


@pytest.mark.parametrize("body", [CANARY, f"--edge{CANARY}", f"--edge\r\n{CANARY}\x00: a\r\n\r\n"])
def test_a_form_that_breaks_the_rules_is_not_logged(start: Start, body: str) -> None:
    running = start()
    status, _ = running.call("POST", "/v1/files", body.encode(), "multipart/form-data; boundary=edge")
    assert status == 422
    running.stop()
    assert running.errors.read_text("utf-8") == ""
