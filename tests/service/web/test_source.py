"""Where several comments come from: nothing that was written is lost unasked, and too many are refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from service.settings import Settings
from tests.service.web.conftest import OpenPage
from tests.service.web.steps import choose_file, paste, split

MOST = Settings.model_fields["max_file_comments"].default
OWN = "Husk mine egne ord."
PASTED = "Elev\tKommentar\tMerknad\nOla\tDu må vise til kilder.\tFlott.\nKari\tTydelig start på teksten.\tFlott."


def _column(page: Page) -> None:
    page.locator("#column").select_option("Merknad")


def _sheet(page: Page) -> None:
    page.locator("#sheet").select_option("7B")


def _file(page: Page) -> None:
    choose_file(page, "oppgave.docx")


CHANGES: list[Callable[[Page], None]] = [_column, _sheet, _file]


def _written(page: Page) -> Locator:
    """Write on the first card of a file, and return its field."""
    choose_file(page, "7.xlsx")
    field = page.locator("#cards article").first.get_by_role("textbox")
    field.fill(OWN)
    return field


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_written_on_cards_is_kept_where_the_teacher_says_no(
    page: Page, change: Callable[[Page], None]
) -> None:
    field = _written(page)
    change(page)
    expect(page.get_by_role("dialog")).to_contain_text("Du har skrevet på kortene.")
    page.get_by_role("button", name="Nei, behold kortene").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(field).to_have_text(OWN)
    expect(page.locator("#column")).to_have_value("Kommentar")
    expect(page.locator("#sheet")).to_have_value("7A")


@pytest.mark.parametrize("change", CHANGES)
def test_other_comments_are_shown_where_the_teacher_says_yes(page: Page, change: Callable[[Page], None]) -> None:
    _written(page)
    change(page)
    page.get_by_role("button", name="Ja, bytt").click()
    expect(page.locator("#cards")).not_to_contain_text(OWN)
    expect(page.locator("#cards")).to_contain_text("Flott" if change is not _file else "Du må si hvilke år.")


def test_escape_is_a_no_and_leads_back_to_the_choice(page: Page) -> None:
    field = _written(page)
    page.locator("#column").focus()
    _column(page)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).to_have_text(OWN)
    expect(page.locator("#column")).to_be_focused()


def test_a_no_after_a_yes_is_a_no(page: Page) -> None:
    _written(page)
    _column(page)
    page.get_by_role("button", name="Ja, bytt").click()
    expect(page.locator("#cards .editor").first).to_have_text("Flott.")
    page.locator("#cards .editor").first.fill(OWN)
    _sheet(page)
    page.keyboard.press("Escape")
    expect(page.locator("#cards .editor").first).to_have_text(OWN)


def test_pasted_comments_are_asked_for_too(open_page: OpenPage) -> None:
    page = open_page(form="nn")
    split(page, PASTED)
    expect(page.locator("#cards-summary")).to_contain_text("2 kommentarar.")  # all are read, and stay in their places
    page.locator("#cards .editor").first.fill(OWN)
    _column(page)
    expect(page.get_by_role("dialog")).to_contain_text("Du har skrive på korta.")
    page.get_by_role("button", name="Nei, behald korta").click()
    expect(page.locator("#cards .editor").first).to_have_text(OWN)
    expect(page.locator("#column")).to_have_value("1")


def test_nothing_is_asked_where_the_text_stands_as_it_came(page: Page) -> None:
    field = _written(page)
    field.fill("Bra jobba!")
    _column(page)
    expect(page.locator("#cards .editor").first).to_have_text("Flott.")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize(
    ("form", "told", "refusal"),
    [
        ("nb", "Siden tar høyst 1 000 om gangen", "Det er én kommentar"),
        ("nn", "Sida tek høgst 1 000 om gongen", "Det er éin kommentar"),
    ],
)
def test_more_comments_than_the_page_takes_are_told_with_the_limit(
    open_page: OpenPage, form: str, told: str, refusal: str
) -> None:
    page = open_page(form=form)
    paste(page, "Husk.\n" * (MOST + 1))
    expect(page.locator("#split-question")).to_contain_text(told)
    expect(page.locator("#single .summary")).to_be_visible()
    expect(page.locator("#split-question")).to_be_in_viewport()  # however long the field and the answer have grown
    expect(page.get_by_role("status")).to_contain_text(told)
    expect(page.locator("#split-yes")).to_be_hidden()
    page.get_by_role("button", name=refusal, exact=True).click()
    expect(page.locator("#split")).to_be_hidden()


def test_the_offer_is_made_again_for_fewer_comments(page: Page) -> None:
    paste(page, "Husk.\n" * (MOST + 1))
    expect(page.locator("#split-yes")).to_be_hidden()
    paste(page, "Husk.\n" * MOST)
    expect(page.locator("#split-question")).to_contain_text("1 000 kommentarer. Vil du")
    expect(page.locator("#split-yes")).to_be_visible()
    expect(page.locator("#split-no")).to_have_text("Nei, det er én kommentar")


def test_any_number_of_pasted_rows_is_counted(page: Page) -> None:
    count = "async (n) => (await import('/static/paste.js')).severalComments('Husk.\\n'.repeat(n)).rows.length"
    assert page.evaluate(count, 300_000) == 300_000
