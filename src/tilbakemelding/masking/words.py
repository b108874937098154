"""The words of a comment as the search for names sees them: casing kept, place in the sentence, what stands around."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tilbakemelding.language import Entity, ParsedText

_LETTER = r"[^\W\d_]"
_INSIDE = r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060]"
_WORD = re.compile(
    rf"{_LETTER}(?:{_LETTER}|{_INSIDE})*(?:(?:['’ʼ`]|[\-\u2010\u2011](?=[^\W\d_a-zæøå])){_LETTER}(?:{_LETTER}|{_INSIDE})*){{0,3}}"
    r"(?:['’](?!\w))?"
)
_SENTENCE_END = re.compile(r"[.!?…:;•*]|\n|\r|[\U0001f300-\U0001faff☺-➿]|^\s*[-–]|\s[-–—]\s|[)\]]\s*$")
_ABBREVIATIONS = frozenset("eks dvs bl feks bla mfl nr ca evt jf jfr st dr fr hr mr mrs s kl obs ang mht o pga".split())
_MAX_LETTERS = 80
"""Longer words are no names, and would cost time."""

_INVISIBLE = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u2060"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word ``[start, end)`` of the text.

    ``plain`` is composed and without invisible characters, ``low`` the same in lower case; ``before`` and ``after``
    what stands between it and its neighbours; ``first`` that a sentence, line or list item begins with it; ``pos``
    its part of speech, ``finite`` whether it is a finite verb; ``entity`` the kind of name that the recogniser takes
    it for, empty for none.
    """

    start: int
    end: int
    plain: str
    low: str
    before: str
    after: str
    first: bool
    pos: str
    finite: bool
    entity: str

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital."""
        return self.plain[:1].isupper()

    @property
    def shouted(self) -> bool:
        """Tell whether all its letters are capitals, and there are several."""
        return len(self.plain) > 1 and self.plain.isupper()

    @property
    def mixed(self) -> bool:
        """Tell whether a capital follows a small letter within it (*GeoGebra*)."""
        return any(a.islower() and b.isupper() for a, b in zip(self.plain, self.plain[1:], strict=False))


def words_of(parsed: ParsedText, entities: Sequence[Entity]) -> list[Word]:
    """Return the words of a parsed text: hyphenated names whole (*Anne-Lise*), other words parted at the hyphen."""
    text = parsed.text
    matches = [match for match in _WORD.finditer(text) if len(match[0]) <= _MAX_LETTERS]
    tags = {place: (token.pos, token.finite) for token in parsed.tokens for place in range(token.start, token.end)}
    kinds = {place: entity.kind for entity in entities for place in range(entity.start, entity.end)}
    words: list[Word] = []
    for number, match in enumerate(matches):
        before = text[matches[number - 1].end() if number else 0 : match.start()]
        after = text[match.end() : matches[number + 1].start() if number + 1 < len(matches) else len(text)]
        plain = unicodedata.normalize("NFC", match[0].translate(_INVISIBLE))
        first = not words or _begins(before, words[-1])
        words.append(
            Word(
                match.start(), match.end(), plain, plain.lower(), before, after, first,
                *tags.get(match.start(), ("X", False)), kinds.get(match.start(), ""),
            )
        )  # fmt: skip
    return words


def _begins(before: str, previous: Word) -> bool:
    """Tell whether a sentence begins after this stretch; the stop of an abbreviation or initial ends none."""
    if before.startswith(".") and "\n" not in before:
        abbreviated = previous.low in _ABBREVIATIONS or (len(previous.plain) == 1 and previous.capital)
        if abbreviated and _SENTENCE_END.search(before[1:]) is None:
            return False
    return _SENTENCE_END.search(before) is not None
