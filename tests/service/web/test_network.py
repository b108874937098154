"""The learning network in a browser: shared and found by keyboard, open to all, in both forms."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from service.settings import Settings
from service.store import open_store
from tests.service.house import HEADER, House, build_house, contribute
from tests.service.network.steps import write
from tests.service.running import served
from tests.service.web.test_access import AXE, LOOKS, RULES

OpenAs = Callable[..., Page]
COMMENT = "Flott jobbet, dette er bra. Karakter 4."
PICTURES = os.environ.get("TILBAKEMELDING_PICTURES")
"""A folder for pictures of the pages, for whoever wants to look at them."""


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str, dict[str, UUID]]]:
    """Run the service with examples of three schools in it; the keys are of what the pages show."""
    folder = tmp_path_factory.mktemp("network")
    store = open_store(str(folder / "store"))
    house = build_house(store, Settings(store=str(folder / "store")))
    keys = {
        "example": write(
            house,
            "teacher",
            "Teksten er tydelig, men kildene mangler. Flott jobbet. Karakter 5.",
            improved="Innledningen er tydelig. Husk å vise til kildene, og forklar hvorfor du stoler på dem.",
            reflection="Jeg ga karakteren først. Da leste ikke eleven rådet.\n\nNå skriver jeg rådet alene.",
            shows=("school",),
        )
    }
    for number in range(11):
        write(
            house,
            "neighbour",
            f"Teksta er tydeleg, og kjelde nummer {number} er ikkje med. Hugs måla.",
            subject="samfunnsfag",
        )
    keys["hidden"] = write(house, "teacher", "Kan peke ut noen. Husk kildene.")
    house.client("coach").post(f"/network/examples/{keys['hidden']}/hide", data={"reason": "person"})
    [keys["comment"]] = contribute(house, "teacher", [COMMENT])
    with served(house.app) as address:
        yield house, address, keys
    store.close()


@pytest.fixture
def open_as(browser: Browser, network: tuple[House, str, dict[str, UUID]]) -> Iterator[OpenAs]:
    """Open a page as a person; in the end no script has failed, no policy was broken, and no other host was asked."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(person: str, path: str, *, scripts: bool = True) -> Page:
        context = browser.new_context(locale="nb-NO", extra_http_headers={HEADER: person}, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on(
            "request",
            lambda request: None if request.url.startswith(network[1]) else complaints.append(request.url),
        )
        page.goto(network[1] + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def preview(page: Page) -> None:
    page.locator("#improved").fill("Forklar valget ditt, Kari. Husk kilder.")
    page.locator("#reflection").fill("Ola savnet et råd.")
    page.locator("main button[value=check]").click()
    expect(page.locator("#kept-title")).to_be_visible()


def nothing(page: Page) -> None:
    """Leave the page as it opens."""


STATES: dict[str, tuple[str, str, Callable[[Page], None]]] = {
    "library": ("coach", "/network", nothing),
    "search": ("teacher", "/network?q=kilder&label=quality&page=2", nothing),
    "nothing": ("teacher", "/network?q=romferge", nothing),
    "empty": ("stranger", "/network", nothing),
    "example": ("teacher", "/network/examples/{example}", nothing),
    "example of another": ("coach", "/network/examples/{example}", nothing),
    "hidden example": ("teacher", "/network/examples/{hidden}", nothing),
    "meeting": ("coach", "/network/examples/{example}/meeting", nothing),
    "mine": ("teacher", "/network/mine", nothing),
    "none of mine": ("stranger", "/network/mine", nothing),
    "share": ("teacher", "/network/share/{comment}", nothing),
    "preview": ("teacher", "/network/share/{comment}", preview),
    "revoke": ("teacher", "/network/examples/{example}/revoke", nothing),
    "hide": ("coach", "/network/examples/{example}/hide", nothing),
    "hidden": ("coach", "/network/hidden", nothing),
}


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_fault(
    open_as: OpenAs, network: tuple[House, str, dict[str, UUID]], state: str, form: str
) -> None:
    person, path, act = STATES[state]
    path = path.format(**network[2])
    page = open_as(person, f"{path}{'&' if '?' in path else '?'}lang={form}")
    act(page)
    expect(page.locator("html")).to_have_attribute("lang", form)
    page.evaluate(AXE)
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(50)
        if PICTURES:
            name = f"{state.replace(' ', '-')}-{form}-{scheme}-{width}.png"
            page.screenshot(path=Path(PICTURES) / name, full_page=True)
        found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
        faults = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]]
        assert faults == [], (scheme, width)
        assert len(found["passes"]) > 10
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def tab_to(page: Page, selector: str) -> None:
    """Go on with the tab key until an element has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the tab key does not reach {selector}")


def enter(page: Page) -> None:
    """Press Enter and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_example_is_shared_found_and_taken_back_by_keyboard_alone(
    open_as: OpenAs, network: tuple[House, str, dict[str, UUID]]
) -> None:
    house = network[0]
    [comment] = contribute(house, "teacher2", [COMMENT])
    page = open_as("teacher2", "/network/mine")
    tab_to(page, f"a[href='/network/share/{comment}']")
    enter(page)
    tab_to(page, "#improved")
    page.keyboard.type("Forklar valget ditt, Kari, med romvesener.")
    tab_to(page, "#reflection")
    page.keyboard.type("Rådet kom for sent.")
    tab_to(page, "button[value=check]")
    enter(page)
    expect(page.locator(".placeholder")).to_have_text("[ELEV 1]")
    tab_to(page, "input[name=sure]")
    page.keyboard.press("Space")
    tab_to(page, "button[value=share]")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Et eksempel")
    page.goto(f"{network[1]}/network")
    tab_to(page, "#q")
    page.keyboard.type("romvesen")
    enter(page)
    expect(page.locator("mark")).to_have_text("romvesener")
    assert "q=romvesen" in page.url
    tab_to(page, ".found a")
    enter(page)
    tab_to(page, "a[href$='/revoke']")
    enter(page)
    tab_to(page, "main button")
    enter(page)
    expect(page.locator("main .offer[role=status]")).to_contain_text("trukket tilbake")
    page.goto(f"{network[1]}/network?q=romvesen")
    expect(page.locator("#found-title")).to_have_text("Ingen eksempler passer")


def test_all_works_without_scripts(open_as: OpenAs, network: tuple[House, str, dict[str, UUID]]) -> None:
    page = open_as("coach", f"/network/examples/{network[2]['example']}/meeting", scripts=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Et eksempel å snakke om")
    expect(page.locator("#print")).to_be_hidden()


def test_the_sheet_for_a_meeting_has_the_questions_and_no_frame_on_paper(
    open_as: OpenAs, network: tuple[House, str, dict[str, UUID]]
) -> None:
    page = open_as("coach", f"/network/examples/{network[2]['example']}/meeting")
    expect(page.locator("#print")).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / "meeting-print.png", full_page=True)
    for shown in (".talk", ".large", ".part-list >> nth=0", "#sheet-reflection"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".bar", ".foot", "#print"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.locator(".large").evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
