"""The page in a real browser: Chromium, driven against the running service with the small analyser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from starlette.routing import Route

from service.app import create_app
from service.card import read_card
from service.settings import Settings
from service.store import open_store
from tests.service.conftest import FakeAnalyser, FakeMasker
from tests.service.house import HEADER, House, build_house
from tests.service.running import served
from tests.service.web.files_double import read_files
from tilbakemelding import default_models

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WITHOUT_HIGHLIGHTS = "Object.defineProperty(CSS, 'highlights', { value: undefined })"

HERE = Path(__file__).parent

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let nothing run beside a browser: its driver keeps the process's event loop, and the pages are timed."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.alone)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = f"{CHROMIUM} is not installed, so the page was not tried in a browser"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Run the service with the shipped model's card and a stand-in for the reading of files; return its address."""
    app = create_app(FakeAnalyser(), FakeMasker(), Settings(), read_card(default_models()))
    app.router.routes.insert(0, Route("/v1/files", read_files, methods=["POST"]))
    with served(app) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Open the page; in the end no script has failed, no policy was broken, and no other host was asked."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    strangers: list[str] = []

    def opened(*, form: str = "nb", highlights: bool = True, path: str | None = None, locale: str = "nb-NO") -> Page:
        context = browser.new_context(locale=locale, permissions=["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        if not highlights:
            page.add_init_script(WITHOUT_HIGHLIGHTS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if "Policy" in message.text else None)
        page.on(
            "request",
            lambda request: None if request.url.startswith((site, "blob:")) else strangers.append(request.url),
        )
        page.goto(site + (f"/?lang={form}" if path is None else path))
        expect(page.locator("html[data-ready]")).to_be_attached(timeout=15_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert strangers == []


OpenRoom = Callable[..., Page]


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[tuple[House, str]]:
    """Two school owners with their people, and the service around them at an address."""
    store = open_store(str(tmp_path / "rooms"))
    house = build_house(store, Settings(store=str(tmp_path / "rooms")))
    with served(house.app) as address:
        yield house, address
    store.close()


@pytest.fixture
def open_room(browser: Browser, rooms: tuple[House, str]) -> Iterator[OpenRoom]:
    """Open a page as one of the house; in the end no script has failed and no policy was broken."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(person: str, path: str, *, scheme: Any = "light", width: int = 1280) -> Page:
        context = browser.new_context(
            locale="nb-NO",
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            extra_http_headers={HEADER: person},
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if "Policy" in message.text else None)
        page.goto(rooms[1] + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()
