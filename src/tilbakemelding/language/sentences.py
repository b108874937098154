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
_PICTURES = r"\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D"
_END = re.compile(
    rf"(?:(?<![.!?…])[.!?…]++[\"'»”’)\]]*+|(?<![{_PICTURES}])[{_PICTURES}]++|[:;]-?[)(DP](?!\w))(?=\s)\s*+"
)
_ENUMERATOR = re.compile(r"^\s*(?:[-–•*+]\s*)?(?:\d{1,2}|[a-hA-H])[.)]\s*$")
_LAST_WORD = re.compile(r"\S+$")
_NUMBER = re.compile(r"^\(?\d{1,4}(?:\.\d{1,4})*\.$")
_SMILEY_END = re.compile(r"[:;]-?[)(DP]$|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]$")
_SMILEY_START = re.compile(r"[:;]-?[)(DP]|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]")
_CLOSED_QUESTION = re.compile(r"[!?.…]+[\"'»”’)\]]+$")
_MAY_END = frozenset({"osv.", "o.l.", "m.m.", "m.v.", "el.l.", "e.l.", "mnd.", "eks."})
_WINDOW = 40
"""How many characters before a mark are looked at: longer than any abbreviation or enumerator."""


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
        before = text[max(begin, match.end() - _WINDOW) : match.end()].rstrip()
        if match.end() < end and _ends_sentence(before, text[match.end() : match.end() + 3]):
            spans.append(_strip(text, begin, match.end()))
            begin = match.end()
    spans.append(_strip(text, begin, end))
    return [span for span in spans if span[0] < span[1]]


def _ends_sentence(before: str, after: str) -> bool:
    """Tell whether a sentence ends between two stretches of a line, the first of which ends in a mark."""
    goes_on = after[0].islower()
    if _SMILEY_END.search(before):
        return not goes_on or not before.rstrip(":;-)(DP")[-1:].isalnum()
    if _SMILEY_START.match(after) or (goes_on and (_CLOSED_QUESTION.search(before) or before.endswith(("...", "…")))):
        return False
    if before.endswith(("!", "?")):
        return True
    found = _LAST_WORD.search(before)
    word = found.group().lower() if found else ""
    if word.lstrip('(«"') in abbreviations():
        return after[0].isupper() and word in _MAY_END
    if _ENUMERATOR.match(before):
        return False
    return not (_NUMBER.match(word) and goes_on)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
