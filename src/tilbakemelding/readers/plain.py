"""Plain text files. Source: how teachers write and paste lists of comments (see docs/files.md).

A line of dashes or stars parts comments where there is one; else blank lines do; else each line is a comment, but for
lines that were broken by hand at some width, which are one comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tilbakemelding.errors import NoComments, TooManyComments
from tilbakemelding.readers.document import Findings, FoundComment, Place, Wanted
from tilbakemelding.readers.encoding import decode
from tilbakemelding.readers.letters import SEPARATOR

_FINAL = tuple(".!?:)»\"'…")
_NARROW, _WIDE = 40, 100
"""Characters: text that is broken by hand is broken between these. Source: mail programs break at 72 to 78."""

_LINES_EACH = 20
Line = tuple[int, str]


def read_plain(data: bytes, wanted: Wanted) -> Findings:
    """Read a text file.

    Raises
    ------
    DocumentMismatch, UndecodableFile, NoComments, TooManyComments
        It is no text, empty, or too much.

    """
    lines = list(_lines(decode(data, ending=".txt"), wanted))
    findings = _findings(lines)
    if not findings.comments:
        raise NoComments(looked_for="text")
    wanted.check(len(findings.comments))
    return findings


def _findings(lines: Sequence[Line]) -> Findings:
    if any(SEPARATOR.fullmatch(text) for _, text in lines):
        return Findings("letters", _joined(lines, at_separators=True))
    blocks = _joined(lines, at_separators=False)
    if len(blocks) > 1 or _is_wrapped([text for _, text in lines if text]):
        return Findings("paragraphs", blocks)
    return Findings("lines", tuple(FoundComment(text, Place("line", number)) for number, text in lines if text))


def _lines(text: str, wanted: Wanted) -> Iterator[Line]:
    """Return the lines with their numbers; far more of them than comments may be are not even parted."""
    limit = _LINES_EACH * wanted.max_comments
    if text.count("\n") > limit:
        raise TooManyComments(limit=limit, what="lines")
    return enumerate((line.strip() for line in text.splitlines()), start=1)


def _joined(lines: Iterable[Line], *, at_separators: bool) -> tuple[FoundComment, ...]:
    """Join lines up to the next separator, or the next blank line."""
    found: list[FoundComment] = []
    texts: list[str] = []
    first = 0
    for number, text in [*lines, (0, "")]:
        ends = number == 0 or (SEPARATOR.fullmatch(text) is not None if at_separators else not text)
        if ends and "".join(texts):
            found.append(FoundComment("\n".join(texts).strip("\n"), Place("line", first)))
        if ends:
            texts = []
        elif text or texts:
            first = first if texts else number
            texts.append(text)
    return tuple(found)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether lines were broken by hand: about as wide as one another, and most end within a sentence."""
    whole = lines[:-1]
    return (
        bool(whole)
        and all(_NARROW <= len(line) <= _WIDE for line in whole)
        and (sum(not line.endswith(_FINAL) for line in whole) * 2 > len(whole))
    )
