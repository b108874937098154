"""What a teacher does on the page, as the tests do it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

COMMENT = "Du har en tydelig problemstilling, men du må vise til kilder."
EVERY_LABEL = "Tydelig. Husk det. Flott. Kriteriene er nådd. Hva synes du selv? Hei"
COLUMN = "Tydelig start.\nDu må vise til kilder.\nKarakter: 4.\nForklar hvorfor."
ROWS = 'Elev\tKommentar\nOla\t"Tydelig start.\nDu må vise til kilder."\nKari\tKarakter: 4. Bra jobba!\n'


def field(page: Page) -> Locator:
    return page.locator("#comment")


def write(page: Page, comment: str = COMMENT) -> None:
    field(page).fill(comment)
    expect(page.locator("#answer .summary")).to_be_visible()


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    field(page).focus()
    page.keyboard.press("Control+v")


def split(page: Page, text: str = COLUMN) -> None:
    """Paste the text as several comments, and wait until all are read and have taken their places."""
    paste(page, text)
    page.locator("#split-yes").click()
    expect(page.locator("#cards-summary")).not_to_contain_text("…")
    expect(page.locator("#cards .summary").first).to_be_visible()


def choose_file(page: Page, name: str, content: bytes = b"x") -> None:
    page.locator("#file").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def marked(page: Page) -> dict[str, list[str]]:
    """Return the text under each mark that is drawn, by label, in order."""
    found: dict[str, list[str]] = page.evaluate(
        """() => {
          const found = {};
          const put = (label, words) => (found[label] ??= []).push(words);
          for (const [name, ranges] of CSS.highlights ?? []) for (const range of ranges) put(name, range.toString());
          if (!CSS.highlights) for (const line of document.querySelectorAll('.backdrop .line'))
            put(/label-(\\w+)/.exec(line.className)[1] + '-' + /line-(\\d)/.exec(line.className)[1], line.textContent);
          return found;
        }"""
    )
    return {label: words for label, words in found.items() if words}
