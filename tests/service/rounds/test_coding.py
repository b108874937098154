"""Coders set labels each for themselves: nothing is lost, nothing overwritten unseen, nothing of others shown."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from service.store.tables import Coder, Note, Round, RoundItem, Vote
from tests.service.house import House, contribute
from tests.service.rounds.steps import code_all, make, segments

TEXTS = [f"Teksten er tydelig {number}. Husk kilder!" for number in range(3)]


@pytest.fixture
def round_id(house: House) -> UUID:
    contribute(house, "teacher3", TEXTS)
    return make(house, ["teacher", "teacher2"])


def vote(house: House, person: str, round_id: UUID, segment: UUID, *labels: str, version: int = 0, **more: Any) -> Any:
    sent = {"labels": list(labels), "version": version, **more}
    return house.client(person).put(f"/rounds/{round_id}/votes/{segment}", json=sent)


def state(house: House, round_id: UUID) -> str:
    with house.store.read("alfa") as session:
        return session.get_one(Round, round_id).state


def test_a_vote_is_kept_and_changed_by_who_saw_it(house: House, round_id: UUID) -> None:
    segment = segments(house, round_id)[0]
    assert vote(house, "teacher", round_id, segment, "quality").json()["version"] == 1
    told = vote(house, "teacher", round_id, segment, "advice", "quality", version=1, wrong_segment=True).json()
    assert told == {"labels": ["advice", "quality"], "wrong_segment": True, "version": 2}


def test_no_label_is_a_vote_too(house: House, round_id: UUID) -> None:
    vote(house, "teacher", round_id, segments(house, round_id)[0])
    with house.store.read("alfa") as session:
        assert session.scalars(select(Vote)).one().labels == ()


def test_the_same_change_twice_is_kept_once(house: House, round_id: UUID) -> None:
    segment = segments(house, round_id)[0]
    for _ in range(2):
        assert vote(house, "teacher", round_id, segment, "quality").json()["version"] == 1
    for _ in range(2):
        assert vote(house, "teacher", round_id, segment, "goal", version=1).json()["version"] == 2


def test_what_another_tab_has_changed_is_told_and_stays(house: House, round_id: UUID) -> None:
    segment = segments(house, round_id)[0]
    vote(house, "teacher", round_id, segment, "quality")
    vote(house, "teacher", round_id, segment, "goal", version=1)
    answer = vote(house, "teacher", round_id, segment, "advice", version=1)
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert answer.json()["present"] == {"labels": ["goal"], "wrong_segment": False, "version": 2}


def test_a_first_vote_from_a_tab_that_saw_none_does_not_overwrite(house: House, round_id: UUID) -> None:
    segment = segments(house, round_id)[0]
    vote(house, "teacher", round_id, segment, "quality")
    assert vote(house, "teacher", round_id, segment, "advice").json()["present"]["labels"] == ["quality"]


def test_coders_do_not_touch_each_others_votes(house: House, round_id: UUID) -> None:
    segment = segments(house, round_id)[0]
    assert vote(house, "teacher", round_id, segment, "quality").json()["version"] == 1
    assert vote(house, "teacher2", round_id, segment, "advice").json()["version"] == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"labels": ["praise"], "version": 0},
        {"labels": "quality", "version": 0},
        {"labels": [], "version": -1},
        {"labels": []},
        {"labels": [], "version": 0, "person": "x"},
    ],
)
def test_what_is_no_vote_is_refused(house: House, round_id: UUID, sent: dict[str, Any]) -> None:
    segment = segments(house, round_id)[0]
    assert house.client("teacher").put(f"/rounds/{round_id}/votes/{segment}", json=sent).status_code == 422


@pytest.mark.parametrize("person", ["teacher3", "coach", "neighbour", "stranger"])
def test_only_coders_of_the_round_code_it(house: House, round_id: UUID, person: str) -> None:
    assert vote(house, person, round_id, segments(house, round_id)[0]).json()["code"] == "not-found"
    assert house.client(person).get(f"/rounds/{round_id}/code").json()["code"] == "not-found"
    assert house.client(person).post(f"/rounds/{round_id}/submit").json()["code"] == "not-found"


def test_a_segment_of_another_round_is_not_there(house: House, round_id: UUID) -> None:
    contribute(house, "teacher3", ["Flott."])
    other = make(house, ["teacher", "teacher2"], count=1)
    assert vote(house, "teacher", round_id, segments(house, other)[0]).json()["code"] == "not-found"
    assert vote(house, "teacher", round_id, uuid4()).json()["code"] == "not-found"


def test_a_note_is_kept_masked_and_told_so(house: House, round_id: UUID) -> None:
    with house.store.read("alfa") as session:
        item = session.scalars(select(RoundItem.id)).first()
    answer = house.client("teacher").put(f"/rounds/{round_id}/notes/{item}", json={"text": "Kari igjen?", "version": 0})
    assert answer.json() == {"text": "[ELEV 1] igjen?", "version": 1}
    with house.store.read("alfa") as session:
        assert session.scalars(select(Note.text)).one() == "[ELEV 1] igjen?"


def test_nothing_is_handed_in_before_all_is_coded(house: House, round_id: UUID) -> None:
    vote(house, "teacher", round_id, segments(house, round_id)[0])
    assert house.client("teacher").post(f"/rounds/{round_id}/submit").json()["code"] == "conflict"


def test_when_the_last_hands_in_the_round_goes_on_to_its_meeting(house: House, round_id: UUID) -> None:
    code_all(house, "teacher", round_id)
    assert state(house, round_id) == "coding"
    code_all(house, "teacher2", round_id)
    assert state(house, round_id) == "meeting"


def test_handing_in_twice_is_handing_in_once(house: House, round_id: UUID) -> None:
    code_all(house, "teacher", round_id)
    assert house.client("teacher").post(f"/rounds/{round_id}/submit").status_code == 303


def test_what_is_handed_in_is_not_changed(house: House, round_id: UUID) -> None:
    code_all(house, "teacher", round_id)
    answer = vote(house, "teacher", round_id, segments(house, round_id)[0], "goal", version=1)
    assert (answer.status_code, "present" in answer.json()) == (409, False)


def test_a_coach_opens_again_for_one_who_has_handed_in(house: House, round_id: UUID) -> None:
    code_all(house, "teacher", round_id)
    sent = {"person": str(house.people["teacher"])}
    assert house.client("coach").post(f"/rounds/{round_id}/reopen", data=sent).status_code == 303
    assert vote(house, "teacher", round_id, segments(house, round_id)[0], "goal", version=1).status_code == 200


def test_nothing_is_opened_again_when_all_have_seen(house: House, round_id: UUID) -> None:
    code_all(house, "teacher", round_id)
    code_all(house, "teacher2", round_id)
    sent = {"person": str(house.people["teacher"])}
    assert house.client("coach").post(f"/rounds/{round_id}/reopen", data=sent).json()["code"] == "conflict"


def test_no_answer_to_a_coder_tells_of_others_or_of_the_model(house: House, round_id: UUID) -> None:
    code_all(house, "teacher2", round_id, ["involvement"])
    with house.store.read("alfa") as session:
        item = session.scalars(select(RoundItem.id)).first()
        model = session.get_one(Round, round_id).model
    sent = {"text": "kvitsymra", "version": 0}
    house.client("coach").post(f"/rounds/{round_id}/reopen", data={"person": str(house.people["teacher2"])})
    house.client("teacher2").put(f"/rounds/{round_id}/notes/{item}", json=sent)
    client = house.client("teacher", page=True)
    work = client.get(f"/rounds/{round_id}/code").text
    data = json.loads(work.partition('id="work">')[2].partition("</script>")[0])
    for known in ("texts", "labels"):
        del data[known]
    for page in (json.dumps(data), client.get("/rounds").text):
        for told in ("involvement", "model_labels", model, "kvitsymra", str(house.people["teacher2"]), "0.93"):
            assert told not in page


def test_many_tabs_at_once_leave_one_vote_and_tell_the_others(house: House, round_id: UUID) -> None:
    segment = segments(house, round_id)[0]
    labels = ["quality", "advice", "summative", "goal", "involvement"]
    with ThreadPoolExecutor(5) as tabs:
        answers = list(tabs.map(lambda label: vote(house, "teacher", round_id, segment, label), labels))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    kept = next(answer.json()["labels"] for answer in answers if answer.status_code == 200)
    assert all(answer.json()["present"]["labels"] == kept for answer in answers if answer.status_code == 409)


def test_the_last_two_handing_in_at_once_open_the_meeting(house: House, round_id: UUID) -> None:
    for person in ("teacher", "teacher2"):
        code_all(house, person, round_id, submit=False)
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda p: house.client(p).post(f"/rounds/{round_id}/submit"), ("teacher", "teacher2")))
    assert [answer.status_code for answer in done] == [303, 303]
    assert state(house, round_id) == "meeting"
    with house.store.read("alfa") as session:
        assert all(session.scalars(select(Coder.submitted_at)))


def test_a_comment_costs_little_of_the_servers_time(house: House) -> None:
    contribute(house, "teacher3", [f"Teksten er tydelig {number}. Husk kilder!" for number in range(40)])
    round_id = make(house, ["teacher", "teacher2"], count=40)
    client, first = house.client("teacher", page=True), segments(house, round_id)[0]
    client.get(f"/rounds/{round_id}/code")
    begin = time.process_time()
    assert client.get(f"/rounds/{round_id}/code").status_code == 200
    page = time.process_time() - begin
    vote(house, "teacher", round_id, first, "quality")
    begin = time.process_time()
    for version in range(1, 11):
        vote(house, "teacher", round_id, first, "advice" if version % 2 else "goal", version=version)
    saves = (time.process_time() - begin) / 10
    assert page / 40 + 2 * saves < 0.15
