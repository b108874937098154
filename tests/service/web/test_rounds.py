"""A round is made and coded in a real browser by keyboard alone; nothing is lost on the way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from service.store.tables import Round, Vote
from tests.service.house import House, contribute
from tests.service.rounds.steps import make, segments
from tests.service.web.conftest import OpenRoom
from tests.service.web.rooms import faults

LOOKS: list[tuple[Any, int]] = [("light", 1280), ("dark", 1280), ("light", 320)]
TEXTS = [f"Teksten er tydelig {number}. Husk kilder!" for number in range(3)]


@pytest.fixture
def round_id(rooms: tuple[House, str]) -> UUID:
    contribute(rooms[0], "teacher3", TEXTS)
    return make(rooms[0], ["teacher", "teacher2"])


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_attribute("data-state", "saved")


def votes(house: House) -> int:
    with house.store.read("alfa") as session:
        return int(session.scalar(select(func.count()).select_from(Vote)) or 0)


def test_a_round_is_made_coded_and_handed_in_by_keyboard(open_room: OpenRoom, rooms: tuple[House, str]) -> None:
    house, _ = rooms
    contribute(house, "teacher3", TEXTS)
    page = open_room("coach", "/rounds/new?lang=nb")
    page.locator("#title").focus()
    page.keyboard.type("Uke 40")
    page.get_by_role("button", name="Lag runden og inviter").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uke 40")
    for person in ("teacher", "teacher2", "teacher3", "coach"):
        page = open_room(person, "/rounds?lang=nb")
        page.locator("a[href$='/code']").press("Enter")
        expect(page.locator("html[data-ready]")).to_be_attached()
        for number in range(6):
            expect(page.locator("#place")).to_contain_text(
                f"Kommentar {number // 2 + 1} av 3, del {number % 2 + 1} av 2"
            )
            page.keyboard.press("1" if number % 2 == 0 else "2")
            page.keyboard.press("ArrowRight")
        saved(page)
        page.get_by_role("button", name="Lever runden").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Runder")
    assert votes(house) == 24
    with house.store.read("alfa") as session:
        assert session.scalars(select(Round)).one().state == "meeting"


def test_keys_do_what_they_say(open_room: OpenRoom, round_id: UUID) -> None:
    page = open_room("teacher", f"/rounds/{round_id}/code?lang=nb")
    pressed = page.locator(".coding-label[aria-pressed=true]")
    page.keyboard.press("1")
    page.keyboard.press("4")
    expect(pressed).to_have_count(2)
    page.keyboard.press("u")
    expect(pressed).to_have_count(1)
    page.keyboard.press("0")
    expect(pressed).to_contain_text("ingen merke")
    page.keyboard.press("f")
    expect(pressed).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page.locator("#place")).to_contain_text("Kommentar 2")
    page.keyboard.press("n")
    page.keyboard.type("Husk 1 ting.")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(pressed).to_have_count(0)
    saved(page)
    page.reload()
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_have_value("Husk 1 ting.")


def test_keys_can_be_turned_off(open_room: OpenRoom, round_id: UUID) -> None:
    page = open_room("teacher", f"/rounds/{round_id}/code")
    page.keyboard.press("?")
    page.locator("#keys-on").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator(".coding-label[aria-pressed=true]")).to_have_count(0)


def test_a_lost_connection_loses_nothing(open_room: OpenRoom, rooms: tuple[House, str], round_id: UUID) -> None:
    page = open_room("teacher", f"/rounds/{round_id}/code?lang=nn")
    page.context.set_offline(True)
    for key in "12212":
        page.keyboard.press(key)
        page.keyboard.press("ArrowRight")
    expect(page.locator("#saved")).to_have_text("Ikkje lagra – prøver igjen")
    assert votes(rooms[0]) == 0
    page.context.set_offline(False)
    saved(page)
    assert votes(rooms[0]) == 5


def test_what_was_waiting_when_the_page_was_lost_is_kept_later(
    open_room: OpenRoom, rooms: tuple[House, str], round_id: UUID
) -> None:
    page = open_room("teacher", f"/rounds/{round_id}/code")
    page.route("**/votes/*", lambda route: route.abort())
    page.keyboard.press("1")
    expect(page.locator("#saved")).to_have_attribute("data-state", "unsaved")
    page.unroute("**/votes/*")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{rooms[1]}/rounds/{round_id}/code")
    saved(page)
    assert votes(rooms[0]) == 1


def test_two_tabs_tell_each_other(open_room: OpenRoom, rooms: tuple[House, str], round_id: UUID) -> None:
    page = open_room("teacher", f"/rounds/{round_id}/code?lang=nb")
    other = page.context.new_page()
    other.goto(page.url)
    page.keyboard.press("1")
    saved(page)
    other.keyboard.press("2")
    expect(other.locator("#clash")).to_contain_text("Dette er endret i en annen fane.")
    expect(other.locator(".coding-label[aria-pressed=true]")).to_contain_text("kvalitetsbeskrivelse")
    other.keyboard.press("2")
    saved(other)
    with rooms[0].store.read("alfa") as session:
        assert session.get_one(Vote, (segments(rooms[0], round_id)[0], rooms[0].people["teacher"])).labels == (
            "advice",
            "quality",
        )


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page_is_open_to_all(open_room: OpenRoom, round_id: UUID, form: str, scheme: Any, width: int) -> None:
    page = open_room("coach", f"/rounds?lang={form}", scheme=scheme, width=width)
    assert faults(page) == []
    for path in (
        "/rounds/new?again=1",
        "/rounds/new?again=1&selection=picked",
        f"/rounds/{round_id}",
        f"/rounds/{round_id}/remove",
    ):
        page.goto(page.url.partition("/rounds")[0] + path)
        assert faults(page) == []
    page = open_room("teacher", f"/rounds/{round_id}/code?lang={form}", scheme=scheme, width=width)
    page.keyboard.press("1")
    saved(page)
    assert faults(page) == []
    page.keyboard.press("?")
    assert faults(page) == []
