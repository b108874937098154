"""A teacher contributes comments by the pages, step by step, and takes them back."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from service.pages.numbers import term_of
from service.store.columns import now
from service.store.tables import Act, Comment, Contribution, Prediction
from tests.service.house import House, contribute
from tests.service.samples.numbers import NumberMasker

TEXT = "Kari, du forklarer fotosyntesen tydelig. Ring 22 33 44 55, og husk kilder!"


def about(house: House, team: str = "nord", **other: str) -> dict[str, Any]:
    facts = {"team": str(house.teams[team]), "subject": "norsk", "level": "vgs", "genre": "lms", "term": now_term()}
    return {**facts, **other}


def now_term() -> str:
    return term_of(now())


def hidden(page: str, name: str) -> list[str]:
    return [unescape(value) for value in re.findall(rf'name="{name}" value="([^"]*)"', page)]


def masked(client: TestClient, house: House, *texts: str, **other: str) -> str:
    answer = client.post("/samples/masking", data={**about(house), "text": list(texts), **other})
    assert answer.status_code == 200
    return answer.text


def confirmed(client: TestClient, house: House, page: str) -> str:
    answer = client.post(
        "/samples/confirm", data={**about(house), "held": hidden(page, "held"), "key": hidden(page, "key")}
    )
    assert answer.status_code == 200
    return answer.text


def given(client: TestClient, house: House, page: str) -> str:
    sent = {**about(house), "masked": hidden(page, "masked"), "key": hidden(page, "key"), "agreed": "1"}
    answer = client.post("/samples", data=sent)
    assert answer.status_code == 303
    return answer.headers["location"]


def rows(house: House, table: type[Any]) -> int:
    with house.store.read("alfa") as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)


def test_comments_are_kept_masked_after_the_explicit_act_only(house: House) -> None:
    client = house.client("teacher", page=True)
    page = confirmed(client, house, masked(client, house, TEXT))
    assert rows(house, Contribution) == 0
    place = given(client, house, page)
    with house.store.read("alfa") as session:
        kept = session.scalars(select(Comment)).one()
        assert "Kari" not in kept.text
        assert kept.text.startswith("[ELEV 1], du forklarer")
        assert kept.predictions[0].points_forward
    assert "[ELEV 1], du forklarer" in client.get(place).text


def test_the_same_act_sent_twice_is_kept_once(house: House) -> None:
    client = house.client("teacher", page=True)
    page = confirmed(client, house, masked(client, house, TEXT))
    assert given(client, house, page) == given(client, house, page)
    assert (rows(house, Contribution), rows(house, Act)) == (1, 1)


def test_an_act_that_was_taken_back_cannot_be_sent_again(house: House) -> None:
    client = house.client("teacher", page=True)
    page = confirmed(client, house, masked(client, house, TEXT))
    place = given(client, house, page)
    assert client.post(f"{place}/revoke", data={"comment": ""}).status_code == 303
    sent = {**about(house), "masked": hidden(page, "masked"), "key": hidden(page, "key"), "agreed": "1"}
    assert client.post("/samples", data=sent).status_code == 409
    assert rows(house, Contribution) == 0


def test_without_the_tick_nothing_is_kept(house: House) -> None:
    client = house.client("teacher", page=True)
    sent = {**about(house), "masked": "Bra jobba!", "key": str(uuid4())}
    assert client.post("/samples", data=sent).status_code == 422
    assert rows(house, Contribution) == 0


def test_a_class_list_masks_and_is_not_sent_on(house: House) -> None:
    client = house.client("teacher", page=True)
    page = masked(client, house, "bjørn leser tydelig.", classlist="Bjørn Ås\nSigrun Moe")
    assert "[ELEV 1] leser" in unescape(hidden(confirmed(client, house, page), "masked")[0])
    assert "igrun" not in page
    assert "Moe" not in page


def test_words_are_hidden_everywhere_by_a_correction(house: House) -> None:
    client = house.client("teacher", page=True)
    page = masked(client, house, "Stein leser tydelig.", "Flott, Stein!")
    page = client.post(
        "/samples/masking",
        data={**about(house), "held": hidden(page, "held"), "hide": "stein", "kind": "pupil", "hiding": "1"},
    ).text
    assert hidden(confirmed(client, house, page), "masked") == ["[ELEV 1] leser tydelig.", "Flott, [ELEV 1]!"]


def test_a_mask_is_taken_back_by_a_correction(house: House) -> None:
    client = house.client("teacher", page=True)
    page = masked(client, house, "Boka om Kari er tydelig.")
    undo = hidden(page, "undo")[0]
    page = client.post("/samples/masking", data={**about(house), "held": hidden(page, "held"), "undo": undo}).text
    assert hidden(confirmed(client, house, page), "masked") == ["Boka om Kari er tydelig."]


def test_two_placeholders_become_one_by_a_correction(house: House) -> None:
    client = house.client("teacher", page=True)
    page = masked(client, house, "Kari leser.", "Ola leser.")
    sent = {**about(house), "held": hidden(page, "held"), "merge": "[ELEV 2]", "into": "[ELEV 1]", "merging": "1"}
    page = client.post("/samples/masking", data=sent).text
    assert hidden(confirmed(client, house, page), "masked") == ["[ELEV 1] leser.", "[ELEV 1] leser."]


@pytest.mark.parametrize(
    "held", ["", "{", "[]", '{"original": 1}', '{"original": "a", "form": "nb", "marks": [[0, 1]]}']
)
def test_what_a_page_was_not_given_is_refused(house: House, held: str) -> None:
    client = house.client("teacher", page=True)
    assert client.post("/samples/masking", data={**about(house), "held": held}).status_code == 422


@pytest.mark.parametrize(
    ("name", "value"),
    [("subject", "hest"), ("level", ""), ("genre", "x"), ("term", "1999-1"), ("team", str(UUID(int=1)))],
)
def test_what_is_in_no_list_is_refused(house: House, name: str, value: str) -> None:
    client = house.client("teacher", page=True)
    sent = {**about(house), name: value, "text": "Bra jobba!"}
    assert client.post("/samples/masking", data=sent).status_code == 422


def test_a_team_of_another_school_cannot_be_given_to(house: House) -> None:
    client = house.client("teacher", page=True)
    sent = {**about(house, team="sør"), "masked": "Bra!", "key": str(uuid4()), "agreed": "1"}
    assert client.post("/samples", data=sent).status_code == 422


def test_only_the_contributor_finds_a_contribution(house: House) -> None:
    contribute(house, "teacher", ["Bra jobba!"])
    with house.store.read("alfa") as session:
        key = session.scalars(select(Contribution.id)).one()
    for person in ("teacher2", "coach", "neighbour", "stranger"):
        client = house.client(person, page=True)
        assert client.get(f"/samples/{key}").status_code == 404
        assert client.post(f"/samples/{key}/revoke", data={"comment": ""}).status_code == 404
        assert str(key) not in client.get("/samples").text
    assert rows(house, Contribution) == 1


def test_one_comment_is_taken_back_and_the_others_stay(house: House) -> None:
    first, _ = contribute(house, "teacher", ["Bra jobba!", "Husk kilder!"])
    client = house.client("teacher", page=True)
    with house.store.read("alfa") as session:
        key = session.scalars(select(Contribution.id)).one()
    assert "Bra jobba!" in client.get(f"/samples/{key}/revoke?comment={first}").text
    assert client.post(f"/samples/{key}/revoke", data={"comment": str(first)}).headers["location"] == f"/samples/{key}"
    assert (rows(house, Comment), rows(house, Prediction)) == (1, 1)


def test_the_last_comment_takes_the_contribution_with_it(house: House) -> None:
    only = contribute(house, "teacher", ["Bra jobba!"])[0]
    with house.store.read("alfa") as session:
        key = session.scalars(select(Contribution.id)).one()
    client = house.client("teacher", page=True)
    assert client.post(f"/samples/{key}/revoke", data={"comment": str(only)}).headers["location"] == "/samples"
    assert (rows(house, Contribution), rows(house, Comment), rows(house, Prediction)) == (0, 0, 0)


def test_comments_from_another_page_fill_the_form(house: House) -> None:
    page = house.client("teacher", page=True).post("/samples/new", data={"text": ["Bra <b>jobba</b>!", " "]}).text
    assert "Bra &lt;b&gt;jobba&lt;/b&gt;!" in page
    assert page.count("<textarea") == 2


def test_a_file_fills_the_form(house: House) -> None:
    client = house.client("teacher", page=True)
    file = ("rad.csv", b"Kommentar\nBra jobba, Ola!\nHusk kilder neste gang.\n", "text/csv")
    page = client.post("/samples/file", files={"file": file}).text
    assert "Husk kilder neste gang." in page


def test_a_file_that_cannot_be_read_says_why(house: House) -> None:
    client = house.client("teacher", page=True)
    answer = client.post("/samples/file", files={"file": ("a.docx", b"nothing", "application/x")})
    assert answer.status_code == 422


def test_all_own_contributions_can_be_taken_out(house: House) -> None:
    contribute(house, "teacher", ["Bra jobba!"])
    contribute(house, "teacher2", ["Husk kilder!"])
    found = house.client("teacher").get("/samples/export").json()["contributions"]
    assert [comment["text"] for one in found for comment in one["comments"]] == ["Bra jobba!"]


@pytest.mark.parametrize(("form", "title"), [("nb", "Se hva som skjules"), ("nn", "Sjå kva som blir skjult")])
def test_the_pages_come_in_both_forms(house: House, form: str, title: str) -> None:
    client = house.client("teacher", page=True)
    answer = client.post(f"/samples/masking?lang={form}", data={**about(house), "text": "Bra jobba!"})
    assert f"<h1>{title}</h1>" in answer.text


def test_a_number_let_through_is_masked_when_it_is_kept(house: House) -> None:
    house.app.state.masker = NumberMasker()
    client = house.client("teacher", page=True)
    sent = {**about(house), "masked": "Ring 22334455 du.", "key": str(uuid4()), "agreed": "1"}
    assert client.post("/samples", data=sent).status_code == 303
    with house.store.read("alfa") as session:
        assert session.scalars(select(Comment.text)).one() == "Ring [TELEFON 1] du."
