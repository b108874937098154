"""Too many, too slow: what is refused, and that the rest goes on."""

from __future__ import annotations

import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest

from service.errors import RequestError
from service.metrics import Metrics
from service.places import Places, client_of
from service.turns import Turns
from tests.service.conftest import FakeAnalyser, Running, Start

pytestmark = pytest.mark.alone
BODY = json.dumps({"text": "Husk kilder."}).encode()


def test_places_are_given_back() -> None:
    places = Places(1, what="requests")
    for _ in range(3):
        with places.taken_by("a"):
            pass


def test_a_client_may_hold_half_of_the_places() -> None:
    places = Places(4, what="requests")
    with places.taken_by("a"), places.taken_by("a"):
        with pytest.raises(RequestError) as refused, places.taken_by("a"):
            pass
        with places.taken_by("b"):
            pass
    assert (refused.value.code, refused.value.headers) == ("too-many-requests", {"Retry-After": "1"})


def test_a_full_house_is_busy_for_everyone() -> None:
    places = Places(2, what="requests")
    with places.taken_by("a"), places.taken_by("b"), pytest.raises(RequestError) as refused, places.taken_by("c"):
        pass
    assert (refused.value.code, refused.value.headers) == ("busy", {"Retry-After": "1"})


def test_a_request_without_an_address_has_an_empty_one() -> None:
    assert (client_of({"client": None}), client_of({"client": ("10.0.0.1", 5)})) == ("", "10.0.0.1")


def test_clients_take_turns() -> None:
    analyser = FakeAnalyser(seconds=0.01)
    order: list[str] = []

    async def scenario() -> None:
        turns = Turns(analyser, Metrics(), wait_seconds=30)

        async def ask(client: str) -> None:
            await turns.analyse("Husk kilder.", client=client)
            order.append(client)

        async with anyio.create_task_group() as group:
            for _ in range(10):
                group.start_soon(ask, "flood")
            await anyio.sleep(0.015)
            group.start_soon(ask, "single")

    anyio.run(scenario)
    assert len(order) == 11
    assert order.index("single") <= 4


def test_who_does_not_get_a_turn_in_time_is_told_that_the_service_is_busy() -> None:
    async def scenario() -> None:
        turns = Turns(FakeAnalyser(seconds=0.5), Metrics(), wait_seconds=0.1)
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: turns.analyse("Husk kilder.", client="a"))
            await anyio.sleep(0.05)
            with pytest.raises(RequestError) as refused:
                await turns.analyse("Husk kilder.", client="b")
            assert (refused.value.code, refused.value.headers) == ("busy", {"Retry-After": "1"})

    anyio.run(scenario)


def test_lines_of_clients_are_forgotten_when_they_have_gone() -> None:
    async def scenario() -> None:
        turns = Turns(FakeAnalyser(), Metrics(), wait_seconds=5)
        for number in range(10):
            await turns.analyse("Husk kilder.", client=str(number))
        assert turns._own_lines == {}

    anyio.run(scenario)


def test_a_flood_is_refused_and_the_service_stays_responsive(start: Start) -> None:
    running = start(seconds=0.1, max_requests=16)
    with ThreadPoolExecutor(40) as crowd:
        flood = [crowd.submit(running.call, "POST", "/v1/analyses", BODY, "application/json") for _ in range(80)]
        time.sleep(0.2)
        started = time.monotonic()
        health = running.call("GET", "/health/live")[0]
        waited = time.monotonic() - started
        answers = [one.result() for one in flood]
    assert (health, waited < 1) == (200, True)
    assert {status for status, _ in answers} == {200, 429}
    assert all(json.loads(body)["code"] == "too-many-requests" for status, body in answers if status == 429)
    assert running.ask("Husk kilder.") == 200


def test_a_flood_from_one_address_leaves_places_for_another(start: Start) -> None:
    running = start(seconds=0.1, max_requests=8)
    with ThreadPoolExecutor(20) as crowd:
        flood = [crowd.submit(running.call, "POST", "/v1/analyses", BODY, "application/json") for _ in range(60)]
        time.sleep(0.2)
        connection = running.connect()
        headers = {"Content-Type": "application/json", "X-Forwarded-For": "192.0.2.7"}
        connection.request("POST", "/v1/analyses", BODY, headers)
        assert connection.getresponse().status == 200
        assert not all(one.done() for one in flood)


def test_a_refusal_says_when_to_come_back(start: Start) -> None:
    running = start(seconds=1, max_requests=1)
    first = threading.Thread(target=running.ask, args=("Husk kilder.",))
    first.start()
    time.sleep(0.3)
    connection = running.connect()
    connection.request("GET", "/v1/labels")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["X-Request-ID"]
    first.join()


def _raw(running: Running, *pieces: bytes, pause: float = 0) -> bytes:
    """Send pieces over a bare connection and return all that comes back."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=15) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        answer = b""
        while received := connection.recv(65_536):
            answer += received
    return answer


def _problem(answer: bytes) -> dict[str, object]:
    head, body = answer.split(b"\r\n\r\n", 1)
    assert b"application/problem+json" in head
    assert b"default-src 'self'" in head
    problem: dict[str, object] = json.loads(body[body.index(b"{") : body.rindex(b"}") + 1])
    return problem


HEAD = b"POST /v1/analyses HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param((), id="nothing at all"),
        pytest.param((b"POST /v1/anal",), id="half a line"),
        pytest.param((b"GET / HTTP/1.1\r\nHost: a\r\n",), id="headers without an end"),
        pytest.param((HEAD,), id="no body"),
        pytest.param((HEAD, b'{"te'), id="half a body"),
    ],
)
def test_a_slow_sender_is_told_and_disconnected(start: Start, pieces: tuple[bytes, ...]) -> None:
    answer = _raw(start(head_seconds=0.5, body_seconds=0.5), *pieces)
    problem = _problem(answer)
    assert (problem["status"], problem["code"]) == (408, "request-timeout")
    assert b"onnection: close" in answer


def test_a_body_that_drips_is_not_waited_for_longer_than_one_that_pauses(start: Start) -> None:
    running = start(body_seconds=0.6)
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", running.port), timeout=15) as connection:
        connection.sendall(HEAD)
        connection.settimeout(0.1)
        answer = b""
        while not answer and time.monotonic() - started < 10:
            connection.sendall(b" ")
            try:
                answer = connection.recv(65_536)
            except TimeoutError:
                continue
    assert answer.startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(
    "nonsense", [b"kanarifugl\r\n\r\n", b"GET /\x00 HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/9\r\n\r\n"]
)
def test_what_is_no_http_gets_a_problem(start: Start, nonsense: bytes) -> None:
    running = start(head_seconds=1)
    problem = _problem(_raw(running, nonsense))
    assert problem["code"] in {"bad-request", "request-timeout"}
    assert "kanarifugl" not in str(problem) + running.errors.read_text("utf-8")


def test_connections_that_send_nothing_do_not_keep_others_out(start: Start) -> None:
    running = start(max_requests=4)
    idle = [socket.create_connection(("127.0.0.1", running.port)) for _ in range(50)]
    assert running.ask("Husk kilder.") == 200
    for connection in idle:
        connection.close()
