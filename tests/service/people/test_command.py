"""The command makes owners and the first admin."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from service.people.__main__ import main
from service.store import open_store
from service.store.tables import Person, RoleGrant

ISSUER = "https://auth.example"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TILBAKEMELDING_STORE", str(tmp_path / "data"))
    return str(tmp_path / "data")


def grant(*more: str, subject: str = "76a7a061") -> int:
    words = ["grant", "--owner", "964338531", "--name", "Kari", "--subject", subject, "--issuer", ISSUER]
    return main([*words, *(more or ("--role", "admin"))])


def test_the_first_admin_is_entered(folder: str) -> None:
    assert main(["owner", "add", "--key", "964338531", "--name", "Kommunen"]) == 0
    assert grant() == 0
    assert grant() == 0
    store = open_store(folder)
    with store.read("964338531") as session:
        assert session.scalars(select(Person.name)).all() == ["Kari"]
        assert session.scalars(select(RoleGrant.role)).all() == ["admin"]
    store.close()


def test_an_unknown_owner_is_named_as_the_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert grant() == 1
    assert "no such owner" in capsys.readouterr().err


def test_a_national_identity_number_is_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    main(["owner", "add", "--key", "964338531", "--name", "Kommunen"])
    assert grant(subject="01010112345") == 1
    assert "01010112345" not in capsys.readouterr().err


def test_a_role_at_a_school_needs_the_school(capsys: pytest.CaptureFixture[str]) -> None:
    main(["owner", "add", "--key", "964338531", "--name", "Kommunen"])
    assert grant("--role", "coach") == 1
    assert "--school" in capsys.readouterr().err


def test_a_key_that_cannot_be_is_refused() -> None:
    assert main(["owner", "add", "--key", "../x", "--name", "Kommunen"]) == 1
