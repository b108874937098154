"""The library: what is found, by whom, in which order, and how the page and the interface for machines show it."""

from __future__ import annotations

import re
import string
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as set_up
from hypothesis import strategies as st

from service.access.rules import RULES
from service.network.library import PER_PAGE, Wanted, find
from service.network.words import search_for
from service.store.tables import Example
from tests.service.house import House, contribute
from tests.service.network.steps import found_by, write

NB, NN = "Teksten er tydelig. Husk kildene.", "Teksten er tydeleg. Husk kjeldene, ikkje gløym dei."


@pytest.fixture
def filled(house: House) -> House:
    """Four examples: bokmål and nynorsk, of two schools, and one of another owner."""
    write(house, "teacher", NB, improved="Teksten er tydelig. Vis til kildene i teksten.", reflection="Rådet var vagt.")
    write(house, "neighbour", NN, subject="samfunnsfag")
    write(house, "teacher", "Flott. Karakter 5.", reflection="Bare dom.", subject="engelsk")
    write(house, "stranger", "Kanarifugl med kilder.")
    return house


@pytest.mark.parametrize("words", ["kilder", "kjelder", "KILDENE", "kjelda husk", "tekst"])
def test_both_forms_and_all_inflections_are_found(filled: House, words: str) -> None:
    assert set(found_by(filled.client("coach"), q=words)) == {NB, NN}


def test_every_word_must_be_met_in_any_of_the_texts(filled: House) -> None:
    assert found_by(filled.client("coach"), q="kilder vagt") == [NB]
    assert found_by(filled.client("coach"), q="kilder karakter") == []


def test_the_best_match_comes_first_unless_the_newest_are_wanted(house: House) -> None:
    often = "Kilder og kilder. Husk kilder."
    write(house, "teacher", often)
    seldom = "Husk kilder, men skriv om mye annet også, så blir det en lang og god tekst av det."
    write(house, "teacher", seldom)
    client = house.client("coach")
    assert found_by(client, q="kilder") == [often, seldom]
    assert found_by(client, q="kilder", order="newest") == [seldom, often]


def test_without_words_the_newest_comes_first(house: House) -> None:
    keys = [write(house, "teacher", f"Tekst nummer {number}.") for number in range(3)]
    with house.store.write("alfa") as session:
        for days, key in enumerate(keys):
            session.get_one(Example, key).shared_at -= timedelta(days=days)
    assert found_by(house.client("coach")) == [f"Tekst nummer {number}." for number in range(3)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"form": "nn"}, {NN}),
        ({"subject": "engelsk"}, {"Flott. Karakter 5."}),
        ({"subject": "ukjent"}, set()),
        ({"label": "summative"}, {"Flott. Karakter 5."}),
        ({"label": "advice", "form": "nb"}, {NB}),
        ({"level": "ungdomstrinn", "q": "karakter"}, {"Flott. Karakter 5."}),
    ],
)
def test_filters_narrow(filled: House, asked: dict[str, str], expected: set[str]) -> None:
    assert set(found_by(filled.client("teacher"), **asked)) == expected


def test_other_schools_of_the_owner_are_met_and_other_owners_are_not(filled: House) -> None:
    assert len(found_by(filled.client("neighbour"))) == 3
    assert found_by(filled.client("stranger")) == ["Kanarifugl med kilder."]
    assert found_by(filled.client("teacher"), q="kanarifugl") == []


