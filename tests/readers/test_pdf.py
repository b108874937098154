"""Notes on the pages of a PDF."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Highlight, Text
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from tests.documents import AUTHOR
from tilbakemelding.errors import BrokenDocument, EncryptedDocument, NoComments, TooManyComments
from tilbakemelding.readers import Place, read_document


def _pdf(*pages, password=""):
    writer = PdfWriter()
    for number, notes in enumerate(pages):
        writer.add_blank_page(200, 200)
        for annotation in notes:
            annotation[NameObject("/T")] = TextStringObject(AUTHOR)
            writer.add_annotation(number, annotation)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _note(text):
    return Text(rect=(10, 10, 20, 20), text=text)


def _mark(text):
    corners = ArrayObject([FloatObject(n) for n in (0, 0, 9, 0, 0, 9, 9, 9)])
    mark = Highlight(rect=(0, 0, 9, 9), quad_points=corners)
    mark[NameObject("/Contents")] = TextStringObject(text)
    return mark


def read(data, **wanted):
    return read_document("oppgave.pdf", data, **wanted)


def test_notes_come_page_by_page():
    document = read(
        _pdf([_note("Fin innledning!")], [], [_mark("Husk kilde."), FreeText(text="Bra!", rect=(0, 0, 9, 9))])
    )
    assert (document.kind, document.source) == ("pdf", "margin-comments")
    assert [(c.text, c.place, c.anchor) for c in document.comments] == [
        ("Fin innledning!", Place("page", 1), None),
        ("Husk kilde.", Place("page", 3), None),
        ("Bra!", Place("page", 3), None),
    ]


def test_author_is_never_read_out():
    assert AUTHOR not in repr(read(_pdf([_note("Fint.")])))


@pytest.mark.parametrize("pages", [[[]], [[_mark("")]]])
def test_pages_without_notes_hold_no_comments(pages):
    with pytest.raises(NoComments):
        read(_pdf(*pages))


def test_locked_file_is_refused():
    with pytest.raises(EncryptedDocument):
        read(_pdf([_note("Fint.")], password="hemmelig"))  # noqa: S106 - a test's own


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 1000, _pdf([_note("Fint.")])[:300]])
def test_damaged_file_is_refused(data):
    with pytest.raises(BrokenDocument):
        read(data)


def test_more_notes_than_allowed_are_refused():
    with pytest.raises(TooManyComments):
        read(_pdf([_note("Fint.")] * 2, [_note("Fint.")] * 2), max_comments=3)
