"""A team's goal is the team's own, masked, and the leader's to read only while it is released."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

import pytest
from httpx import Response
from sqlalchemy import select

from service.goals.keeping import released_to
from service.store.tables import Act, RoleGrant, TeamGoal, TeamMember
from tests.service.house import House

TERM = "2026-2"
GOAL = "Flere kommentarer skal peke framover."
DECIDED = "Kari tar med fem kommentarer til møtet."


def place(house: House, school: str = "nord", term: str = TERM) -> str:
    return f"/culture/goals/{house.teams[school]}/{term}"


def write(house: House, person: str = "teacher", *, version: int = 0, goal: str = GOAL, decided: str = "") -> Response:
    sent = {"goal": goal, "decided": decided, "version": str(version)}
    return house.client(person, page=True).post(place(house), data=sent)


def release(house: House, *, version: int = 1) -> Response:
    return house.client("coach", page=True).post(f"{place(house)}/release", data={"version": str(version)})


def page(house: House, person: str, path: str = "/culture/goals") -> str:
    return unescape(house.client(person, page=True).get(path).text)


def stored(house: House) -> TeamGoal | None:
    with house.store.read("alfa") as session:
        found = session.scalar(select(TeamGoal))
        if found is not None:
            session.expunge(found)
        return found


def test_an_empty_page_leads_to_this_half_year(house: House) -> None:
    shown = page(house, "teacher")
    assert "Teamet har ikke skrevet noe mål ennå." in shown
    assert re.search(rf'href="/culture/goals/{house.teams["nord"]}/20\d\d-[12]"', shown)


def test_what_a_member_writes_is_read_by_the_team(house: House) -> None:
    assert write(house).headers["location"] == "/culture/goals?told=kept&masked=0"
    for person in ("teacher", "teacher2", "coach"):
        assert GOAL in page(house, person)
    assert "Bare teamet ser dette." in page(house, "teacher2")


def test_names_are_masked_before_it_is_kept_and_the_writer_is_told(house: House) -> None:
    answer = write(house, decided=DECIDED)
    found = stored(house)
    assert found is not None
    assert found.decided == "[ELEV 1] tar med fem kommentarer til møtet."
    assert "Noe i teksten ble skjult før den ble lagret (antall: 1)." in page(
        house, "teacher", answer.headers["location"]
    )


def test_the_leader_sees_nothing_before_the_team_releases_it(house: House) -> None:
    write(house)
    shown = page(house, "leader")
    assert GOAL not in shown
    assert "Ingen team har vist fram målet sitt." in shown
    assert house.client("leader", page=True).get(place(house)).status_code == 403


def test_the_page_before_a_release_says_what_becomes_visible(house: House) -> None:
    write(house)
    shown = page(house, "coach", f"{place(house)}/release")
    assert GOAL in shown
    assert "Skolens leder får se teksten under" in shown
    assert GOAL not in page(house, "leader")


def test_the_leader_sees_what_is_released_and_not_who_wrote_it(house: House) -> None:
    write(house)
    assert release(house).headers["location"] == "/culture/goals?told=released"
    shown = page(house, "leader")
    assert GOAL in shown
    assert "Teacher" not in shown
    assert "Coach" not in shown


def test_a_release_is_taken_back(house: House) -> None:
    write(house)
    release(house)
    house.client("teacher", page=True).post(f"{place(house)}/withdraw")
    assert GOAL not in page(house, "leader")
    assert GOAL in page(house, "teacher")


def test_a_change_takes_the_release_back(house: House) -> None:
    write(house)
    release(house)
    assert "blir det skjult for lederen" in page(house, "teacher", place(house))
    write(house, version=1, goal="Noe annet.")
    assert "Noe annet." not in page(house, "leader")
    with house.store.read("alfa") as session:
        assert released_to(session, [house.schools["nord"]]) == []


def test_keeping_it_unchanged_leaves_it_released(house: House) -> None:
    write(house)
    release(house)
    write(house, version=1)
    assert GOAL in page(house, "leader")


def test_only_the_version_that_was_looked_at_is_released(house: House) -> None:
    write(house)
    write(house, version=1, goal="Noe annet.")
    assert release(house, version=1).status_code == 409
    assert "Noe annet." not in page(house, "leader")


def test_nobody_overwrites_what_they_have_not_seen(house: House) -> None:
    write(house)
    answer = write(house, "teacher2", goal="Mitt forslag.")
    shown = unescape(answer.text)
    assert answer.status_code == 409
    assert GOAL in shown
    assert "Mitt forslag.</textarea>" in shown
    found = stored(house)
    assert found is not None
    assert found.goal == GOAL


def test_after_a_conflict_the_form_saves_over_the_version_it_shows(house: House) -> None:
    write(house)
    answer = write(house, "teacher2", goal="Mitt forslag.")
    assert re.findall(r'name="version" value="(\d+)"', answer.text) == ["1"]


def test_a_goal_needs_words(house: House) -> None:
    answer = write(house, goal="  ")
    assert answer.status_code == 422
    assert "Skriv et mål før dere lagrer." in answer.text
    assert stored(house) is None


def test_a_goal_is_deleted_after_a_question(house: House) -> None:
    write(house)
    release(house)
    assert "Slette målet" in page(house, "teacher", f"{place(house)}/delete")
    house.client("teacher", page=True).post(f"{place(house)}/delete")
    assert stored(house) is None
    assert GOAL not in page(house, "leader")


@pytest.mark.parametrize("person", ["neighbour", "stranger"])
@pytest.mark.parametrize("rest", ["", "/release", "/delete"])
def test_another_team_does_not_learn_that_there_is_a_goal(house: House, person: str, rest: str) -> None:
    write(house)
    assert house.client(person, page=True).get(place(house) + rest).status_code == 404
    assert GOAL not in page(house, person)


@pytest.mark.parametrize("rest", ["", "/release", "/withdraw", "/delete"])
@pytest.mark.parametrize("person", ["neighbour", "stranger"])
def test_another_team_changes_nothing(house: House, person: str, rest: str) -> None:
    write(house)
    release(house)
    sent = {"goal": "x", "decided": "", "version": "1"}
    assert house.client(person, page=True).post(place(house) + rest, data=sent).status_code == 404
    assert GOAL in page(house, "leader")


def test_the_leader_of_another_school_sees_nothing(house: House) -> None:
    write(house)
    release(house)
    assert GOAL not in page(house, "neighbour-leader")
    assert GOAL not in page(house, "stranger")


def test_who_has_left_the_team_sees_it_no_longer(house: House) -> None:
    write(house)
    with house.store.write("alfa") as session:
        session.delete(session.get_one(TeamMember, (house.teams["nord"], house.people["teacher"])))
    assert GOAL not in page(house, "teacher")
    assert house.client("teacher", page=True).get(place(house)).status_code == 404


def test_the_coach_of_a_school_writes_for_its_teams_without_being_a_member(house: House) -> None:
    with house.store.write("alfa") as session:
        session.add(RoleGrant(person_id=house.people["neighbour"], role="coach", school_id=house.schools["nord"]))
    assert write(house, "neighbour").status_code == 303


@pytest.mark.parametrize("term", ["2026-3", "i-host", "1999-1"])
def test_there_is_no_goal_for_what_is_no_half_year(house: House, term: str) -> None:
    assert house.client("teacher", page=True).get(place(house, term=term)).status_code == 404


def test_nynorsk_is_read_in_nynorsk(house: House) -> None:
    write(house)
    shown = page(house, "teacher", "/culture/goals?lang=nn")
    assert "Berre teamet ser dette." in shown
    assert "haust\u00a02026" in shown


def test_the_log_holds_counts_and_no_text(house: House) -> None:
    write(house, decided=DECIDED)
    release(house)
    with house.store.read("alfa") as session:
        acts = [tuple(act) for act in session.execute(select(Act.what, Act.thing_id, Act.facts).order_by(Act.at))]
    assert [(what, facts) for what, _, facts in acts] == [
        ("goal.written", {"masked": 1, "version": 1}),
        ("goal.released", {"version": 1}),
    ]
    assert all(isinstance(thing, UUID) for _, thing, _ in acts)
