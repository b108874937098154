"""From what teams release to what leaders and owners read: acts, figures, suppression, revocation."""

from __future__ import annotations

import csv
import io
import re

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from service.culture.computing import make_figures
from service.culture.freshness import freshen, freshen_all
from service.culture.reading import figures_of_owner, figures_of_school
from service.store.tables import Comment, Contribution, Figure, FigureState, Person, Round
from tests.service.culture.year import fill_term, release
from tests.service.house import House, contribute

TERM, EARLIER = "2026-2", "2026-1"


def shares(house: House, school: str, term: str = TERM, subject: str = "") -> Figure | None:
    assert freshen(house.store, "alfa")
    with house.store.read("alfa") as session:
        found = figures_of_school(session, house.schools[school])
        return next((one for one in found if (one.term, one.subject, one.level) == (term, subject, "")), None)


def owners(house: House, term: str = TERM) -> Figure | None:
    assert freshen(house.store, "alfa")
    with house.store.read("alfa") as session:
        return next(
            (one for one in figures_of_owner(session) if (one.term, one.subject, one.level) == (term, "", "")), None
        )


def page(client: TestClient, path: str) -> str:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_nothing_counts_before_the_team_has_released_it(house: House) -> None:
    fill_term(house, "nord", TERM)
    assert shares(house, "nord") is None
    assert "Det er ingen tall ennå" in page(house.client("leader"), f"/culture/schools/{house.schools['nord']}")


def test_a_released_term_has_an_estimate_with_its_interval(house: House) -> None:
    fill_term(house, "nord", TERM)
    release(house, "nord", TERM)
    found = shares(house, "nord")
    assert found is not None
    assert (found.withheld, found.comments, found.reviewed, found.complete) == (None, 80, 40, True)
    forward = found.shares["points_forward"]
    assert forward["low"] < forward["value"] < forward["high"]
    assert forward["value"] == pytest.approx(0.5, abs=0.02)
    text = page(house.client("leader"), f"/culture/schools/{house.schools['nord']}")
    assert "Peker framover: 50\xa0% av kommentarene." in text
    assert text.count("<svg") == 4
    assert "Beskriver kvalitet: høyst\xa05\xa0% av kommentarene." in text
    assert "Peikar framover: 50\xa0% av kommentarane." in page(
        house.client("leader"), f"/culture/schools/{house.schools['nord']}?lang=nn"
    )


def test_taking_it_back_takes_the_figures_away(house: House) -> None:
    fill_term(house, "nord", TERM)
    release(house, "nord", TERM)
    assert shares(house, "nord") is not None
    path = f"/culture/release/teams/{house.teams['nord']}/{TERM}/withdraw"
    assert house.client("coach").post(path).status_code == 303
    assert shares(house, "nord") is None


def test_what_is_contributed_after_the_release_waits_for_the_next(house: House) -> None:
    fill_term(house, "nord", TERM)
    release(house, "nord", TERM)
    contribute(house, "teacher", ["Husk kilder."] * 9, term=TERM)
    with house.store.write("alfa") as session:
        make_figures(session)
    found = shares(house, "nord")
    assert found is not None
    assert found.comments == 80
    assert "ikke med i tallene: 9" in page(house.client("coach"), "/culture/release")


def test_the_owner_sees_what_was_released_on_and_nothing_else(house: House) -> None:
    fill_term(house, "nord", TERM)
    fill_term(house, "sør", TERM, forward=2)
    release(house, "nord", TERM, on=True)
    release(house, "sør", TERM)
    found = owners(house)
    assert found is not None
    assert found.comments == 80
    text = page(house.client("owner"), "/culture/owner")
    assert "Nord skole" in text
    assert "Sør skole" not in text
    assert house.client("owner").get(f"/culture/schools/{house.schools['nord']}").status_code == 403


def test_too_few_contributors_are_withheld_with_the_reason(house: House) -> None:
    fill_term(house, "nord", TERM, people=4, each=15)
    release(house, "nord", TERM)
    found = shares(house, "nord")
    assert found is not None
    assert (found.withheld, found.comments, found.shares) == ("few-contributors", 0, {})
    text = page(house.client("leader"), f"/culture/schools/{house.schools['nord']}")
    assert "færre enn 5 lærere har bidratt" in text


def test_too_few_reviewed_are_withheld_with_another_reason(house: House) -> None:
    fill_term(house, "nord", TERM, reviewed=12)
    release(house, "nord", TERM)
    found = shares(house, "nord")
    assert found is not None
    assert found.shares["points_forward"] == {"withheld": "too-few-reviewed"}
    assert "For få kommentarer er trukket ut" in page(
        house.client("leader"), f"/culture/schools/{house.schools['nord']}"
    )


def test_a_round_from_one_subject_says_nothing_of_the_others(house: House) -> None:
    fill_term(house, "nord", TERM)
    with house.store.write("alfa") as session:
        session.scalars(select(Round)).one().narrowed = True
    release(house, "nord", TERM)
    found = shares(house, "nord")
    assert found is not None
    assert found.reviewed == 0


