"""Several comments: pasted rows and files, one card each, in an order that is explained, out again as a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.service.web.conftest import OpenPage
from tests.service.web.steps import ROWS, choose_file, field, marked, paste, split


def _titles(page: Page) -> list[str]:
    return page.locator("#cards h3").all_inner_texts()


def test_several_pasted_lines_are_offered_as_several_comments(page: Page) -> None:
    paste(page, "Tydelig.\nHusk det.\nFlott.")
    expect(page.locator("#split")).to_contain_text("Dette ser ut som 3 kommentarer.")
    expect(page.get_by_role("status")).to_contain_text("3 kommentarer")
    expect(page.locator("#single .summary")).to_be_visible()


def test_the_offer_can_be_turned_down(page: Page) -> None:
    paste(page, "Tydelig.\nHusk det.")
    page.get_by_role("button", name="Nei, det er én kommentar").click()
    expect(page.locator("#split")).to_be_hidden()
    expect(field(page)).to_be_focused()


@pytest.mark.parametrize(
    ("pasted", "comments"),
    [
        ("Tydelig.\r\nHusk det.\r\n", ["Tydelig.", "Husk det."]),
        ("Kommentar\nTydelig.\nHusk det.", ["Tydelig.", "Husk det."]),
        (ROWS, ["Tydelig start.\nDu må vise til kilder.", "Karakter: 4. Bra jobba!"]),
        ('Ola\t"Sa ""hei"" tydelig."\nKari\tHusk det nå.', ['Sa "hei" tydelig.', "Husk det nå."]),
        ("Tydelig\nstart.\n\nHusk\ndet.", ["Tydelig\nstart.", "Husk\ndet."]),
        ('"Hei" er tydelig.\nHusk det.', ['"Hei" er tydelig.', "Husk det."]),
    ],
)
def test_rows_and_cells_are_read_as_spreadsheets_write_them(page: Page, pasted: str, comments: list[str]) -> None:
    found = page.evaluate(
        """async (text) => {
          const { severalComments, likeliestColumn } = await import('/static/paste.js');
          const table = severalComments(text);
          return table.rows.map((row) => row.cells[likeliestColumn(table)]);
        }""",
        pasted,
    )
    assert found == comments


@pytest.mark.parametrize("text", ["", "Én kommentar.", "Kommentar\nTydelig.", "\n\nTydelig.\n"])
def test_one_comment_is_not_several(page: Page, text: str) -> None:
    assert page.evaluate("async (text) => (await import('/static/paste.js')).severalComments(text)", text) is None


def test_comments_without_advice_come_first_and_the_order_can_be_changed(page: Page) -> None:
    split(page)
    expect(page.locator("#cards-summary")).to_have_text("4 kommentarer. 2 sier ikke hva eleven kan gjøre videre.")
    assert _titles(page) == [f"Kommentar {n}, rad {n}" for n in (3, 1, 2, 4)]
    page.get_by_role("button", name="Slik de kom").click()
    assert _titles(page) == [f"Kommentar {n}, rad {n}" for n in (1, 2, 3, 4)]
    expect(page.get_by_role("button", name="Slik de kom")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("highlights", [True, False])
def test_cards_keep_their_marks_when_they_are_moved(open_page: OpenPage, *, highlights: bool) -> None:
    page = open_page(highlights=highlights)
    split(page)
    page.get_by_role("button", name="Slik de kom").click()
    marks = marked(page)
    # Each is there twice: on its card, and in the field that the text was pasted into.
    assert sorted(marks["advice-0"]) == ["Du må vise til kilder."] * 2 + ["Forklar hvorfor."] * 2
    assert marks["summative-0"] == ["Karakter: 4."] * 2


def test_a_card_is_written_on_without_being_moved(page: Page) -> None:
    split(page)
    before = _titles(page)
    card = page.locator("#cards article").first
    card.get_by_role("textbox").fill("Karakter: 4. Husk kilder.")
    expect(card.locator(".summary")).to_contain_text("peker framover")
    expect(page.locator("#cards-summary")).to_contain_text("Én sier ikke")
    assert _titles(page) == before


def test_all_comments_are_copied_in_the_order_given(page: Page) -> None:
    split(page, ROWS)
    page.get_by_role("button", name="Kopier kommentarene").click()
    expect(page.get_by_role("status")).to_contain_text("Kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == (
        '"Tydelig start.\nDu må vise til kilder."\nKarakter: 4. Bra jobba!'
    )


def test_another_pasted_column_can_be_chosen(page: Page) -> None:
    split(
        page, "Elev\tKommentar\tMerknad\nOla\tDu må vise til kilder.\tFlott.\nKari\tTydelig start på teksten.\tFlott."
    )
    expect(page.locator("#column")).to_have_value("1")
    page.get_by_label("Kolonne med kommentarer").select_option("Merknad")
    expect(page.locator("#cards .editor")).to_have_text(["Flott.", "Flott."])


def test_closing_leads_back_to_the_text_that_was_there(page: Page) -> None:
    split(page)
    page.get_by_role("button", name="Lukk og tøm").click()
    expect(page.locator("#cards")).to_be_empty()
    expect(field(page)).to_be_focused()
    expect(field(page)).to_contain_text("Tydelig start.")


def test_many_cards_are_shown_a_page_at_a_time(page: Page) -> None:
    split(page, "\n".join(f"Husk nummer {n}." for n in range(70)))
    expect(page.locator("#cards-summary")).to_contain_text("70 kommentarer.", timeout=20_000)
    assert len(_titles(page)) == 30
    page.get_by_role("button", name="Vis flere kort").click()
    assert len(_titles(page)) == 60
    expect(page.locator("#cards h3").nth(30)).to_be_focused()


def test_a_service_without_room_is_asked_again_later(page: Page) -> None:
    refused: list[str] = []

    def refuse_the_first(route) -> None:  # type: ignore[no-untyped-def]
        if refused:
            return route.continue_()
        refused.append(route.request.url)
        return route.fulfill(status=503, headers={"Retry-After": "1"}, json={"code": "internal-error"})

    page.route("**/v1/analyses", refuse_the_first)
    paste(page, "Tydelig.\nHusk det.")
    page.locator("#split-yes").click()
    expect(page.locator("#cards-summary")).to_have_text(
        "2 kommentarer. Én sier ikke hva eleven kan gjøre videre.", timeout=10_000
    )
    assert refused


def test_margin_comments_are_shown_beside_the_text_they_mark(page: Page) -> None:
    choose_file(page, "oppgave.docx")
    card = page.locator("#cards article", has_text="Kommentar 2, margkommentar 2")
    expect(card.locator(".anchor")).to_have_text("Merket tekst i dokumentet: de siste årene")
    expect(card.get_by_role("textbox")).to_have_text("Du må si hvilke år.")
    expect(page.locator("#source")).to_have_text("Fra fila «oppgave.docx» – kommentarer i margen.")
    expect(page.locator("#column-field")).to_be_hidden()


def test_a_comment_that_could_not_be_read_says_why(page: Page) -> None:
    choose_file(page, "oppgave.docx")
    card = page.locator("#cards article", has_text="margkommentar 4")
    expect(card).to_contain_text("Ikke lest")
    expect(card).to_contain_text("Teksten er for lang")
    expect(page.locator("#cards-summary")).to_have_text(
        "4 kommentarer. 2 sier ikke hva eleven kan gjøre videre. Én ble ikke lest."
    )


def test_sheet_and_column_are_chosen_from_what_the_file_has(page: Page) -> None:
    choose_file(page, "7.xlsx")
    expect(page.locator("#column")).to_have_value("Kommentar")
    page.get_by_label("Kolonne med kommentarer").select_option("Merknad")
    expect(page.locator("#cards .editor").first).to_have_text("Flott.")
    page.get_by_label("Ark").select_option("7B")
    expect(page.locator("#cards .editor")).to_have_text(["Flott arbeid.", "Forklar mer."])


@pytest.mark.parametrize(
    ("form", "words"), [("nb", "Denne filtypen kan ikke leses."), ("nn", "Denne filtypen kan ikkje lesast.")]
)
def test_a_file_that_cannot_be_read_is_told_where_it_was_dropped(open_page: OpenPage, form: str, words: str) -> None:
    page = open_page(form=form)
    choose_file(page, "bilde.png")
    expect(page.locator("#drop .message")).to_contain_text(words)
    expect(page.locator("#drop .message")).to_be_in_viewport()
    expect(page.get_by_role("status")).to_contain_text(words)


def test_a_file_can_be_sent_again_where_that_may_help_only(page: Page) -> None:
    choose_file(page, "låst.txt", b"encrypted-document")
    expect(page.locator("#drop .message")).to_contain_text("Fila er låst med passord.")
    expect(page.get_by_role("button", name="Prøv igjen")).to_be_hidden()
    choose_file(page, "travel.txt", b"busy")
    expect(page.get_by_role("button", name="Prøv igjen")).to_be_visible()


def test_a_dropped_file_is_read_and_never_opened_by_the_browser(page: Page) -> None:
    prevented = page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(['x'], 'oppgave.docx'));
          const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
          document.getElementById('content').dispatchEvent(drop);
          return drop.defaultPrevented;
        }"""
    )
    assert prevented
    expect(page.locator("#cards article")).to_have_count(4)


def test_the_page_says_at_the_drop_that_nothing_is_stored(page: Page) -> None:
    expect(page.locator("#drop")).to_contain_text("Ingenting lagres. Fila blir lest og glemt")


def test_the_table_opens_in_norwegian_spreadsheets_and_runs_no_formula(page: Page, tmp_path: Path) -> None:
    choose_file(page, "oppgave.docx")
    with page.expect_download() as offered:
        page.get_by_role("button", name="Last ned som tabell").click()
    assert offered.value.suggested_filename == "oppgave – sjekket.csv"
    offered.value.save_as(tmp_path / "table.csv")
    content = (tmp_path / "table.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert head[:5] == ["nr.", "sted", "merket tekst", "kommentar", "oppsummert"]
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert rows[1][2:5] == ["de siste årene", "Du må si hvilke år.", "Peker framover"]
    assert rows[2][2:4] == ["'=HYPERLINK", "'+ Bra jobba; «fint»!"]
    assert rows[3][4] == "Ikke lest"
