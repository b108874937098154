"""The page in a real browser: Chromium, driven against the running service."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
COMMENT = "Du har en tydelig problemstilling, men du må vise til kilder."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = f"{CHROMIUM} is not installed, so the page was not tried in a browser"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Security Policy" in message.text else None)
    strangers: list[str] = []
    page.on("request", lambda request: strangers.append(request.url) if not request.url.startswith(address) else None)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Peker kommentaren framover?")
    yield page
    context.close()
    assert complaints == []
    assert strangers == []


def _type(page: Page, comment: str = COMMENT) -> None:
    page.get_by_label("Kommentaren din").press_sequentially(comment)


def test_a_pause_in_typing_brings_the_answer(page: Page) -> None:
    _type(page)
    expect(page.locator("#summary")).to_contain_text("Kommentaren peker framover")


def test_the_button_brings_the_answer(page: Page) -> None:
    page.get_by_label("Kommentaren din").fill("Karakter: 4. Bra jobba!")
    page.get_by_role("button", name="Sjekk kommentaren").click()
    expect(page.locator("#summary")).to_contain_text("feller bare en dom")


def test_the_example_brings_an_answer(page: Page) -> None:
    page.get_by_role("button", name="Prøv et eksempel").click()
    expect(page.locator("#summary")).to_be_visible()


def test_each_part_is_marked_with_the_name_of_its_labels(page: Page) -> None:
    _type(page)
    expect(page.locator("[data-part]")).to_have_text(
        ["Du har en tydelig problemstilling, kvalitetsbeskrivelse", "men du må vise til kilder. framovermelding"]
    )


def test_each_label_has_a_line_of_its_own(page: Page) -> None:
    page.get_by_label("Kommentaren din").fill("Tydelig. Husk det. Flott. Målet er nådd. Hva synes du selv?")
    expect(page.locator(".part .words")).to_have_count(5)
    styles = page.locator(".part > .line").evaluate_all(
        "lines => lines.map(line => getComputedStyle(line).textDecorationStyle)"
    )
    assert styles == ["solid", "double", "wavy", "dashed", "dotted"]


def test_the_comment_is_shown_again_character_for_character(page: Page) -> None:
    comment = "👍🏽 Tydelig <b>tekst</b>.\n\n  Du må vise til é 😀 kilder.\nSlutt"
    page.get_by_label("Kommentaren din").fill(comment)
    expect(page.locator("[data-part]")).to_have_count(3)
    words = page.locator("#parts").evaluate(
        "parts => { const copy = parts.cloneNode(true); copy.querySelectorAll('.tag').forEach((tag) => {"
        " tag.previousSibling.remove(); tag.remove(); }); return copy.textContent; }"
    )
    assert words == comment


def test_an_uncertain_part_says_so_in_words(page: Page) -> None:
    page.get_by_label("Kommentaren din").fill("Du må være mer tydelig.")
    expect(page.locator("[data-part]")).to_contain_text("usikker")


def test_a_question_is_shown_in_the_comments_own_form(page: Page) -> None:
    page.get_by_label("Kommentaren din").fill("Ei tydeleg innleiing.")
    hint = page.locator(".hints span")
    expect(hint).to_have_text("Hva kan eleven gjøre videre (nn)?")
    expect(hint).to_have_attribute("lang", "nn")


def test_a_question_leads_to_its_part(page: Page) -> None:
    page.get_by_label("Kommentaren din").fill("En tydelig innledning.")
    page.get_by_role("button", name="Vis delen").click()
    expect(page.locator("[data-part='0']")).to_be_focused()
    expect(page.locator("#detail")).to_be_visible()


def test_a_part_is_opened_and_closed_by_keyboard(page: Page) -> None:
    _type(page)
    part = page.locator("[data-part='1']")
    part.focus()
    page.keyboard.press("Enter")
    expect(part).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#detail")).to_contain_text("framovermelding – svært sikker")
    expect(page.locator("#detail q")).to_have_text("må")
    expect(page.locator("#detail")).to_contain_text("Sier den hva eleven bør gjøre")
    page.keyboard.press("Escape")
    expect(page.locator("#detail")).to_be_hidden()
    expect(part).to_be_focused()


def test_every_step_is_reached_with_the_tab_key(page: Page) -> None:
    _type(page)
    expect(page.locator("#summary")).to_be_visible()
    page.get_by_label("Kommentaren din").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("[data-part='0']")).to_be_focused()


def test_the_answer_is_announced_shortly(page: Page) -> None:
    _type(page)
    expect(page.get_by_role("status")).to_have_text(
        "Kommentaren peker framover: Den sier hva eleven kan gjøre. Ingen spørsmål."
    )


def test_the_profile_is_a_picture_with_its_numbers_in_a_table(page: Page) -> None:
    _type(page, "Husk kilder.")
    row = page.get_by_role("row", name="framovermelding")
    expect(row).to_contain_text("100 %")
    assert row.locator(".bar-fill").evaluate("bar => bar.offsetWidth === bar.parentElement.offsetWidth")


def test_an_error_is_told_in_the_pages_language(page: Page) -> None:
    page.get_by_role("button", name="Nynorsk").click()
    page.get_by_role("button", name="Sjekk kommentaren").click()
    expect(page.locator("#error")).to_contain_text("Kommentaren er tom. Skriv minst eitt teikn.")
    expect(page.get_by_role("status")).to_contain_text("Kommentaren er tom")


def test_a_service_that_does_not_answer_is_told(page: Page) -> None:
    page.route("**/v1/analyses", lambda route: route.abort())
    _type(page, "Husk kilder.")
    expect(page.locator("#error")).to_contain_text("Tjenesten svarer ikke")


def test_nynorsk_changes_every_text_and_is_remembered(page: Page) -> None:
    _type(page)
    expect(page.locator("#summary")).to_be_visible()
    page.get_by_role("button", name="Nynorsk").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    expect(page.locator("#summary")).to_contain_text("Kommentaren peikar framover")
    expect(page.locator("[data-part='0']")).to_contain_text("kvalitetsskildring")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Peikar kommentaren framover?")


def test_clearing_takes_comment_and_answer_away(page: Page) -> None:
    _type(page, "Husk kilder.")
    expect(page.locator("#summary")).to_be_visible()
    page.get_by_role("button", name="Tøm").click()
    expect(page.locator("#summary")).to_be_hidden()
    expect(page.get_by_label("Kommentaren din")).to_have_value("")


def test_nothing_of_the_comment_is_kept_in_the_browser(page: Page) -> None:
    _type(page)
    page.get_by_role("button", name="Nynorsk").click()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert kept == '[{"tilbakemelding.language":"nn"},{},""]'


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_needs_sideways_scrolling(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.get_by_label("Kommentaren din").fill(f"{COMMENT} Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbau.")
    page.locator("[data-part='0']").click()
    expect(page.locator("#detail")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#result").evaluate("card => card.scrollWidth <= card.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.get_by_label("Kommentaren din").fill("Tydelig. Husk det. Flott. Målet er nådd. Hva synes du selv? Hei")
    page.locator("[data-part='0']").click()
    expect(page.locator("#detail")).to_be_visible()
    weak = page.evaluate(CONTRAST)
    assert weak == []


CONTRAST = """() => {
  const rgb = (value) => value.match(/[\\d.]+/g).map(Number);
  const light = (value) => {
    const [r, g, b] = rgb(value).slice(0, 3).map((v) => v / 255).map((v) =>
      v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgb(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest("noscript")) continue;
    const pair = [light(getComputedStyle(node).color), light(behind(node))].sort((a, b) => b - a);
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (contrast < 4.5) weak.push(`${node.className} ${walker.currentNode.data.trim()} ${contrast.toFixed(2)}`);
  }
  return weak;
}"""
