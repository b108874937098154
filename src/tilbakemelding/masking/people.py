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
from tilbakemelding.masking.replacements import Kind, Stretch
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


def mentions_of(words: Sequence[Word], rules: NameRules, lexicon: Lexicon, listed: Found) -> list[Mention]:
    """Return the names among the words, each as long as it goes, repeated ones wherever they stand."""
    names = {place for place in range(len(words)) if place in listed or rules.is_name(words, place)}
    names |= _beside(words, names, lexicon)
    names |= _repeated(words, names, lexicon)
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


def stretches(words: Sequence[Word], mentions: Sequence[Mention], listed: Collection[str]) -> list[Stretch]:
    """Return what is to be replaced, mentions of one person in one group; genitive endings stay outside.

    ``listed`` are the folded parts of the names on the class list.
    """
    parts = [_parts(words, mention) for mention in mentions]
    owners = list(range(len(mentions)))
    for number, mention in enumerate(mentions):
        same = [other for other in range(number) if _same(mention, mentions[other], parts[number], parts[other])]
        if same:
            owners[number] = owners[max(same, key=lambda other: (len(parts[other]), -other))]
    teachers = {owners[number] for number, mention in enumerate(mentions) if Place(words, mention.first).called_teacher}
    made = []
    for number, mention in enumerate(mentions):
        kind: Kind = "teacher" if owners[number] in teachers else "pupil"
        end = _end(words[mention.last - 1], parts, listed)
        made.append(Stretch(words[mention.first].start, end, kind, f"person {owners[number]}"))
    return made


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


def _repeated(words: Sequence[Word], names: set[int], lexicon: Lexicon) -> set[int]:
    """Return the places where a name that was found elsewhere stands again."""
    known = {fold(stem) for place in names for stem in stems(words[place].low)[-1:] if len(stem) >= _MIN_REPEATED}
    known |= {fold(words[place].low) for place in names if len(words[place].low) >= _MIN_REPEATED}
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


def _end(word: Word, parts: Sequence[frozenset[str]], listed: Collection[str]) -> int:
    """Return where a name ends: before its genitive ending, where the name is known without it and not with it."""
    whole = is_given(word.low) == word.low or fold(word.low) in listed
    for stem in stems(word.low)[1:]:
        marked = word.low[len(stem)] in "'’ʼ`"
        if not marked and stem.endswith(("s", "x", "z")):
            continue
        again = any(fold(stem) in part and fold(word.low) not in part for part in parts)
        known = is_given(stem) is not None or fold(stem) in listed
        if marked or again or (known and not whole):
            return word.end - (len(word.low) - len(stem))
    return word.end
