"""The leader's and the owner's pages in a real browser: by keyboard, open to all, in both forms."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.service.culture.year import fill_term, release
from tests.service.house import House
from tests.service.web.conftest import OpenRoom
from tests.service.web.rooms import faults

LOOKS: list[tuple[Any, int]] = [("light", 1280), ("dark", 1280), ("light", 320)]
EARLIER, TERM = "2026-1", "2026-2"


@pytest.fixture
def filled(rooms: tuple[House, str]) -> House:
    house, _ = rooms
    for term, forward in ((EARLIER, 3), (TERM, 7)):
        fill_term(house, "nord", term, people=12, forward=forward, reviewed=80, subjects=("norsk", "matematikk"))
        release(house, "nord", term, on=True)
    fill_term(house, "sør", TERM, people=3)
    release(house, "sør", TERM, on=True)
    return house


def test_a_team_releases_and_its_leader_releases_on_by_keyboard(open_room: OpenRoom, rooms: tuple[House, str]) -> None:
    house, address = rooms
    fill_term(house, "nord", TERM)
    page = open_room("coach", "/culture/release?lang=nb")
    page.get_by_role("link", name="Del med lederen: Team, høst 2026").press("Enter")
    expect(page.get_by_text("aldri hvem som har bidratt")).to_be_visible()
    page.get_by_role("button", name="Ja, del med lederen").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Prøvene teller nå")
    page = open_room("leader", "/culture/release?lang=nn")
    page.get_by_role("link", name="Del med leiaren: Nord skole, haust 2026").press("Enter")
    page.get_by_role("button", name="Ja, vis for eigaren").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("no viste for eigaren")
    page = open_room("owner", "/culture?lang=nb")
    expect(page).to_have_url(f"{address}/culture/owner")
    page.get_by_role("link", name="Nord skole").press("Enter")
    expect(page.get_by_role("heading", name="Nord skole")).to_be_visible()


def test_two_terms_are_compared_by_keyboard(open_room: OpenRoom, filled: House) -> None:
    page = open_room("leader", f"/culture/schools/{filled.schools['nord']}?lang=nb")
    page.get_by_label("Fag").select_option("matematikk")
    page.get_by_role("button", name="Vis").press("Enter")
    expect(page.get_by_role("heading", name="Fra vår 2026 til høst 2026")).to_be_visible()
    expect(page.get_by_label("Fag")).to_have_value("matematikk")


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_the_pages_are_open_to_all(open_room: OpenRoom, filled: House, form: str, scheme: Any, width: int) -> None:
    school = filled.schools["nord"]
    for person, path in (
        ("leader", f"/culture/schools/{school}"),
        ("neighbour-leader", f"/culture/schools/{filled.schools['sør']}"),
        ("owner", f"/culture/owner?school={school}"),
        ("coach", "/culture/release"),
        ("coach", f"/culture/release/teams/{filled.teams['nord']}/{TERM}"),
        ("leader", f"/culture/release/schools/{school}/{TERM}"),
    ):
        joint = "&" if "?" in path else "?"
        page = open_room(person, f"{path}{joint}lang={form}", scheme=scheme, width=width)
        assert faults(page) == [], path