def test_two_terms_are_compared_in_words(house: House) -> None:
    fill_term(house, "nord", EARLIER, people=20, forward=1, reviewed=150)
    fill_term(house, "nord", TERM, people=20, forward=9, reviewed=150)
    release(house, "nord", EARLIER)
    release(house, "nord", TERM)
    text = page(house.client("leader"), f"/culture/schools/{house.schools['nord']}")
    assert re.search(r"Trolig er det flere kommentarer enn før som peker framover\.", text)
    assert "Tallene kan ikke si om det er blitt flere eller færre." in text  # of what nobody does, no interval
    back = page(house.client("leader"), f"/culture/schools/{house.schools['nord']}?from={TERM}&to={EARLIER}")
    assert re.search(r"Trolig er det færre kommentarer enn før som peker framover\.", back)


def test_a_revoked_sample_is_in_no_figure_made_after_it(house: House) -> None:
    fill_term(house, "nord", TERM, people=12)
    comment = contribute(house, "teacher", ["Husk kilder."] * 10, term=TERM)[0]
    release(house, "nord", TERM)
    before = shares(house, "nord")
    assert before is not None
    assert before.comments == 130
    with house.store.read("alfa") as session:
        contribution = session.get_one(Comment, comment).contribution_id
    revoking = house.client("teacher").post(f"/samples/{contribution}/revoke", data={"comment": ""})
    assert revoking.status_code == 303
    after = shares(house, "nord")
    assert after is not None
    assert (after.comments, after.complete) == (80, False)  # four others stay out with the one who revoked
    teacher = house.people["teacher"]
    with house.store.read("alfa") as session:
        kept = repr(session.scalars(select(FigureState)).one().blocks)
    assert teacher.hex not in kept
    assert str(teacher) not in kept


def test_figures_hold_no_contributor(house: House) -> None:
    fill_term(house, "nord", TERM)
    release(house, "nord", TERM, on=True)
    assert shares(house, "nord") is not None
    with house.store.read("alfa") as session:
        people = set(session.scalars(select(Person.id)))
        kept = repr([
            [getattr(row, column.name) for column in table.__table__.columns]
            for table in (Figure, FigureState)
            for row in session.scalars(select(table))
        ])  # fmt: skip
    assert not [one for one in people if one.hex in kept or str(one) in kept]


def test_the_table_and_the_interface_say_what_the_page_says(house: House) -> None:
    fill_term(house, "nord", TERM, subjects=("norsk", "matematikk"), people=12)
    release(house, "nord", TERM, on=True)
    rows = list(
        csv.DictReader(
            io.StringIO(house.client("owner").get("/culture/owner/figures.csv").text.removeprefix("\ufeff")),
            delimiter=";",
        )
    )
    told = house.client("owner").get("/v1/culture/figures").json()
    assert told["up_to_date"]
    assert len(rows) == len(told["figures"])
    for row, figure in zip(rows, told["figures"], strict=True):
        assert row == {key: "" if value is None else str(value) for key, value in figure.items()}
    schools = [one for one in told["figures"] if one["school"] == "Nord skole" and one["subject"] is None]
    assert {one["measure"] for one in schools} == {"points_forward", "quality", "verdict_only", "goal", "involvement"}
    quality = next(one for one in schools if one["measure"] == "quality")
    assert (quality["percent"], quality["bound"]) == (5, "at-most")
    leaders = house.client("leader").get("/v1/culture/figures").json()["figures"]
    assert {one["school"] for one in leaders} == {"Nord skole"}
    assert house.client("neighbour-leader").get("/v1/culture/figures").json()["figures"] == []


def test_subjects_are_shown_where_the_rules_allow(house: House) -> None:
    fill_term(house, "nord", TERM, subjects=("norsk", "matematikk"), people=12)
    release(house, "nord", TERM)
    text = page(house.client("leader"), f"/culture/schools/{house.schools['nord']}?subject=matematikk")
    assert "Bygger på 60 kommentarer." in text
    assert '<option value="matematikk" selected>' in text


def test_another_model_breaks_the_series(house: House) -> None:
    fill_term(house, "nord", EARLIER)
    fill_term(house, "nord", TERM)
    with house.store.write("alfa") as session:
        for comment in session.scalars(select(Comment).join(Contribution).where(Contribution.term == EARLIER)):
            comment.predictions[0].model = "older"
    release(house, "nord", EARLIER)
    release(house, "nord", TERM)
    text = page(house.client("leader"), f"/culture/schools/{house.schools['nord']}")
    assert "ny modell" in text


def test_all_owners_are_made_anew_by_command(house: House) -> None:
    fill_term(house, "nord", TERM)
    release(house, "nord", TERM)
    assert freshen_all(house.store) == 2
    assert freshen_all(house.store) == 0
    assert shares(house, "nord") is not None


def test_only_the_team_and_its_leader_may_release(house: House) -> None:
    fill_term(house, "nord", TERM)
    path = f"/culture/release/teams/{house.teams['nord']}/{TERM}"
    assert house.client("neighbour").post(path).status_code == 404
    assert house.client("leader").post(path).status_code == 403
    release(house, "nord", TERM)
    on = f"/culture/release/schools/{house.schools['nord']}/{TERM}"
    assert house.client("neighbour-leader").post(on).status_code == 404
    assert house.client("leader").get(on).status_code == 200
    assert house.client("leader").post(on).status_code == 303
    assert house.client("leader").post(f"{on}/withdraw").status_code == 303
    assert owners(house) is None


@pytest.mark.parametrize("term", ["2026-3", "x", "2026"])
def test_a_term_is_a_half_year(house: House, term: str) -> None:
    path = f"/culture/release/teams/{house.teams['nord']}/{term}"
    assert house.client("coach").get(path).status_code == 404
