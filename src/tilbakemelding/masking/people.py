"""From single words that are names to persons: names of several words, all their mentions, who is the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tilbakemelding.masking.context import Place
from tilbakemelding.masking.lexicon import (
    Lexicon,
    is_given,
    is_no_person,
    is_particle,
    is_public,
    is_surname,
    stems,
)
from tilbakemelding.masking.matching import Found
from tilbakemelding.masking.persons import NameRules, has_byname, precedes
from tilbakemelding.masking.roster import fold
from tilbakemelding.masking.words import Word

_GLUE = re.compile(r"[ \u00a0\-]|\.[ \u00a0]?")
_INFLECTED = re.compile(r"(?:ane|ene|ar|er|en|et)$")
_MIN_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: its words ``[first, last)``, and the persons of the class list it can mean."""

    first: int
    last: int
    persons: frozenset[int]


def names_in(words: Sequence[Word], rules: NameRules, lexicon: Lexicon, listed: Found) -> set[int]:
    """Return the places of words that are names by where they stand, or beside another name."""
    names = {place for place in range(len(words)) if place in listed or rules.is_name(words, place)}
    return names | _beside(words, names, lexicon)


def spellings(words: Sequence[Word], names: Iterable[int]) -> set[str]:
    """Return the names, folded, as written and without a genitive ending."""
    written = [low for place in names for low in (words[place].low, stems(words[place].low)[-1])]
    return {fold(low) for low in written if len(low) >= _MIN_REPEATED}


def mentions_of(words: Sequence[Word], names: set[int], rules: NameRules, listed: Found) -> list[Mention]:
    """Return the names among the words, each as long as it goes."""
    mentions: list[Mention] = []
    place = 0
    while place < len(words):
        if place not in names:
            place += 1
            continue
        last = place + 1
        while last < len(words) and (length := _goes_on(words, last, names, rules)):
            last += length
        first = place
        while first and precedes(words, first - 1) and (not mentions or mentions[-1].last < first):
            first -= 1
        found = Mention(first, last, _persons(range(first, last), listed))
        whole = all(place in listed for place in range(first, last))
        subject = _public(words, found) and not (found.persons and whole)
        if not subject and not has_byname(words, last):
            mentions.append(found)
        place = last
    return mentions


def _goes_on(words: Sequence[Word], place: int, names: set[int], rules: NameRules) -> int:
    """Return by how many words a name goes on from this place, 0 where it ends."""
    word = words[place]
    previous = words[place - 1]
    if (
        previous.end < word.start
        and previous.low != stems(previous.low)[-1]
        and previous.low.endswith(("'", "’", "'s", "’s"))
    ):
        return 0
    if rules.joins(words, place) or (
        place in names and _GLUE.fullmatch(word.before) and not word.before.startswith(".")
    ):
        return 1
    if is_particle(word.low) and word.before == word.after == " " and place + 1 < len(words):
        following = words[place + 1]
        return 2 * (following.capital and rules.joins(words, place + 1))
    return 0


def repeated(words: Sequence[Word], names: Collection[int], known: Collection[str], lexicon: Lexicon) -> set[int]:
    """Return the places where a name that was found elsewhere (see `spellings`) stands again."""
    found = set()
    for place, word in enumerate(words):
        if place in names or not any(fold(stem) in known for stem in stems(word.low)):
            continue
        ordinary = lexicon.ordinary(stems(word.low)[-1]) or lexicon.ordinary(word.low)
        if Place(words, place).in_title:
            continue
        if not ordinary or (word.capital and not word.first) or (word.capital and Place(words, place).addressed):
            found.add(place)
    return found


def _beside(words: Sequence[Word], names: set[int], lexicon: Lexicon) -> set[int]:
    """Return words that *og* ties to a name: surnames, and words in neither lexicon, whatever their casing."""
    found = set()
    for place in range(1, len(words) - 1):
        if words[place].low != "og" or words[place].before != " " or words[place].after != " ":
            continue
        for name, other in ((place - 1, place + 1), (place + 1, place - 1)):
            word = words[other]
            if name not in names or other in names or len(word.low) < _MIN_REPEATED or is_no_person(word.low):
                continue
            unknown = not lexicon.ordinary(word.low) and not lexicon.long_compound(word.low)
            unknown = unknown and not lexicon.inflected(word.low) and not _INFLECTED.search(word.low)
            if (word.capital and not word.shouted and is_surname(word.low)) or (unknown):
                found.add(other)
    return found


def _persons(places: Iterable[int], listed: Found) -> frozenset[int]:
    """Return the persons that all listed words of a name can mean, or any of them where they have none in common."""
    sets = [listed[place] for place in places if place in listed]
    if not sets:
        return frozenset()
    return frozenset.intersection(*sets) or frozenset.union(*sets)


def _public(words: Sequence[Word], mention: Mention) -> bool:
    """Tell whether a name is that of somebody whom subjects treat; a common name alone never is."""
    parts = [word.low for word in words[mention.first : mention.last]]
    if len(parts) == 1 and (is_given(parts[0]) or is_surname(parts[0])):
        return False
    longer = [word.low for word in words[mention.last : mention.last + 2] if word.capital and word.before == " "]
    return any(is_public([*parts, *longer[:more]]) for more in range(len(longer) + 1))
