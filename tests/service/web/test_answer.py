"""The answer: summary, questions, profile, parts and what lies behind them, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.service.web.conftest import OpenPage
from tests.service.web.steps import COMMENT, field, marked, write


def test_each_part_is_listed_with_the_names_of_its_labels(page: Page) -> None:
    write(page)
    expect(page.locator(".part")).to_have_text(
        ["kvalitetsbeskrivelse Du har en tydelig problemstilling,", "framovermelding men du må vise til kilder."]
    )


def test_an_uncertain_part_says_so_in_words(page: Page) -> None:
    write(page, "Du må være mer tydelig.")
    expect(page.locator(".part")).to_contain_text("usikker")


def test_a_question_is_shown_in_the_comments_own_form(page: Page) -> None:
    write(page, "Ei tydeleg innleiing.")
    hint = page.locator(".hints span")
    expect(hint).to_have_text("Hva kan eleven gjøre videre (nn)?")
    expect(hint).to_have_attribute("lang", "nn")


def test_a_question_leads_to_its_part(page: Page) -> None:
    write(page, "En tydelig innledning.")
    page.get_by_role("button", name="Vis delen").click()
    expect(page.locator(".part")).to_be_focused()
    expect(page.locator(".detail")).to_be_visible()


def test_a_part_is_opened_and_closed_by_keyboard(page: Page) -> None:
    write(page)
    part = page.locator(".part").nth(1)
    part.focus()
    page.keyboard.press("Enter")
    expect(part).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".detail:visible")).to_contain_text("framovermelding – svært sikker")
    expect(page.locator(".detail:visible q")).to_have_text("må")
    assert marked(page)["chosen"] == ["men du må vise til kilder."]
    page.keyboard.press("Escape")
    expect(part).to_have_attribute("aria-expanded", "false")
    expect(part).to_be_focused()
    assert "chosen" not in marked(page)


def test_a_detail_says_sureness_test_and_principle_in_plain_words(page: Page) -> None:
    write(page)
    page.locator(".part").nth(1).click()
    detail = page.locator(".detail:visible")
    expect(detail).to_contain_text("Av ti deler som modellen er like sikker på, har den rett i omtrent 9.")
    expect(detail).to_contain_text("Sier den hva eleven bør gjøre")
    expect(detail).to_contain_text("prinsipp 3 av 4")
    expect(detail).to_contain_text("Elever lærer best når de får råd om hvordan de kan forbedre seg.")


@pytest.mark.parametrize("highlights", [True, False])
def test_a_click_in_the_text_opens_its_part_and_leaves_the_caret(open_page: OpenPage, *, highlights: bool) -> None:
    page = open_page(highlights=highlights)
    write(page, "Tydelig.")
    box = field(page).bounding_box()
    assert box
    page.mouse.click(box["x"] + 40, box["y"] + 32)
    expect(page.locator(".detail:visible")).to_contain_text("kvalitetsbeskrivelse")
    expect(field(page)).to_be_focused()


def test_a_key_in_the_text_opens_the_part_at_the_caret_and_escape_leads_back(page: Page) -> None:
    write(page)
    field(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".part").nth(1)).to_be_focused()
    expect(page.locator(".detail:visible")).to_contain_text("framovermelding")
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    page.keyboard.type("!")
    expect(page.locator(".part").nth(1)).to_contain_text("kilder.!")


def test_every_step_is_reached_with_the_tab_key(page: Page) -> None:
    write(page)
    field(page).focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator(".part").first).to_be_focused()


def test_the_summary_is_announced_once_and_not_while_typing(page: Page) -> None:
    page.evaluate(
        """() => {
          const status = document.getElementById('status');
          window.said = [];
          new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
        }"""
    )
    field(page).press_sequentially(COMMENT, delay=20)
    expect(page.get_by_role("status")).to_have_text(
        "Kommentaren peker framover: Den sier hva eleven kan gjøre. Ingen spørsmål."
    )
    assert page.evaluate("window.said.length") == 1


def test_the_profile_is_a_picture_with_words_and_numbers(page: Page) -> None:
    write(page, "Husk kilder. Hei")
    row = page.locator(".profile tbody tr")
    expect(row).to_contain_text("75 %")
    expect(row.get_by_role("img", name="framovermelding: 75 % av teksten, 1 av delene")).to_be_visible()
    expect(page.locator("#answer")).to_contain_text("Ikke i kommentaren: kvalitetsbeskrivelse, sluttvurdering (dom)")


def test_a_disagreement_is_kept_in_memory_only_and_can_be_copied(page: Page) -> None:
    write(page)
    page.locator(".part").nth(0).click()
    page.get_by_role("button", name="Uenig?").click()
    page.get_by_role("checkbox", name="kvalitetsbeskrivelse").uncheck()
    page.get_by_role("checkbox", name="læringsmål").check()
    expect(page.locator("#disagreement-list")).to_contain_text("Modellen: kvalitetsbeskrivelse. Du: læringsmål.")
    page.get_by_role("button", name="Kopier lista").click()
    expect(page.get_by_role("status")).to_contain_text("Kopiert")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[1].split("\t")[:3] == ["Du har en tydelig problemstilling,", "kvalitetsbeskrivelse", "læringsmål"]
    assert page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])") == "[{},{}]"
    page.reload()
    expect(page.locator("#disagreements")).to_be_hidden()


def test_agreeing_again_is_no_disagreement(page: Page) -> None:
    write(page)
    page.locator(".part").nth(0).click()
    page.get_by_role("button", name="Uenig?").click()
    page.get_by_role("checkbox", name="læringsmål").check()
    expect(page.locator("#disagreements")).to_be_visible()
    page.get_by_role("checkbox", name="læringsmål").uncheck()
    expect(page.locator("#disagreements")).to_be_hidden()


def test_text_is_shown_for_copying_where_the_browser_does_not_copy(page: Page) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    write(page)
    page.locator(".part").nth(0).click()
    page.get_by_role("button", name="Uenig?").click()
    page.get_by_role("checkbox", name="læringsmål").check()
    page.get_by_role("button", name="Kopier lista").click()
    expect(page.locator("#disagreement-copied textarea")).to_be_focused()


def test_an_error_of_the_service_is_told_in_the_pages_language(open_page: OpenPage) -> None:
    page = open_page(form="nn")
    field(page).fill("utløs-feil")
    expect(page.locator(".message").first).to_contain_text("Noko gjekk gale i tenesta")
    expect(page.get_by_role("status")).to_contain_text("Noko gjekk gale i tenesta")
    expect(field(page)).to_have_attribute("aria-invalid", "true")


def test_a_service_that_does_not_answer_can_be_asked_again(page: Page) -> None:
    page.route("**/v1/analyses", lambda route: route.abort())
    field(page).fill("Husk kilder.")
    expect(page.locator(".message").first).to_contain_text("Tjenesten svarer ikke")
    page.unroute("**/v1/analyses")
    page.get_by_role("button", name="Prøv igjen").click()
    expect(page.locator(".summary")).to_contain_text("peker framover")
    expect(page.locator(".message").first).to_be_hidden()


def test_a_comment_is_checked_again_when_the_network_is_back(page: Page) -> None:
    page.context.set_offline(offline=True)
    field(page).fill("Husk kilder.")
    expect(page.locator(".message").first).to_contain_text("Tjenesten svarer ikke")
    page.context.set_offline(offline=False)
    expect(page.locator(".summary")).to_contain_text("peker framover")


def test_waiting_is_shown_only_after_a_while(page: Page) -> None:
    page.route("**/v1/analyses", lambda _: None)
    field(page).fill("Husk kilder.")
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#answer .working")).to_have_css("visibility", "hidden", timeout=400)
    expect(page.locator("#answer .working")).to_have_css("visibility", "visible")
    expect(page.locator("#answer .slow")).to_have_css("visibility", "visible", timeout=15_000)
