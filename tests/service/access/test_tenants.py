"""Nobody reaches what belongs to another owner or another school, by any route, with keys that exist."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.access.rules import RULES
from tests.service.access.things import HOLDERS, OWNER_WIDE, OWNERS, SENT, THINGS, address, canary, plant, rows
from tests.service.house import PEOPLE, House

ROUTES = sorted(RULES)
KEYED = [route for route in ROUTES if "{" in route[1]]
SENDING = [route for route in ROUTES if route[0] not in {"GET", "HEAD"}]


def refused(status: int) -> bool:
    """Tell whether a request got nothing: 404 for a thing of elsewhere, 401 and 403 for a role that is missing."""
    return status in {401, 403, 404}


@pytest.mark.parametrize(("method", "path"), KEYED)
def test_each_name_in_an_address_has_its_maker(method: str, path: str) -> None:
    assert {part[1:-1] for part in path.split("/") if part.startswith("{")} <= set(THINGS), method


@pytest.mark.parametrize("route", SENDING)
def test_each_route_that_takes_a_body_has_one(route: tuple[str, str]) -> None:
    assert route in SENT


def test_another_owners_things_are_not_there(house: House) -> None:
    plant(house)
    strangers = [name for name, (owner, _, _) in PEOPLE.items() if owner == "alfa"]
    for method, path in KEYED:
        target = address(house, path, "vest")
        sent = SENT.get((method, path), lambda _, __: {})(house, "vest")
        before = rows(house.store, "beta")
        for person in strangers:
            answer = house.client(person).request(method, target, **sent)
            assert refused(answer.status_code), (method, path, person)
            assert canary("vest") not in answer.text, (method, path, person)
        assert rows(house.store, "beta") == before, (method, path)


def test_another_schools_things_are_not_there(house: House) -> None:
    for method, path in (route for route in KEYED if route not in OWNER_WIDE):
        target = address(house, path, "sør")
        sent = SENT.get((method, path), lambda _, __: {})(house, "sør")
        for person in ("teacher", "teacher2", "coach", "leader", "nobody"):
            answer = house.client(person).request(method, target, **sent)
            assert refused(answer.status_code), (method, path, person)


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}, {}],
    ids=str,
)
def test_another_sites_form_does_nothing(embedded_house: House, headers: dict[str, str]) -> None:
    house = embedded_house
    for method, path in SENDING:
        target, sent = address(house, path, "nord"), SENT[method, path](house, "nord")
        before = rows(house.store, "alfa")
        for person in ("coach", "admin", "teacher"):
            client = house.client(person)
            client.headers.pop("sec-fetch-site")
            assert client.request(method, target, **sent, headers=headers).status_code == 403, (method, path)
        assert rows(house.store, "alfa") == before, (method, path)


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_answer_holds_anything_of_another_owner(house: House, data: st.DataObject) -> None:
    if not hasattr(house, "planted"):
        plant(house)
        house.planted = True  # type: ignore[attr-defined]
    person = data.draw(st.sampled_from(sorted(PEOPLE)))
    method, path = data.draw(st.sampled_from(ROUTES))
    keys, body = data.draw(st.sampled_from(sorted(HOLDERS))), data.draw(st.sampled_from(sorted(HOLDERS)))
    page = data.draw(st.booleans())
    own = PEOPLE[person][0]
    sent = SENT.get((method, path), lambda _, __: {})(house, body)
    answer = house.client(person, page=page).request(method, address(house, path, keys), **sent)
    assert answer.status_code < 500
    for school in HOLDERS:
        if OWNERS[school] != own:
            assert canary(school) not in answer.text
            assert canary(school) not in str(answer.headers)
