"""Many comments in one request, line by line."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service import schemas
from service.app import create_app
from service.settings import Settings
from tests.service.conftest import CARD, FAILING, FakeAnalyser, FakeMasker, Running, Start

PATH = "/v1/analyses/batch"
KIND = {"Content-Type": "application/x-ndjson"}


def _line(number: object, text: object = "Husk kilder.") -> bytes:
    return json.dumps({"id": number, "text": text}, ensure_ascii=False).encode() + b"\n"


def _send(client: TestClient, *lines: bytes) -> list[dict[str, Any]]:
    answer = client.post(PATH, content=b"".join(lines), headers=KIND)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/x-ndjson")
    assert answer.text.endswith("\n")
    return [json.loads(line) for line in answer.text.splitlines()]


def _bounded(**limits: int) -> TestClient:
    return TestClient(create_app(FakeAnalyser(), FakeMasker(), Settings(**limits), CARD))  # type: ignore[arg-type]


def test_each_line_is_answered_by_the_packages_own_analysis_with_its_number_and_id(client: TestClient) -> None:
    *answers, end = _send(client, _line("a", "Bra jobba!"), _line(2, "Du må vise til kilder."))
    texts = [("a", "Bra jobba!"), (2, "Du må vise til kilder.")]
    for number, ((identifier, text), answer) in enumerate(zip(texts, answers, strict=True), start=1):
        analysis = json.loads(json.dumps(FakeAnalyser().analyse(text).to_dict()))
        assert answer == {"line": number, "id": identifier, **analysis}
    assert end == {"summary": {"lines": 2, "analysed": 2, "failed": 0, "complete": True}}


def test_every_line_of_an_answer_has_its_documented_shape(client: TestClient) -> None:
    good, bad, end = _send(client, _line(1), _line(2, ""))
    schemas.BatchAnalysis.model_validate(good)
    schemas.BatchFailure.model_validate(bad)
    schemas.BatchEnd.model_validate(end)


@pytest.mark.parametrize(
    ("line", "code", "identifier"),
    [
        (b"nei\n", "malformed-json", None),
        (b"\xff\n", "undecodable-body", None),
        (b"[]\n", "wrong-type", None),
        (b'{"id": "x"}\n', "malformed-body", "x"),
        (b'{"id": "x", "text": "a", "more": 1}\n', "malformed-body", "x"),
        (b'{"id": "x", "text": 5}\n', "wrong-type", "x"),
        (b'{"id": [1], "text": "a"}\n', "wrong-type", None),
        (b'{"id": true, "text": "a"}\n', "wrong-type", None),
        (b'{"id": 1.5, "text": "a"}\n', "wrong-type", None),
        (b'{"id": 9007199254740992, "text": "a"}\n', "wrong-type", None),
        (b'{"id": "\\ud800", "text": "a"}\n', "wrong-type", None),
        (_line("i" * 201), "wrong-type", None),
        (_line("x", " "), "blank-text", "x"),
        (_line("x", "a" * 20_001), "text-too-long", "x"),
        (b'{"id": "x", "text": "\\ud800"}\n', "invalid-characters", "x"),
        (_line("x", FAILING), "internal-error", "x"),
        (b"[" * 100_000 + b"\n", "malformed-json", None),
        (_line("x", "a" * 300_000), "body-too-large", None),
    ],
)
def test_a_faulty_line_is_answered_with_a_problem_and_the_rest_go_on(
    client: TestClient, line: bytes, code: str, identifier: str | None
) -> None:
    before, faulty, after, end = _send(client, _line("before"), line, _line("after"))
    assert (before["id"], after["id"], after["line"]) == ("before", "after", 3)
    assert (faulty["line"], faulty["id"], faulty["error"]["code"]) == (2, identifier, code)
    assert end["summary"] == {"lines": 3, "analysed": 2, "failed": 1, "complete": True}


def test_a_problem_in_a_line_is_the_one_that_a_request_would_get(client: TestClient) -> None:
    alone = client.post("/v1/analyses", json={"text": " "}).json()
    problem = _send(client, _line(1, " "))[0]["error"]
    assert {**problem, "instance": ""} == {**alone, "instance": ""}


@pytest.mark.parametrize("body", [b"", b"\n", b" \r\n\n"])
def test_a_batch_without_lines_has_only_a_summary(client: TestClient, body: bytes) -> None:
    assert _send(client, body) == [{"summary": {"lines": 0, "analysed": 0, "failed": 0, "complete": True}}]


def test_blank_lines_are_counted_but_not_answered(client: TestClient) -> None:
    assert [answer.get("line") for answer in _send(client, b"\n", _line(1), b"\r\n", _line(2))] == [2, 4, None]


def test_the_last_line_needs_no_end(client: TestClient) -> None:
    assert _send(client, _line(1).rstrip())[-1]["summary"]["analysed"] == 1


def test_lines_may_be_cut_anywhere_on_the_way(client: TestClient) -> None:
    body = b"".join(_line(number, "Husk æøå 😀.") for number in range(5))

    def in_bytes() -> Iterator[bytes]:
        for place in range(len(body)):
            yield body[place : place + 1]

    answer = client.post(PATH, content=in_bytes(), headers=KIND)
    assert [json.loads(line).get("id") for line in answer.text.splitlines()] == [0, 1, 2, 3, 4, None]


def test_another_content_type_is_refused(client: TestClient) -> None:
    answer = client.post(PATH, content=_line(1), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")
    assert "application/x-ndjson" in answer.json()["detail"]


def test_a_batch_is_cut_after_its_last_allowed_line() -> None:
    *answers, cut, end = _send(_bounded(max_batch_lines=2), *map(_line, range(5)))
    assert [answer["id"] for answer in answers] == [0, 1]
    assert (cut["line"], cut["error"]["code"]) == (3, "batch-too-large")
    assert end["summary"] == {"lines": 3, "analysed": 2, "failed": 1, "complete": False}


def test_a_batch_is_cut_at_its_last_allowed_byte() -> None:
    size = len(_line(1))
    *answers, cut, end = _send(_bounded(max_batch_bytes=2 * size), *map(_line, range(1, 4)))
    assert [answer["id"] for answer in answers] == [1, 2]
    assert (cut["error"]["code"], end["summary"]["complete"]) == ("batch-too-large", False)


def test_a_batch_of_just_the_largest_size_is_whole() -> None:
    lines = [_line(1), _line(2)]
    assert _send(_bounded(max_batch_bytes=len(b"".join(lines)), max_batch_lines=2), *lines)[-1]["summary"]["complete"]


class Stream:
    """A batch over a connection of its own, sent and read a line at a time."""

    def __init__(self, running: Running) -> None:
        self.connection: HTTPConnection = running.connect()
        self.connection.putrequest("POST", PATH)
        self.connection.putheader("Content-Type", KIND["Content-Type"])
        self.connection.putheader("Transfer-Encoding", "chunked")
        self.connection.endheaders()

    def send(self, *lines: bytes) -> None:
        self.send_all(lines)

    def send_all(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.connection.send(b"%x\r\n%s\r\n" % (len(line), line))

    def end(self) -> None:
        self.connection.send(b"0\r\n\r\n")

    def begin_reading(self) -> None:
        self.answer = self.connection.getresponse()

    def read(self) -> dict[str, Any]:
        line = self.answer.readline()
        assert line.endswith(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer


def test_the_first_lines_are_answered_before_the_last_is_sent(start: Start) -> None:
    stream = Stream(start())
    stream.send(_line("first"))
    stream.begin_reading()
    assert stream.read()["id"] == "first"
    stream.send(_line("second"))
    assert stream.read()["id"] == "second"
    stream.end()
    assert stream.read()["summary"]["complete"] is True


def test_single_checks_go_on_beside_a_batch(start: Start) -> None:
    running = start(seconds=0.05)
    stream = Stream(running)
    stream.send(*map(_line, range(40)))
    assert running.ask("Husk kilder.") == 200
    stream.end()
    stream.begin_reading()
    answers = [stream.read() for _ in range(41)]
    assert [answer.get("id") for answer in answers] == [*range(40), None]


def test_memory_does_not_grow_with_a_client_that_does_not_read(start: Start) -> None:
    running = start()
    stream = Stream(running)
    stream.connection.sock.settimeout(0.5)
    before = _memory(running.pid)
    with pytest.raises(TimeoutError):
        stream.send_all(_line(number, "Husk kilder. " * 1_000) for number in range(20_000))
    assert _memory(running.pid) - before < 30_000
    assert running.ask("Husk kilder.") == 200
    stream.connection.close()


def _memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def test_a_killed_service_leaves_a_broken_answer_and_never_a_wrong_line(start: Start) -> None:
    running = start(seconds=0.01)
    stream = Stream(running)
    sender = threading.Thread(target=_send_until_broken, args=(stream,), daemon=True)
    sender.start()
    stream.begin_reading()
    threading.Timer(1, os.kill, (running.pid, signal.SIGKILL)).start()
    received = b"".join(_read_until_broken(stream))
    sender.join(10)
    *whole, _ = received.split(b"\n")
    assert [json.loads(line)["id"] for line in whole] == list(range(len(whole)))
    assert len(whole) > 5
    assert b"summary" not in received
    assert start(port=running.port).ask("Husk kilder.") == 200


def _read_until_broken(stream: Stream) -> Iterator[bytes]:
    with contextlib.suppress(IncompleteRead, ConnectionError):
        while piece := stream.answer.read1():
            yield piece


def _send_until_broken(stream: Stream) -> None:
    with contextlib.suppress(OSError):
        for number in range(100_000):
            stream.send(_line(number))
            time.sleep(0.005)


def test_a_service_told_to_stop_finishes_the_batch_it_took(start: Start) -> None:
    running = start(seconds=0.02)
    stream = Stream(running)
    stream.send(*map(_line, range(30)))
    stream.begin_reading()
    first = stream.read()
    running.process.terminate()
    stream.send(_line("last"))
    stream.end()
    answers = [first, *(stream.read() for _ in range(31))]
    assert [answer.get("id") for answer in answers] == [*range(30), "last", None]
    assert answers[-1]["summary"]["complete"] is True
    assert running.wait() == 0


def test_a_batch_that_does_not_end_is_broken_off_after_the_grace(start: Start) -> None:
    running = start(grace_seconds=1)
    stream = Stream(running)
    stream.send(_line(1))
    stream.begin_reading()
    stream.read()
    running.process.terminate()
    with pytest.raises((IncompleteRead, ConnectionError)):
        stream.answer.read()
    assert running.wait() is not None


def test_a_batch_that_stalls_is_cut_and_says_so(start: Start) -> None:
    stream = Stream(start(stall_seconds=0.5))
    stream.send(_line(1), b'{"id": 2,')
    stream.begin_reading()
    assert stream.read()["id"] == 1
    assert stream.read()["error"]["code"] == "request-timeout"
    assert stream.read()["summary"]["complete"] is False


def test_a_batch_that_never_begins_is_a_timeout(start: Start) -> None:
    stream = Stream(start(stall_seconds=0.5))
    stream.begin_reading()
    assert stream.answer.status == 408
    assert json.loads(stream.answer.read())["code"] == "request-timeout"


def test_one_address_may_not_hold_all_places_for_batches(start: Start) -> None:
    running = start(max_batches=2)
    first = Stream(running)
    first.send(_line(1))
    first.begin_reading()
    status, body = running.call("POST", PATH, _line(1), KIND["Content-Type"])
    assert (status, json.loads(body)["code"]) == (429, "too-many-requests")
    first.end()
    assert [first.read(), first.read()][-1]["summary"]["complete"] is True
    assert running.call("POST", PATH, _line(1), KIND["Content-Type"])[0] == 200
