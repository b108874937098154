"""The leader reads in results, says what they are about, and sees them; nobody else does."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from httpx import Response
from sqlalchemy import func, select

from service.store.tables import Act, RoleGrant, School, SurveyImport, SurveyResult
from service.survey.beside import Mean, survey_beside
from tests.documents import workbook
from tests.service.house import House
from tests.service.survey.tables import HEAD, NUMBER, csv, row

QUESTION = "Forteller lærerne deg hva som er bra med arbeidet du gjør?"
TABLE = csv(
    row(),
    row(year="2024-25", mean="*", answers="*"),
    row(question=QUESTION, mean="3,2"),
    row(theme="Trivsel", mean="4,3"),
    row(number="I", mean="3,9"),
)


@pytest.fixture(autouse=True)
def _numbered(house: House) -> None:
    with house.store.write("alfa") as session:
        session.get_one(School, house.schools["nord"]).number = NUMBER


def base(house: House, school: str = "nord") -> str:
    return f"/culture/survey/{house.schools[school]}"


def upload(house: House, data: bytes = TABLE, name: str = "eu.csv", *, lang: str = "nb") -> Response:
    client = house.client("leader", page=True)
    return client.post(f"{base(house)}?lang={lang}", files={"file": (name, data)})


def draft_form(house: House) -> dict[str, str]:
    """Return the form as the page fills it in."""
    text = house.client("leader", page=True).get(f"{base(house)}/draft").text
    names = re.findall(r'name="(topic-\d+)"(.*?)</select>', text, re.DOTALL)
    chosen = {name: (re.findall(r'value="(\w+)" selected', inside) or [""])[0] for name, inside in names}
    return {**chosen, "draft": re.findall(r'name="draft" value="([^"]+)"', text)[0]}


def save(house: House, **changed: str) -> Response:
    return house.client("leader", page=True).post(f"{base(house)}/draft", data={**draft_form(house), **changed})


def counts(house: House) -> tuple[int, int]:
    with house.store.read("alfa") as session:
        of = [session.scalar(select(func.count()).select_from(table)) for table in (SurveyImport, SurveyResult)]
    return of[0] or 0, of[1] or 0


def test_the_leader_of_one_school_sees_it_at_once(house: House) -> None:
    page = house.client("leader", page=True).get("/culture/survey").text
    assert "Elevundersøkelsen ved Nord skole" in page
    assert f'action="{base(house)}"' in page


def test_a_page_without_results_says_what_to_do(house: House) -> None:
    page = house.client("leader", page=True).get(base(house)).text
    assert "Ingen resultater er lest inn ennå" in page
    assert 'type="file"' in page


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_what_was_read_is_shown_before_it_is_kept(house: House, lang: str) -> None:
    answer = upload(house, lang=lang)
    assert answer.status_code == 303
    page = unescape(house.client("leader", page=True).get(answer.headers["location"] + f"&lang={lang}").text)
    assert QUESTION in page
    assert (
        "andre skoler eller hele landet: 1 rader." if lang == "nb" else "andre skular eller heile landet: 1 rader."
    ) in page
    assert "survey." not in re.sub(r"/culture/survey\S*", "", page)


def test_only_what_belongs_to_a_principle_is_kept(house: House) -> None:
    upload(house)
    answer = save(house)
    assert answer.headers["location"] == f"{base(house)}?told=saved&count=3"
    assert counts(house) == (1, 3)
    with house.store.read("alfa") as session:
        quality, together = survey_beside(session, house.schools["nord"])
    assert (quality.principle, together.principle) == ("quality", "all_four")
    assert together.years == ("2024-25", "2025-26")
    assert together.rows[0].means == (Mean(None, None), Mean(3.6, 62))


def test_the_page_shows_means_and_what_is_suppressed(house: House) -> None:
    upload(house)
    save(house)
    page = house.client("leader", page=True).get(base(house)).text
    assert "<b>3,6</b>" in page
    assert "62 svar" in page
    assert ">skjermet</td>" in page
    assert "for få elever har svart" in page
    assert "Trivsel" not in page


def test_the_leader_may_give_another_principle(house: House) -> None:
    upload(house)
    save(house, **{"topic-0": "goal", "topic-1": ""})
    with house.store.read("alfa") as session:
        assert [table.principle for table in survey_beside(session, house.schools["nord"])] == ["goal"]


def test_nothing_is_kept_where_no_principle_is_given(house: House) -> None:
    upload(house)
    answer = save(house, **{f"topic-{n}": "" for n in range(3)})
    assert answer.status_code == 422
    assert "Velg et prinsipp" in answer.text
    with house.store.read("alfa") as session:
        assert survey_beside(session, house.schools["nord"]) == []


def test_a_later_table_takes_the_place_of_the_same_results(house: House) -> None:
    upload(house)
    save(house)
    upload(house, csv(row(mean="3,8", answers="70")))
    save(house)
    with house.store.read("alfa") as session:
        together = survey_beside(session, house.schools["nord"])[1]
    assert together.rows[0].means == (Mean(None, None), Mean(3.8, 70))
    assert counts(house) == (2, 3)


def test_a_new_draft_takes_the_place_of_the_last_and_its_form_no_longer_counts(house: House) -> None:
    upload(house)
    old = draft_form(house)
    upload(house)
    assert counts(house)[0] == 1
    answer = house.client("leader", page=True).post(f"{base(house)}/draft", data=old)
    assert answer.status_code == 409


def test_a_draft_can_be_discarded(house: House) -> None:
    upload(house)
    answer = house.client("leader", page=True).post(f"{base(house)}/draft/discard", data={})
    assert answer.status_code == 303
    assert counts(house) == (0, 0)


def test_results_are_deleted_after_a_question(house: House) -> None:
    upload(house)
    save(house)
    client = house.client("leader", page=True)
    path = re.findall(r'href="([^"]+/delete)"', client.get(base(house)).text)[0]
    assert "Slette resultatene?" in client.get(path).text
    assert counts(house) == (1, 3)
    assert client.post(path).headers["location"] == f"{base(house)}?told=deleted"
    assert counts(house) == (0, 0)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("eu.pdf", b"%PDF-1.4", "Bruk .xlsx, .ods, .csv eller .tsv."),
        ("eu.csv", b"", "Fila er tom."),
        ("eu.xlsx", b"PK\x03\x04rest", "Fila er ødelagt"),
        ("eu.csv", csv(row(mean="6")), "Rad 2, kolonnen «Score»: skriv et tall fra 1 til 5"),
        ("eu.csv", csv([*row(), "A"], head=[*HEAD, "Lærer"]), "Tabellen har en kolonne for lærer."),
        ("eu.csv", csv(row(number="1")), f"Organisasjonsnummeret i tabellen må være {NUMBER}"),
        ("eu.csv", csv(["a"], head=["Navn"]), "Fant ikke kolonnen for tema eller spørsmål, skoleår, gjennomsnitt."),
    ],
)
def test_a_faulty_file_is_told_of_on_the_page_and_nothing_is_kept(
    house: House, name: str, data: bytes, told: str
) -> None:
    answer = upload(house, data, name)
    assert answer.status_code == 422
    assert told in unescape(answer.text)
    assert counts(house) == (0, 0)


def test_a_form_without_a_file_asks_for_one(house: House) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--b--\r\n'
    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = house.client("leader", page=True).post(base(house), content=body, headers=headers)
    assert answer.status_code == 422
    assert "Velg en fil først." in answer.text


def test_a_leader_of_several_schools_chooses(house: House) -> None:
    with house.store.write("alfa") as session:
        session.add(RoleGrant(person_id=house.people["leader"], role="leader", school_id=house.schools["sør"]))
    page = house.client("leader", page=True).get("/culture/survey").text
    assert page.index(base(house)) < page.index(base(house, "sør"))


def test_a_workbook_is_read_as_well(house: House) -> None:
    rows = [HEAD, [*row()[:11], 3.6, 0.7, 62]]
    assert upload(house, workbook({"Ark1": rows}), "eu.xlsx").status_code == 303


@pytest.mark.parametrize("person", ["neighbour-leader", "stranger"])
@pytest.mark.parametrize("rest", ["", "/draft"])
def test_another_leader_does_not_learn_that_there_is_anything(house: House, person: str, rest: str) -> None:
    upload(house)
    assert house.client(person, page=True).get(base(house) + rest).status_code == 404
    assert house.client(person, page=True).get(f"/culture/survey/{uuid4()}{rest}").status_code == 404


def test_an_import_of_another_school_cannot_be_deleted_from_ones_own(house: House) -> None:
    upload(house)
    save(house)
    with house.store.read("alfa") as session:
        key = session.scalar(select(SurveyImport.id))
    answer = house.client("neighbour-leader", page=True).post(f"{base(house, 'sør')}/{key}/delete")
    assert answer.status_code == 404
    assert counts(house) == (1, 3)


def test_the_log_holds_counts_and_no_text(house: House) -> None:
    upload(house)
    save(house)
    with house.store.read("alfa") as session:
        acts = session.execute(select(Act.what, Act.facts).order_by(Act.at)).all()
    assert [tuple(act) for act in acts] == [("survey.read", {"results": 4}), ("survey.saved", {"results": 3})]