def test_an_example_of_another_owner_is_nowhere(house: House) -> None:
    key = write(house, "teacher", NB)
    for path in ("", "/meeting", "/hide", "/revoke"):
        answer = house.client("stranger").get(f"/network/examples/{key}{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    for path in ("/hide", "/revoke", "/show"):
        answer = house.client("stranger").post(f"/network/examples/{key}{path}", data={"reason": "other"})
        assert answer.status_code == 404


_ROUTES = [(method, path) for method, path in RULES if path.startswith(("/network", "/v1/examples"))]


@set_up(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_answer_holds_anything_of_another_owner(house: House, data: st.DataObject) -> None:
    [comment] = contribute(house, "teacher", ["Qwzfugl i en kommentar."])
    example = write(house, "teacher", "Qwzfugl.", improved="Qwzfugl.", reflection="Qwzfugl.", shows=("name", "school"))
    method, path = data.draw(st.sampled_from(_ROUTES))
    person = data.draw(st.sampled_from(["stranger", "stranger-owner"]))
    asked = {"q": data.draw(st.sampled_from(["qwzfugl", "", "qwz*", '"qwzfugl" OR 1'])), "order": "newest"}
    sent = {"step": data.draw(st.sampled_from(["check", "share"])), "improved": "A.", "sure": "1", "reason": "other"}
    answer = house.client(person, page=data.draw(st.booleans())).request(
        method,
        path.format(example_id=example, comment_id=comment),
        params=asked,
        data=sent if method == "POST" else None,
    )
    assert answer.status_code in {200, 403, 404}
    assert not re.search(r"qwzfugl i|qwzfugl\.|nord skole", answer.text.lower())
    with house.store.read("alfa") as session:
        assert session.get_one(Example, example).hidden_reason is None


@pytest.mark.parametrize("key", ["1", "x" * 40, "%00", "mine"])
def test_what_is_no_key_is_nowhere(house: House, key: str) -> None:
    assert house.client("teacher").get(f"/network/examples/{key}").status_code == 404


def test_pages_follow_one_another_without_gap_or_repetition(house: House) -> None:
    for number in range(PER_PAGE * 2 + 3):
        write(house, "teacher", f"Kilde nummer {number}.")
    client = house.client("coach")
    pages = [client.get("/v1/examples", params={"q": "kilde", "page": page}).json() for page in (1, 2, 3, 4)]
    assert [(page["page"], page["pages"], page["total"]) for page in pages] == [(1, 3, 23), (2, 3, 23)] + [
        (3, 3, 23)
    ] * 2
    keys = [example["id"] for page in pages[:3] for example in page["examples"]]
    assert len(keys) == len(set(keys)) == 23


def test_name_and_school_are_shown_only_where_they_were_ticked(house: House) -> None:
    write(house, "teacher", "Uten noe.")
    write(house, "neighbour", "Med begge.", shows=("name", "school"))
    examples = house.client("coach").get("/v1/examples").json()["examples"]
    told = {example["comment"]["text"]: (example["contributor"], example["school"]) for example in examples}
    assert told == {"Uten noe.": (None, None), "Med begge.": ("Neighbour", "Sør skole")}
    page = house.client("coach", page=True).get("/network").text
    assert "Neighbour" in page
    assert "Teacher" not in page
    assert "Nord skole" not in page


def test_the_page_keeps_the_search_in_its_address_and_marks_the_hits(filled: House) -> None:
    page = filled.client("coach", page=True).get("/network?q=kilder&form=nb&order=newest").text
    assert 'value="kilder"' in page
    assert '<option value="nb" selected>' in page
    assert 'value="newest" checked' in page
    assert "<mark>kildene</mark>" in page
    assert "/network?q=kilder&amp;form=nb&amp;order=newest&amp;lang=nn" in page


def test_the_page_leads_to_the_next_with_the_same_search(house: House) -> None:
    for number in range(PER_PAGE + 1):
        write(house, "teacher", f"Kilde nummer {number}.")
    page = house.client("coach", page=True).get("/network?q=kilde&lang=nn").text
    assert 'rel="next" href="/network?q=kilde&amp;page=2"' in page


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=99999999999", "page=²", "label=x", "form=' OR 1", "order=x", "subject=%00"],
)
def test_what_an_address_cannot_mean_is_left_out_on_the_page(filled: House, query: str) -> None:
    assert "3 eksempler" in filled.client("coach", page=True).get(f"/network?{query}").text


@pytest.mark.parametrize("query", ["page=0", "page=x", "label=x", "form=en", "order=x", f"q={'a' * 201}"])
def test_the_interface_refuses_what_it_does_not_know(filled: House, query: str) -> None:
    assert filled.client("coach").get(f"/v1/examples?{query}").status_code in {400, 422}


def test_nothing_found_says_what_to_do(filled: House) -> None:
    client = filled.client("teacher", page=True)
    assert "Prøv færre ord" in client.get("/network?q=romferge").text
    assert "Del gjerne den første" not in client.get("/network?q=romferge").text


def test_an_empty_library_leads_on(house: House) -> None:
    page = house.client("teacher", page=True).get("/network?lang=nn").text
    assert "Ingen har delt døme enno" in page
    assert 'href="/network/mine"' in page


@set_up(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(alphabet=st.sampled_from(string.printable + "æøåéß²ſ\u0300\u200d\ud7ff\U0001f600"), max_size=60))
def test_whatever_is_typed_is_only_looked_for(filled: House, typed: str) -> None:
    with filled.store.read("alfa") as session:
        found = find(session, Wanted(search_for(typed)))
        assert found.total <= 3
    assert filled.client("coach").get("/v1/examples", params={"q": typed}).status_code == 200


@set_up(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_whatever_is_written_is_found_by_its_own_words(house: House, written: str) -> None:
    search = search_for(written)
    if not search or not written.strip():
        return
    key = write(house, "teacher", "Eksempel.", reflection=written)
    with house.store.read("alfa") as session:
        keys: set[UUID] = set()
        page = 1
        while page <= find(session, Wanted(search, page=page)).pages:
            keys |= {example.id for example in find(session, Wanted(search, page=page)).examples}
            page += 1
    assert key in keys
