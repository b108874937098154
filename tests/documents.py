"""Documents made for the tests: as Word writes them, by hand, and by the libraries that other programs use."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import docx
import odfdo
import openpyxl
import xlwt
from openpyxl.comments import Comment

AUTHOR = "Kari Forfattersen"
"""Whoever wrote the comments; must never come out of a reader."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    _HEAD
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    + 'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    + 'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/'
    + 'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def zip_of(parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(**targets: str) -> str:
    """Return a relations part; the names of the arguments are the ends of the types."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}'
        "</Relationships>"
    )


def word_parts(
    body: str, comments: str | None = None, *, styles: str | None = None, namespace: str = W
) -> dict[str, str | bytes]:
    """Return the parts of a .docx with the declarations, relations and side parts that Word writes."""
    space = f'xmlns:w="{namespace}" xmlns:w14="{_W14}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": f'{_HEAD}<w:document {space} mc:Ignorable="w14"><w:body>{body}'
        '<w:sectPr w:rsidR="00A1"><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
        "docProps/core.xml": f'{_HEAD}<cp xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{AUTHOR}</dc:creator></cp>',
    }
    targets = {}
    if comments is not None:
        targets["comments"] = "comments.xml"
        parts["word/comments.xml"] = f"{_HEAD}<w:comments {space}>{comments}</w:comments>"
    if styles is not None:
        targets["styles"] = "styles.xml"
        parts["word/styles.xml"] = f"{_HEAD}<w:styles {space}>{styles}</w:styles>"
    parts["word/_rels/document.xml.rels"] = relations(**targets)
    return parts


def word(body: str, comments: str | None = None, *, styles: str | None = None, namespace: str = W) -> bytes:
    return zip_of(word_parts(body, comments, styles=styles, namespace=namespace))


def word_comment(key: int, *paragraphs: str, para: str = "") -> str:
    """Return a margin comment with everything that Word puts around its text."""
    mark = '<w:r><w:rPr><w:rStyle w:val="Merknadsreferanse"/></w:rPr><w:annotationRef/></w:r>'
    texts = "".join(
        f'<w:p w14:paraId="{para or f"0000{key:04X}"}" w:rsidR="00B2" w:rsidRDefault="00B2"><w:pPr><w:pStyle '
        f'w:val="Merknadstekst"/></w:pPr>{mark if not number else ""}<w:r><w:t xml:space="preserve">{escape(text)}'
        "</w:t></w:r></w:p>"
        for number, text in enumerate(paragraphs)
    )
    return (
        f'<w:comment w:id="{key}" w:author="{AUTHOR}" w:date="2026-11-02T10:11:00Z" w:initials="KF">{texts}</w:comment>'
    )


def word_reference(key: int) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="Merknadsreferanse"/></w:rPr><w:commentReference w:id="{key}"/></w:r>'


def word_anchor(key: int, inner: str) -> str:
    """Return runs that a comment hangs on, with its mark after them."""
    return f'<w:commentRangeStart w:id="{key}"/>{inner}<w:commentRangeEnd w:id="{key}"/>{word_reference(key)}'


def run(text: str, *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/><w:bCs/></w:rPr>" if bold else '<w:rPr><w:lang w:val="nb-NO"/></w:rPr>'
    return f'<w:r w:rsidRPr="00C3">{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", extra: str = "") -> str:
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p w:rsidR="00A1" w:rsidRDefault="00A1"><w:pPr>{chosen}{extra}</w:pPr>{"".join(runs)}</w:p>'


def word_table(rows: Sequence[Sequence[str]]) -> str:
    cells = (
        "".join(
            f"<w:tc><w:tcPr/>{''.join(paragraph(run(part)) for part in cell.split(chr(10)))}</w:tc>" for cell in row
        )
        for row in rows
    )
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def many_comments_docx(count: int, text: str = "Du må vise til flere kilder i avsnitt {}.") -> bytes:
    body = "".join(
        paragraph(run("Teksten til eleven begynner her. "), word_anchor(n, run(f"avsnitt {n}"))) for n in range(count)
    )
    return word(body, "".join(word_comment(n, text.format(n)) for n in range(count)))


def library_docx() -> bytes:
    """Return what python-docx writes: two margin comments."""
    document = docx.Document()
    text = document.add_paragraph("Innledningen ")
    marked = text.add_run("fanger leseren")
    document.add_comment(marked, text="Fin innledning!", author=AUTHOR, initials="KF")
    other = document.add_paragraph("Konklusjonen mangler.").runs[0]
    document.add_comment(other, text="Du må skrive en konklusjon.", author=AUTHOR, initials="KF")
    return _saved(document)


def letters_docx(*letters: tuple[str, Sequence[str]]) -> bytes:
    """Return what python-docx writes: a heading a pupil, and paragraphs under it."""
    document = docx.Document()
    for heading, paragraphs in letters:
        document.add_heading(heading, level=1)
        for text in paragraphs:
            document.add_paragraph(text)
    return _saved(document)


def workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    notes: Mapping[tuple[str, str], str] | None = None,
    hidden: Sequence[str] = (),
) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    for (name, cell), text in (notes or {}).items():
        book[name][cell].comment = Comment(text, AUTHOR)
    return _saved(book)


def old_workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
    return _saved(book)


def odf_parts(kind: str, body: str, *, styles: str = "", manifest: str = "") -> dict[str, str | bytes]:
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{name}="{urn}{name}:1.0"' for name in ("office", "text", "table", "style"))
    spaces += f' xmlns:fo="{urn}xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{body}"
        f"</office:{kind}></office:body></office:document-content>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{urn}manifest:1.0">{manifest}</m:manifest>',
    }


def writer(body: str, *, styles: str = "") -> bytes:
    return zip_of(odf_parts("text", body, styles=styles))


def calc(body: str) -> bytes:
    return zip_of(odf_parts("spreadsheet", body))


def annotation(text: str, name: str = "") -> str:
    named = f' office:name="{name}"' if name else ""
    return (
        f"<office:annotation{named}><dc:creator>{AUTHOR}</dc:creator><dc:date>2026-11-02T10:11:00</dc:date>"
        f"<text:p>{escape(text)}</text:p></office:annotation>"
    )


def library_odt() -> bytes:
    """Return what odfdo writes: a margin comment on marked words, and one on a place."""
    document = odfdo.Document("text")
    document.body.clear()
    text = odfdo.Paragraph("Innledningen fanger leseren godt.")
    text.insert_annotation(body="Fin innledning!", creator=AUTHOR, content="fanger leseren")
    other = odfdo.Paragraph("Konklusjonen mangler.")
    other.insert_annotation(body="Du må skrive en konklusjon.", creator=AUTHOR, after="Konklusjonen")
    document.body.extend([text, other])
    return _saved(document)


def library_ods(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table(name)
    for row in rows:
        table.append_row(odfdo.Row())
        table.set_row_values(table.height - 1, list(row))
    document.body.append(table)
    return _saved(document)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
