"""Word's files: margin comments as Word writes them, and documents without any."""

from __future__ import annotations

import pytest

from tests.documents import (
    AUTHOR,
    STRICT,
    letters_docx,
    library_docx,
    paragraph,
    run,
    word,
    word_anchor,
    word_comment,
    word_parts,
    word_reference,
    word_table,
    zip_of,
)
from tilbakemelding.errors import DocumentMismatch, NoComments
from tilbakemelding.readers import Place, read_document


def read(data, **wanted):
    return read_document("oppgave.docx", data, **wanted)


def _pairs(document):
    return [(comment.anchor, comment.text) for comment in document.comments]


def test_margin_comment_comes_with_the_text_it_hangs_on():
    body = paragraph(run("Teksten "), word_anchor(0, run("fanger ") + run("leseren")), run(" godt."))
    document = read(word(body, word_comment(0, "Fin innledning!")))
    assert (document.kind, document.source) == ("docx", "margin-comments")
    assert _pairs(document) == [("fanger leseren", "Fin innledning!")]


def test_comments_are_numbered_in_the_order_of_their_marks():
    body = paragraph(word_anchor(7, run("først")), word_anchor(2, run("sist")))
    document = read(word(body, word_comment(2, "B") + word_comment(7, "A")))
    assert [(c.text, c.place) for c in document.comments] == [("A", Place("comment", 1)), ("B", Place("comment", 2))]


def test_range_over_several_paragraphs_is_one_anchor_with_line_breaks():
    body = (
        paragraph(run("Før. "), '<w:commentRangeStart w:id="0"/>', run("Første."))
        + paragraph(run("Andre."))
        + paragraph(run("Tredje"), '<w:commentRangeEnd w:id="0"/>', word_reference(0), run(" etter."))
    )
    assert _pairs(read(word(body, word_comment(0, "Del opp.")))) == [("Første.\nAndre.\nTredje", "Del opp.")]


def test_overlapping_ranges_keep_their_own_anchors():
    body = paragraph(
        '<w:commentRangeStart w:id="0"/>', run("en "), '<w:commentRangeStart w:id="1"/>', run("to"),
        '<w:commentRangeEnd w:id="0"/>', run(" tre"), '<w:commentRangeEnd w:id="1"/>',
        word_reference(0), word_reference(1),
    )  # fmt: skip
    assert [c.anchor for c in read(word(body, word_comment(0, "A") + word_comment(1, "B"))).comments] == [
        "en to",
        "to tre",
    ]


def test_reply_is_a_comment_with_the_anchor_of_the_one_it_answers():
    marks = "".join(f'<w:commentRange{{0}} w:id="{n}"/>' for n in (0, 1))
    body = paragraph(marks.format("Start"), run("kilden"), marks.format("End"), word_reference(0), word_reference(1))
    document = read(word(body, word_comment(0, "Hvilken kilde?") + word_comment(1, "Sjekk biblioteket.")))
    assert _pairs(document) == [("kilden", "Hvilken kilde?"), ("kilden", "Sjekk biblioteket.")]


@pytest.mark.parametrize("reference", [word_reference(0), ""], ids=["a mark alone", "no mark at all"])
def test_comment_without_a_range_has_no_anchor(reference):
    assert _pairs(read(word(paragraph(run("Tekst."), reference), word_comment(0, "Fint.")))) == [(None, "Fint.")]


def test_comment_whose_range_never_ends_has_no_anchor():
    body = paragraph('<w:commentRangeStart w:id="0"/>', run("Tekst."), word_reference(0))
    assert _pairs(read(word(body, word_comment(0, "Fint.")))) == [(None, "Fint.")]


def test_paragraphs_tabs_and_breaks_of_a_comment_are_kept():
    comment = word_comment(0, "Bra!", "Husk kilder.").replace(
        "Bra!</w:t>", "Bra!</w:t><w:br/><w:t>Og</w:t><w:tab/><w:t>mer.</w:t>"
    )
    assert read(word(paragraph(run("x")), comment)).comments[0].text == "Bra!\nOg\tmer.\nHusk kilder."


def test_blank_comment_is_left_out():
    document = read(word(paragraph(run("x")), word_comment(0, "  ") + word_comment(1, "Fint.")))
    assert [c.text for c in document.comments] == ["Fint."]


def test_deleted_text_is_no_part_of_an_anchor_and_inserted_text_is():
    tracked = (
        f'<w:del w:id="9" w:author="{AUTHOR}"><w:r><w:delText>gammel </w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="8">{run("flyttet ")}</w:moveFrom><w:ins w:id="7">{run("ny ")}</w:ins>'
    )
    body = paragraph(word_anchor(0, tracked + run("tekst")))
    assert _pairs(read(word(body, word_comment(0, "Fint.")))) == [("ny tekst", "Fint.")]


def test_text_for_old_programs_is_not_read_twice():
    twice = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>boks</w:t></mc:Choice>"
        "<mc:Fallback><w:t>boks</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert _pairs(read(word(paragraph(word_anchor(0, twice)), word_comment(0, "Fint.")))) == [("boks", "Fint.")]


def test_long_anchor_is_shortened():
    body = paragraph(word_anchor(0, run("ord " * 400)))
    anchor = read(word(body, word_comment(0, "Fint."))).comments[0].anchor
    assert (anchor[:8], anchor[-1], len(anchor) < 510) == ("ord ord ", "…", True)


def test_strict_namespace_is_read():
    body = paragraph(word_anchor(0, run("strengt")))
    assert _pairs(read(word(body, word_comment(0, "Fint."), namespace=STRICT))) == [("strengt", "Fint.")]


