"""The rows of a table as they stand: nothing is taken for a header, nothing for a comment."""

from __future__ import annotations

import pytest

from tests.documents import library_ods, workbook
from tilbakemelding import TABLE_ENDINGS, read_rows
from tilbakemelding.errors import (
    DocumentMismatch,
    DocumentTooLarge,
    MacroDocument,
    NoComments,
    UnsupportedDocument,
)

ROWS = [["Skoleår", "Tema", "Score"], ["2025-26", "Trivsel", "4,2"], ["2025-26", "Mestring", "*"]]
NUMBERED = list(enumerate(ROWS, start=1))


@pytest.mark.parametrize(
    ("name", "data", "sheet"),
    [
        ("a.csv", "\n".join(";".join(row) for row in ROWS).encode("cp1252"), None),
        ("a.tsv", "\n".join("\t".join(row) for row in ROWS).encode(), None),
        ("A.XLSX", workbook({"Ark": ROWS}), "Ark"),
        ("a.ods", library_ods("Ark", ROWS), "Ark"),
    ],
)
def test_every_kind_of_table_gives_the_same_rows(name: str, data: bytes, sheet: str | None) -> None:
    assert read_rows(name, data) == [(sheet, NUMBERED)]


def test_a_named_delimiter_counts_as_the_first_row() -> None:
    assert read_rows("a.csv", b"sep=;\na;b\n") == [(None, [(2, ["a", "b"])])]


def test_a_hidden_sheet_is_not_read() -> None:
    book = workbook({"Synlig": ROWS, "Skjult": ROWS}, hidden=["Skjult"])
    assert [name for name, _ in read_rows("a.xlsx", book)] == ["Synlig"]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.docx", b"PK\x03\x04", UnsupportedDocument),
        ("a.xlsm", b"PK\x03\x04", MacroDocument),
        ("a.csv", b"", NoComments),
        ("a.xlsx", b"a;b", DocumentMismatch),
        ("a.csv", b"a;" * 100, DocumentTooLarge),
    ],
)
def test_what_is_no_such_table_is_refused(name: str, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_rows(name, data, max_bytes=150)


def test_the_message_names_the_kinds_that_are_read() -> None:
    with pytest.raises(UnsupportedDocument, match=", ".join(TABLE_ENDINGS)):
        read_rows("a.pdf", b"%PDF-")
