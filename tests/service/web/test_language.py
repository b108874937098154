"""Bokmål and nynorsk: every text in both, the choice kept in the address and this browser and nowhere else."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.service.web.conftest import OpenPage
from tests.service.web.steps import ROWS, field, split, write


def test_nynorsk_changes_every_text_and_is_remembered(open_page: OpenPage) -> None:
    page = open_page(path="/")
    write(page)
    page.locator(".part").nth(1).click()
    page.get_by_role("button", name="Nynorsk").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    expect(page.locator(".summary")).to_contain_text("Kommentaren peikar framover")
    expect(page.locator(".part").first).to_contain_text("kvalitetsskildring")
    expect(page.locator(".detail:visible")).to_contain_text("Ord som tala for dette")
    expect(page.locator("#single .legend")).to_contain_text("elevmedverknad")
    assert page.url.endswith("/?lang=nn")
    page.goto(page.url.partition("?")[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Peikar kommentaren framover?")


def test_cards_change_language_too(page: Page) -> None:
    split(page, ROWS)
    page.get_by_role("button", name="Nynorsk").click()
    expect(page.locator("#cards-summary")).to_contain_text("2 kommentarar. Éin seier ikkje")
    expect(page.locator("#cards .status-tag")).to_have_text(["Berre dom", "Peikar framover"])


def test_the_browsers_language_is_met(open_page: OpenPage) -> None:
    expect(open_page(path="/", locale="nn-NO").get_by_role("heading", level=1)).to_have_text(
        "Peikar kommentaren framover?"
    )


def test_nothing_but_the_language_is_kept_in_the_browser(page: Page) -> None:
    write(page)
    page.get_by_role("button", name="Nynorsk").click()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert kept == '[{"tilbakemelding.language":"nn"},{},""]'
    page.reload()
    expect(field(page)).to_be_empty()


def test_the_page_says_how_good_it_is_in_both_forms_and_that_texts_are_imagined(page: Page) -> None:
    page.get_by_text("Hvor god er den?").click()
    expect(page.locator("#quality")).to_contain_text("Av ti råd finner den omtrent")
    expect(page.locator("#quality thead th")).to_have_text(["Det den ser etter", "Bokmål", "Nynorsk"])
    expect(page.locator("details", has=page.locator("#quality"))).to_contain_text("oppdiktede")


def test_the_figures_are_those_of_the_report(page: Page) -> None:
    page.get_by_text("Hvor god er den?").click()
    expect(page.locator("#quality tbody tr")).to_have_count(7)
    shown = page.locator("#quality tbody tr", has_text="framovermelding").locator("td").all_inner_texts()
    report = page.evaluate("fetch('/v1/model').then((answer) => answer.json())")["card"]["report"]["test"]
    advice = [report[form]["advice"] for form in ("nb", "nn")]
    assert shown == [f"finner {round(one['recall'] * 10)}, har rett i {round(one['precision'] * 10)}" for one in advice]
