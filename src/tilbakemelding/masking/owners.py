"""Who is who: all mentions of a person, over all texts that are masked together, become one group of stretches."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tilbakemelding.masking.context import Place
from tilbakemelding.masking.lexicon import is_given, stems
from tilbakemelding.masking.replacements import Kind, Stretch
from tilbakemelding.masking.roster import fold
from tilbakemelding.masking.subjects import Mention
from tilbakemelding.masking.words import Word


@dataclass(frozen=True, slots=True)
class Mentions:
    """The words of one text, and the names among them."""

    words: Sequence[Word]
    found: Sequence[Mention]


class Owners:
    """Finds for each mention the earlier one that means the same person."""

    def __init__(self, texts: Sequence[Mentions], listed: Collection[str]) -> None:
        """Take the texts; ``listed`` are the folded parts of the names on the class list."""
        self._listed = listed
        self._mentions = [mention for text in texts for mention in text.found]
        self._parts = [_parts(text.words, mention) for text in texts for mention in text.found]
        self._by_part: dict[str, list[int]] = {}
        self._by_person: dict[frozenset[int], list[int]] = {}
        self._owners: list[int] = []
        for number, mention in enumerate(self._mentions):
            self._owners.append(self._owner(number))
            for part in self._parts[number]:
                self._by_part.setdefault(part, []).append(number)
            self._by_person.setdefault(mention.persons, []).append(number)
        places = (Place(text.words, mention.first) for text in texts for mention in text.found)
        self._teachers = {owner for owner, place in zip(self._owners, places, strict=True) if place.called_teacher}

    def stretches(self, texts: Sequence[Mentions]) -> Iterator[list[Stretch]]:
        """Yield for each text what is to be replaced; genitive endings stay outside."""
        number = 0
        for text in texts:
            made = []
            for mention in text.found:
                owner = self._owners[number]
                end = self._end(text.words[mention.last - 1])
                kind: Kind = "teacher" if owner in self._teachers else "pupil"
                made.append(Stretch(text.words[mention.first].start, end, kind, f"person {owner}"))
                number += 1
            yield made

    def _owner(self, number: int) -> int:
        mention, parts = self._mentions[number], self._parts[number]
        near = {other for part in parts for other in self._by_part.get(part, ())}
        if len(mention.persons) == 1:
            near.update(self._by_person.get(mention.persons, ()))
        same = [other for other in near if _same(mention, self._mentions[other], parts, self._parts[other])]
        return self._owners[max(same, key=lambda other: (len(self._parts[other]), -other))] if same else number

    def _end(self, word: Word) -> int:
        """Return where a name ends: before its genitive ending, where the name is known without it and not with it."""
        whole = is_given(word.low) == word.low or fold(word.low) in self._listed
        for stem in stems(word.low)[1:]:
            marked = word.low[len(stem)] in "'’ʼ`"
            if not marked and stem.endswith(("s", "x", "z")):
                continue
            again = any(fold(word.low) not in self._parts[n] for n in self._by_part.get(fold(stem), ()))
            known = is_given(stem) is not None or fold(stem) in self._listed
            if marked or again or (known and not whole):
                return word.end - (len(word.low) - len(stem))
        return word.end


def _parts(words: Sequence[Word], mention: Mention) -> frozenset[str]:
    whole = [word.low for word in words[mention.first : mention.last]]
    plain = {fold(piece) for low in whole[:-1] for piece in (low, *low.split("-"))}
    return frozenset(plain | {fold(piece) for stem in stems(whole[-1]) for piece in (stem, *stem.split("-"))})


def _same(one: Mention, other: Mention, parts: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two names mean the same person: by the class list, else by a word in common, none against it."""
    if len(one.persons) == 1 and len(other.persons) == 1:
        return one.persons == other.persons
    if one.persons and other.persons and not one.persons & other.persons:
        return False
    if not parts & others:
        return False
    both_long = one.last - one.first > 1 and other.last - other.first > 1
    return not both_long or len(parts & others) > 1
