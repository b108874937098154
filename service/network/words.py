"""Normal forms of words, so that a search in one written standard finds both, and every inflection.

A word is stemmed by the Snowball stemmer for Norwegian until nothing more falls off, since one pass leaves
*kommentar* and *kommentaren* apart. ``pairs.json`` says which words of bokmål and nynorsk are the same. The language
pipeline's lemmas are not used: what is looked for are single words without a sentence around them, and both sides must
be brought to the same form.

Source: Snowball, Norwegian stemming algorithm (M. Porter), by the library ``snowballstemmer``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from service.store.full_text import WordQuery

MOST_WORDS = 12
"""Words of a search that count; more would only make it find nothing."""

_WORD = re.compile(r"[^\W_]+")
_OPENS_FROM = 4
"""A stem with at least so many letters also finds words that begin with it: *tekst* finds *tekstbinding*."""
_LONGEST = 60
_CACHED = 20_000
_SHORTEST_CUT = 5
_CONTRACTED = re.compile(r"([^aeiouyæøå\d])\1?el$")
_HEIT = re.compile(r"heit(?=(?:a|er|ene|ane|s)?$)")
_FREM = re.compile(r"^frem(?=\w{3})")
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Search:
    """What a person looks for, as normal forms."""

    stems: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.stems)

    @property
    def query(self) -> WordQuery:
        """What the store is asked."""
        return WordQuery([(stem, _opens(stem)) for stem in self.stems])

    def meets(self, word: str) -> bool:
        """Tell whether a word is one of those that the search finds."""
        form = normal_form(word)
        return any(form == stem or (_opens(stem) and form.startswith(stem)) for stem in self.stems)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``hit`` where the search has found it."""

    words: str
    hit: bool


def search_for(text: str) -> Search:
    """Return what a person's words look for, whatever they are: all but letters and digits only parts the words."""
    return Search(tuple(dict.fromkeys(normal_forms(text)))[:MOST_WORDS])


def normal_forms(text: str) -> Iterator[str]:
    """Yield the normal form of each word of a text."""
    for match in _WORD.finditer(text):
        yield normal_form(match.group())


@lru_cache(_CACHED)
def normal_form(word: str) -> str:
    """Return the form that all inflections of a word share, in both written standards (as well as rules can)."""
    stem = _stem(word)
    return _pairs().get(stem, stem)


def pieces(text: str, search: Search) -> tuple[Piece, ...]:
    """Return a text cut at the words that a search finds."""
    found: list[Piece] = []
    done = 0
    for match in _WORD.finditer(text):
        if search.meets(match.group()):
            if done < match.start():
                found.append(Piece(text[done : match.start()], hit=False))
            found.append(Piece(match.group(), hit=True))
            done = match.end()
    if done < len(text):
        found.append(Piece(text[done:], hit=False))
    return tuple(found)


def snippet(texts: Sequence[str], search: Search) -> tuple[Piece, ...]:
    """Return the first stretch of any of the texts that holds a hit, or the beginning of the first."""
    for text in texts:
        first = next((match for match in _WORD.finditer(text) if search.meets(match.group())), None)
        if first is not None:
            return pieces(_cut(text, first.start()), search)
    return pieces(_cut(texts[0], 0), search) if texts else ()


def _cut(text: str, around: int) -> str:
    """Return whole words around a place, with dots where something is left out."""
    start, end = max(0, around - _AROUND), min(len(text), around + 2 * _AROUND)
    if start:
        start = text.find(" ", start, around) + 1 or around
    if end < len(text):
        end = max(text.rfind(" ", around, end), end if " " not in text[around:end] else around + 1)
    return ("… " if start else "") + " ".join(text[start:end].split()) + (" …" if end < len(text) else "")


def _opens(stem: str) -> bool:
    return len(stem) >= _OPENS_FROM


def _stem(word: str) -> str:
    plain = "".join(_WORD.findall(unicodedata.normalize("NFKC", word.lower())))[:_LONGEST] or "0"
    stem = _FREM.sub("fram", _HEIT.sub("het", plain))
    stemmer = snowballstemmer.stemmer("norwegian")
    while (shorter := str(stemmer.stemWord(stem))) != stem:
        stem = shorter
    return _CONTRACTED.sub(r"\1l", stem) if len(stem) >= _SHORTEST_CUT else stem


@cache
def _pairs() -> Mapping[str, str]:
    """Stem of a word of nynorsk → stem of the same word of bokmål."""
    listed = json.loads((Path(__file__).parent / "pairs.json").read_text("utf-8"))
    return {_stem(nn): _stem(nb) for nb, nn in listed}
