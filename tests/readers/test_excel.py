"""Excel's files, old and new."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from tests.documents import AUTHOR, old_workbook, relations, workbook, zip_of
from tilbakemelding.errors import (
    BrokenDocument,
    DocumentMismatch,
    EncryptedDocument,
    MacroDocument,
    NoComments,
    TooManyComments,
    UnknownSheet,
)
from tilbakemelding.readers import Place, TableFacts, read_document

ROWS = [["Elev", "Poeng", "Kommentar"], ["Ola", 4, "Husk kilder."], ["Kari", 5, None], ["Liv", 3, "Fin drøfting."]]


def read(data, name="liste.xlsx", **wanted):
    return read_document(name, data, **wanted)


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_column_of_comments_is_read_with_its_cells(ending):
    data = workbook({"9B": ROWS}) if ending == "xlsx" else old_workbook({"9B": [[v or "" for v in r] for r in ROWS]})
    document = read(data, f"liste.{ending}")
    assert (document.kind, document.source, document.sheet, document.column) == (ending, "table", "9B", "Kommentar")
    assert document.tables == (TableFacts("9B", ("Elev", "Poeng", "Kommentar"), 3),)
    assert [(c.text, c.place, c.anchor) for c in document.comments] == [
        ("Husk kilder.", Place("row", 2, "C2"), None),
        ("Fin drøfting.", Place("row", 4, "C4"), None),
    ]


def test_cells_are_addressed_from_the_sheets_first_cell():
    rows = [[], [None, None, "Kommentar"], [], [None, None, "Husk kilder."]]
    assert read(workbook({"A": rows})).comments[0].place == Place("row", 4, "C4")


def test_sheet_with_the_most_to_read_is_chosen_and_all_are_named():
    other = [["Elev", "Fravær"], ["Ola", 3]]
    document = read(workbook({"Fravær": other, "Vurdering": ROWS}))
    assert (document.sheet, [t.sheet for t in document.tables]) == ("Vurdering", ["Fravær", "Vurdering"])


def test_sheet_and_column_can_be_chosen():
    rows = [["Elev", "Kommentar", "Notat"], ["Ola", "Husk kilder og vis utregning.", "Var syk."]]
    document = read(workbook({"A": rows, "B": ROWS}), sheet=" a ", column="notat")
    assert (document.sheet, document.column, [c.text for c in document.comments]) == ("A", "Notat", ["Var syk."])


def test_unknown_sheet_is_refused():
    with pytest.raises(UnknownSheet):
        read(workbook({"A": ROWS}), sheet="B")


def test_hidden_sheet_is_not_read():
    with pytest.raises(NoComments):
        read(workbook({"A": [["Elev"], ["Ola"]], "B": ROWS}, hidden=["B"]))


def test_numbers_and_dates_of_a_chosen_column_are_text():
    rows = [["Navn", "Dato", "Poeng"], ["Ola", dt.date(2026, 11, 2), 4], ["Liv", dt.date(2026, 11, 3), 4.5]]
    data = workbook({"A": rows})
    assert [c.text for c in read(data, column="Dato").comments] == ["2026-11-02", "2026-11-03"]
    assert [c.text for c in read(data, column="Poeng").comments] == ["4", "4.5"]


NOTE = "Du forklarer utregningen godt, men husk benevning."
GRADES = [["Elev", "Poeng"], ["Ola", 4]]


def test_notes_are_read_where_they_say_more_than_the_columns():
    document = read(workbook({"9B": GRADES}, notes={("9B", "B2"): NOTE}))
    assert document.source == "cell-comments"
    assert [(c.text, c.anchor, c.place) for c in document.comments] == [(NOTE, "4", Place("cell", 1, "B2"))]


def test_few_notes_beside_a_column_of_comments_are_left_alone():
    assert read(workbook({"A": ROWS}, notes={("A", "A1"): "Sortert."})).source == "table"


def test_column_asked_for_is_read_whatever_the_notes_say():
    rows = [["Elev", "Tekst"], ["Ola", "Bra."]]
    assert read(workbook({"A": rows}, notes={("A", "A1"): NOTE}), column="Tekst").source == "table"


def test_author_of_a_note_is_never_read_out():
    assert AUTHOR not in repr(read(workbook({"9B": GRADES}, notes={("9B", "B2"): NOTE})))


def _with_parts(data, parts):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_of({name: archive.read(name) for name in archive.namelist()} | parts)


def test_name_that_excel_puts_before_a_note_is_left_out():
    data = workbook({"9B": GRADES}, notes={("9B", "B2"): "x"})
    comments = (
        '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author/></authors>'
        f'<commentList><comment ref="B2" authorId="0"><text><r><rPr><b/></rPr><t>{AUTHOR}:</t></r>'
        f'<r><t xml:space="preserve">\n{NOTE}</t></r></text></comment></commentList></comments>'
    )
    document = read(_with_parts(data, {"xl/comments/comment1.xml": comments}))
    assert [c.text for c in document.comments] == [NOTE]


def test_thread_stands_in_for_the_note_that_old_programs_show():
    data = workbook({"9B": GRADES}, notes={("9B", "B2"): "[Threaded comment] Your version of Excel …"})
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="B2" personId="{{1}}" id="{{2}}"><text>{NOTE}</text></threadedComment>'
        '<threadedComment ref="B2" parentId="{2}"><text>Se side 4.</text></threadedComment></ThreadedComments>'
    )
    sheet = relations(comments="/xl/comments/comment1.xml", threadedComment="../threadedComments/threadedComment1.xml")
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": sheet, "xl/threadedComments/threadedComment1.xml": thread}
    assert [c.text for c in read(_with_parts(data, parts)).comments] == [f"{NOTE}\nSe side 4."]


def _sheet_xml(cells):
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='9'><c r='&#88;FD1048576'><v>1</v></c></row>",
        '<row><c r="A1"><v>1</v></c></row><row r="1048570"><c><v>1</v></c></row>',
        f'<row r="{"9" * 5000}"><c r="XFD1048576"><v>1</v></c></row>',
    ],
    ids=["corner", "corner in disguise", "far down", "beyond counting"],
)
def test_cells_in_far_corners_are_refused_before_they_take_room(cells):
    data = _with_parts(workbook({"A": ROWS}), {"xl/worksheets/sheet1.xml": _sheet_xml(cells)})
    with pytest.raises(TooManyComments):
        read(data)


def test_formatted_cells_without_content_do_not_count():
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Husk kilder neste gang.</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    data = _with_parts(workbook({"A": ROWS}), {"xl/worksheets/sheet1.xml": _sheet_xml(cells)})
    assert [c.text for c in read(data).comments] == ["Husk kilder neste gang."]


def test_cells_in_far_corners_of_an_old_workbook_take_no_room():
    rows = [["Kommentar", *([None] * 254), "Id"], *([[]] * 65_533), ["Husk.", *([None] * 254), "y"]]
    assert [c.place.cell for c in read(old_workbook({"A": rows}), "liste.xls").comments] == ["A65535"]


def test_damaged_sheet_is_refused():
    data = _with_parts(workbook({"A": ROWS}), {"xl/worksheets/sheet1.xml": "<worksheet><row>"})
    with pytest.raises(BrokenDocument):
        read(data)


def test_sheet_that_makes_no_sense_is_refused():
    data = _with_parts(
        workbook({"A": ROWS}),
        {"xl/worksheets/sheet1.xml": _sheet_xml('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')},
    )
    with pytest.raises((BrokenDocument, NoComments)):
        read(data)


def test_locked_workbook_is_refused():
    # a locked .xlsx is an old container with a stream of this name
    data = old_workbook({"A": [["x"]]}) + "EncryptedPackage\0".encode("utf-16-le")
    with pytest.raises(EncryptedDocument):
        read(data)


def test_old_document_that_is_no_workbook_is_a_mismatch():
    data = old_workbook({"A": [["x"]]}).replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))
    with pytest.raises(DocumentMismatch):
        read(data, "liste.xls")


def test_old_workbook_with_macros_is_refused():
    with pytest.raises(MacroDocument):
        read(old_workbook({"A": [["x"]]}) + "_VBA_PROJECT_CUR\0".encode("utf-16-le"), "liste.xls")


def test_dates_and_numbers_of_an_old_workbook_are_text():
    data = old_workbook({"A": [["Navn", "Poeng"], ["Ola", 4.0], ["Liv", 4.5], ["Per", "5-"]]})
    assert [c.text for c in read(data, "liste.xls", column="Poeng").comments] == ["4", "4.5", "5-"]


def test_old_workbook_that_is_locked_is_refused():
    data = old_workbook({"A": [["x"]]})
    start = data.index(b"\x09\x08")
    locked = data[: start + 20] + b"\x2f\x00\x04\x00\x01\x00\x01\x00" + data[start + 28 :]
    with pytest.raises(EncryptedDocument):
        read(locked, "liste.xls")


@pytest.mark.parametrize("name", ["liste.xlsm", "liste.xlsb", "liste.xltm"])
def test_name_of_a_workbook_with_macros_is_refused(name):
    with pytest.raises(MacroDocument):
        read(workbook({"A": ROWS}), name)
