"""What stands beside the figures, in a browser: no fault that axe-core finds, by keyboard, and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service.app import create_app
from service.settings import Settings
from tests.service.fake import FakeAnalyser, FakeMasker
from tests.service.running import served
from tests.service.survey.tables import csv, row
from tests.service.web.rooms import faults
from tests.service.web.test_access import LOOKS

LOCAL_SCHOOL = "1"
TABLE = csv(
    row(number=LOCAL_SCHOOL, year="2024-25", mean="3,4"),
    row(number=LOCAL_SCHOOL),
    row(number=LOCAL_SCHOOL, question="Forteller lærerne deg hva som er bra med arbeidet du gjør?", mean="*"),
    row(number="I"),
)
FAULTY = csv(row(number=LOCAL_SCHOOL, mean="9"))


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[str]:
    """Run the service in local mode around a store of its own; return its address."""
    app = create_app(FakeAnalyser(), FakeMasker(), Settings(store=str(tmp_path / "store")), {})
    with served(app) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", java_script_enabled=True)
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if "Policy" in message.text else None)
    yield page
    context.close()
    assert complaints == []


def _upload(page: Page, table: bytes) -> None:
    page.locator("#file").set_input_files({"name": "eu.csv", "mimeType": "text/csv", "buffer": table})
    page.locator("form button[type=submit]").click()


def _draft(page: Page, address: str) -> None:
    page.goto(f"{address}/culture/survey")
    _upload(page, TABLE)
    expect(page.locator("select")).to_have_count(2)


def _results(page: Page, address: str) -> None:
    _draft(page, address)
    page.locator("form button[type=submit]").first.click()
    expect(page.locator(".beside-table")).to_have_count(2)


def _deletion(page: Page, address: str) -> None:
    _results(page, address)
    page.locator("a[href$='/delete']").click()


def _fault(page: Page, address: str) -> None:
    page.goto(f"{address}/culture/survey")
    _upload(page, FAULTY)
    expect(page.get_by_role("alert")).to_be_visible()


def _form(page: Page, address: str) -> None:
    page.goto(f"{address}/culture/goals")
    page.locator("main a.ds-button").click()


def _empty_form(page: Page, address: str) -> None:
    _form(page, address)
    page.locator("#goal").fill("   ")
    page.locator("form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _goal(page: Page, address: str) -> None:
    _form(page, address)
    page.locator("#goal").fill("Flere kommentarer skal peke framover.")
    page.locator("#decided").fill("Kari tar med fem kommentarer.")
    page.locator("form button[type=submit]").click()
    expect(page.locator(".beside-told")).to_have_count(2)


def _release(page: Page, address: str) -> None:
    _goal(page, address)
    page.locator("main a[href$='/release']").click()


def _released(page: Page, address: str) -> None:
    _release(page, address)
    page.locator("form button[type=submit]").click()
    expect(page.locator("form[action$='/withdraw']")).to_be_visible()


STATES: dict[str, Callable[[Page, str], object]] = {
    "about": lambda page, address: page.goto(f"{address}/culture/about"),
    "survey, empty": lambda page, address: page.goto(f"{address}/culture/survey"),
    "survey, fault": _fault,
    "survey, draft": _draft,
    "survey, results": _results,
    "survey, deletion": _deletion,
    "goals, empty": lambda page, address: page.goto(f"{address}/culture/goals"),
    "goals, form": _form,
    "goals, no words": _empty_form,
    "goals, one": _goal,
    "goals, release": _release,
    "goals, released": _released,
}


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_fault(page: Page, rooms: str, state: str, form: str) -> None:
    page.goto(f"{rooms}/start?lang={form}")
    STATES[state](page, rooms)
    assert page.locator("html").get_attribute("lang") == form
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(100)
        assert faults(page) == [], (scheme, width)


def test_a_goal_is_written_and_shown_by_keyboard_alone_and_without_scripts(browser: Browser, rooms: str) -> None:
    context = browser.new_context(locale="nb-NO", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{rooms}/culture/goals")
    page.locator("main a.ds-button").focus()
    page.keyboard.press("Enter")
    page.locator("#goal").focus()
    page.keyboard.type("Flere skal peke framover.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".beside-terms")).to_contain_text("Flere skal peke framover.")
    context.close()


@pytest.mark.parametrize(("width", "shown"), [(1280, "wide"), (320, "narrow")])
def test_the_chart_has_the_shape_that_fits(page: Page, rooms: str, width: int, shown: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{rooms}/culture/about")
    visible = [node.get_attribute("class") for node in page.locator(".trend-drawing").all() if node.is_visible()]
    assert visible == [f"trend-drawing trend-{shown}"]
    assert page.get_by_role("img", name="Oppdiktet eksempel").count() == 1


def test_the_chart_is_printed_wide_and_without_colour(page: Page, rooms: str) -> None:
    page.goto(f"{rooms}/culture/about")
    page.emulate_media(media="print")
    assert page.locator(".trend-wide").is_visible()
    assert not page.locator(".trend-narrow").is_visible()
    stroke = page.locator(".trend-wide .trend-line").first.evaluate("node => getComputedStyle(node).stroke")
    assert stroke == "rgb(34, 34, 34)"
