"""Decides on capitalised words that are no known given name: names from anywhere, surnames, or something else.

Inside a sentence such a word is a name unless something speaks against it. At the start of a sentence every word
has a capital, so there what follows must speak of a person, or to one.
"""

from __future__ import annotations

import re

from tilbakemelding.masking.context import Place, cue, verbs_of_pupils
from tilbakemelding.masking.lexicon import Lexicon, is_given, is_patronymic, is_surname

_TOO_SHORT = 2
_MAX_ACRONYM = 4
_ENDING_OF_A_WORD = re.compile(
    r"(?:en|et|ene|ane|ing|inga|ingen|ingar|inger|sjon|else|elser|het|heit|skap|logi|isme|tte|ert)$"
)
_LONG_ENDING = re.compile(r"(?:ene|ane|ing|inga|ingen|ingar|inger|sjon|sjonen|else|elsen|elser|het|heit|heten|heita)$")


class StrangerRules:
    """Decides whether an unknown capitalised word is a person's name."""

    def __init__(self, lexicon: Lexicon) -> None:
        """``lexicon`` knows ordinary words."""
        self._lexicon = lexicon

    def is_name(self, place: Place) -> bool:
        """Tell whether the word is a name."""
        word = place.word
        ordinary = self._lexicon.ordinary(word.low)
        called = not word.first and place.addressed
        if word.mixed or len(word.plain) <= _TOO_SHORT or (self._lexicon.compound(word.low) and not called):
            return False
        if word.shouted and (len(word.plain) <= _MAX_ACRONYM or ordinary):
            return False
        if ordinary:
            return is_surname(word.low) and _acts_as_surname(place)
        return self._opening(place) if word.first else self._inside(place)

    def unheard(self, low: str) -> bool:
        """Tell whether a word in lower case is in no lexicon, and is put together of nothing that is."""
        known = self._lexicon.ordinary(low) or self._built(low) or self._lexicon.long_compound(low)
        return len(low) > _TOO_SHORT + 1 and not known and not _ENDING_OF_A_WORD.search(low)

    def _opening(self, place: Place) -> bool:
        word = place.word
        surname = self._surname(word.low)
        if (not surname and self._built(word.low)) or place.glued:
            return False
        listed = surname and (word.after.startswith(":") or word.after == ", ")
        compound = self._lexicon.long_compound(word.low)
        plain = not _ENDING_OF_A_WORD.search(word.low)
        spoken = surname or (plain and not compound)
        headed = word.after == ": " and word.pos == "PROPN" and self.unheard(word.low)
        if listed or headed or (spoken and (place.told or place.graded)):
            return True
        proper = word.pos == "PROPN" and not compound and not _LONG_ENDING.search(word.low)
        if (surname or plain or proper) and self._acts(place):
            return True
        if (surname or plain) and (decided := self._by_what_follows(place)) is not None:
            return decided
        return _opens_as_name(place)

    def _surname(self, low: str) -> bool:
        """Tell whether it is a surname, known or made as they are; *Stivelsen* and other inflected words are none."""
        made = is_patronymic(low) or (low.endswith("sen") and not self._lexicon.inflected(low))
        return is_surname(low) or made

    def _acts(self, place: Place) -> bool:
        """Tell whether a verb of pupils follows; one that things do too tells only of what looks like a name."""
        word, following = place.word, place.following
        if following is None or following.low not in verbs_of_pupils():
            return False
        named = word.entity == "person" or (word.pos == "PROPN" and self.unheard(word.low))
        return following.low not in cue("verbs_of_all") or named

    def _by_what_follows(self, place: Place) -> bool | None:
        """Decide by the next two words; None where they tell nothing."""
        word, following, third = place.word, place.following, place.at(2)
        if following is None:
            return None
        owns = word.low.endswith("s") and following.pos == "NOUN" and word.pos == "PROPN"
        if owns or (following.finite and word.entity == "person"):
            return True
        if third is not None and following.low == "er" and third.low in cue("of_pupils"):
            return True
        if third is not None and following.low == "og" and third.capital:
            return is_given(third.low) is not None or not self._lexicon.ordinary(third.low)
        return None

    def _inside(self, place: Place) -> bool:
        """Decide on a word inside a sentence."""
        word = place.word
        proper = word.pos == "PROPN" or word.entity != ""
        if place.addressed:
            return proper or is_surname(word.low) or self.unheard(word.low)
        if not place.graded and (place.foreign or place.glued):
            return False
        if place.graded or word.entity == "person":
            return True
        if _goes_on_a_proper_name(place):
            return False
        if _among_people(place):
            return proper or self.unheard(word.low)
        previous = place.at(-1)
        topic = previous is not None and previous.low in cue("before_topics")
        other = word.entity in {"place", "organisation"} or "-" in word.plain
        return word.pos == "PROPN" and not (topic or other)

    def _built(self, low: str) -> bool:
        return self._lexicon.built(low) or self._lexicon.inflected(low)


def _opens_as_name(place: Place) -> bool:
    """Tell whether the recogniser or the part of speech speak for a name at the start of a sentence."""
    word, following = place.word, place.following
    person, proper_noun = word.entity == "person", word.pos == "PROPN"
    if place.addressed:
        return person or (proper_noun and not word.after.startswith(":"))
    return person and proper_noun and following is not None and following.capital


def _goes_on_a_proper_name(place: Place) -> bool:
    """Tell whether it follows another capitalised word that is no given name (*Animal Farm*)."""
    previous = place.at(-1)
    if previous is None or not previous.capital or previous.first or place.word.before != " ":
        return False
    return is_given(previous.low) is None


def _among_people(place: Place) -> bool:
    """Tell whether it stands after a word that people follow, or before what people do."""
    previous, before_that, following = place.at(-1), place.at(-2), place.at(1)
    acts = following is not None and place.word.after == " "
    if acts and following is not None and following.low in verbs_of_pupils() | cue("possessive"):
        return True
    if place.described:
        return True
    if previous is None:
        return False
    thanked = previous.low == "til" and before_that is not None and before_that.low in cue("to_people")
    return previous.low in cue("before_people") or thanked


def _acts_as_surname(place: Place) -> bool:
    """Tell whether a surname that is also a word does what pupils do, or stands beside another surname."""
    following, third = place.at(1), place.at(2)
    if following is None or place.word.after != " ":
        return place.graded
    paired = following.low == "og" and third is not None and third.capital and is_surname(third.low)
    return following.low in verbs_of_pupils() or paired
