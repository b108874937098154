"""Documents damaged at random, with a fixed seed: read or refused with an error of ours, never anything else."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Text

from tests.documents import (
    library_docx,
    library_ods,
    library_odt,
    old_workbook,
    paragraph,
    run,
    word,
    word_anchor,
    word_comment,
    word_table,
    workbook,
    zip_of,
)
from tilbakemelding.errors import InputError
from tilbakemelding.readers import read_document

ROWS = [["Elev", "Poeng", "Kommentar"], ["Ola", 4, "Husk kilder."], ["Liv", 5, "Fin drøfting, Liv."]]
TIMES = 150
_TOKENS = (b"<", b">", b"/>", b"&", b'"', b"-1", b"99999999999", b"\x00", b"\xff", b"</", b"<w:p>", b"w:id", b"A1", b"")


def _pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(99, 99)
    writer.add_annotation(0, Text(rect=(1, 1, 9, 9), text="Husk kilder."))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


DOCUMENTS = {
    "a.docx": library_docx(),
    "b.docx": word(
        paragraph(run("Ola", bold=True))
        + paragraph(word_anchor(0, run("her")))
        + word_table([["Kommentar"], ["Bra."]]),
        word_comment(0, "Fint."),
        styles='<w:style w:styleId="A"><w:name w:val="heading 1"/></w:style>',
    ),
    "a.odt": library_odt(),
    "a.xlsx": workbook({"A": ROWS}, notes={("A", "B2"): "Husk benevning."}),
    "a.ods": library_ods("A", ROWS),
    "a.xls": old_workbook({"A": ROWS}),
    "a.pdf": _pdf(),
    "a.csv": b'Elev;Kommentar\nOla;"Husk; kilder."\nLiv;Fin tekst.\n',
    "a.txt": "Husk kilder.\n\nPrøv å skrive kortere.\n---\nFint.\n".encode(),
    "a.jsonl": b'{"id": "1", "text": "Husk kilder."}\n{"text": "Bra!"}\n',
}


def _mutated(data: bytes, choose: random.Random) -> bytes:
    """Change, leave out or repeat a few stretches."""
    out = bytearray(data)
    for _ in range(choose.randint(1, 4)):
        place = choose.randrange(len(out) + 1)
        end = min(len(out), place + choose.choice((0, 1, 1, 4, 40)))
        out[place:end] = choose.choice(
            (bytes(choose.randbytes(end - place)), choose.choice(_TOKENS), out[place:end] * 3)
        )
    return bytes(out)


def _inside(data: bytes, choose: random.Random) -> bytes:
    """Change one part of an archive, and pack it well again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = choose.choice([name for name, part in parts.items() if part and name.endswith((".xml", ".rels"))])
    return zip_of(parts | {name: _mutated(parts[name], choose)})


def _read(name: str, data: bytes) -> None:
    with contextlib.suppress(InputError):
        read_document(name, data)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_damaged_document_is_read_or_refused(name):
    choose = random.Random(7)
    for _ in range(TIMES):
        _read(name, _mutated(DOCUMENTS[name], choose))


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if DOCUMENTS[name].startswith(b"PK")])
def test_document_damaged_inside_a_sound_archive_is_read_or_refused(name):
    choose = random.Random(7)
    for _ in range(TIMES):
        _read(name, _inside(DOCUMENTS[name], choose))
