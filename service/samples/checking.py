"""Checks what a person has written before it is masked: the limits of the analyser, told in its own words."""

from __future__ import annotations

import re

from tilbakemelding import MAX_CHARACTERS, InvalidCharacters, TextTooLong

_SURROGATE = re.compile("[\ud800-\udfff]")


def checked(text: str) -> str:
    """Return a comment with the line ends of the store.

    Raises
    ------
    TextTooLong, InvalidCharacters
        The analyser would not take it.

    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > MAX_CHARACTERS:
        raise TextTooLong(length=len(text), limit=MAX_CHARACTERS)
    if found := _SURROGATE.search(text):
        raise InvalidCharacters(position=found.start())
    return text
