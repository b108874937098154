"""Several processes on one port."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.__main__ import main
from service.listening import listen
from tests.service.conftest import Running, Start


def _until(holds: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert holds()


def test_the_address_is_told_once_when_all_workers_answer(start: Start) -> None:
    running = start(workers=3)
    assert len(running.workers()) == 3
    assert running.ask("Husk kilder.") == 200
    assert running.stop() == 0
    assert running.output.read_text("utf-8").count("listens on") == 1
    assert running.errors.read_text("utf-8") == ""


def test_a_worker_that_dies_is_replaced_and_the_others_answer_on(start: Start) -> None:
    running = start(workers=2)
    before = set(running.workers())
    time.sleep(1)
    os.kill(min(before), signal.SIGKILL)
    _until(lambda: len(set(running.workers()) - before) == 1 and len(running.workers()) == 2)
    assert {running.ask("Husk kilder.") for _ in range(20)} == {200}
    assert "ended with -9 and is replaced" in running.errors.read_text("utf-8")


def test_connections_to_a_worker_that_died_are_answered_by_its_successor(start: Start) -> None:
    running = start(workers=2)
    for worker in running.workers():
        os.kill(worker, signal.SIGKILL)
    assert running.ask("Husk kilder.") == 200


def test_workers_stop_with_the_process_that_started_them(start: Start) -> None:
    running = start(workers=2)
    workers = running.workers()
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    _until(lambda: not any(map(_lives, workers)))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.parametrize("workers", [1, 2])
def test_what_was_accepted_is_finished_when_told_to_stop(start: Start, workers: int) -> None:
    running = start(workers=workers, seconds=0.2)
    with ThreadPoolExecutor(6) as crowd:
        asked = [crowd.submit(running.ask, "Husk kilder.") for _ in range(6)]
        time.sleep(0.4)
        running.process.terminate()
        assert [one.result() for one in asked] == [200] * 6
    assert running.wait() == 0
    with pytest.raises(ConnectionError):
        running.ask("Husk kilder.")


def test_a_stopped_service_can_be_started_again_on_its_port(start: Start) -> None:
    first = start(workers=2)
    assert first.ask("Husk kilder.") == 200
    first.stop()
    assert start(workers=2, port=first.port).ask("Husk kilder.") == 200


@pytest.mark.parametrize("workers", [1, 2])
def test_a_port_that_a_service_with_workers_has_is_taken(
    start: Start, workers: int, capsys: pytest.CaptureFixture[str]
) -> None:
    running = start(workers=2)
    assert main(["--port", str(running.port), "--workers", str(workers)]) == 1
    assert f"cannot listen on 127.0.0.1 port {running.port}" in capsys.readouterr().err


def test_figures_are_those_of_all_workers_and_of_those_that_died(start: Start) -> None:
    running = start(workers=2)

    def asked() -> int:
        text = running.call("GET", "/metrics")[1].decode()
        return int(float(re.findall(r"^tilbakemelding_analysis_seconds_count (\S+)$", text, re.MULTILINE)[0]))

    before = asked()
    assert {running.ask("Husk kilder.") for _ in range(30)} == {200}
    assert asked() == before + 30
    for worker in running.workers():
        os.kill(worker, signal.SIGKILL)
    assert asked() == before + 30


def test_figures_of_requests_in_progress_do_not_outlive_a_worker(start: Start) -> None:
    running = start(workers=2, seconds=2)
    waiting = threading.Thread(target=_ask_in_vain, args=(running,), daemon=True)
    waiting.start()
    time.sleep(0.5)
    for worker in running.workers():
        os.kill(worker, signal.SIGKILL)
    waiting.join(10)
    text = running.call("GET", "/metrics")[1].decode()
    assert re.findall(r"^tilbakemelding_requests_in_progress (\S+)$", text, re.MULTILINE) == ["1.0"]


def _ask_in_vain(running: Running) -> None:
    with pytest.raises((ConnectionError, OSError)):
        running.ask("Husk kilder.")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_each_worker_has_a_socket_on_the_same_port(host: str) -> None:
    if host == "::1" and not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    sockets = listen(host, 0, workers=3)
    assert len({one.getsockname()[1] for one in sockets}) == 1
    assert len(set(sockets)) == 3
    for one in sockets:
        one.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_do_not_wait_for_more_to_send(workers: int) -> None:
    sockets = listen("127.0.0.1", 0, workers=workers)
    for one in sockets:
        one.settimeout(0.2)
    with socket.create_connection(sockets[0].getsockname()):
        for one in sockets:
            with contextlib.suppress(TimeoutError), one.accept()[0] as accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
                break
        else:
            pytest.fail("no socket took the connection")
    for one in sockets:
        one.close()
