"""The way in: names, contents, and documents that are refused."""

from __future__ import annotations

import pytest

from tests.documents import (
    library_odt,
    old_workbook,
    paragraph,
    run,
    word,
    word_anchor,
    word_comment,
    workbook,
    zip_of,
)
from tilbakemelding.errors import (
    BrokenDocument,
    DocumentMismatch,
    DocumentTooLarge,
    MacroDocument,
    NoComments,
    UnsupportedDocument,
)
from tilbakemelding.readers import ENDINGS, read_document

WORD = word(paragraph(word_anchor(0, run("her"))), word_comment(0, "Fint."))
TABLE = {"A": [["Elev", "Kommentar"], ["Ola", "Husk kilder."]]}


@pytest.mark.parametrize(
    "name", ["oppgave.doc", "oppgave", "bilde.png", ".docx", "oppgave.docx.exe", "", "a.Ola Nordmann"]
)
def test_unknown_ending_is_refused_and_the_known_ones_named(name):
    with pytest.raises(UnsupportedDocument) as refused:
        read_document(name, WORD)
    assert all(ending in str(refused.value) for ending in ENDINGS)
    assert "Nordmann" not in str(refused.value)


@pytest.mark.parametrize(
    "name", ["oppgave.DOCX", "C:\\Mine dokumenter\\oppgave.docx", "../../oppgave.docx", "æ ø.Docx"]
)
def test_only_the_ending_of_the_name_matters(name):
    assert read_document(name, WORD).kind == "docx"


@pytest.mark.parametrize("ending", [".docm", ".dotm", ".xlsm", ".xlsb"])
def test_ending_of_a_document_with_macros_is_refused(ending):
    with pytest.raises(MacroDocument):
        read_document(f"oppgave{ending}", WORD)


@pytest.mark.parametrize("ending", ENDINGS)
def test_empty_file_holds_no_comments(ending):
    with pytest.raises(NoComments):
        read_document(f"tom{ending}", b"")


_CONTENTS = {".docx": WORD, ".odt": library_odt(), ".xlsx": workbook(TABLE), ".xls": old_workbook(TABLE),
             ".pdf": b"%PDF-1.7\n%", ".txt": b"Husk kilder."}  # fmt: skip


_TEXTUAL = {".txt", ".csv", ".tsv", ".jsonl", ".ndjson"}
_MISMATCHES = [
    (ending, content)
    for ending in ENDINGS
    for content in _CONTENTS
    if ending != content and not {ending, content} <= _TEXTUAL
]


@pytest.mark.parametrize(("ending", "content"), _MISMATCHES)
def test_content_of_another_kind_than_the_name_says_is_a_mismatch(ending, content):
    with pytest.raises(DocumentMismatch):
        read_document(f"fil{ending}", _CONTENTS[content])


def test_document_over_the_limit_is_refused():
    with pytest.raises(DocumentTooLarge):
        read_document("liste.csv", b"x" * 11, max_bytes=10)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".odt", ".xls"])
def test_document_that_is_cut_off_is_broken(ending, kept):
    data = _CONTENTS[ending]
    with pytest.raises((BrokenDocument, DocumentMismatch, NoComments)):
        read_document(f"fil{ending}", data[: int(len(data) * kept)])


def test_no_message_holds_any_of_the_documents_text():
    canary = "Kanarifugl"
    for name, data in {
        "a.docx": word(paragraph(run(canary)).replace("</w:p>", "")),
        "a.csv": f"{canary};\x00".encode(),
        "a.xlsx": zip_of({canary: canary}),
    }.items():
        with pytest.raises((BrokenDocument, DocumentMismatch)) as refused:
            read_document(name, data)
        assert canary not in str(refused.value)
