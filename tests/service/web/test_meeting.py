"""The meeting in a real browser, by keyboard alone: decide, write better, take the minutes home."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import pytest
from docx import Document
from playwright.sync_api import expect
from sqlalchemy import select

from service.store.tables import Decision, Rewrite
from tests.service.house import House, contribute
from tests.service.meeting.conftest import round_at_meeting
from tests.service.rounds.steps import segments
from tests.service.web.conftest import OpenRoom
from tests.service.web.rooms import faults

LOOKS: list[tuple[Any, int]] = [("light", 1280), ("dark", 1280), ("light", 320)]
COMMENTS, CODERS = 40, ("teacher", "teacher2", "teacher3")


@pytest.fixture
def round_id(rooms: tuple[House, str]) -> UUID:
    return round_at_meeting(rooms[0])


def test_a_meeting_is_held_by_keyboard(open_room: OpenRoom, rooms: tuple[House, str], round_id: UUID) -> None:
    house, _ = rooms
    page = open_room("coach", f"/rounds/{round_id}/meeting?lang=nb")
    disputed = segments(house, round_id)[2]
    pressed = page.locator("details[open] input[value=goal]")
    page.keyboard.press("4")
    expect(pressed).to_be_checked()
    page.locator("details[open] textarea").press_sequentially("Den viser til målet.")
    page.keyboard.press("Escape")
    page.locator("details[open] button").press("Enter")
    expect(page.locator("details.meeting-segment[open]")).to_have_count(0)
    page.locator("#text").fill("Teksten er tydelig. Forklar hvorfor.")
    expect(page.locator("#check")).to_contain_text("Peker framover.")
    page.get_by_role("button", name="Lagre den nye teksten").press("Enter")
    expect(page.locator("#text")).to_have_value("Teksten er tydelig. Forklar hvorfor.")
    page.locator("#qforward").fill("Et konkret råd.")
    page.locator("form:has(#qforward) button").press("Enter")
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"{rooms[1]}/rounds/{round_id}/meeting?n=2")
    page.get_by_role("link", name="Referat").press("Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned som Word-dokument").press("Enter")
    told = "\n".join(p.text for p in Document(io.BytesIO(download.value.path().read_bytes())).paragraphs)
    assert "Den viser til målet." in told
    assert "Forklar hvorfor." in told
    with house.store.read("alfa") as session:
        assert "goal" in session.get_one(Decision, disputed).labels
        assert session.scalars(select(Rewrite.text)).one() == "Teksten er tydelig. Forklar hvorfor."


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page_is_open_to_all(  # noqa: PLR0913, PLR0917 - three fixtures, and what varies
    open_room: OpenRoom, rooms: tuple[House, str], round_id: UUID, form: str, scheme: Any, width: int
) -> None:
    page = open_room("coach", f"/rounds/{round_id}/meeting?lang={form}", scheme=scheme, width=width)
    assert faults(page) == []
    for path in ("agreement", "minutes"):
        page.goto(f"{rooms[1]}/rounds/{round_id}/{path}")
        assert faults(page) == []
    page = open_room("teacher3", f"/rounds/{round_id}/consent?lang={form}", scheme=scheme, width=width)
    assert faults(page) == []


def test_a_round_of_forty_comments_and_three_coders_from_beginning_to_end(
    open_room: OpenRoom, rooms: tuple[House, str]
) -> None:
    house, address = rooms
    contribute(house, "teacher3", [f"Teksten er tydelig {number}. Husk kilder!" for number in range(COMMENTS)])
    page = open_room("coach", "/rounds/new?lang=nb")
    page.locator("#count").fill(str(COMMENTS))
    page.locator("#title").fill("Førti")
    page.get_by_role("checkbox", name="Coach").press("Space")
    page.get_by_role("button", name="Lag runden og inviter").press("Enter")
    expect(page.locator("h1")).to_have_text("Førti")
    round_id = page.url.rpartition("/")[2]
    for number, person in enumerate(CODERS):
        page = open_room(person, f"/rounds/{round_id}/code?lang=nb")
        expect(page.locator("html[data-ready]")).to_be_attached()
        for place in range(2 * COMMENTS):
            page.keyboard.press("3" if place == 1 and number == 2 else str(place % 2 + 1))
            page.keyboard.press("ArrowRight")
        expect(page.locator("#saved")).to_have_attribute("data-state", "saved", timeout=60_000)
        page.get_by_role("button", name="Lever runden").press("Enter")
        expect(page.locator("h1")).to_have_text("Runder")
    page = open_room("coach", f"/rounds/{round_id}/meeting?lang=nb")
    page.keyboard.press("Enter")
    expect(page.locator("details.meeting-segment[open]")).to_have_count(0)
    page.goto(f"{address}/rounds/{round_id}/minutes")
    with page.expect_download() as download:
        page.locator("a[href$='export.jsonl']").press("Enter")
    assert len(download.value.path().read_text("utf-8").splitlines()) == COMMENTS
