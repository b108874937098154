"""Finds names of persons by casing, place in the sentence, the name recogniser and known names.

Norwegian writes names alone with a capital inside a sentence, so an unknown capital there is taken for a name
unless something speaks against it: masking a word too many is a lesser harm than showing a pupil. At the start of
a sentence, and in lower case, it takes more: a known name, or a place where people are addressed.
Settled on ``corpora/masking/dev.jsonl``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tilbakemelding.masking.context import Place, cue, verbs_of_pupils
from tilbakemelding.masking.lexicon import Lexicon, is_given, is_no_person, is_surname, stems
from tilbakemelding.masking.strangers import StrangerRules
from tilbakemelding.masking.words import Word

_GLUE = re.compile(r"[ \u00a0]|\.[ \u00a0]?")
_INITIALS = frozenset("abcdfghjklmnoprstuvwyz")
_MIN_LOWER = 3
_MAX_ACRONYM = 4


class NameRules:
    """Decides for each word whether it is, or belongs to, a person's name."""

    def __init__(self, lexicon: Lexicon) -> None:
        """``lexicon`` knows ordinary words."""
        self._lexicon = lexicon
        self._strangers = StrangerRules(lexicon)

    def is_name(self, words: Sequence[Word], number: int) -> bool:
        """Tell whether a word is a name by itself."""
        place = Place(words, number)
        word = place.word
        given = is_given(word.low) is not None
        called = given and word.capital and (not word.first or _bears_surname(place, self._lexicon))
        if len(word.plain) == 1 or (word.low in cue("nobody") and not called) or _wishes_luck(place):
            return False
        if not word.capital:
            return self._known_in_lower_case(place) if given else self._unknown_in_lower_case(place)
        if place.in_title or (is_no_person(word.low) and not (given and place.addressed)):
            return False
        if given and not word.mixed:
            return not self._lexicon.ordinary(word.low) or _is_meant_as_name(place, self._lexicon)
        return self._strangers.is_name(place)

    def joins(self, words: Sequence[Word], number: int) -> bool:
        """Tell whether a word goes on a name that ends right before it: a surname, a second name, an initial."""
        word = words[number]
        if word.before == " " and not words[number - 1].capital and word.low in _INITIALS:
            return word.after.startswith(" ")
        if not _GLUE.fullmatch(word.before) or not word.capital:
            return False
        if word.before.startswith(".") and len(words[number - 1].plain) > 1:
            return False
        if len(word.plain) == 1:
            return word.after.startswith(".") or word.plain != "I"
        if word.low in cue("nobody") or (is_no_person(word.low) and not is_given(word.low)):
            return False
        known = is_surname(word.low) or is_given(word.low) is not None or word.entity == "person"
        return known or not (self._lexicon.ordinary(word.low) or self._lexicon.compound(word.low))

    def _known_in_lower_case(self, place: Place) -> bool:
        """Decide on a given name in lower case; one that is also a word must open a line, or be called on."""
        word = place.word
        if not self._lexicon.ordinary(word.low):
            return len(word.low) >= _MIN_LOWER and not place.in_title
        following = place.at(1)
        if place.opens_line and following is not None:
            doubled = word.after == " " and is_given(following.low) and not self._lexicon.ordinary(following.low)
            if doubled or _begins_address(place):
                return True
        called = re.fullmatch(r",\s", word.before) is not None and word.after.startswith("!")
        return called or (_greeted(place) and not is_no_person(word.low))

    def _unknown_in_lower_case(self, place: Place) -> bool:
        low = place.word.low
        if place.opens_line and self._strangers.unheard(low) and _begins_address(place):
            return True
        return _greeted(place) and not self._lexicon.ordinary(low) and not is_no_person(low)


def precedes(words: Sequence[Word], number: int) -> bool:
    """Tell whether the capitalised word at this place, inside a sentence, belongs to the name right after it."""
    word = words[number]
    if not word.capital or word.first or word.shouted or word.after not in {" ", "-"} or len(word.plain) == 1:
        return False
    return word.low not in cue("nobody") | cue("greetings") and not is_no_person(word.low)


def _is_meant_as_name(place: Place, lexicon: Lexicon) -> bool:
    """Decide on a capitalised given name that is also a word: by its place, or by what follows."""
    word = place.word
    if place.addressed:
        return not (word.first and place.listed_thing)
    if not word.first:
        return not (word.shouted and len(word.plain) <= _MAX_ACRONYM)
    following, third = place.following, place.at(2)
    if following is None:
        return False
    if third is not None and following.low == "og":
        return third.low in cue("partners") or (third.capital and is_given(third.low) is not None)
    return _acts_as_person(place, following) or place.described or _bears_surname(place, lexicon)


def _acts_as_person(place: Place, following: Word) -> bool:
    """Tell whether what follows is done by people, or owned by the one named (*Gro si bok*, *Steins bok*)."""
    low = place.word.low
    if following.low in cue("pupil_verbs") | cue("possessive"):
        return True
    if stems(low)[-1] != low and is_given(low) != low and following.pos == "NOUN":
        return True
    return following.finite and not (place.thing or place.foreign) and following.low not in cue("of_anything")


def _bears_surname(place: Place, lexicon: Lexicon) -> bool:
    """Tell whether a capitalised word follows that is, or may be, a surname or a second given name."""
    following = place.following
    if following is None or not following.capital:
        return False
    known = is_surname(following.low) or is_given(following.low) is not None
    taken = following.entity == place.word.entity == "person"
    unknown = following.pos == "PROPN" and not lexicon.ordinary(following.low) and not is_no_person(following.low)
    return known or (taken and following.pos == "PROPN") or unknown


def _begins_address(place: Place) -> bool:
    """Tell whether a word in lower case opens a line as a name does (*bjørn, du må …*)."""
    following = place.at(1)
    if following is None:
        return False
    if place.word.after.startswith(","):
        return following.low in cue("said_to")
    return place.word.after == " " and (following.low in verbs_of_pupils() or following.low == "du")


def _greeted(place: Place) -> bool:
    previous = place.at(-1)
    return previous is not None and previous.low in cue("greetings") and place.word.before == " " and place.closes


def _wishes_luck(place: Place) -> bool:
    following = place.at(1)
    return place.word.low == "lykke" and following is not None and following.low == "til"
