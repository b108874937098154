"""Brings a text into the shape that the models know, and keeps the way back to the text as given.

Composed characters (NFC), one kind of blank, no invisible or control characters (soft hyphens and direction marks
are left out, so that a word stays one word). Line breaks stay. Offsets into
the normalised text can be carried back exactly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tilbakemelding.errors import BlankText, InvalidCharacters, TextTooLong, WrongType

MAX_CHARACTERS = 20_000
"""The longest comment that is analysed, in code points."""

_UNUSUAL = re.compile(r"[^\n\r\x20-\x7e\xa1-\xac\xae-\u02ff\u2013\u2014\u2018-\u201d\u2026\u20ac]")
_MAX_RUN = 30
_LONG_RUN = re.compile(rf"(?:[^\w\s]|_){{{_MAX_RUN + 1},}}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn"})
_JOINER = "\u200d"


def check_text(text: object, *, limit: int = MAX_CHARACTERS, where: str = "") -> str:
    """Return the text if it can be analysed.

    Raises
    ------
    WrongType
        It is no string.
    TextTooLong
        It has more code points than ``limit``.
    InvalidCharacters
        It holds lone surrogates.
    BlankText
        It holds no visible character.

    """
    if not isinstance(text, str):
        raise WrongType(what="the text", expected="a string", got=type(text).__name__, where=where)
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit, where=where)
    surrogate = _SURROGATE.search(text)
    if surrogate is not None:
        raise InvalidCharacters(position=surrogate.start(), where=where)
    if not any(map(_visible, text)):
        raise BlankText(where=where)
    return text


def _visible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in _INVISIBLE


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text, and for each of its characters the place in the original where that character begins.

    ``origins`` has one more entry than the text (its end), or is None where nothing was changed.
    """

    text: str
    origins: Sequence[int] | None

    def origin(self, place: int) -> int:
        """Return the offset in the original text of an offset in the normalised one."""
        return place if self.origins is None else self.origins[place]


def normalise(text: str) -> Normalised:
    """Normalise a text; the common case, where nothing needs to change, costs one search."""
    if _UNUSUAL.search(text) is None and "\r" not in text:
        return Normalised(_shorten_runs(text), None)
    characters: list[str] = []
    origins: list[int] = []
    place = 0
    while place < len(text):
        end = place + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for character in unicodedata.normalize("NFC", text[place:end]):
            plain = _plain(character)
            if plain:
                characters.append(plain)
                origins.append(place)
        place = end
    origins.append(len(text))
    return Normalised(_shorten_runs("".join(characters)), origins)


def _shorten_runs(text: str) -> str:
    """Blank all but the start of very long runs of marks: the tokenizer's time grows with their square."""
    if _LONG_RUN.search(text) is None:
        return text
    return _LONG_RUN.sub(lambda run: run.group()[:_MAX_RUN].ljust(len(run.group())), text)


def _plain(character: str) -> str:
    if character in _LINE_BREAKS:
        return "\n"
    if character.isspace():
        return " "
    if character == _JOINER:
        return character
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in _INVISIBLE else character
