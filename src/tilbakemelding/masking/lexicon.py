"""What is known of words: names written down for this project, ordinary words, and names that are no pupil's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files

from tilbakemelding.masking.roster import fold

_GENITIVE = re.compile(r"(?:['’ʼ`]s|['’ʼ`]|s)$")
_MIN_STEM = 2
_DEFINITE = re.compile(r"(?:en|et|a|ene|ane|er|ar|inga|ingen|heten|heita|sjon|sjonen)s?$")
_PATRONYMIC = re.compile(r"(.{2,}?)(?:s?sen|s?son|sdottir|sdatter)")
_SURNAME_ENDINGS = ("zadeh", "ović", "ski", "ska")
_ENDINGS = ("a", "en", "et", "ene", "ane", "er", "ar", "n", "t", "r")
_MIN_INFLECTED = 4
_LONG = 7
_MIN_HEAD, _MIN_TAIL, _MIN_LONG_TAIL, _MIN_JOINED = 3, 4, 5, 3

KnowsWord = Callable[[str], bool]


@cache
def _data() -> Mapping[str, frozenset[str]]:
    loaded = json.loads(files(__package__).joinpath("names.json").read_text(encoding="utf-8"))
    given = " ".join(loaded["given"].values())
    return {
        "given": frozenset(map(fold, given.split())),
        **{key: frozenset(map(fold, loaded[key].split())) for key in ("also_words", "surnames", "places", "others")},
        "particles": frozenset(loaded["particles"].split()),
    }


@cache
def _school_words() -> frozenset[str]:
    return frozenset(files(__package__).joinpath("school_words.txt").read_text(encoding="utf-8").split())


@cache
def _public() -> Mapping[str, frozenset[str]]:
    loaded = json.loads(files(__package__).joinpath("names.json").read_text(encoding="utf-8"))
    return {fold(last): frozenset(map(fold, first.split())) for last, first in loaded["public"].items()}


@cache
def _topics() -> Mapping[str, tuple[str, ...]]:
    loaded = json.loads(files(__package__).joinpath("names.json").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for topic in loaded["topics"].values():
        for name in topic["names"].split():
            found[fold(name)] = (*found.get(fold(name), ()), *topic["words"].split())
    return found


def stems(low: str) -> list[str]:
    """Return a word and what it would be without a genitive ending, longest first."""
    found = [low]
    match = _GENITIVE.search(low)
    if match is not None and match.start() >= _MIN_STEM:
        found.append(low[: match.start()])
    return found


def stem_among(low: str, names: frozenset[str] | Mapping[str, object]) -> str | None:
    """Return the word or its stem, whichever is among the (folded) names; None where neither is."""
    return next((stem for stem in stems(low) if fold(stem) in names), None)


def is_given(low: str) -> str | None:
    """Return the stem of a known given name, hyphenated ones by their first part; None for other words."""
    known = stem_among(low, _data()["given"])
    if known is None and "-" in low and fold(low.split("-", maxsplit=1)[0]) in _data()["given"]:
        stem = stems(low)[-1]
        if all(fold(part) in _data()["given"] for part in stem.split("-")):
            return stem
    return known


def is_surname(low: str) -> bool:
    """Tell whether it is a known surname."""
    return stem_among(low, _data()["surnames"]) is not None


def is_patronymic(low: str) -> bool:
    """Tell whether it is a surname made of a given name (*Mikalsen, Björnsson*), or ends as surnames elsewhere do."""
    match = _PATRONYMIC.fullmatch(low)
    if match is not None:
        return any(fold(stem) in _data()["given"] for stem in (match[1], match[1] + "s"))
    return low.endswith(_SURNAME_ENDINGS)


def is_particle(low: str) -> bool:
    """Tell whether it is a small word inside names (*van*, *bin*)."""
    return low in _data()["particles"]


def is_no_person(low: str) -> bool:
    """Tell whether it is a known name of something else than a person at school; a hyphenated word by its head."""
    data = _data()
    known = data["places"] | data["others"]
    return stem_among(low, known) is not None or ("-" in low and fold(low.split("-", maxsplit=1)[0]) in known)


def is_public(parts: list[str]) -> bool:
    """Tell whether words are the name of somebody whom subjects treat: the surname alone, or with its given names."""
    last = stem_among(parts[-1], _public())
    if last is None:
        return False
    return all(fold(part.rstrip(".")) in _public()[fold(last)] for part in parts[:-1])


def is_topic(low: str, words: Iterable[str]) -> bool:
    """Tell whether a given name is that of somebody in books, myths or history whom these words (of one text) tell."""
    name = stem_among(low, _topics())
    if name is None:
        return False
    starts = _topics()[fold(name)]
    return any(word.startswith(starts) and word != low for word in words)


class Lexicon:
    """Ordinary words: those that the language pipeline's lexicons hold, and those written down beside the names."""

    def __init__(self, knows_word: KnowsWord) -> None:
        """``knows_word`` tells whether a lower-cased word is in the lexicons."""
        school = _school_words()
        self._knows: KnowsWord = lambda low: low in school or knows_word(low)

    def ordinary(self, low: str) -> bool:
        """Tell whether a word is also, or only, an ordinary word."""
        if stem_among(low, _data()["also_words"]) is not None:
            return True
        stem = stems(low)[-1]
        return self._knows(low) or (stem != low and self._knows(stem) and is_given(low) is None)

    def compound(self, low: str) -> bool:
        """Tell whether it ends as an inflected ordinary word does, so that it is a compound (*kielfreden*)."""
        return _DEFINITE.search(low) is not None and self._tail(low, _MIN_TAIL)

    def long_compound(self, low: str) -> bool:
        """Tell whether it ends in an ordinary word of five letters or more, inflected or not (*lesestrategi*)."""
        return self._tail(stems(low)[-1], _MIN_LONG_TAIL) or self._tail(low, _MIN_LONG_TAIL)

    def built(self, low: str) -> bool:
        """Tell whether it is put together of two ordinary words, with or without a joint (*terminprøve*, *sidetal*)."""
        for cut in range(_MIN_JOINED, len(low) - _MIN_JOINED + (len(low) >= _LONG)):
            head, tail = low[:cut], low[cut:]
            known = self._knows(tail) or (len(tail) >= _MIN_TAIL and self.inflected(tail))
            if known and any(
                self._knows(form) for form in (head, head.removesuffix("s"), head.removesuffix("e"), head + "e")
            ):
                return True
        return False

    def inflected(self, low: str) -> bool:
        """Tell whether it is a form of an ordinary word or compound that no lexicon holds (*tavla*, *skissen*)."""
        for ending in _ENDINGS:
            stem = low.removesuffix(ending)
            if stem == low or len(low) <= _MIN_TAIL or (ending != "a" and len(stem) < _MIN_INFLECTED):
                continue
            if len(ending) == 1 and ending != "a" and not stem.endswith("e"):
                continue
            if any(self.ordinary(form) or self._tail(form, _MIN_TAIL) for form in (stem, stem + "e")):
                return True
        return False

    def _tail(self, low: str, shortest: int) -> bool:
        return any(self._knows(low[cut:]) for cut in range(_MIN_HEAD, len(low) - shortest + 1))
