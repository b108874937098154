"""The local mode is for this machine only."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.service.fake import FakeAnalyser, FakeMasker

HERE = ("127.0.0.1", 50_000)


def ask(settings: Settings, *, client: tuple[str, int] = HERE, **headers: str) -> int:
    app = create_app(FakeAnalyser(), FakeMasker(), settings, {})
    with TestClient(app, base_url="http://127.0.0.1:8000", client=client) as asking:
        return asking.get(
            "/start", headers={name.replace("_", "-"): value for name, value in headers.items()}
        ).status_code


def test_this_machine_is_let_in(settings: Settings) -> None:
    assert ask(settings) == 200


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "[::1]:8000"])
def test_each_name_of_this_machine_is_known(settings: Settings, host: str) -> None:
    assert ask(settings, host=host) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "localhost.evil.example:8000"},
        {"x_forwarded_for": "10.0.0.1"},
        {"forwarded": "for=10.0.0.1"},
        {"via": "1.1 proxy"},
        {"x_real_ip": "10.0.0.1"},
        {"origin": "https://evil.example"},
    ],
)
def test_another_name_or_a_proxy_is_refused(settings: Settings, headers: dict[str, str]) -> None:
    assert ask(settings, **headers) == 403


def test_another_machine_is_refused(settings: Settings) -> None:
    assert ask(settings, client=("10.0.0.1", 50_000)) == 403


def test_on_another_address_than_loopback_nobody_is_known(settings: Settings) -> None:
    assert ask(settings.model_copy(update={"host": "0.0.0.0"})) == 401  # noqa: S104 - that is what is refused
