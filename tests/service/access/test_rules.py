"""Every route of the rooms has one rule, and keeps it for everybody who asks."""

from __future__ import annotations

from uuid import uuid4

import pytest
from fastapi.routing import APIRoute

from service.access.rules import RULES
from service.rooms import ROUTERS
from tests.service.house import PEOPLE, House

ROUTES = {
    (method, route.path)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in route.methods or ()
}


def test_each_rule_has_its_route_and_each_route_its_rule() -> None:
    assert set(RULES) == ROUTES


def _path(path: str) -> str:
    return "/".join(str(uuid4()) if part.startswith("{") else part for part in path.split("/"))


@pytest.mark.parametrize("person", [None, *PEOPLE])
def test_only_those_whom_the_rule_names_get_past_it(embedded_house: House, person: str | None) -> None:
    client = embedded_house.client(person)
    roles = set(PEOPLE[person][2]) if person else set()
    for (method, path), rule in sorted(RULES.items(), key=lambda item: item[0]):
        answer = client.request(method, _path(path))
        problem = answer.headers.get("content-type") == "application/problem+json"
        code = answer.json().get("code") if problem else None
        if not rule.roles or roles & set(rule.roles):
            assert code not in {"login-required", "not-allowed"}, (method, path)
            assert answer.status_code < 500, (method, path)
        else:
            assert code == ("login-required" if person is None else "not-allowed"), (method, path)
