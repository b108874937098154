"""Cuts a comment into lines and sentences by punctuation alone.

This is the first, coarse cut: it knows line breaks, final punctuation and abbreviations, and nothing of grammar.
Annotators get it as a draft to mend; the segmenter refines it with the parse (see ``segments``).
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_END = re.compile(
    r"(?:[.!?…]+[\"'»”’)\]]*|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]+|[:;]-?[)(DP](?!\w))(?=\s)\s*"
)
_ENUMERATOR = re.compile(r"^\s*(?:[-–•*+]\s*)?(?:\d{1,2}|[a-hA-H])[.)]\s*$")
_LAST_WORD = re.compile(r"\S+$")
_NUMBER = re.compile(r"^\(?\d{1,4}\.$")
_SMILEY = re.compile(r"[:;]-?[)(DP]$|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]$")


@cache
def abbreviations() -> frozenset[str]:
    """Return the abbreviations that end in a full stop, lower-cased.

    Source: ``tokenizer.json`` beside this module.
    """
    data = json.loads(files(__package__).joinpath("tokenizer.json").read_text(encoding="utf-8"))
    return frozenset(text.lower() for text in data["abbreviations"] if text.endswith("."))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of lines and sentences, in order, without surrounding white space.

    Every non-blank character lies in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        spans.extend(_split_line(text, line.start(), line.end()))
    return spans


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text[begin : match.end()].rstrip(), text[match.end() : end]):
            spans.append(_strip(text, begin, match.end()))
            begin = match.end()
    spans.append(_strip(text, begin, end))
    return [span for span in spans if span[0] < span[1]]


def _ends_sentence(before: str, after: str) -> bool:
    if _SMILEY.search(before):
        return not after[0].islower() or not before.rstrip(":;-)(DP")[-1:].isalnum()
    if _SMILEY.match(after[:1]) or re.match(r"[:;]-?[)(DP]", after):
        return False
    if before.endswith(("!", "?")):
        return True
    word = _LAST_WORD.search(before)
    last = word.group().lower() if word else ""
    if last.lstrip('(«"') in abbreviations():
        return after[0].isupper() and last in {"osv.", "o.l.", "m.m.", "m.v.", "el.l.", "e.l.", "mnd.", "eks."}
    if _NUMBER.match(last):
        return not _ENUMERATOR.match(before) and not after[0].islower()
    return not _ENUMERATOR.match(before)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
