"""Finds the persons of a class list in a text: any part of a name, its genitive, initials, short forms, a slip."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tilbakemelding.masking.context import Place, cue
from tilbakemelding.masking.lexicon import Lexicon, is_given, is_no_person, stems
from tilbakemelding.masking.roster import ClassList, fold
from tilbakemelding.masking.words import Word

_MIN_SLIP = 5
_MIN_SHORT = 3
_INITIALS = re.compile(r"(?<!\w)([A-ZÆØÅ])\.\s?(?:([A-ZÆØÅ])\.\s?)?([A-ZÆØÅ])\.?(?!\w)")
_BARE_INITIALS = re.compile(r"(?<!\w)[A-ZÆØÅ]{2,3}(?!\w)")
_ACRONYMS = frozenset(
    "KI EU FN NS US VM EM OL AS IT TV UK PC NB PS OK ID HMS SFO PPT IOP IKT CV AI VG MS SV KRF FRP DNA RNA PH".split()
)
_WITH = frozenset("og med til fra frå av sammen saman".split())

_VERBS = frozenset({"VERB", "AUX"})
_PARTNERS = frozenset("du eg jeg han ho hun dere de dykk dokker".split())

Found = dict[int, frozenset[int]]
"""Place of a word → the numbers of the persons that it can mean."""


class RosterMatcher:
    """Matches words against one class list."""

    def __init__(self, class_list: ClassList, lexicon: Lexicon) -> None:
        """Keep the list for one masking; ``lexicon`` knows ordinary words."""
        self._list = class_list
        self._lexicon = lexicon
        self._guesses: dict[str, frozenset[int]] = {}

    def matches(self, words: Sequence[Word]) -> Found:
        """Return the words that are a part of a name on the list; ordinary words in lower case only where addressed."""
        found: Found = {}
        for place, word in enumerate(words):
            persons = self._exact(word.low)
            if persons and (self._capital_fits(words, place) if word.capital else self._lower_fits(words, place)):
                found[place] = persons
            elif not persons and (word.capital or Place(words, place).addressed):
                persons = self._near(word.low)
                if persons:
                    found[place] = persons
        for place, word in enumerate(words):
            if place in found or word.capital or not self._exact(word.low):
                continue
            beside = (
                place > 1 and words[place - 1].low == "og" and (place - 2 in found or _is_partner(words, place - 2))
            )
            beside = beside or (place + 2 in found and place + 1 < len(words) and words[place + 1].low == "og")
            beside = beside or (place + 1 in found and word.after == " ") or (place - 1 in found and word.before == " ")
            listed = word.after == ", " and place + 1 < len(words) and bool(self._exact(words[place + 1].low))
            if beside or (listed and (place + 1 in found or (place + 3 in found and words[place + 2].low == "og"))):
                found[place] = self._exact(word.low)
        return found

    def initials(self, text: str) -> list[tuple[int, int, frozenset[int]]]:
        """Return stretches that are the initials of persons on the list (*K.N.*, *KN*), with those persons."""
        found = []
        for match in _INITIALS.finditer(text):
            letters = fold("".join(part for part in match.groups() if part))
            if letters in self._list.by_initials:
                found.append((match.start(), match.end(), self._list.by_initials[letters]))
        for match in _BARE_INITIALS.finditer(text):
            letters = fold(match[0])
            if match[0] not in _ACRONYMS and letters in self._list.by_initials:
                found.append((match.start(), match.end(), self._list.by_initials[letters]))
        return found

    def knows(self, word: str) -> bool:
        """Tell whether a word is a part of a name on the list."""
        return bool(self._exact(word.lower()))

    def _exact(self, low: str) -> frozenset[int]:
        for stem in stems(low):
            persons = self._list.by_part.get(fold(stem))
            if persons:
                return persons
        if "-" in low:
            pieces = [self._list.by_part.get(fold(piece), frozenset()) for piece in stems(low)[-1].split("-")]
            return frozenset.intersection(*pieces)
        return frozenset()

    def _near(self, low: str) -> frozenset[int]:
        """Return the persons whose name a word shortens, or misspells by one letter; none for known words."""
        if low not in self._guesses:
            if len(self._guesses) > 10_000:  # noqa: PLR2004 - a bound on memory
                self._guesses.clear()
            self._guesses[low] = self._guess(low)
        return self._guesses[low]

    def _guess(self, low: str) -> frozenset[int]:
        if self._lexicon.ordinary(low) or self._lexicon.compound(low) or is_no_person(low) or len(low) < _MIN_SHORT:
            return frozenset()
        known = is_given(low) is not None
        persons: set[int] = set()
        for stem in map(fold, stems(low)):
            for part, bearers in self._list.by_part.items():
                shortened = len(stem) >= _MIN_SHORT and part.startswith(stem)
                slipped = not known and min(len(stem), len(part)) >= _MIN_SLIP and one_slip(stem, part)
                if shortened or slipped:
                    persons |= bearers
        return frozenset(persons)

    def _capital_fits(self, words: Sequence[Word], place: int) -> bool:
        """Tell whether a capitalised word may be the name: an ordinary one that opens a sentence needs a sign."""
        word, here = words[place], Place(words, place)
        if not word.first or not self._lexicon.ordinary(word.low):
            return True
        if here.addressed:
            return not here.listed_thing
        if here.thing or here.foreign or re.match(r" \d", word.after):
            return here.graded
        following = words[place + 1] if place + 1 < len(words) else None
        if following is None or word.after not in {" ", "\u00a0"}:
            return True
        if following.low == "og":
            third = words[place + 2] if place + 2 < len(words) else None
            return third is not None and (third.capital or third.low in cue("partners") or bool(self._exact(third.low)))
        owns = fold(word.low) not in self._list.by_part and following.pos == "NOUN"
        return (
            owns
            or following.pos in _VERBS
            or following.low in cue("possessive")
            or (following.capital and following.low != "I")
        )

    def _lower_fits(self, words: Sequence[Word], place: int) -> bool:
        """Tell whether a word in lower case may be the name: an ordinary one must be called on, or open a line."""
        word, here = words[place], Place(words, place)
        if len(word.low) < _MIN_SHORT or here.in_title:
            return False
        if not self._lexicon.ordinary(word.low):
            return True
        following = here.at(1)
        if here.opens_line and following is not None and word.after == " " and following.low in cue("pupil_verbs"):
            return True
        return here.addressed and not here.listed_thing and _called(here)


def _called(place: Place) -> bool:
    previous = place.at(-1)
    if place.word.first and place.word.after.lstrip()[:1] in {",", ":"}:
        return True
    return previous is not None and (previous.low == "hei" or (place.closes and previous.low not in _WITH))


def _is_partner(words: Sequence[Word], place: int) -> bool:
    return words[place].low in _PARTNERS and words[place + 1].before == words[place + 1].after == " "


def one_slip(first: str, second: str) -> bool:
    """Tell whether two words with the same first letter differ by one letter: put in, left out, changed or swapped."""
    if first == second or not first or not second or first[0] != second[0] or abs(len(first) - len(second)) > 1:
        return False
    if len(first) > len(second):
        first, second = second, first
    place = next((k for k, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
    if len(first) < len(second):
        return first[place:] == second[place + 1 :]
    swapped = first[place : place + 2] == second[place : place + 2][::-1] and first[place + 2 :] == second[place + 2 :]
    return swapped or first[place + 1 :] == second[place + 1 :]
