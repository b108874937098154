"""Hostile and large documents: each refused with its own error, or read, in time and memory."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from pypdf import PdfWriter

from tests.documents import (
    annotation,
    many_comments_docx,
    odf_parts,
    old_workbook,
    paragraph,
    run,
    word,
    word_anchor,
    word_comment,
    word_parts,
    workbook,
    writer,
    zip_of,
)
from tilbakemelding.readers import MAX_DOCUMENT_BYTES

WORD = word(paragraph(word_anchor(0, run("her"))), word_comment(0, "Fint."))
MEGABYTE = 1_000_000

SECONDS = 1.0
"""The bar for a refusal; CPU time, so that a busy machine does not count."""
MEMORY_MB = 100
"""The bar for a refusal, above what Python and the package take before it."""


def _damaged(data: bytes, name: str) -> bytes:
    """Change a byte in the middle of a part's packed content."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    place = info.header_offset + 30 + len(name) + info.compress_size // 2
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


def _flagged(data: bytes) -> bytes:
    """Set the encryption bit of every part, in both places where it stands."""
    out = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(signature)
        while place >= 0:
            out[place + offset] |= 1
            place = out.find(signature, place + 4)
    return bytes(out)


def _lying(data: bytes, name: str, size: int) -> bytes:
    """Let the archive's directory say that a part is small."""
    out = bytearray(data)
    place = out.rfind(name.encode()) - 46
    out[place + 24 : place + 28] = struct.pack("<I", size)
    return bytes(out)


def _twice(data: bytes, name: str) -> bytes:
    out = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, "<x/>")
    return out.getvalue()


_ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
_EXTERNAL = '<!DOCTYPE w [<!ENTITY i SYSTEM "file:///etc/passwd">'


def _with_doctype(doctype: str, encoding: str = "utf-8") -> bytes:
    parts = word_parts(paragraph(run("&i;").replace("&amp;", "&")))
    text = str(parts["word/document.xml"]).partition("\n")[2]
    head = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}]>'
    return zip_of(parts | {"word/document.xml": (head + text).encode(encoding)})


def _bomb(name: str, parts: dict[str, str | bytes], size: int = 300 * MEGABYTE) -> bytes:
    return zip_of(parts | {name: b"<w>" + b" " * size})


def _million_docx() -> bytes:
    return word(paragraph(run("x")), '<w:comment w:id="1"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:comment>' * MEGABYTE)


