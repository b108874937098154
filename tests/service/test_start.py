"""Starting the service: settings, card, and clear words where it cannot start."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from service.__main__ import main
from service.card import read_card
from service.settings import Settings
from tilbakemelding import ModelError


def test_the_service_listens_on_this_machine_only_unless_told(settings: Settings) -> None:
    assert (settings.host, settings.port, settings.max_body_bytes) == ("127.0.0.1", 8000, 256_000)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILBAKEMELDING_PORT", "8123")
    monkeypatch.setenv("TILBAKEMELDING_LANGUAGE", "nb_core_news_lg")
    assert (Settings().port, Settings().language) == (8123, "nb_core_news_lg")


def test_an_argument_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILBAKEMELDING_PORT", "8123")
    assert Settings(port=8124).port == 8124


def test_the_card_passes_on_manifest_and_report(tmp_path: Path) -> None:
    _write(tmp_path, "manifest.json", {"version": "1"})
    _write(tmp_path, "report.json", {"macro_f1": 0.8})
    assert read_card(tmp_path) == {"manifest": {"version": "1"}, "report": {"macro_f1": 0.8}}


def test_a_card_without_a_report_is_still_a_card(tmp_path: Path) -> None:
    _write(tmp_path, "manifest.json", {"version": "1"})
    assert read_card(tmp_path) == {"manifest": {"version": "1"}}


@pytest.mark.parametrize("content", ["{", "[]", "\udcff"])
def test_a_broken_report_is_told(tmp_path: Path, content: str) -> None:
    _write(tmp_path, "manifest.json", {})
    (tmp_path / "feedback" / "report.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ModelError, match=r"report\.json"):
        read_card(tmp_path)


def test_missing_models_are_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TILBAKEMELDING_MODELS", str(tmp_path / "nowhere"))
    assert main(["--port", "0"]) == 1
    _assert_one_line(capsys, "nowhere")


def test_a_taken_port_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 1
    _assert_one_line(capsys, f"cannot listen on 127.0.0.1 port {port}")


@pytest.mark.parametrize("arguments", [["--host", "203.0.113.1"], ["--port", "70000"]])
def test_an_unusable_setting_is_told_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    _assert_one_line(capsys, arguments[1] if "host" in arguments[0] else "port")


def _write(models: Path, name: str, facts: object) -> None:
    (models / "feedback").mkdir(exist_ok=True)
    (models / "feedback" / name).write_text(json.dumps(facts), encoding="utf-8")


def _assert_one_line(capsys: pytest.CaptureFixture[str], words: str) -> None:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("tilbakemelding: ")
    assert err.count("\n") == 1
    assert words in err
