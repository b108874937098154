"""A teacher takes comments from the draft to the team in a real browser, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.service.web.conftest import OpenRoom
from tests.service.web.rooms import faults
from tests.service.web.steps import write

LOOKS: list[tuple[Any, int]] = [("light", 1280), ("dark", 1280), ("light", 320)]
TEXT = "Kari, du forklarer fotosyntesen tydelig. Husk kilder til neste gang, så ser leseren hvor du har det fra."


def press(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


def describe(page: Page, subject: str = "norsk") -> None:
    for name, value in (("subject", subject), ("level", "vgs"), ("genre", "lms")):
        page.locator(f"#{name}").select_option(value)


def test_from_the_draft_to_the_team_and_back_by_keyboard(open_room: OpenRoom) -> None:
    page = open_room("teacher", "/?lang=nb")
    write(page, TEXT)
    press(page, "Bidra til teamet …")
    expect(page.locator("textarea").first).to_have_value(TEXT)
    describe(page)
    press(page, "Se hva som skjules")
    expect(page.locator(".masked")).to_have_text("skjult: [ELEV 1]")
    page.locator("#hide").focus()
    page.keyboard.type("fotosyntesen")
    page.keyboard.press("Enter")
    expect(page.locator(".masked")).to_have_count(2)
    press(page, "Alt som skal skjules, er skjult")
    page.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    press(page, "Bidra med kommentarer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bidraget ditt")
    expect(page.locator(".commenttext")).to_contain_text("[ELEV 1], du forklarer [ELEV 2] tydelig.")
    page.get_by_role("link", name="Ta tilbake hele bidraget").press("Enter")
    press(page, "Ja, slett det")
    expect(page.locator(".offer")).to_contain_text("Du har ikke bidratt med noe ennå.")


def test_words_that_are_marked_become_the_words_to_hide(open_room: OpenRoom) -> None:
    page = open_room("teacher", "/samples/new?lang=nn")
    page.locator("#text1").fill("Du liknar på Brunhilde.")
    describe(page)
    press(page, "Sjå kva som blir skjult")
    page.locator(".commenttext").dblclick(position={"x": 120, "y": 10})
    expect(page.locator("#hide")).not_to_have_value("")


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_step_is_open_to_all(open_room: OpenRoom, form: str, scheme: Any, width: int) -> None:
    page = open_room("teacher", f"/samples?lang={form}", scheme=scheme, width=width)
    assert faults(page) == []
    page.goto(page.url.replace("/samples", "/samples/new"))
    page.locator("#text1").fill(TEXT)
    describe(page)
    assert faults(page) == []
    page.locator("main form button.ds-button").nth(1).click()
    expect(page.locator(".steps li").nth(1)).to_have_attribute("aria-current", "step")
    assert faults(page) == []
    page.locator("button[formaction='/samples/confirm']").click()
    assert faults(page) == []
    page.get_by_role("checkbox").check()
    page.locator("main form button").click()
    expect(page.locator(".commenttext")).to_be_visible()
    assert faults(page) == []
    page.locator("main a[href$='/revoke']").click()
    assert faults(page) == []
    page.locator("main form button").click()
    expect(page.locator("h1")).to_be_visible()
