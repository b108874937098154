"""The team meets over what its coders differ on, and decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from service.store.tables import Decision, Reflection, Rewrite, Round, RoundItem, RoundSegment, Vote
from tests.service.house import House, contribute
from tests.service.rounds.steps import make, segments


def at(round_id: UUID, *more: str) -> str:
    return "/".join(["/rounds", str(round_id), *more])


def decide(house: House, round_id: UUID, segment: UUID, *labels: str, version: int = 0, reason: str = "") -> Any:
    sent = {"n": "1", "version": str(version), "label": list(labels), "reason": reason}
    return house.client("teacher", page=True).post(at(round_id, "meeting", "segments", str(segment)), data=sent)


def rows(house: House, table: Any) -> list[Any]:
    with house.store.read("alfa") as session:
        return list(session.scalars(select(table)))


def test_what_all_agree_on_is_settled_as_they_chose(house: House, round_id: UUID, disputed: UUID) -> None:
    decisions = {row.segment_id: row.labels for row in rows(house, Decision)}
    assert set(decisions) == set(segments(house, round_id)) - {disputed}
    assert set(decisions.values()) == {("quality",)}


def test_the_comment_that_coders_differ_on_comes_first(house: House, round_id: UUID, disputed: UUID) -> None:
    with house.store.read("alfa") as session:
        item = session.get_one(RoundItem, session.get_one(RoundSegment, disputed).item_id)
        words = f"tydelig {item.comment_id}"
    page = house.client("coach", page=True).get(at(round_id, "meeting")).text
    assert "Dere har valgt ulikt" in page
    assert f"segments/{disputed}" in page
    assert words not in page
    assert "Dere har valgt ulikt" not in house.client("coach", page=True).get(at(round_id, "meeting") + "?n=2").text


def test_votes_are_counted_and_nobody_is_named_unless_the_team_wants_it(house: House, round_id: UUID) -> None:
    client = house.client("coach", page=True)
    page = client.get(at(round_id, "meeting")).text
    assert "1 av 2" in page
    assert "Teacher2" not in page
    assert client.post(at(round_id, "meeting", "names"), data={"shown": "1"}).status_code == 303
    assert "Teacher2" in client.get(at(round_id, "meeting")).text
    assert "Teacher2" not in client.get(at(round_id, "minutes")).text


def test_a_decision_is_kept_with_its_reason_and_the_votes_stay(house: House, round_id: UUID, disputed: UUID) -> None:
    before = sorted((row.segment_id, row.labels) for row in rows(house, Vote))
    answer = decide(house, round_id, disputed, "advice", "quality", reason="Kari mente det.")
    assert answer.status_code == 303
    kept = next(row for row in rows(house, Decision) if row.segment_id == disputed)
    assert (kept.labels, kept.reason, kept.version) == (("advice", "quality"), "[ELEV 1] mente det.", 1)
    assert sorted((row.segment_id, row.labels) for row in rows(house, Vote)) == before


def test_a_decision_made_meanwhile_is_shown_and_not_overwritten(house: House, round_id: UUID, disputed: UUID) -> None:
    decide(house, round_id, disputed, "advice")
    answer = decide(house, round_id, disputed, "goal")
    assert answer.status_code == 409
    assert "Noen andre lagret imens" in answer.text
    assert next(row.labels for row in rows(house, Decision) if row.segment_id == disputed) == ("advice",)
    assert decide(house, round_id, disputed, "goal", version=1).status_code == 303


def test_a_better_version_is_kept_masked_changed_and_taken_away(house: House, round_id: UUID) -> None:
    item = rows(house, RoundItem)[0].id
    client = house.client("teacher2", page=True)
    path = at(round_id, "meeting", "items", str(item), "rewrite")
    client.post(path, data={"n": "1", "version": "0", "text": "Husk kilder, Kari!"})
    assert [row.text for row in rows(house, Rewrite)] == ["Husk kilder, [ELEV 1]!"]
    assert client.post(path, data={"n": "1", "version": "0", "text": "Noe annet."}).status_code == 409
    client.post(path, data={"n": "1", "version": "1", "text": ""})
    assert rows(house, Rewrite) == []


def test_answers_to_the_questions_are_kept_for_a_comment_and_for_the_round(house: House, round_id: UUID) -> None:
    item = rows(house, RoundItem)[0].id
    client = house.client("teacher", page=True)
    for of in (str(item), ""):
        sent = {"n": "1", "version": "0", "prompt": "next", "text": "Mer framover.", "item": of}
        assert client.post(at(round_id, "meeting", "reflections"), data=sent).status_code == 303
    assert {row.item_id for row in rows(house, Reflection)} == {item, None}


def test_a_closed_round_is_not_changed_until_it_is_taken_up_again(house: House, round_id: UUID, disputed: UUID) -> None:
    coach = house.client("coach")
    assert coach.post(at(round_id, "close")).status_code == 303
    assert rows(house, Round)[0].state == "closed"
    assert decide(house, round_id, disputed, "advice").status_code == 409
    assert coach.post(at(round_id, "resume")).status_code == 303
    assert decide(house, round_id, disputed, "advice").status_code == 303


@pytest.mark.parametrize("path", ["meeting", "agreement", "minutes", "minutes.docx", "export.csv", "export.jsonl"])
def test_there_is_no_meeting_before_all_have_handed_in(house: House, path: str) -> None:
    contribute(house, "teacher3", ["Bra jobba!"])
    round_id = make(house, ["teacher", "teacher2"], count=1)
    for person in ("teacher", "coach"):
        assert house.client(person).get(at(round_id, path)).json()["code"] == "conflict"


@pytest.mark.parametrize("person", ["neighbour", "stranger"])
@pytest.mark.parametrize("path", ["meeting", "agreement", "minutes", "export.jsonl", "training.jsonl", "consent"])
def test_others_find_no_meeting(house: House, round_id: UUID, person: str, path: str) -> None:
    assert house.client(person).get(at(round_id, path)).json()["code"] == "not-found"


def test_agreement_is_told_in_words_and_few_codings_are_called_few(house: House, round_id: UUID) -> None:
    page = house.client("teacher", page=True).get(at(round_id, "agreement")).text
    assert "2 kodere, 3 kommentarer, 6 deler." in page
    assert page.count("For få: enigheten vises når minst 20") == 1
    assert "Teacher" not in page.partition("<main")[2]


def test_a_round_whose_comments_are_all_revoked_says_so(house: House) -> None:
    keys = contribute(house, "teacher3", ["Bra jobba!"])
    round_id = make(house, ["teacher", "teacher2"], count=1)
    for person in ("teacher", "teacher2"):
        client = house.client(person)
        client.put(at(round_id, "votes", str(segments(house, round_id)[0])), json={"labels": [], "version": 0})
        client.post(at(round_id, "submit"))
    del keys
    export = house.client("teacher3").get("/samples/export").json()["contributions"][0]["id"]
    house.client("teacher3").post(f"/samples/{export}/revoke", data={"comment": ""})
    for path in ("meeting", "agreement", "minutes", "minutes.docx", "export.csv", "export.jsonl"):
        assert house.client("coach", page=True).get(at(round_id, path)).status_code == 200, path
