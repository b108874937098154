"""Generated blocks in Markdown files: between two markers, so that figures cannot drift from what was measured."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tilbakemelding.errors import CorpusError


def with_blocks(text: str, blocks: Mapping[str, str], *, where: str) -> str:
    """Return the text with each named block filled.

    Raises
    ------
    CorpusError
        A marker is missing.

    """
    for name, content in blocks.items():
        pattern = re.compile(rf"(<!-- {name}: generated -->\n).*?(<!-- {name}: end -->)", re.DOTALL)
        text, found = pattern.subn(lambda match, c=content: f"{match[1]}{c.strip()}\n{match[2]}", text)  # type: ignore[misc]
        if not found:
            raise CorpusError([f"{where}: the markers of the block {name!r} are missing"])
    return text


def fill(path: Path, blocks: Mapping[str, str]) -> None:
    """Fill the named blocks of a file."""
    path.write_text(with_blocks(path.read_text(encoding="utf-8"), blocks, where=path.name), encoding="utf-8")


def stale(path: Path, blocks: Mapping[str, str]) -> bool:
    """Tell whether a file's blocks differ from what they should hold."""
    text = path.read_text(encoding="utf-8")
    return with_blocks(text, blocks, where=path.name) != text


def table(header: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table; the first column is left-aligned, the others right."""
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (header, rule, *rows))
