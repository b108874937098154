"""What has been kept for as long as it may goes, and leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from service.samples.__main__ import main
from service.samples.retention import keep_retaining, retain
from service.settings import Settings
from service.store import Store, open_store
from service.store.tables import Act, Contribution
from tests.service.house import House, build_house, contribute

CANARY = "Kvitsymra i rapporten er tydeleg."


def contributions(store: Store) -> int:
    with store.read("alfa") as session:
        return len(session.scalars(select(Contribution)).all())


def test_what_has_expired_goes_and_the_rest_stays(house: House) -> None:
    contribute(house, "teacher", ["Bra jobba!"])
    assert retain(house.store, at=datetime.now(UTC) + timedelta(days=364)) == 0
    assert retain(house.store, at=datetime.now(UTC) + timedelta(days=366)) == 1
    assert contributions(house.store) == 0


def test_the_log_holds_how_much_went(house: House) -> None:
    contribute(house, "teacher", ["Bra jobba!"])
    retain(house.store, at=datetime.now(UTC) + timedelta(days=366))
    with house.store.read("alfa") as session:
        act = session.scalars(select(Act).where(Act.what == "contribution.expired")).one()
        assert (act.facts, act.actor_id) == ({"contributions": 1}, None)


def test_the_service_carries_it_out_by_itself(house: House) -> None:
    contribute(house, "teacher", ["Bra jobba!"])
    with house.store.write("alfa") as session:
        session.scalars(select(Contribution)).one().expires_at = datetime.now(UTC) - timedelta(days=1)
    stop = keep_retaining(house.store, every=0.01)
    deadline = datetime.now(UTC) + timedelta(seconds=20)
    while contributions(house.store) and datetime.now(UTC) < deadline:
        stop.wait(0.05)
    stop.set()
    assert contributions(house.store) == 0


@pytest.mark.parametrize("way", ["revoked", "expired"])
def test_no_byte_of_a_text_is_left_in_the_files(tmp_path: Path, settings: Settings, way: str) -> None:
    store = open_store(str(tmp_path / "store"))
    house = build_house(store, settings)
    contribute(house, "teacher", [CANARY])
    assert found(tmp_path)
    if way == "revoked":
        with store.read("alfa") as session:
            key = session.scalars(select(Contribution.id)).one()
        house.client("teacher").post(f"/samples/{key}/revoke", data={"comment": ""})
    else:
        retain(store, at=datetime.now(UTC) + timedelta(days=366))
    assert not found(tmp_path)
    store.close()


def found(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def test_the_command_says_how_much_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TILBAKEMELDING_STORE", str(tmp_path / "none"))
    monkeypatch.setattr("sys.argv", ["x", "retain"])
    assert main() == 0
    assert capsys.readouterr().out == "0 contributions removed\n"
