"""A round whose coders have handed in: they differ on one segment and agree on the others."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.service.house import House, contribute
from tests.service.rounds.steps import code_all, make, segments

TEXTS = [f"Teksten er tydelig {number}. Husk kilder!" for number in range(3)]


@pytest.fixture
def round_id(house: House) -> UUID:
    return round_at_meeting(house)


def round_at_meeting(house: House) -> UUID:
    contribute(house, "teacher3", TEXTS[:2])
    contribute(house, "teacher2", TEXTS[2:])
    round_id = make(house, ["teacher", "teacher2"])
    for person in ("teacher", "teacher2"):
        code_all(house, person, round_id, submit=False)
    changed = segments(house, round_id)[2]
    answer = house.client("teacher").put(
        f"/rounds/{round_id}/votes/{changed}", json={"labels": ["advice"], "version": 1}
    )
    assert answer.status_code == 200
    for person in ("teacher", "teacher2"):
        assert house.client(person).post(f"/rounds/{round_id}/submit").status_code == 303
    return round_id


@pytest.fixture
def disputed(house: House, round_id: UUID) -> UUID:
    """The segment on which the coders differ."""
    return segments(house, round_id)[2]