def test_main_part_of_another_name_is_found():
    parts = word_parts(paragraph(word_anchor(0, run("her"))), word_comment(0, "Fint."))
    renamed = {
        name.replace("document.xml", "document2.xml"): content.replace("word/document.xml", "word/document2.xml")
        for name, content in parts.items()
    }
    assert _pairs(read(zip_of(renamed))) == [("her", "Fint.")]


def test_what_python_docx_writes_is_read():
    assert _pairs(read(library_docx())) == [
        ("fanger leseren", "Fin innledning!"),
        ("Konklusjonen mangler.", "Du må skrive en konklusjon."),
    ]


@pytest.mark.parametrize("data", [library_docx(), word(paragraph(word_anchor(0, run("x"))), word_comment(0, "Fint."))])
def test_author_is_never_read_out(data):
    assert AUTHOR not in repr(read(data))
    assert "KF" not in repr(read(data))


# documents without margin comments


def test_document_without_cuts_is_one_letter():
    document = read(word(paragraph(run("Hei Ola!")) + paragraph() + paragraph(run("Du må vise til kilder."))))
    assert document.source == "letters"
    assert [(c.text, c.place) for c in document.comments] == [
        ("Hei Ola!\n\nDu må vise til kilder.", Place("paragraph", 1))
    ]


def test_heading_begins_a_letter_that_hangs_on_it():
    data = letters_docx(("Ola", ["Fin tekst.", "Husk kilder."]), ("Kari", ["Du drøfter godt."]))
    document = read(data)
    assert _pairs(document) == [("Ola", "Fin tekst.\n\nHusk kilder."), ("Kari", "Du drøfter godt.")]
    assert [c.place.number for c in document.comments] == [2, 5]


def test_norwegian_heading_style_is_known_by_its_inner_name():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Elevnavn"><w:name w:val="Elevnavn"/><w:basedOn w:val="Overskrift2"/>'
        "</w:style>"
    )
    body = (
        paragraph(run("Ola"), style="Elevnavn") + paragraph(run("Fint.")) + paragraph(run("Kari"), style="Overskrift2")
    )
    assert _pairs(read(word(body + paragraph(run("Husk kilder.")), styles=styles))) == [
        ("Ola", "Fint."),
        ("Kari", "Husk kilder."),
    ]


def test_short_bold_paragraph_is_a_heading():
    body = paragraph(run("Ola", bold=True)) + paragraph(run("Fint.")) + paragraph(run("Kari", bold=True))
    assert _pairs(read(word(body + paragraph(run("Husk kilder."))))) == [("Ola", "Fint."), ("Kari", "Husk kilder.")]


def test_bold_sentence_is_no_heading():
    body = paragraph(run("Fint.")) + paragraph(run("Husk kilder!", bold=True)) + paragraph(run("Lykke til."))
    assert len(read(word(body)).comments) == 1


_BREAK = '<w:r><w:br w:type="page"/></w:r>'
_SECTION = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("En.")) + paragraph(_BREAK) + paragraph(run("To.")),
        paragraph(run("En."), _BREAK) + paragraph(run("To.")),
        paragraph(run("En.")) + paragraph(_BREAK, run("To.")),
        paragraph(run("En.")) + paragraph(run("To."), extra="<w:pageBreakBefore/>"),
        paragraph(run("En."), extra=_SECTION.format("nextPage")) + paragraph(run("To.")),
        paragraph(run("En.")) + paragraph(run("*****")) + paragraph(run("To.")),
    ],
    ids=["alone", "at the end", "at the start", "before", "section", "stars"],
)
def test_new_page_or_line_of_stars_begins_a_letter(body):
    assert [c.text for c in read(word(body)).comments] == ["En.", "To."]


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("En."), "<w:r><w:lastRenderedPageBreak/></w:r>") + paragraph(run("To.")),
        paragraph(run("En."), extra=_SECTION.format("continuous")) + paragraph(run("To.")),
        paragraph(run("En.")) + paragraph(run("To."), extra='<w:pageBreakBefore w:val="0"/>'),
    ],
    ids=["page that filled itself", "continuous section", "break switched off"],
)
def test_what_no_one_cut_stays_one_letter(body):
    assert len(read(word(body)).comments) == 1


def test_lone_letter_over_the_length_of_a_comment_gives_its_paragraphs():
    document = read(word("".join(paragraph(run(f"Avsnitt {n}: " + "ord " * 1000)) for n in range(6))))
    assert (document.source, len(document.comments)) == ("paragraphs", 6)
    assert document.comments[5].place == Place("paragraph", 6)


def test_table_with_a_column_for_feedback_is_read_as_a_table():
    rows = [["Elev", "Tilbakemelding"], ["Ola", "Du må vise\ntil kilder."], ["Kari", "Fin drøfting."]]
    document = read(word(paragraph(run("Klasse 9B")) + word_table(rows)))
    assert (document.source, document.sheet, document.column) == ("table", "Tabell 1", "Tilbakemelding")
    assert [(c.text, c.place) for c in document.comments] == [
        ("Du må vise\ntil kilder.", Place("row", 2)),
        ("Fin drøfting.", Place("row", 3)),
    ]


def test_other_table_is_part_of_the_letter():
    body = paragraph(run("Hei!")) + word_table([["Innhold", "Godt drøftet."], ["Språk", "Husk komma."]])
    document = read(word(body))
    assert (document.source, document.tables) == ("letters", ())
    assert "Husk komma." in document.comments[0].text


def test_empty_document_has_no_comments():
    with pytest.raises(NoComments):
        read(word(paragraph()))


def test_workbook_named_as_a_word_file_is_a_mismatch():
    with pytest.raises(DocumentMismatch):
        read(zip_of({"xl/workbook.xml": "<x/>"}))
