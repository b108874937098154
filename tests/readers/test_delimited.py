"""Tables in text files."""

from __future__ import annotations

import pytest

from tilbakemelding.errors import (
    BrokenDocument,
    DocumentMismatch,
    NoComments,
    TooManyComments,
    UndecodableFile,
    UnknownColumn,
)
from tilbakemelding.readers import Place, TableFacts, read_document

TABLE = 'Elev;Kommentar\nOla;"Bra; men\nhusk ""kilder""."\nÅse;Fin drøfting – på nynorsk òg!\n'


def read(data, name="liste.csv", **wanted):
    return read_document(name, data if isinstance(data, bytes) else data.encode(), **wanted)


def _texts(document):
    return [comment.text for comment in document.comments]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_table_is_read_in_the_encodings_that_norwegian_programs_write(encoding, end):
    document = read(TABLE.replace("\n", end).encode(encoding))
    assert (document.kind, document.source, document.sheet, document.column) == ("csv", "table", None, "Kommentar")
    assert document.tables == (TableFacts(None, ("Elev", "Kommentar"), 2),)
    assert [t.replace("\r\n", "\n") for t in _texts(document)] == [
        'Bra; men\nhusk "kilder".',
        "Fin drøfting – på nynorsk òg!",
    ]
    assert [c.place for c in document.comments] == [Place("row", 2), Place("row", 3)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_is_found_out(delimiter):
    rows = [
        ["Elev", "Karakter", "Kommentar"],
        ["Ola", "4", "Bra, Ola; men husk kilder."],
        ["Liv", "5", "Fin drøfting."],
    ]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert _texts(read(text)) == ["Bra, Ola; men husk kilder.", "Fin drøfting."]


def test_commas_in_norwegian_text_do_not_part_cells():
    text = "Elev;Kommentar\nOla;Bra, men husk kilder.\nLiv;Fin drøfting, klar tekst.\nPer;Kort, greit.\n"
    assert _texts(read(text))[2] == "Kort, greit."


def test_one_column_needs_no_delimiter():
    assert _texts(read("Kommentar\nDu må vise kilder.\nFin drøfting, Ola.\n")) == [
        "Du må vise kilder.",
        "Fin drøfting, Ola.",
    ]


def test_first_line_of_excel_names_the_delimiter():
    document = read("sep=|\nElev|Kommentar\nOla|Bra; men; husk; kilder.\n")
    assert [(c.text, c.place) for c in document.comments] == [("Bra; men; husk; kilder.", Place("row", 3))]


def test_tsv_has_tabs():
    assert _texts(read("Elev\tKommentar\nOla\tBra; men, husk kilder.\n", "liste.tsv")) == ["Bra; men, husk kilder."]


def test_row_after_a_quoted_line_break_is_counted_as_the_spreadsheet_does():
    assert read(TABLE).comments[1].place.number == 3


def test_short_rows_and_empty_cells_are_passed_over():
    assert _texts(read("Elev;Kommentar\nOla\nLiv;\n;;\nPer;Husk kilder.\n")) == ["Husk kilder."]


@pytest.mark.parametrize("name", ["Elev", "elev"])
def test_column_can_be_chosen(name):
    assert _texts(read(TABLE, column=name)) == ["Ola", "Åse"]


def test_unknown_column_is_refused():
    with pytest.raises(UnknownColumn):
        read(TABLE, column="Karakter")


@pytest.mark.parametrize("content", ["", "\n\n", "Elev;Karakter\nOla;4\n", ";;;\n"])
def test_table_without_text_holds_no_comments(content):
    with pytest.raises(NoComments):
        read(content)


def test_bytes_of_no_known_encoding_are_refused():
    with pytest.raises(UndecodableFile):
        read(b"Elev;Kommentar\nOla;\x81\x8d\xff bra\n")


@pytest.mark.parametrize("data", [b"Elev;Kommentar\nOla;\x00\x01\n", "Elev;Kommentar".encode("utf-32-be")])
def test_bytes_that_are_no_text_are_a_mismatch(data):
    with pytest.raises(DocumentMismatch):
        read(data)


def test_quote_that_never_closes_over_a_long_file_is_refused():
    with pytest.raises(BrokenDocument):
        read('Elev;Kommentar\nOla;"' + "Husk kilder.\n" * 20_000)


def test_more_rows_than_allowed_are_refused():
    with pytest.raises(TooManyComments):
        read("Kommentar\n" + "Husk kilder.\n" * 11, max_comments=10)


def test_as_many_rows_as_allowed_are_read():
    assert len(read("Kommentar\n" + "Husk kilder.\n" * 10, max_comments=10).comments) == 10
