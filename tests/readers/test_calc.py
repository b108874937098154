"""Calc's files."""

from __future__ import annotations

import pytest

from tests.documents import AUTHOR, annotation, calc, library_ods
from tilbakemelding.errors import TooManyComments
from tilbakemelding.readers import Place, read_document


def read(data, **wanted):
    return read_document("liste.ods", data, **wanted)


def _row(*cells, repeat=""):
    def cell(content):
        inner = content if content.startswith("<") else f"<text:p>{content}</text:p>" if content else ""
        return f"<table:table-cell>{inner}</table:table-cell>"

    return f"<table:table-row{repeat}>{''.join(map(cell, cells))}</table:table-row>"


def _sheet(*rows, name="Ark1"):
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def test_what_odfdo_writes_is_read():
    document = read(library_ods("9B", [["Elev", "Kommentar"], ["Ola", "Husk kilder."], ["Kari", "Fin drøfting."]]))
    assert (document.kind, document.source, document.sheet, document.column) == ("ods", "table", "9B", "Kommentar")
    assert [(c.text, c.place) for c in document.comments] == [
        ("Husk kilder.", Place("row", 2, "B2")),
        ("Fin drøfting.", Place("row", 3, "B3")),
    ]


def test_blank_repeats_move_what_follows_and_take_no_room():
    gap = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    wide = (
        '<table:table-row><table:table-cell table:number-columns-repeated="3"/><table:table-cell><text:p>Bra.</text:p>'
        '</table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    )
    document = read(calc(_sheet(_row("", "", "", "Kommentar"), gap, wide)))
    assert [(c.text, c.place) for c in document.comments] == [("Bra.", Place("row", 1_000_002, "D1000002"))]


def test_repeated_rows_are_rows_of_their_own():
    document = read(calc(_sheet(_row("Kommentar"), _row("Bra.", repeat=' table:number-rows-repeated="3"'))))
    assert [c.place.number for c in document.comments] == [2, 3, 4]


@pytest.mark.parametrize("count", ["1048576", "99999999999999", "x"])
def test_content_repeated_without_end_is_refused(count):
    with pytest.raises(TooManyComments):
        read(calc(_sheet(_row("Kommentar"), _row("Bra.", repeat=f' table:number-rows-repeated="{count}"'))))


def test_lines_of_a_cell_are_kept():
    document = read(calc(_sheet(_row("Kommentar"), _row("<text:p>Bra.</text:p><text:p>Husk kilder.</text:p>"))))
    assert document.comments[0].text == "Bra.\nHusk kilder."


def test_notes_are_read_where_they_say_more_than_the_columns():
    note = annotation("Du forklarer utregningen godt, men husk benevning.")
    document = read(calc(_sheet(_row("Elev", "Poeng"), _row("Ola", f"{note}<text:p>4</text:p>"))))
    assert document.source == "cell-comments"
    assert [(c.text, c.anchor, c.place) for c in document.comments] == [
        ("Du forklarer utregningen godt, men husk benevning.", "4", Place("cell", 1, "B2"))
    ]
    assert AUTHOR not in repr(document)


def test_note_is_no_part_of_its_cell():
    note = annotation("Kort.")
    text = "Du forklarer utregningen godt, men husk benevning."
    document = read(calc(_sheet(_row("Kommentar"), _row(f"{note}<text:p>{text}</text:p>"))))
    assert [c.text for c in document.comments] == [text]
