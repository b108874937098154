"""Writing: marks under the text, a caret that stays, text that is taken as it is; in both makes of the field."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.service.web.conftest import OpenPage
from tests.service.web.steps import COMMENT, EVERY_LABEL, field, marked, paste, write

MARKS = {"quality-0": ["Du har en tydelig problemstilling,"], "advice-0": ["men du må vise til kilder."]}


@pytest.fixture(params=[True, False], ids=["highlights", "backdrop"])
def any_page(open_page: OpenPage, request: pytest.FixtureRequest) -> Page:
    return open_page(highlights=request.param)


def _until_marked(page: Page, marks: dict[str, list[str]]) -> None:
    deadline = time.monotonic() + 10
    while marked(page) != marks and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    assert marked(page) == marks


def test_this_browser_marks_without_changing_the_text(page: Page) -> None:
    expect(field(page)).to_have_attribute("contenteditable", "plaintext-only")
    write(page)
    assert field(page).evaluate("node => node.childNodes.length") == 1


def test_a_browser_without_highlights_gets_a_text_field(open_page: OpenPage) -> None:
    assert field(open_page(highlights=False)).evaluate("node => node.tagName") == "TEXTAREA"


def test_a_pause_in_typing_brings_marks_and_answer(any_page: Page) -> None:
    field(any_page).press_sequentially(COMMENT)
    expect(any_page.locator(".summary")).to_contain_text("Kommentaren peker framover")
    _until_marked(any_page, MARKS)


def test_marks_count_characters_as_people_do(any_page: Page) -> None:
    write(any_page, "👍🏽 Tydelig 🇳🇴!\nDu må vise til é 😀 kilder.")
    _until_marked(any_page, {"quality-0": ["👍🏽 Tydelig 🇳🇴!"], "advice-0": ["Du må vise til é 😀 kilder."]})


def test_a_part_with_two_labels_has_two_lines(any_page: Page) -> None:
    write(any_page, "Du må være mer tydelig.")
    _until_marked(any_page, {"quality-0": ["Du må være mer tydelig."], "advice-1": ["Du må være mer tydelig."]})


def test_the_caret_stays_where_it_is(any_page: Page) -> None:
    write(any_page)
    _until_marked(any_page, MARKS)
    any_page.keyboard.press("Control+Home")
    for _ in range(6):
        any_page.keyboard.press("ArrowRight")
    any_page.keyboard.type(" ikke")
    expect(any_page.locator(".part").first).to_contain_text("Du har ikke en tydelig")
    any_page.keyboard.type("X")
    assert any_page.evaluate("document.activeElement.value ?? document.activeElement.textContent").startswith(
        "Du har ikkeX en"
    )


def test_what_is_changed_loses_its_mark_at_once_and_the_rest_keeps_it(any_page: Page) -> None:
    write(any_page)
    _until_marked(any_page, MARKS)
    any_page.route("**/v1/analyses", lambda _: None)
    any_page.keyboard.press("Control+End")
    any_page.keyboard.type(" Nå")
    any_page.keyboard.press("Control+Home")
    any_page.keyboard.press("ArrowRight")
    any_page.keyboard.type("A")
    assert marked(any_page) == {"advice-0": MARKS["advice-0"]}


def test_an_answer_to_an_older_text_is_never_shown(page: Page) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        held.append(route) if not held else route.continue_()

    page.route("**/v1/analyses", hold_the_first)
    field(page).fill("Karakter: 4.")
    while not held:
        page.wait_for_timeout(20)
    field(page).fill("Husk kilder.")
    expect(page.locator(".summary")).to_contain_text("peker framover")
    held[0].continue_()
    page.wait_for_timeout(300)
    expect(page.locator(".summary")).to_contain_text("peker framover")
    assert marked(page) == {"advice-0": ["Husk kilder."]}


def test_pasting_keeps_line_breaks_and_drops_markup(any_page: Page) -> None:
    any_page.evaluate(
        "navigator.clipboard.write([new ClipboardItem({'text/html': new Blob(['<b>Tydelig.</b>'], {type: 'text/html'}),"
        " 'text/plain': new Blob(['Tydelig.\\n\\nHusk det.'], {type: 'text/plain'})})])"
    )
    field(any_page).focus()
    any_page.keyboard.press("Control+v")
    _until_marked(any_page, {"quality-0": ["Tydelig."], "advice-0": ["Husk det."]})
    assert field(any_page).evaluate("node => node.value ?? node.textContent") == "Tydelig.\n\nHusk det."


def test_a_line_break_typed_is_a_line_break_sent(any_page: Page) -> None:
    with any_page.expect_request("**/v1/analyses") as sent:
        field(any_page).press_sequentially("Tydelig.\nHusk det.", delay=1)
    assert sent.value.post_data_json == {"text": "Tydelig.\nHusk det."}


def test_each_label_has_a_line_of_its_own(open_page: OpenPage) -> None:
    page = open_page(highlights=False)
    write(page, EVERY_LABEL)
    lines = page.locator(".backdrop .line").evaluate_all(
        "all => all.map(one => getComputedStyle(one).textDecorationStyle)"
    )
    assert lines == ["solid", "double", "wavy", "dashed", "dotted"]
    legend = page.locator("#single .legend .line").evaluate_all(
        "all => all.map(one => getComputedStyle(one).textDecorationStyle)"
    )
    assert legend == lines


def test_highlights_draw_the_lines_of_the_legend(page: Page) -> None:
    write(page, EVERY_LABEL)
    styles = page.evaluate(
        "['quality', 'advice', 'summative', 'goal', 'involvement'].map((label) =>"
        " getComputedStyle(document.getElementById('comment'), `::highlight(${label}-0)`).textDecorationStyle)"
    )
    assert styles == ["solid", "double", "wavy", "dashed", "dotted"]


def test_the_layer_of_lines_breaks_where_the_field_breaks(open_page: OpenPage) -> None:
    page = open_page(highlights=False)
    page.set_viewport_size({"width": 320, "height": 700})
    write(page, f"{COMMENT} " * 6 + "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbau.\n")
    layer, text = (
        page.locator(f".layers > {one}").evaluate("node => [node.clientWidth, node.scrollHeight]")
        for one in ("div", "textarea")
    )
    assert layer == text


def test_the_count_is_shown_near_the_limit_and_the_error_above_it(page: Page) -> None:
    write(page, "Husk det. " * 1850)
    expect(page.locator(".count")).to_have_text(
        "18 500 av 20 000 tegn".replace(" ", "\u00a0", 1).replace("20 0", "20\u00a00")
    )
    field(page).fill("Husk det. " * 2001)
    expect(page.locator(".message")).to_contain_text("Teksten er for lang")


def test_the_example_brings_an_answer(any_page: Page) -> None:
    any_page.get_by_role("button", name="Prøv et eksempel").click()
    expect(any_page.locator(".summary")).to_be_visible()


def test_clearing_takes_comment_marks_and_answer_away(any_page: Page) -> None:
    write(any_page)
    any_page.get_by_role("button", name="Tøm").click()
    expect(any_page.locator(".summary")).to_be_hidden()
    expect(field(any_page)).to_be_focused()
    assert field(any_page).evaluate("node => node.value ?? node.textContent") == ""
    assert marked(any_page) == {}


def test_a_pasted_comment_of_one_line_is_one_comment(page: Page) -> None:
    paste(page, COMMENT)
    expect(page.locator(".summary")).to_be_visible()
    expect(page.locator("#split")).to_be_hidden()
