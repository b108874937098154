"""From single words that are names to persons: names of several words, all their mentions, who is the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from tilbakemelding.masking.context import Place
from tilbakemelding.masking.lexicon import (
    Lexicon,
    is_no_person,
    is_particle,
    is_surname,
    stems,
)
from tilbakemelding.masking.matching import Found
from tilbakemelding.masking.persons import NameRules, precedes
from tilbakemelding.masking.roster import fold
from tilbakemelding.masking.subjects import Mention, Subjects
from tilbakemelding.masking.words import Word

_GLUE = re.compile(r"[ \u00a0\-]|\.[ \u00a0]?")
_INFLECTED = re.compile(r"(?:ane|ene|ar|er|en|et)$")
_MIN_REPEATED = 3
_MAX_LISTED = 30


def names_in(words: Sequence[Word], rules: NameRules, lexicon: Lexicon, listed: Found) -> set[int]:
    """Return the places of words that are names by where they stand, or beside another name."""
    names = {place for place in range(len(words)) if place in listed or rules.is_name(words, place)}
    return names | _beside(words, names, lexicon) | _alike(words, names, lexicon)


def spellings(words: Sequence[Word], mentions: Iterable[Mention]) -> set[str]:
    """Return the words of names, folded, as written and without a genitive ending."""
    named = [words[place].low for mention in mentions for place in range(mention.first, mention.last)]
    written = [form for low in named for form in (low, stems(low)[-1])]
    return {fold(low) for low in written if len(low) >= _MIN_REPEATED}


def mentions_of(words: Sequence[Word], names: set[int], rules: NameRules, listed: Found) -> list[Mention]:
    """Return the names among the words, each as long as it goes; those of whom subjects treat are left out."""
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
        whole = all(place in listed for place in range(first, last))
        mentions.append(Mention(first, last, _persons(range(first, last), listed), whole))
        place = last
    subjects = Subjects(words, mentions)
    return [mention for mention in mentions if not subjects.holds(mention)]


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
    """Return words that *og* or commas tie to a name: surnames, and words in neither lexicon, whatever their casing."""
    found: set[int] = set()
    for _ in range(_MAX_LISTED):
        more = {other for name in names | found for other in _tied(words, name) if other not in names | found}
        more = {other for other in more if _may_be_name(words, other, lexicon)}
        if not more:
            break
        found |= more
    return found


def _tied(words: Sequence[Word], name: int) -> Iterator[int]:
    """Yield the places that *og*, or for capitalised words a comma, ties to a name."""
    for step in (1, -1):
        other = name + 2 * step
        if 0 <= other < len(words) and words[name + step].low == "og":
            if words[name + step].before == words[name + step].after == " ":
                yield other
            continue
        other = name + step
        if 0 <= other < len(words) and words[max(name, other)].before == ", ":
            pair = (words[name], words[other])
            if all(word.capital and not word.first for word in pair):
                yield other


def _may_be_name(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    word = words[place]
    if is_no_person(word.low) or len(word.plain) == 1:
        return False
    if word.capital and not word.shouted and is_surname(word.low):
        return True
    if len(word.low) < _MIN_REPEATED and not (word.capital and not word.first):
        return False
    known = lexicon.ordinary(word.low) or lexicon.long_compound(word.low) or lexicon.inflected(word.low)
    return not known and _INFLECTED.search(word.low) is None


def _alike(words: Sequence[Word], names: Collection[int], lexicon: Lexicon) -> set[int]:
    """Return words that stand in a list of names as its names do: before a grade, or before a colon and a sentence."""
    places = [Place(words, number) for number in range(len(words))]
    graded = [place for place in places if place.graded and place.word.capital and not place.word.shouted]
    told = [place for place in places if place.word.after == ": " and place.word.capital]
    found = set()
    if any(place.number in names for place in graded):
        found |= {p.number for p in graded if not p.word.first or not lexicon.ordinary(p.word.low)}
    if any(place.number in names for place in told):
        known = (lexicon.ordinary, lexicon.built, lexicon.inflected, is_no_person)
        found |= {p.number for p in told if p.word.first and not any(knows(p.word.low) for knows in known)}
    spoken = {p.number - 1 for p in places if p.number in names and p.word.after == ": " and p.word.before == ", "}
    return found | {number for number in spoken if number >= 0 and words[number].capital and words[number].first}


def _persons(places: Iterable[int], listed: Found) -> frozenset[int]:
    """Return the persons that all listed words of a name can mean, or any of them where they have none in common."""
    sets = [listed[place] for place in places if place in listed]
    if not sets:
        return frozenset()
    return frozenset.intersection(*sets) or frozenset.union(*sets)
