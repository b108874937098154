"""The pages of logins, roles, teams, keys and the log: open to all, and of use by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from service.access.local import OWNER
from service.app import create_app
from service.settings import Settings
from service.store import open_store
from service.store.tables import Person
from tests.service.fake import FakeAnalyser, FakeMasker
from tests.service.running import served
from tests.service.web.test_access import AXE, LOOKS, RULES

PAGES = ["/start", "/admin", "person", "/admin/audit", "/teams", "team", "/tokens", "/logout", "/logged-out"]


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Run the service in its local mode; return its address and its folder."""
    folder = str(tmp_path_factory.mktemp("people") / "data")
    with served(create_app(FakeAnalyser(), FakeMasker(), Settings(store=folder), {})) as address:
        yield address, folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def target(page: Page, local: tuple[str, str], name: str) -> str:
    """Return a page's address; the local person and the local team are there after the first request."""
    page.goto(f"{local[0]}/start")
    if name == "person":
        store = open_store(local[1])
        with store.read(OWNER) as session:
            name = f"/admin/people/{session.scalars(select(Person.id)).one()}"
        store.close()
    if name == "team":
        page.goto(f"{local[0]}/teams")
        return f"{local[0]}{page.locator('main .rows a').first.get_attribute('href')}"
    return local[0] + name


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_and_nothing_is_too_wide(
    page: Page, local: tuple[str, str], name: str, form: str, tmp_path: Path
) -> None:
    address = target(page, local, name)
    scheme: Any
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}?lang={form}")
        for summary in page.locator("main summary").all():
            summary.click()
        page.screenshot(path=tmp_path / f"{scheme}-{width}.png", full_page=True)
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_team_is_made_and_joined_by_keyboard_alone(page: Page, local: tuple[str, str]) -> None:
    page.goto(f"{local[0]}/teams")
    page.get_by_label("Navn på teamet").focus()
    page.keyboard.type("Norsk 8. trinn")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Norsk 8. trinn")
    page.get_by_label("Hvem skal være med?").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main .rows li").first).to_contain_text("Lokal bruker")
    page.locator("main summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Ingen medlemmer ennå.")


def test_the_last_admin_is_told_why_the_role_stays(page: Page, local: tuple[str, str]) -> None:
    page.goto(target(page, local, "person"))
    row = page.locator("main .rows li").filter(has_text="administrator")
    row.locator("summary").click()
    row.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("siste administratoren")
