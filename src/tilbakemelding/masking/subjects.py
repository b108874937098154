"""Tells the names that a comment is about from those it is to: authors, scientists, persons in books and myths.

Masking such a name shows nobody and hides the sense of a comment, so those that are known are left; a name that
pupils bear as well is left only where the words of its subject stand beside it and nobody is spoken to by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tilbakemelding.masking.context import Place, cue
from tilbakemelding.masking.lexicon import is_given, is_public, is_surname, is_topic, stems
from tilbakemelding.masking.words import Word


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: its words ``[first, last)``, and the persons of the class list it can mean.

    ``listed`` tells whether all its words are on the list.
    """

    first: int
    last: int
    persons: frozenset[int]
    listed: bool


class Subjects:
    """Decides which of the names in one text are those of its subject."""

    def __init__(self, words: Sequence[Word], mentions: Sequence[Mention]) -> None:
        """Take the words of a text and every name among them."""
        self._words = words
        self._lows = frozenset(word.low for word in words)
        listed = {place for mention in mentions if mention.listed for place in range(mention.first, mention.last)}
        self._listed = [place in listed for place in range(len(words))]
        public = [mention for mention in mentions if self._public(mention)]
        self._told = {stems(words[mention.last - 1].low)[-1] for mention in public}
        self._pupils = {stems(words[m.first].low)[-1] for m in mentions if _is_pupil(Place(words, m.first))}

    def holds(self, mention: Mention) -> bool:
        """Tell whether a name is of somebody whom the subject treats; one on the class list takes more than others."""
        if Place(self._words, mention.last - 1).graded:
            return False
        if self._has_byname(mention.last):
            return True
        if mention.listed:
            return self._beside_subject(mention)
        return self._public(mention) or self._in_subject(mention)

    def _beside_subject(self, mention: Mention) -> bool:
        """Tell whether a listed name stands among unlisted ones of the subject (*Odin og Tor*), or in a book."""
        low, place = self._words[mention.first].low, mention.first
        if Place(self._words, place).in_book:
            return True
        if mention.last - place > 1 or not (is_public([low]) or is_topic(low, self._lows)):
            return False
        return any(
            not self._listed[other] and (is_public([word]) or is_topic(word, self._lows))
            for other, word in self._neighbours(place)
        )

    def _in_subject(self, mention: Mention) -> bool:
        """Tell whether the words around a name show that it is no pupil's."""
        low = self._words[mention.first].low
        stem = stems(low)[-1]
        if stem in self._pupils:
            return False
        alone = mention.last - mention.first == 1
        place = Place(self._words, mention.first)
        if alone and (place.in_book or place.called_person_of_book):
            return True
        if is_topic(low, self._lows):
            return alone or is_topic(low, self._of(mention)[1:])
        if is_given(low) is not None:
            return alone and place.titles_work
        return alone and is_public([low]) and (stem in self._told or self._paired(mention.first))

    def _of(self, mention: Mention) -> list[str]:
        return [word.low for word in self._words[mention.first : mention.last]]

    def _public(self, mention: Mention) -> bool:
        """Tell whether it is a name that subjects treat; a common name alone never is."""
        words = self._words
        parts = self._of(mention)
        if len(parts) == 1 and (is_given(parts[0]) or is_surname(parts[0])):
            return _goes_on(words, mention) and is_public([*parts, words[mention.last].low])
        longer = [word.low for word in words[mention.last : mention.last + 2] if word.capital and word.before == " "]
        return any(is_public([*parts, *longer[:more]]) for more in range(len(longer) + 1))

    def _paired(self, place: int) -> bool:
        """Tell whether *og* or a comma ties it to another surname that subjects treat (*Aasen og Knudsen*)."""
        return any(is_public([low]) for _, low in self._neighbours(place))

    def _neighbours(self, place: int) -> Iterator[tuple[int, str]]:
        """Yield the capitalised words that *og* or a comma ties to the word at this place."""
        for step in (1, -1):
            other = place + step
            tied = not 0 <= other < len(self._words) or self._words[max(place, other)].before == ", "
            if 0 <= other < len(self._words) and self._words[other].low in {"og", "eller", "mot", "and"}:
                other, tied = other + step, True
            if tied and 0 <= other < len(self._words) and self._words[other].capital:
                yield other, self._words[other].low

    def _has_byname(self, last: int) -> bool:
        """Tell whether the name before this place is followed by a byname, as in history (*Olav den hellige*)."""
        if last + 1 >= len(self._words):
            return False
        word = self._words[last]
        return word.low == "den" and word.before == " " and self._words[last + 1].pos == "ADJ"


def _goes_on(words: Sequence[Word], mention: Mention) -> bool:
    return mention.last < len(words) and words[mention.last].capital and words[mention.last].before == " "


def _is_pupil(place: Place) -> bool:
    """Tell whether somebody is spoken to by the name here, or does what pupils alone do."""
    following = place.following
    return place.addressed or place.told or (following is not None and following.low in cue("pupil_acts"))
