"""Open to all: no fault that axe-core finds in any state, form, scheme or width; nothing needs sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.service.web.conftest import OpenPage
from tests.service.web.steps import EVERY_LABEL, ROWS, choose_file, field, paste, split, write

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
LOOKS: list[tuple[Any, int]] = [("light", 1280), ("dark", 1280), ("light", 320)]


def _detail(page: Page) -> None:
    write(page, EVERY_LABEL)
    page.locator(".part").nth(1).click()
    page.locator(".detail:visible button").click()
    page.locator(".disagreement input").first.check()
    expect(page.locator("#disagreements")).to_be_visible()


def _error(page: Page) -> None:
    field(page).fill("utløs-feil")
    expect(page.locator("#single .message")).to_be_visible()


def _offer(page: Page) -> None:
    paste(page, ROWS)
    expect(page.locator("#split")).to_be_visible()


def _cards(page: Page) -> None:
    split(page, ROWS)
    page.locator("#cards details summary").first.click()
    page.locator("#cards .part").first.click()
    expect(page.locator("#cards .detail:visible")).to_be_visible()


def _table(page: Page) -> None:
    choose_file(page, "7.xlsx")
    expect(page.locator("#cards .summary")).to_have_count(3)


def _asked(page: Page) -> None:
    _table(page)
    page.locator("#cards .editor").first.fill("Husk det.")
    page.locator("#column").select_option("Merknad")
    expect(page.get_by_role("dialog")).to_be_visible()


def _margin(page: Page) -> None:
    choose_file(page, "oppgave.docx")
    expect(page.locator("#cards article")).to_have_count(4)


def _bad_file(page: Page) -> None:
    choose_file(page, "bilde.png")
    expect(page.locator("#drop .message")).to_be_visible()


def _help(page: Page) -> None:
    for summary in page.locator(".about summary").all():
        summary.click()
    expect(page.locator(".quality")).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    "empty": lambda _: None,
    "typed": lambda page: write(page, EVERY_LABEL),
    "detail": _detail,
    "error": _error,
    "offer": _offer,
    "cards": _cards,
    "table": _table,
    "asked": _asked,
    "margin": _margin,
    "bad file": _bad_file,
    "help": _help,
}


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_fault(open_page: OpenPage, state: str, form: str) -> None:
    page = open_page(form=form)
    STATES[state](page)
    page.evaluate(AXE)
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(100)
        found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
        faults = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]]
        assert faults == [], (scheme, width)
        assert len(found["passes"]) > 10
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_no_fault_in_the_field_without_highlights(open_page: OpenPage) -> None:
    page = open_page(highlights=False)
    write(page, EVERY_LABEL)
    page.evaluate(AXE)
    assert page.evaluate("rules => axe.run({ runOnly: rules })", RULES)["violations"] == []


@pytest.mark.parametrize("state", ["typed", "cards", "help"])
def test_nothing_needs_sideways_scrolling_with_long_words(page: Page, state: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    STATES[state](page)
    word = "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    page.get_by_role("textbox").first.fill(f"{word} er tydelig. Husk {word}.")
    page.wait_for_timeout(600)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_focus_is_seen_on_every_stop_of_the_tab_key(page: Page) -> None:
    write(page)
    page.evaluate("document.activeElement.blur()")
    seen: list[str] = []
    for _ in range(18):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => {
                  let node = document.activeElement;
                  if (node === document.body) return 'end';
                  if (node.id === 'file') node = node.nextElementSibling;
                  const style = getComputedStyle(node);
                  const seen = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
                  return seen || node.className.includes('skip') ? 'seen' : node.outerHTML.slice(0, 120);
                }"""
            )
        )
    assert set(seen) <= {"seen", "end"}
    assert seen.count("seen") >= 12


def test_on_paper_stand_the_marked_comment_its_legend_and_the_questions(page: Page) -> None:
    write(page, "Tydelig. Flott.")
    page.emulate_media(media="print", color_scheme="dark")
    for shown in ("#comment", ".legend", ".hints", ".summary", ".profile", ".about"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".languages", "#example", "#drop", ".foot"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#comment").evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
