"""Plain text files."""

from __future__ import annotations

import pytest

from tilbakemelding.errors import DocumentMismatch, NoComments, TooManyComments
from tilbakemelding.readers import Place, read_document


def read(text, **wanted):
    return read_document("kommentarer.txt", text if isinstance(text, bytes) else text.encode(), **wanted)


def _found(document):
    return document.source, [(c.text, c.place.number) for c in document.comments]


def test_blank_lines_part_comments():
    assert _found(read("Fin tekst.\nHusk kilder.\n\n\nDu drøfter godt.\n")) == (
        "paragraphs",
        [("Fin tekst.\nHusk kilder.", 1), ("Du drøfter godt.", 5)],
    )


def test_each_line_is_a_comment_where_no_line_is_blank():
    assert _found(read("Fin tekst.\nHusk kilder.\nDu drøfter godt.")) == (
        "lines",
        [("Fin tekst.", 1), ("Husk kilder.", 2), ("Du drøfter godt.", 3)],
    )


def test_lines_of_dashes_part_comments_and_blank_lines_then_do_not():
    text = "Hei Ola!\n\nFin tekst.\n---\nHei Liv!\n\nHusk kilder.\n* * *\n\n"
    assert _found(read(text)) == ("letters", [("Hei Ola!\n\nFin tekst.", 1), ("Hei Liv!\n\nHusk kilder.", 5)])


def test_lines_that_were_broken_by_hand_are_one_comment():
    text = (
        "Du har en tydelig problemstilling, og innledningen fanger leseren med et\n"
        "konkret eksempel fra avisen. I drøftingen mangler du kilder for flere av\n"
        "påstandene dine, så se på dem først."
    )
    assert _found(read(text)) == ("paragraphs", [(text, 1)])


def test_long_sentences_a_line_are_a_comment_each():
    lines = [f"Du har en tydelig problemstilling, men du må vise til {n} kilder til." for n in range(4)]
    assert len(read("\n".join(lines)).comments) == 4


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_of_all_systems_are_known(end):
    assert len(read(f"Fin tekst.{end}{end}Husk kilder.{end}").comments) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_norwegian_programs_write(encoding):
    document = read("Prøv å skrive «kortere».".encode(encoding))
    assert [(c.text, c.place) for c in document.comments] == [("Prøv å skrive «kortere».", Place("line", 1))]


@pytest.mark.parametrize("text", [" ", "\n\n", "---\n***\n"])
def test_blank_file_holds_no_comments(text):
    with pytest.raises(NoComments):
        read(text)


def test_bytes_that_are_no_text_are_a_mismatch():
    with pytest.raises(DocumentMismatch):
        read(b"MZ\x90\x00\x03")


@pytest.mark.parametrize("text", ["Husk.\n" * 4, "Husk.\n\n" * 4, "Husk.\n---\n" * 4, "\n" * 100 + "Husk."])
def test_more_than_allowed_is_refused(text):
    with pytest.raises(TooManyComments):
        read(text, max_comments=3)
