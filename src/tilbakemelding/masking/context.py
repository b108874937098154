"""What stands around a word: whether people are addressed there, signed, graded, quoted; which small words are near."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tilbakemelding.masking.words import Word

_OPEN = re.compile(r"[«\"“„]")
_CLOSE = re.compile(r"[»\"”“]")
_CLOSING = re.compile(r"\s*(?:[.!?,;:…)]|\n|[-–—]\s|[☀-➿\U0001f300-\U0001faff])")
_TITLE_WORDS = 6
_BLANKS = frozenset({" ", "\u00a0"})
_GRADE = re.compile(r":? (?:[1-6][+\-–]?(?=[\s,.;]|$)(?! \w)|\d{1,3}(?:/| av )\d)")
_TELLING = re.compile(r"\s?[:,!–-]\s*|\s[–-]\s")
_JOINTS = frozenset({"og", "eller"})
_NOT = frozenset({"ikke", "ikkje"})
_DONE = frozenset("levert møtt vurdert gjennomført bestått".split())
_IS = frozenset({"er", "var"})
_ARTICLES = frozenset({"et", "en", "ei", "ein", "eit"})
_MADE = frozenset("brukt brukte bruka laga laget lagd kalt kalla".split())
_WORDS_TO_A_FAREWELL, _WORDS_TO_A_TITLE = 3, 2


@cache
def cue(name: str) -> frozenset[str]:
    """Return one of the word lists of ``cues.json``."""
    loaded: dict[str, str] = json.loads(files(__package__).joinpath("cues.json").read_text(encoding="utf-8"))
    return frozenset(loaded[name].split())


def verbs_of_pupils() -> frozenset[str]:
    """Return verbs that speak of a person rather than of a thing."""
    return cue("pupil_verbs") - cue("verbs_of_things")


@dataclass(frozen=True, slots=True)
class Place:
    """A word in its text: ``words[number]``."""

    words: Sequence[Word]
    number: int

    @property
    def word(self) -> Word:
        """Return the word itself."""
        return self.words[self.number]

    def at(self, distance: int) -> Word | None:
        """Return the word so many places on (or back), None outside the text."""
        place = self.number + distance
        return self.words[place] if 0 <= place < len(self.words) else None

    @property
    def following(self) -> Word | None:
        """Return the next word if only a blank parts the two."""
        return self.at(1) if self.word.after in _BLANKS else None

    @property
    def closes(self) -> bool:
        """Tell whether a mark, an emoji, a line break or the end of the text follows."""
        return self.at(1) is None or _CLOSING.match(self.word.after) is not None

    @property
    def addressed(self) -> bool:
        """Tell whether people are addressed here: after a greeting, before a comma, praised, signed."""
        word, previous = self.word, self.at(-1)
        if previous is not None and previous.low in cue("greetings") and re.fullmatch(r"[ ,\u00a0]*", word.before):
            return True
        opens = word.first and re.match(r"\s?[,:!]|\s[–—-]\s|\s*\n", word.after) is not None
        if opens and not re.match(r"\s?[,:]\s?\d", word.after):
            return True
        if previous is None or not self.closes:
            return False
        after_comma = re.fullmatch(r",\s?", word.before) is not None
        praised = previous.low in cue("praise") and re.fullmatch(r"[ ,\u00a0]+", word.before) is not None
        return after_comma or praised or self.signed

    @property
    def signed(self) -> bool:
        """Tell whether one of the three words before is a farewell."""
        return self._after(cue("farewells"), _WORDS_TO_A_FAREWELL)

    @property
    def called_teacher(self) -> bool:
        """Tell whether the name that begins here is called a teacher, or signs."""
        return self.signed or self._after(cue("teachers"), _WORDS_TO_A_TITLE)

    def _after(self, cues: frozenset[str], reach: int) -> bool:
        return any(word.low in cues for word in self.words[max(0, self.number - reach) : self.number])

    @property
    def in_title(self) -> bool:
        """Tell whether it stands within short quotation marks, as titles do; no name does if they open small."""
        back = range(self.number, max(-1, self.number - _TITLE_WORDS), -1)
        start = next((k for k in back if _OPEN.search(self.words[k].before[-2:])), None)
        if start is None or (self.word.capital and not self.words[start].capital):
            return False
        if any(_CLOSE.match(self.words[k].after.lstrip()) for k in range(start, self.number)):
            return False
        ahead = range(self.number, min(len(self.words), start + _TITLE_WORDS))
        return any(_CLOSE.search(self.words[k].after) for k in ahead)

    @property
    def opens_line(self) -> bool:
        """Tell whether a line begins with it."""
        return not self.word.before.strip() and (self.word.start == 0 or "\n" in self.word.before)

    @property
    def graded(self) -> bool:
        """Tell whether a grade, points, or the lack of them follow (*Moe 4+*, *Vik 8/10*, *Lie ikke levert*)."""
        following, third = self.following, self.at(2)
        lacking = following is not None and third is not None and following.low in _NOT and third.low in _DONE
        return lacking or _GRADE.match(self.word.after) is not None

    @property
    def told(self) -> bool:
        """Tell whether it is followed by what is said to a person (*Ramin: Du …*, *eirunn du …*)."""
        following = self.at(1)
        if following is None:
            return False
        said = following.low in cue("said_to") and _TELLING.fullmatch(self.word.after) is not None
        return said or (self.word.after == " " and following.low == "du" and self.opens_line)

    @property
    def listed_thing(self) -> bool:
        """Tell whether it begins a list of things (*Stein, saks, papir*, *Liv, fridom og eigedom*)."""
        second = self.at(1)
        if second is None or second.capital or self.word.after != ", " or second.pos not in {"NOUN", "ADJ", "VERB"}:
            return False
        third = self.at(2)
        return second.after.startswith(",") or (third is not None and third.low in _JOINTS and second.after == " ")

    @property
    def thing(self) -> bool:
        """Tell whether what follows speaks of a thing, not of a person (*Bjørn er et rovdyr*, *Stein er brukt som*)."""
        if self.listed_thing or (self.glued and not self.addressed):
            return True
        following, third = self.following, self.at(2)
        if following is not None and following.low in cue("happens"):
            return True
        if following is None or third is None or following.low not in _IS:
            return False
        if self.described:
            return False
        compared = third.low.endswith(("ere", "are")) and third.pos == "ADJ"
        return compared or third.low in _ARTICLES or third.low in _MADE or third.pos == "NOUN"

    @property
    def described(self) -> bool:
        """Tell whether a person is described here (*Ola er en god venn*, *Vida er blitt tryggare*)."""
        following = self.following
        if following is None or following.low not in _IS:
            return False
        said = {word.low for word in self.words[self.number + 2 : self.number + 6] if ":" not in word.before}
        return bool(said & (cue("of_pupils") | cue("people_words")))

    @property
    def in_book(self) -> bool:
        """Tell whether a person in a book is named here (*Tobias i boka*)."""
        following, third = self.following, self.at(2)
        return following is not None and following.low == "i" and third is not None and third.low in cue("in_book")

    @property
    def called_person_of_book(self) -> bool:
        """Tell whether the word before says that a person in a book is named here (*hovudpersonen Tobias*)."""
        previous = self.at(-1)
        return previous is not None and previous.low in cue("persons_of_books") and self.word.before == " "

    @property
    def foreign(self) -> bool:
        """Tell whether a neighbour is a small word of another language."""
        previous, following = self.at(-1), self.at(1)
        around = {word.low for word in (previous, following) if word is not None}
        return bool(cue("english") & around) or (previous is not None and previous.low in cue("foreign"))

    @property
    def glued(self) -> bool:
        """Tell whether a hyphen ties it to a word in lower case (*Stroop-forsøk*)."""
        following = self.at(1)
        return self.word.after in {"-", "\u2011"} and following is not None and not following.capital

    @property
    def titles_work(self) -> bool:
        """Tell whether a hyphen ties it to a word for a work or a theory (*Ronja-boka*)."""
        following = self.at(1)
        return self.glued and following is not None and following.low in cue("works")
