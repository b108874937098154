"""Where a character lies: in the text that is read, in the text as sent, and in UTF-16 code units on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tilbakemelding import InvalidCharacters

_SURROGATE = re.compile("[\ud800-\udfff]")
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
_LAST_OF_BMP = 0xFFFF


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with markup.

    Attributes
    ----------
    sent
        Text and markup together, as they stand in the document.
    plain
        What of it is read.
    starts, ends
        For each character of ``plain``, where in ``sent`` it begins and ends (code points). A character that only
        stands for markup begins and ends with that markup.

    """

    sent: str
    plain: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of_text(cls, text: str) -> Annotated:
        """Return a text without markup.

        Raises
        ------
        InvalidCharacters
            The text holds a lone surrogate.

        """
        _check(text)
        return cls(text, text, range(len(text)), range(1, len(text) + 1))

    @classmethod
    def of_parts(cls, parts: Iterable[tuple[str, str | None]]) -> Annotated:
        """Return a text put together from parts ``(sent, stand_in)``; the stand-in is None for text, else markup.

        Raises
        ------
        InvalidCharacters
            The text or its markup holds a lone surrogate.

        """
        sent, plain = list[str](), list[str]()
        starts, ends = list[int](), list[int]()
        place = 0
        for stands, stand_in in parts:
            after = place + len(stands)
            read = stands if stand_in is None else stand_in
            sent.append(stands)
            plain.append(read)
            starts += range(place, after) if stand_in is None else [place] * len(read)
            ends += range(place + 1, after + 1) if stand_in is None else [after] * len(read)
            place = after
        whole = cls("".join(sent), "".join(plain), starts, ends)
        _check(whole.sent)
        _check(whole.plain)
        return whole

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in ``sent`` the non-empty stretch ``[start, end)`` of ``plain`` lies."""
        return self.starts[start], self.ends[end - 1]


def utf16_offsets(text: str) -> Sequence[int]:
    """Return for each place between characters, 0 to ``len(text)``, how many UTF-16 code units lie before it."""
    if not _BEYOND_BMP.search(text):
        return range(len(text) + 1)
    return list(accumulate((1 + (ord(character) > _LAST_OF_BMP) for character in text), initial=0))


def _check(text: str) -> None:
    """Refuse a lone surrogate, which no answer could carry."""
    found = _SURROGATE.search(text)
    if found:
        raise InvalidCharacters(position=found.start())
