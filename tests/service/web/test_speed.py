"""Quick and small: what a cold start costs, and how soon the marks are there."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.service.web.conftest import OpenPage
from tests.service.web.steps import field, write

MOST_BYTES = 300_000
LATEST_PAINT_MS = 1_000
LATEST_MARKS_MS = 300
TRIES = 5


def test_the_first_paint_of_a_cold_start_comes_within_a_second(open_page: OpenPage) -> None:
    paints = [
        open_page().evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        for _ in range(TRIES)
    ]
    assert min(paints) < LATEST_PAINT_MS


def test_the_whole_page_stays_within_its_bytes(open_page: OpenPage) -> None:
    page = open_page()
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map((one) => one.transferSize)"
    )
    assert len(sizes) > 20
    assert min(sizes) > 0
    assert sum(sizes) < MOST_BYTES


def test_marks_are_there_within_three_tenths_of_a_second_after_the_last_key(page: Page) -> None:
    write(page, "Husk")
    page.evaluate(
        """() => {
          window.waits = [];
          let last = 0;
          document.getElementById('comment').addEventListener('keydown', () => { last = performance.now(); });
          new MutationObserver(() => { if (last) window.waits.push(performance.now() - last); last = 0; })
            .observe(document.getElementById('answer'), { childList: true });
        }"""
    )
    for number in range(TRIES):
        field(page).press_sequentially(" det.")
        expect(page.locator("#answer .part")).to_have_count(max(1, number + 1))
    assert min(page.evaluate("window.waits")) < LATEST_MARKS_MS
