"""Writer's files: margin comments, and documents without any."""

from __future__ import annotations

import pytest

from tests.documents import AUTHOR, annotation, library_odt, odf_parts, writer, zip_of
from tilbakemelding.errors import DocumentMismatch, EncryptedDocument, NoComments
from tilbakemelding.readers import Place, read_document

_END = '<office:annotation-end office:name="{}"/>'


def read(data, **wanted):
    return read_document("oppgave.odt", data, **wanted)


def _pairs(document):
    return [(comment.anchor, comment.text) for comment in document.comments]


def test_margin_comment_comes_with_the_text_it_hangs_on():
    body = f"<text:p>Teksten {annotation('Fin!', 'a')}<text:span>fanger</text:span> leseren{_END.format('a')}.</text:p>"
    document = read(writer(body))
    assert (document.kind, document.source) == ("odt", "margin-comments")
    assert [(c.anchor, c.text, c.place) for c in document.comments] == [("fanger leseren", "Fin!", Place("comment", 1))]


def test_range_over_several_paragraphs_is_one_anchor_with_line_breaks():
    body = f"<text:p>{annotation('Del opp.', 'a')}En.</text:p><text:p>To{_END.format('a')}.</text:p>"
    assert _pairs(read(writer(body))) == [("En.\nTo", "Del opp.")]


@pytest.mark.parametrize("name", ["", "a"])
def test_comment_on_a_place_has_no_anchor(name):
    assert _pairs(read(writer(f"<text:p>En.{annotation('Fint.', name)}</text:p>"))) == [(None, "Fint.")]


def test_blanks_tabs_and_breaks_are_kept():
    note = annotation("A").replace("A</text:p>", 'A<text:s text:c="2"/>B<text:tab/>C<text:line-break/>D</text:p>')
    assert read(writer(f"<text:p>{note}</text:p>")).comments[0].text == "A  B\tC\nD"


def test_list_inside_a_comment_is_read():
    note = annotation("A").replace(
        "</office:annotation>",
        "<text:list><text:list-item><text:p>B</text:p></text:list-item></text:list></office:annotation>",
    )
    assert read(writer(f"<text:p>{note}</text:p>")).comments[0].text == "A\nB"


def test_what_odfdo_writes_is_read():
    assert _pairs(read(library_odt())) == [
        ("fanger leseren", "Fin innledning!"),
        (None, "Du må skrive en konklusjon."),
    ]


def test_author_is_never_read_out():
    assert AUTHOR not in repr(read(library_odt()))


def test_deleted_text_is_not_read():
    gone = "<text:changed-region><text:p>Slettet.</text:p></text:changed-region>"
    gone = f"<text:tracked-changes>{gone}</text:tracked-changes>"
    assert [c.text for c in read(writer(f"{gone}<text:p>Fint.</text:p>")).comments] == ["Fint."]


def test_heading_begins_a_letter_that_hangs_on_it():
    body = "<text:h>Ola</text:h><text:p>Fint.</text:p><text:h>Kari</text:h><text:p>Husk kilder.</text:p>"
    document = read(writer(body))
    assert document.source == "letters"
    assert _pairs(document) == [("Ola", "Fint."), ("Kari", "Husk kilder.")]


def test_bold_name_begins_a_letter_that_hangs_on_it():
    styles = '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    name = '<text:p><text:span text:style-name="T1">{}</text:span></text:p>'
    body = f"{name.format('Ola')}<text:p>Fint.</text:p>{name.format('Kari')}<text:p>Husk kilder.</text:p>"
    assert _pairs(read(writer(body, styles=styles))) == [("Ola", "Fint."), ("Kari", "Husk kilder.")]


def test_new_page_begins_a_letter():
    styles = '<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/></style:style>'
    body = '<text:p>En.</text:p><text:p text:style-name="P1">To.</text:p><text:p>Tre.</text:p>'
    assert [c.text for c in read(writer(body, styles=styles)).comments] == ["En.", "To.\n\nTre."]


def test_table_with_a_column_for_feedback_is_read_as_a_table():
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{name}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
        for name, text in (("Elev", "Kommentar"), ("Ola", "Husk kilder."))
    )
    document = read(writer(f"<table:table>{rows}</table:table>"))
    assert (document.source, document.column, [c.text for c in document.comments]) == (
        "table",
        "Kommentar",
        ["Husk kilder."],
    )


def test_empty_document_has_no_comments():
    with pytest.raises(NoComments):
        read(writer("<text:p/>"))


def test_spreadsheet_named_as_a_text_is_a_mismatch():
    with pytest.raises(DocumentMismatch):
        read(zip_of(odf_parts("spreadsheet", "")))


@pytest.mark.parametrize(
    "parts",
    [
        odf_parts("text", "", manifest='<m:file-entry><m:encryption-data m:checksum="x"/></m:file-entry>'),
        {"mimetype": "application/vnd.oasis.opendocument.text", "encrypted-package": b"\x00\x01"},
    ],
    ids=["part by part", "whole"],
)
def test_locked_document_is_refused(parts):
    with pytest.raises(EncryptedDocument):
        read(zip_of(parts))
