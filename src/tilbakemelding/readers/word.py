"""Word's .docx: margin comments with the text they hang on, replies included; else the document's own text.

Source: ECMA-376 part 1, 17.13.4 (comments), 17.3 and 17.4 (text, tables); both its namespaces are read.
Deleted and moved-away text is passed over, inserted text is read: the document as it is when all changes are accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from tilbakemelding.errors import DocumentMismatch
from tilbakemelding.readers.document import Findings, FoundComment, Place, Wanted
from tilbakemelding.readers.flow import Flow
from tilbakemelding.readers.letters import read_text
from tilbakemelding.readers.package import Package
from tilbakemelding.readers.relations import part_of_type

_NAMESPACES = frozenset(
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"}
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GONE = frozenset({"del", "moveFrom"})
_OFF = frozenset({"0", "false", "off", "none"})
_BODY_LEVEL = "9"
_MAX_DEPTH = 11
"""How deep styles are based on one another. Source: Word's own limit."""
_HEADINGS = ("heading", "title")


def read_word(data: bytes, wanted: Wanted) -> Findings:
    """Read a Word file.

    Raises
    ------
    DocumentError
        Any but `UnsupportedDocument`: see there.

    """
    package = Package(data, without_macros=".docx")
    main = part_of_type(package, "", "/officeDocument") or "word/document.xml"
    if main not in package or not main.endswith(".xml"):
        raise DocumentMismatch(ending=".docx", found="another kind of archive")
    comments_part = part_of_type(package, main, "/comments")
    texts = _comment_texts(package, comments_part, wanted) if comments_part else {}
    styles_part = part_of_type(package, main, "/styles")
    styles = _Styles()
    if styles_part and not texts:
        package.parse(styles_part, styles)
    body = _Body(styles.headings())
    package.parse(main, _Text(body))
    if not body.is_word:
        raise DocumentMismatch(ending=".docx", found="another kind of archive")
    return _margin_comments(texts, body.flow) if texts else read_text(body.flow, wanted)


def _comment_texts(package: Package, part: str, wanted: Wanted) -> dict[str, str]:
    reading = _Comments(wanted)
    package.parse(part, _Text(reading))
    return {key: text for key, text in reading.texts.items() if text}


def _margin_comments(texts: Mapping[str, str], flow: Flow) -> Findings:
    """Put the comments in the order of their marks in the text; those without a mark come last."""
    anchors = flow.anchors()
    keys = [*(key for key in flow.order if key in texts), *(key for key in texts if key not in flow.order)]
    comments = (
        FoundComment(texts[key], Place("comment", number), anchors.get(key)) for number, key in enumerate(keys, start=1)
    )
    return Findings("margin-comments", tuple(comments))


def _local(tag: str) -> str:
    """Return the name of one of Word's own elements or attributes, and nothing for those of others."""
    namespace, _, name = tag[1:].partition("}")
    return name if namespace in _NAMESPACES else ""


def _value(attributes: Mapping[str, str], name: str = "val") -> str | None:
    return next((value for key, value in attributes.items() if _local(key) == name), None)


def _is_on(attributes: Mapping[str, str]) -> bool:
    return _value(attributes) not in _OFF


