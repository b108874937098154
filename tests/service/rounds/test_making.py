"""A coach makes rounds of a team's samples, and nobody else does."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from service.rounds.drawing import Filter, candidates, draw
from service.store.tables import Act, Coder, Comment, Round, RoundItem, RoundSegment, Vote
from tests.service.house import House, contribute
from tests.service.rounds.steps import coders, make, segments

TEXTS = [f"Teksten er tydelig {number}. Husk kilder!" for number in range(6)]
QUIET = [f"Flott {number}." for number in range(4)]


def form(house: House, **other: Any) -> dict[str, Any]:
    facts = {"team": str(house.teams["nord"]), "selection": "random", "count": "3", "title": "Uke 40"}
    return {**facts, "coder": coders(house), **other}


def only(house: House) -> Round:
    with house.store.read("alfa") as session:
        return session.scalars(select(Round)).one()


def test_a_random_round_keeps_the_chance_of_each_comment(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    assert house.client("coach").post("/rounds", data=form(house)).status_code == 303
    with house.store.read("alfa") as session:
        items = session.scalars(select(RoundItem)).all()
        assert [item.inclusion_probability for item in items] == [0.5, 0.5, 0.5]
        assert (only(house).population, only(house).seed is not None) == (6, True)


def test_segments_are_fixed_from_what_the_model_says(house: House) -> None:
    contribute(house, "teacher", TEXTS[:1])
    round_id = make(house, ["teacher", "coach"])
    with house.store.read("alfa") as session:
        found = session.scalars(select(RoundSegment).order_by(RoundSegment.position)).all()
        text = session.scalars(select(Comment.text)).one()
    assert [text[one.start : one.end] for one in found] == ["Teksten er tydelig 0.", "Husk kilder!"]
    assert [one.model_labels for one in found] == [("quality",), ("advice",)]
    assert only(house).id == round_id


def test_a_round_of_those_that_do_not_point_forward_holds_no_others(house: House) -> None:
    contribute(house, "teacher", [*TEXTS, *QUIET])
    house.client("coach").post("/rounds", data=form(house, selection="not-forward", count="200"))
    with house.store.read("alfa") as session:
        assert set(session.scalars(select(Comment.text).join(RoundItem))) == set(QUIET)
        assert set(session.scalars(select(RoundItem.inclusion_probability))) == {None}


def test_the_least_certain_come_first(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    with house.store.write("alfa") as session:
        for number, comment in enumerate(session.scalars(select(Comment).order_by(Comment.position))):
            comment.predictions[0].certainty = [0.9, 0.1, 0.5, 0.7, 0.2, 0.8][number]
    with house.store.read("alfa") as session:
        found = candidates(session, house.teams["nord"], Filter(), model=house.analyser.version, selection="random")
    assert [one.text[19] for one in draw(found, "uncertain", 3, seed=0).chosen] == ["1", "4", "2"]


def test_hand_picked_comments_are_those_that_were_picked(house: House) -> None:
    keys = contribute(house, "teacher", TEXTS)
    house.client("coach").post("/rounds", data=form(house, selection="picked", comment=[str(keys[4]), str(keys[1])]))
    with house.store.read("alfa") as session:
        assert set(session.scalars(select(RoundItem.comment_id))) == {keys[1], keys[4]}


def test_comments_of_earlier_rounds_do_not_come_again_unless_asked_for(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    make(house, ["teacher", "coach"], count=4)
    page = house.client("coach", page=True)
    assert "2 av 2 kommentarer passer." in page.get("/rounds/new").text
    assert "6 av 6 kommentarer passer." in page.get("/rounds/new?again=1").text


def test_a_filter_narrows_what_fits(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    contribute(house, "teacher", QUIET, subject="matematikk")
    page = house.client("coach", page=True)
    assert "4 av 4 kommentarer passer." in page.get("/rounds/new?subject=matematikk").text
    assert "6 av 6 kommentarer passer." in page.get("/rounds/new?subject=norsk&level=ungdomstrinn").text


def test_the_same_seed_draws_the_same_sample(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    with house.store.read("alfa") as session:
        found = candidates(session, house.teams["nord"], Filter(), model="", selection="random")
    assert draw(found, "random", 3, seed=7).chosen == draw(found, "random", 3, seed=7).chosen
    assert {one.comment_id for seed in range(30) for one in draw(found, "random", 1, seed=seed).chosen} == {
        one.comment_id for one in found
    }


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"coder": []}, "malformed-body"),
        ({"title": ""}, "malformed-body"),
        ({"count": "0"}, "malformed-body"),
        ({"count": "many"}, "malformed-body"),
        ({"selection": "best"}, "malformed-body"),
        ({"subject": "hest"}, "malformed-body"),
        ({"term": "x"}, "malformed-body"),
        ({"team": str(uuid4())}, "not-found"),
    ],
)
def test_what_makes_no_round_is_told(house: House, wrong: dict[str, Any], code: str) -> None:
    contribute(house, "teacher", TEXTS)
    assert house.client("coach").post("/rounds", data=form(house, **wrong)).json()["code"] == code


def test_one_coder_is_too_few(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    sent = form(house, coder=[str(house.people["teacher"])])
    assert house.client("coach").post("/rounds", data=sent).json()["code"] == "malformed-body"


def test_a_coder_must_be_of_the_team(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    sent = form(house, coder=[str(house.people["teacher"]), str(house.people["neighbour"])])
    assert house.client("coach").post("/rounds", data=sent).json()["code"] == "not-found"


@pytest.mark.parametrize("person", ["neighbour", "stranger"])
def test_a_coach_elsewhere_finds_neither_team_nor_round(house: House, person: str) -> None:
    contribute(house, "teacher", TEXTS)
    round_id = make(house, ["teacher", "coach"])
    client = house.client(person)
    assert client.get(f"/rounds/new?team={house.teams['nord']}").json()["code"] == "not-found"
    for path in (f"/rounds/{round_id}", f"/rounds/{round_id}/remove"):
        assert client.get(path).json()["code"] == "not-found"
    for path in ("coders", "reopen", "remove"):
        sent = {"person": str(house.people["teacher2"])}
        assert client.post(f"/rounds/{round_id}/{path}", data=sent).json()["code"] == "not-found"
    assert only(house).id == round_id


def test_a_coder_is_added_while_the_round_is_coded(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    round_id = make(house, ["teacher", "coach"])
    sent = {"person": str(house.people["teacher2"])}
    for _ in range(2):
        assert house.client("coach").post(f"/rounds/{round_id}/coders", data=sent).status_code == 303
    with house.store.read("alfa") as session:
        assert len(session.scalars(select(Coder)).all()) == 3


def test_a_round_is_removed_with_its_votes_and_the_comments_stay(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    round_id = make(house, ["teacher", "coach"])
    segment = segments(house, round_id)[0]
    house.client("teacher").put(f"/rounds/{round_id}/votes/{segment}", json={"labels": [], "version": 0})
    assert house.client("coach").post(f"/rounds/{round_id}/remove").status_code == 303
    with house.store.read("alfa") as session:
        left = [session.scalars(select(table)).first() for table in (Round, RoundItem, RoundSegment, Vote, Coder)]
        assert left == [None] * 5
        assert len(session.scalars(select(Comment)).all()) == 6


def test_a_revoked_comment_leaves_the_round(house: House) -> None:
    keys = contribute(house, "teacher", TEXTS)
    make(house, ["teacher", "coach"], count=6)
    with house.store.read("alfa") as session:
        contribution = session.get_one(Comment, keys[0]).contribution_id
    house.client("teacher").post(f"/samples/{contribution}/revoke", data={"comment": str(keys[0])})
    with house.store.read("alfa") as session:
        assert keys[0] not in set(session.scalars(select(RoundItem.comment_id)))


def test_making_a_round_is_audited_without_words(house: House) -> None:
    contribute(house, "teacher", TEXTS)
    make(house, ["teacher", "coach"])
    with house.store.read("alfa") as session:
        act = session.scalars(select(Act).where(Act.what == "round.made")).one()
        assert act.facts == {"comments": 3, "coders": 2}
        assert isinstance(act.thing_id, UUID)
