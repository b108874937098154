"""Admins give roles and make schools; coaches and admins make teams; the last admin stays."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from service.store.tables import Act, RoleGrant, School, TeamMember
from tests.service.house import House


def roles_of(house: House, person: str) -> set[str]:
    with house.store.read(house.owner_of(person)) as session:
        return set(session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == house.people[person])))


def acts(house: House) -> list[str]:
    with house.store.read("alfa") as session:
        return list(session.scalars(select(Act.what).order_by(Act.at)))


def give(house: House, person: str, role: str, school: str | None = None) -> int:
    sent = {"role": role} | ({"school": str(house.schools[school])} if school else {})
    return house.client("admin").post(f"/admin/people/{house.people[person]}/roles", data=sent).status_code


def grant_key(house: House, person: str, role: str) -> str:
    with house.store.read(house.owner_of(person)) as session:
        found = select(RoleGrant.id).where(RoleGrant.person_id == house.people[person], RoleGrant.role == role)
        return str(session.scalars(found).one())


def take(house: House, person: str, role: str) -> str:
    address = f"/admin/people/{house.people[person]}/roles/{grant_key(house, person, role)}/revoke"
    return str(house.client("admin").post(address).headers["location"])


def test_a_role_that_is_given_opens_what_it_opens_at_once(house: House) -> None:
    assert house.client("nobody").get("/teams").status_code == 403
    assert give(house, "nobody", "coach", "nord") == 303
    assert house.client("nobody").get("/teams").status_code == 200
    assert acts(house) == ["role.granted"]


def test_giving_a_role_twice_is_giving_it_once(house: House) -> None:
    give(house, "nobody", "owner")
    give(house, "nobody", "owner")
    assert acts(house) == ["role.granted"]


def test_a_role_that_is_taken_closes_at_once(house: House) -> None:
    take(house, "coach", "coach")
    assert house.client("coach").get("/teams").status_code == 403
    assert acts(house) == ["role.revoked"]


def test_the_last_admin_cannot_be_taken_away(house: House) -> None:
    assert take(house, "admin", "admin").endswith("?said=last-admin")
    assert "admin" in roles_of(house, "admin")
    assert acts(house) == []


def test_an_admin_may_go_where_another_stays(house: House) -> None:
    give(house, "owner", "admin")
    assert take(house, "admin", "admin") == "/start"
    assert roles_of(house, "admin") == set()


@pytest.mark.parametrize(("role", "school"), [("teacher", "vest")])
def test_no_role_is_given_at_another_owners_school(house: House, role: str, school: str) -> None:
    assert give(house, "nobody", role, school) == 404
    assert roles_of(house, "nobody") == set()


def test_no_role_is_given_to_another_owners_person(house: House) -> None:
    assert give(house, "stranger", "admin") == 404
    assert "admin" not in roles_of(house, "stranger")


def test_a_school_is_made_once_and_renamed(house: House) -> None:
    client = house.client("admin")
    client.post("/admin/schools", data={"name": "Ny skole", "number": "975279154"})
    again = client.post("/admin/schools", data={"name": "Annen", "number": "975279154"})
    assert again.headers["location"] == "/admin?said=number-taken"
    with house.store.read("alfa") as session:
        key = session.scalars(select(School.id).where(School.number == "975279154")).one()
    client.post(f"/admin/schools/{key}", data={"name": "Øvre skole"})
    assert "Øvre skole" in client.get("/admin").text
    assert acts(house) == ["school.made", "school.renamed"]


def test_another_owners_school_is_not_renamed(house: House) -> None:
    answer = house.client("admin").post(f"/admin/schools/{house.schools['vest']}", data={"name": "Tatt"})
    assert answer.status_code == 404


def test_a_coach_makes_a_team_at_the_own_school_only(house: House) -> None:
    client = house.client("coach")
    assert client.post("/teams", data={"name": "Norsk", "school": str(house.schools["nord"])}).status_code == 303
    for school in ("sør", "vest"):
        assert client.post("/teams", data={"name": "Norsk", "school": str(house.schools[school])}).status_code == 404
    assert acts(house) == ["team.made"]


def test_two_teams_of_a_school_have_different_names(house: House) -> None:
    answer = house.client("coach").post("/teams", data={"name": "Team", "school": str(house.schools["nord"])})
    assert answer.headers["location"] == "/teams?said=name-taken"


@pytest.mark.parametrize("school", ["sør", "vest"])
@pytest.mark.parametrize("way", ["", "/members"])
def test_a_coach_changes_no_team_of_another_school(house: House, school: str, way: str) -> None:
    sent = {"name": "Tatt", "person": str(house.people["teacher"])}
    assert house.client("coach").post(f"/teams/{house.teams[school]}{way}", data=sent).status_code == 404
    assert house.client("coach").get(f"/teams/{house.teams[school]}").status_code == 404


def test_a_member_comes_and_goes(house: House) -> None:
    give(house, "nobody", "teacher", "nord")
    team, person = house.teams["nord"], house.people["nobody"]
    client = house.client("coach")
    assert client.post(f"/teams/{team}/members", data={"person": str(person)}).status_code == 303
    assert "Nobody" in client.get(f"/teams/{team}").text
    client.post(f"/teams/{team}/members/{person}/remove")
    with house.store.read("alfa") as session:
        assert session.get(TeamMember, (team, person)) is None
    assert acts(house) == ["role.granted", "team.joined", "team.left"]


@pytest.mark.parametrize("person", ["neighbour", "nobody", "stranger"])
def test_nobody_of_elsewhere_becomes_a_member(house: House, person: str) -> None:
    sent = {"person": str(house.people[person])}
    assert house.client("coach").post(f"/teams/{house.teams['nord']}/members", data=sent).status_code == 404


def test_the_pages_show_own_people_only(house: House) -> None:
    page = house.client("admin").get("/admin").text
    assert "Neighbour" in page
    assert "Stranger" not in page
    assert "Vest skole" not in page


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_the_log_tells_who_gave_a_role_and_hides_who_contributed(house: House, form: str) -> None:
    give(house, "nobody", "coach", "nord")
    with house.store.write("alfa") as session:
        session.add(Act(what="contribution.made", actor_id=house.people["teacher2"], thing_id=uuid4(), facts={}))
    page = house.client("admin").get(f"/admin/audit?lang={form}").text
    for shown in ("Rolle gitt: ressursperson", "Admin", "Nobody"):
        assert shown in page
    assert "Teacher2" not in page
    assert "contribution.made" not in page


def test_the_log_can_be_cut_to_days(house: House) -> None:
    give(house, "nobody", "owner")
    client = house.client("admin")
    assert "Rolle gitt" not in client.get("/admin/audit?to=2001-01-01").text
    assert "Rolle gitt" in client.get("/admin/audit?from=2001-01-01&to=").text
    assert client.get("/admin/audit?from=nonsense&to=9999-12-31").status_code == 200


def test_the_log_shows_nothing_of_another_owner(house: House) -> None:
    give(house, "nobody", "owner")
    assert "Rolle gitt" not in house.client("stranger-owner").get("/admin/audit").text
