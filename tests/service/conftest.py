"""The service around a small analyser: in this process, in a thread with a port, or in a process of its own."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import PREFIX, Settings
from service.store import Store, open_store
from tests.service.fake import CODES, FAILING, VERSION, WORDS, FakeAnalyser, FakeMasker, serve
from tests.service.house import House, build_house
from tests.service.postgres import Databases, databases
from tests.service.running import served

__all__ = ["CARD", "CODES", "FAILING", "VERSION", "WORDS", "FakeAnalyser", "Running", "Start"]
CARD = {"manifest": {"version": VERSION, "label_scheme": "1.0"}, "report": {"macro_f1": 0.5}}

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["fastapi", "uvicorn", "tests.service.fake"])


@dataclass
class Running:
    """The service in a process of its own, on a port of its own."""

    process: BaseProcess
    output: Path
    errors: Path
    connections: list[HTTPConnection] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.output.read_text("utf-8").split(":")[-1].split("/")[0])

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def connect(self) -> HTTPConnection:
        self.connections.append(HTTPConnection("127.0.0.1", self.port, timeout=30))
        return self.connections[-1]

    def ask(self, text: str) -> int:
        return self.call("POST", "/v1/analyses", json.dumps({"text": text}).encode(), "application/json")[0]

    def call(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, bytes]:
        connection = self.connect()
        connection.request(method, path, body, {"Content-Type": kind, "Connection": "close"})
        with connection.getresponse() as answer:
            return answer.status, answer.read()

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("utf-8")
        return [int(pid) for pid in children.split()]

    def wait(self) -> int | None:
        self.process.join(30)
        return self.process.exitcode

    def stop(self) -> int | None:
        self.process.terminate()
        return self.wait()


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start services; each setting is given by name, ``seconds`` is what an analysis takes."""
    started: list[Running] = []

    def begin(*, seconds: float = 0, **settings: object) -> Running:
        output, errors = (tmp_path / f"{name}-{len(started)}" for name in ("output", "errors"))
        own = {PREFIX + name.upper(): str(value) for name, value in {"port": 0, **settings}.items()}
        process = _processes.Process(target=serve, args=(output, errors, seconds, own))
        process.start()
        running = Running(process, output, errors)
        started.append(running)
        deadline = time.monotonic() + 30
        while not (output.exists() and output.read_text("utf-8").endswith("\n")) and time.monotonic() < deadline:
            assert process.is_alive(), errors.read_text("utf-8")
            time.sleep(0.01)
        return running

    yield begin
    for running in started:
        for connection in running.connections:
            connection.close()
        running.process.terminate()
        running.process.join(20)
        running.process.kill()
        running.process.join()
        running.process.close()


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"TILBAKEMELDING_{name.upper()}", raising=False)
    return Settings(store=str(tmp_path / "data"))


@pytest.fixture
def analyser() -> FakeAnalyser:
    return FakeAnalyser()


@pytest.fixture
def client(analyser: FakeAnalyser, settings: Settings) -> Iterator[TestClient]:
    # Not entered as a context: the service has no start-up of its own.
    client = TestClient(create_app(analyser, FakeMasker(), settings, CARD))
    yield client
    client.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Databases]:
    """Databases on a PostgreSQL server; whoever has none skips these tests, but the gate does not."""
    try:
        with databases(durable=False) as made:
            yield made
    except LookupError as missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(missing))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store is, of each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "store")
        return
    made: Databases = request.getfixturevalue("postgres")
    address = made.fresh()
    yield address
    made.drop(address)


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """An empty store, of each kind."""
    opened = open_store(store_address)
    yield opened
    opened.close()


@pytest.fixture
def house(store: Store, settings: Settings) -> House:
    """Two school owners, their people, and the service around them."""
    return build_house(store, settings)


@pytest.fixture
def embedded_house(tmp_path: Path, settings: Settings) -> Iterator[House]:
    """The same in the embedded store only, for what no database has a part in."""
    opened = open_store(str(tmp_path / "embedded"))
    yield build_house(opened, settings)
    opened.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Run the service on a port of its own and return its address."""
    with served(create_app(FakeAnalyser(), FakeMasker(), Settings(), CARD)) as address:
        yield address