class _Sink(Protocol):
    """What takes Word's text and elements."""

    def write(self, text: str) -> None:
        """Take text that counts."""
        ...

    def started(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element, by its local name."""
        ...

    def ended(self, name: str) -> None:
        """Take its end."""
        ...


class _Text:
    """Tells a sink what counts: text that is not deleted, with a tab or a line break where an element stands for it."""

    def __init__(self, sink: _Sink) -> None:
        self._sink = sink
        self._reading = False
        self._gone = 0

    def start(self, tag: str, attributes: Any) -> None:
        name = _local(tag)
        if name in _GONE or tag == _FALLBACK:
            self._gone += 1
        if self._gone:
            return
        self._reading = name == "t"
        if name in _BREAKS:
            self._sink.write(_BREAKS[name])
        if name:
            self._sink.started(name, attributes)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if not self._gone and name:
            self._reading = False
            self._sink.ended(name)
        elif name in _GONE or tag == _FALLBACK:
            self._gone -= 1

    def data(self, text: str) -> None:
        if self._reading and not self._gone:
            self._sink.write(text)


class _Comments:
    """Reads ``comments.xml``: the texts by the comments' ids. Who wrote them is not read."""

    def __init__(self, wanted: Wanted) -> None:
        self.texts: dict[str, str] = {}
        self._wanted = wanted
        self._pieces: list[str] = []

    def write(self, text: str) -> None:
        self._pieces.append(text)

    def started(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "comment":
            self._pieces = []
            self._wanted.check(len(self.texts) + 1)
            key = _value(attributes, "id")
            self._key = key if key and key not in self.texts else f"unnumbered {len(self.texts)}"

    def ended(self, name: str) -> None:
        if name == "p":
            self._pieces.append("\n")
        elif name == "comment":
            self.texts[self._key] = "".join(self._pieces).strip()


class _Styles:
    """Reads ``styles.xml``: which paragraph styles are headings, themselves or by the style they are based on."""

    def __init__(self) -> None:
        self._based: dict[str, str] = {}
        self._headings = set[str]()
        self._style = ""

    def start(self, tag: str, attributes: Any) -> None:
        name = _local(tag)
        if name == "style":
            self._style = _value(attributes, "styleId") or ""
        elif name == "basedOn":
            self._based[self._style] = _value(attributes) or ""
        elif _is_named_heading(name, attributes) or _is_outlined(name, attributes):
            self._headings.add(self._style)

    def end(self, tag: str) -> None:
        """Learn nothing."""

    def data(self, text: str) -> None:
        """Learn nothing."""

    def headings(self) -> frozenset[str]:
        found = set(self._headings)
        for _ in range(_MAX_DEPTH):
            found |= {style for style, base in self._based.items() if base in found}
        return frozenset(found)


def _is_named_heading(name: str, attributes: Mapping[str, str]) -> bool:
    return name == "name" and (_value(attributes) or "").lower().startswith(_HEADINGS)


def _is_outlined(name: str, attributes: Mapping[str, str]) -> bool:
    return name == "outlineLvl" and _value(attributes) != _BODY_LEVEL


class _Body:
    """Reads ``document.xml`` into a `Flow`."""

    def __init__(self, headings: frozenset[str]) -> None:
        self.flow = Flow()
        self.is_word = False
        self._headings = headings
        self._in_run = 0
        self._bold = False
        self._new_page = False

    def write(self, text: str) -> None:
        self.flow.write(text, bold=self._bold)

    def started(self, name: str, attributes: Mapping[str, str]) -> None:
        self._start_text(name, attributes)
        self._start_page(name, attributes)
        key = _value(attributes, "id") or ""
        match name:
            case "body":
                self.is_word = True
            case "commentRangeStart":
                self.flow.open_anchor(key)
            case "commentRangeEnd":
                self.flow.close_anchor(key)
            case "commentReference":
                self.flow.refer(key)
            case "tbl":
                self.flow.start_table()
            case "tr":
                self.flow.start_row()
            case "tc":
                self.flow.start_cell()

    def _start_text(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "p":
            self.flow.start_paragraph()
        elif name == "r":
            self._in_run, self._bold = self._in_run + 1, False
        elif name == "b" and self._in_run:
            self._bold = _is_on(attributes)
        elif (name == "pStyle" and _value(attributes) in self._headings) or _is_outlined(name, attributes):
            self.flow.mark_heading()

    def _start_page(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sectPr":
            self._new_page = True
        elif name == "type" and _value(attributes) == "continuous":
            self._new_page = False
        elif (name == "br" and _value(attributes, "type") == "page") or (
            name == "pageBreakBefore" and _is_on(attributes)
        ):
            self.flow.cut()

    def ended(self, name: str) -> None:
        match name:
            case "p":
                self.flow.end_paragraph()
            case "r":
                self._in_run -= 1
            case "sectPr" if self._new_page:
                self.flow.cut(after=True)
            case "tbl":
                self.flow.end_table()