def _million_xlsx(count: int = MEGABYTE) -> bytes:
    row = '<row><c t="inlineStr"><is><t>Husk kilder.</t></is></c></row>'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(io.BytesIO(workbook({"A": [["Kommentar"]]}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = f"<worksheet {space}><sheetData>{row * count}</sheetData></worksheet>"
    return zip_of(parts | {"xl/worksheets/sheet1.xml": sheet})


def _many_odt() -> bytes:
    return writer("".join(f"<text:p>{annotation(f'Husk {n}.')}</text:p>" for n in range(30_000)))


def _many_cells_xls() -> bytes:
    return old_workbook({"A": [["x"] * 60] * 9_000})


def _ods_repeats() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>Husk.</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return zip_of(odf_parts("spreadsheet", f'<table:table table:name="A">{row}</table:table>'))


def _pdf_of_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(2_500):
        writer.add_blank_page(9, 9)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _pdf_bomb() -> bytes:
    """Return a PDF whose only objects are packed in a stream that unpacks to 200 MB."""
    packed = zlib.compress(b"1 0 <</Type/Catalog>>" + b" " * (200 * MEGABYTE), 1)
    stream = b"2 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    body = b"%PDF-1.7\n" + stream + packed + b"\nendstream endobj\n"
    table = b"".join(
        kind.to_bytes(1) + place.to_bytes(4) + last.to_bytes(1)
        for kind, place, last in ((0, 0, 0), (2, 2, 0), (1, 9, 0), (1, len(body), 0))
    )
    xref = b"3 0 obj<</Type/XRef/Size 4/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return body + xref + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


HOSTILE = {
    "bomb in the text": ("a.docx", lambda: _bomb("word/document.xml", word_parts("")), "hostile-document"),
    "bomb in the comments": ("a.docx", lambda: _bomb("word/comments.xml", word_parts("", "")), "hostile-document"),
    "bomb under the limit of size": (
        "a.docx", lambda: _bomb("word/document.xml", word_parts(""), 31 * MEGABYTE), "hostile-document"),
    "bomb in the strings": (
        "a.xlsx", lambda: _bomb("xl/sharedStrings.xml", {"[Content_Types].xml": "<x/>", "_rels/.rels": _OFFICE,
                                                        "xl/workbook.xml": "<x/>"}), "hostile-document"),
    "bomb in an odt": ("a.odt", lambda: _bomb("content.xml", odf_parts("text", "")), "hostile-document"),
    "bomb that lies of its size": (
        "a.docx", lambda: _lying(_bomb("word/document.xml", word_parts("")), "word/document.xml", 200),
        "broken-document"),
    "entities that multiply": ("a.docx", lambda: _with_doctype(_ENTITIES), "hostile-document"),
    "entity of a file": ("a.docx", lambda: _with_doctype(_EXTERNAL), "hostile-document"),
    "entity in disguise": ("a.docx", lambda: _with_doctype(_EXTERNAL, "utf-16"), "hostile-document"),
    "a part twice": ("a.docx", lambda: _twice(WORD, "word/document.xml"), "hostile-document"),
    "many parts": ("a.docx", lambda: zip_of({f"p{n}": b"" for n in range(20_000)}), "hostile-document"),
    "a million comments in a docx": ("a.docx", _million_docx, "hostile-document"),
    "30,000 comments in a docx": (
        "a.docx", lambda: word(paragraph(run("x")), "".join(word_comment(n, "Husk.") for n in range(30_000))),
        "too-many-comments"),
    "30,000 comments in an odt": ("a.odt", _many_odt, "too-many-comments"),
    "a million rows in an xlsx": ("a.xlsx", _million_xlsx, "hostile-document"),
    "300,000 rows in an xlsx": ("a.xlsx", lambda: _million_xlsx(300_000), "hostile-document"),
    "a million lines in a csv": ("a.csv", lambda: b"Kommentar\n" + b"Husk.\n" * MEGABYTE, "too-many-comments"),
    "a million lines in a txt": ("a.txt", lambda: b"Husk.\n" * MEGABYTE, "too-many-comments"),
    "a million lines in a jsonl": ("a.jsonl", lambda: b'{"text":1}\n' * 900_000, "too-many-comments"),
    "too many cells in an xls": ("a.xls", _many_cells_xls, "too-many-comments"),
    "repeats without end in an ods": ("a.ods", _ods_repeats, "too-many-comments"),
    "pages without end in a pdf": ("a.pdf", _pdf_of_pages, "hostile-document"),
    "bomb in a pdf": ("a.pdf", _pdf_bomb, "hostile-document"),
    "macros": ("a.docx", lambda: zip_of(word_parts("") | {"word/vbaProject.bin": b"\0"}), "macro-document"),
    "macros in an odt": (
        "a.odt", lambda: zip_of(odf_parts("text", "") | {"Basic/Standard/Module1.xml": "<x/>"}), "macro-document"),
    "locked archive": ("a.docx", lambda: _flagged(WORD), "encrypted-document"),
    "damaged archive": ("a.docx", lambda: _damaged(WORD, "word/document.xml"), "broken-document"),
    "a way of packing that no office program uses": (
        "a.docx", lambda: zip_of(word_parts(paragraph(run("x"))), method=zipfile.ZIP_LZMA), "broken-document"),
    "no archive at all": ("a.docx", lambda: b"PK\x03\x04" + b"\0" * 5000, "broken-document"),
    "no container at all": ("a.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000, "document-mismatch"),
    "too large": ("a.docx", lambda: b"PK\x03\x04" + b"\0" * MAX_DOCUMENT_BYTES, "document-too-large"),
}  # fmt: skip
_OFFICE = word_parts("")["_rels/.rels"].replace("word/document.xml", "xl/workbook.xml")  # type: ignore[arg-type]

_PROBE = """
import json, sys, time
from pathlib import Path
from tilbakemelding.readers import read_document
from tilbakemelding.errors import DocumentError
def memory(name):
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024
before = memory("VmRSS")
for path in map(Path, sys.argv[1:]):
    data, code = path.read_bytes(), None
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak
    started = time.process_time()
    try:
        read_document(path.name, data)
    except DocumentError as error:
        code = error.code
    seconds = time.process_time() - started
    print(json.dumps({"code": code, "seconds": seconds, "mb": memory("VmHWM") - before}))
"""
"""Reads documents in a process of its own and tells what each took: CPU seconds, and memory at its peak.

Memory counts from before the first was read, so what an earlier one left behind counts too."""

LARGE = {
    "20,000 rows in an xlsx": ("a.xlsx", lambda: workbook({"A": [["Elev", "Poeng", "Kommentar"], *(
        [f"Elev {n}", n % 6, f"Du må vise til flere kilder i avsnitt {n}, og forklare utregningen."]
        for n in range(19_999))]})),
    "1,000 margin comments in a docx": ("a.docx", lambda: many_comments_docx(1_000)),
}  # fmt: skip


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    """Read every hostile and large document, and return what each took."""
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("memory is measured through /proc, which is not here")
    paths = []
    for case, (name, make, *_) in (HOSTILE | LARGE).items():
        folder = tmp_path_factory.mktemp("case")
        (folder / name).write_bytes(make())
        paths.append((case, folder / name))
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *(str(path) for _, path in paths)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers = {case: json.loads(line) for (case, _), line in zip(paths, done.stdout.splitlines(), strict=True)}
    for case, answer in answers.items():
        print(f"{case}: {answer['code']}, {answer['seconds']:.3f} s, {answer['mb']:.0f} MB")  # noqa: T201 - pytest -s
    return answers


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_document_is_refused_in_time_and_memory(measured, case):
    assert measured[case]["code"] == HOSTILE[case][2]
    assert measured[case]["seconds"] < SECONDS
    assert measured[case]["mb"] < MEMORY_MB


@pytest.mark.parametrize("case", LARGE)
def test_large_document_is_read_in_time_and_memory(measured, case):
    assert measured[case]["code"] is None
    assert measured[case]["seconds"] < 4 * SECONDS
    assert measured[case]["mb"] < MEMORY_MB
