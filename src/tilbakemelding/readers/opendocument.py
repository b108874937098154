"""OpenDocument: Writer's .odt (margin comments with the text they hang on, else the text) and Calc's .ods.

Source: OASIS OpenDocument 1.3 part 3, chapters 5 (text), 9 (tables), 14.1 to 14.3 (annotations).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tilbakemelding.errors import DocumentMismatch, EncryptedDocument
from tilbakemelding.readers.document import Findings, FoundComment, Place, Wanted
from tilbakemelding.readers.flow import Flow
from tilbakemelding.readers.letters import read_text
from tilbakemelding.readers.package import Package

_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_URN}text:1.0}}": "text:",
    f"{_URN}table:1.0}}": "table:",
    f"{_URN}office:1.0}}": "office:",
    f"{_URN}style:1.0}}": "style:",
    f"{_URN}xsl-fo-compatible:1.0}}": "fo:",
    f"{_URN}manifest:1.0}}": "manifest:",
}
_MANIFEST = "META-INF/manifest.xml"
_PARAGRAPHS = frozenset({"text:p", "text:h"})
_PASSED_OVER = frozenset({"text:tracked-changes", "text:note-citation", "text:ruby-text", "office:annotation"})
_BREAKS = {"text:tab": "\t", "text:line-break": "\n"}
_MAX_BLANK_DIGITS = 2


def open_odf(data: bytes, *, kind: str, ending: str) -> Package:
    """Open the archive of an OpenDocument file.

    Raises
    ------
    DocumentError
        It is no such file, or not to be opened: see `Package`.

    """
    package = Package(data, without_macros=ending)
    if "encrypted-package" in package:
        raise EncryptedDocument
    if "content.xml" not in package or "mimetype" not in package:
        raise DocumentMismatch(ending=ending, found="another kind of archive")
    if not package.read("mimetype").startswith(f"application/vnd.oasis.opendocument.{kind}".encode()):
        raise DocumentMismatch(ending=ending, found="another kind of OpenDocument file")
    if _MANIFEST in package:
        package.parse(_MANIFEST, _Manifest())
    return package


def read_writer(data: bytes, wanted: Wanted) -> Findings:
    """Read a Writer file.

    Raises
    ------
    DocumentError
        Any but `UnsupportedDocument`: see there.

    """
    body = _Body(wanted)
    open_odf(data, kind="text", ending=".odt").parse("content.xml", body)
    if not body.comments:
        return read_text(body.flow, wanted)
    anchors = body.flow.anchors()
    comments = (
        FoundComment(text, Place("comment", number), anchors.get(key))
        for number, (key, text) in enumerate(body.comments.items(), start=1)
    )
    return Findings("margin-comments", tuple(comments))


def short_name(tag: str) -> str:
    """Return an element's or attribute's name with its usual prefix, and nothing for those that are not read."""
    namespace, _, name = tag.rpartition("}")
    prefix = _PREFIXES.get(namespace + "}")
    return prefix + name if prefix else ""


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """Return an attribute by the name with its usual prefix."""
    return next((value for key, value in attributes.items() if short_name(key) == name), None)


class _Manifest:
    def start(self, tag: str, attributes: Any) -> None:
        if short_name(tag) == "manifest:encryption-data":
            raise EncryptedDocument

    def end(self, tag: str) -> None:
        """Learn nothing."""

    def data(self, text: str) -> None:
        """Learn nothing."""


class AnnotationText:
    """Gathers the text of one annotation; its author, date and initials are no paragraphs and so are not read."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._depth = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element's beginning."""
        if name in _PARAGRAPHS:
            self._depth += 1
        elif self._depth:
            self._pieces.append(blank_of(name, attributes))

    def end(self, name: str) -> None:
        """Take an element's end."""
        if name in _PARAGRAPHS:
            self._depth -= 1
            self._pieces.append("\n")

    def data(self, text: str) -> None:
        """Take text."""
        if self._depth:
            self._pieces.append(text)

    @property
    def text(self) -> str:
        """Return what was gathered."""
        return "".join(self._pieces).strip()


def blank_of(name: str, attributes: Mapping[str, str]) -> str:
    """Return the blanks that an element stands for."""
    if name == "text:s":
        count = attribute(attributes, "text:c") or "1"
        return " " * (int(count) if count.isdecimal() and len(count) <= _MAX_BLANK_DIGITS else 1)
    return _BREAKS.get(name, "")


class _Body:
    """Reads ``content.xml``: the automatic styles first, then the text into a `Flow`, annotations apart."""

    def __init__(self, wanted: Wanted) -> None:
        self.flow = Flow()
        self.comments: dict[str, str] = {}
        self._wanted = wanted
        self._style = ""
        self._bold_styles = set[str]()
        self._cut_styles = set[str]()
        self._bold: list[bool] = []
        self._passed_over = 0
        self._annotation: AnnotationText | None = None
        self._key = ""

    def start(self, tag: str, attributes: Any) -> None:
        name = short_name(tag)
        if name == "office:annotation":
            self._start_annotation(attributes)
        if self._annotation is not None:
            self._annotation.start(name, attributes)
        if name in _PASSED_OVER:
            self._passed_over += 1
        if self._passed_over == 0:
            self._learn_style(name, attributes)
            self._start_text(name, attributes)

    def _start_annotation(self, attributes: Mapping[str, str]) -> None:
        self._wanted.check(len(self.comments) + 1)
        name = attribute(attributes, "office:name")
        self._key = name if name and name not in self.comments else f"unnamed {len(self.comments)}"
        self._annotation = AnnotationText()
        self.flow.open_anchor(self._key)

    def _learn_style(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style:style":
            self._style = attribute(attributes, "style:name") or ""
        elif name == "style:text-properties" and attribute(attributes, "fo:font-weight") == "bold":
            self._bold_styles.add(self._style)
        elif name == "style:paragraph-properties" and attribute(attributes, "fo:break-before") == "page":
            self._cut_styles.add(self._style)

    def _start_text(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "text:p" | "text:h":
                style = attribute(attributes, "text:style-name")
                self.flow.start_paragraph(heading=name == "text:h" or style == "Title")
                if style in self._cut_styles:
                    self.flow.cut()
                self._bold.append(style in self._bold_styles)
            case "text:span":
                inherited = bool(self._bold) and self._bold[-1]
                self._bold.append(inherited or attribute(attributes, "text:style-name") in self._bold_styles)
            case "text:s" | "text:tab" | "text:line-break":
                self.flow.write(blank_of(name, attributes), bold=True)
            case "office:annotation-end":
                self.flow.close_anchor(attribute(attributes, "office:name") or "")
            case "table:table":
                self.flow.start_table()
            case "table:table-row":
                self.flow.start_row()
            case "table:table-cell":
                self.flow.start_cell()

    def end(self, tag: str) -> None:
        name = short_name(tag)
        if self._passed_over == 0:
            self._end_text(name)
        if self._annotation is not None:
            self._annotation.end(name)
            if name == "office:annotation":
                self._end_annotation(self._annotation.text)
        if name in _PASSED_OVER:
            self._passed_over -= 1

    def _end_annotation(self, text: str) -> None:
        if text:
            self.comments[self._key] = text
        self._annotation = None

    def _end_text(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self.flow.end_paragraph()
            self._bold.pop()
        elif name == "text:span":
            self._bold.pop()
        elif name == "table:table":
            self.flow.end_table()

    def data(self, text: str) -> None:
        if self._passed_over:
            if self._annotation is not None:
                self._annotation.data(text)
        else:
            self.flow.write(text, bold=bool(self._bold) and self._bold[-1])
