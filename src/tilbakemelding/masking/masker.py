"""Text, and a class list where there is one → `Masked`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tilbakemelding.labels import Form
from tilbakemelding.language import LanguagePipeline, check_text
from tilbakemelding.masking import patterns
from tilbakemelding.masking.lexicon import Lexicon, is_given
from tilbakemelding.masking.matching import Found, RosterMatcher
from tilbakemelding.masking.owners import Mentions, Owners
from tilbakemelding.masking.people import mentions_of, names_in, repeated, spellings
from tilbakemelding.masking.persons import NameRules
from tilbakemelding.masking.replacements import PLACEHOLDER, Draft, Masked, Stretch, replaced
from tilbakemelding.masking.roster import ClassList
from tilbakemelding.masking.words import Word, words_of

_HANDLE = re.compile(r"(?<![\w@.])@([^\W\d_]+[\d_.\-][\w.\-]*\w|[^\W\d_]+\d)")
_PIECE = re.compile(r"[^\W\d_]+")
_MIN_PIECE = 2
_DOTTED = re.compile(r"(?<![\w.])[A-ZÆØÅ]\.(?:\s?[A-ZÆØÅ]\.){1,3}(?!\w)")
_NO_INITIALS = frozenset("U.S. U.S.A. U.K. P.S. N.B. D.C. B.C. A.D. N.N. J.K. H.C. C.S. T.S. D.H. J.R.".split())
_CACHED_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with its words, those on the class list, and those that are names."""

    text: str
    form: Form
    words: Sequence[Word]
    listed: Found
    names: set[int]


class Masker:
    """Masks names, addresses, numbers, links, classes and schools in comments.

    One masker serves any number of texts, also from several threads; it keeps nothing of them, and nothing of a
    class list.
    """

    def __init__(self, language: LanguagePipeline) -> None:
        """``language`` must have a recogniser of names; an analyser's own (`Analyser.language`) can be shared."""
        self._language = language
        self._lexicon = Lexicon(lru_cache(_CACHED_WORDS)(language.knows_word))
        self._rules = NameRules(self._lexicon)

    @classmethod
    def load(cls, source: str | Path) -> Masker:
        """Load the language pipeline from a folder or an installed package.

        Raises
        ------
        ModelMissing, UnknownLanguageModel
            See `LanguagePipeline.load`.

        """
        return cls(LanguagePipeline.load(source))

    def mask(self, text: str, class_list: ClassList | None = None) -> Masked:
        """Mask one text; see `mask_all` for what it raises."""
        return self.mask_all([text], class_list)[0]

    def mask_all(self, texts: Iterable[str], class_list: ClassList | None = None) -> tuple[Masked, ...]:
        """Mask texts that belong together: a placeholder means the same in all, a name found in one is known in all.

        Raises
        ------
        WrongType, TextTooLong, InvalidCharacters, BlankText
            A text cannot be analysed (see `check_text`).
        UnknownLanguageModel
            The pipeline has no recogniser of names.

        """
        class_list = class_list or ClassList()
        matcher = RosterMatcher(class_list, self._lexicon)
        readings = [self._read(check_text(text), matcher) for text in texts]
        first = [mentions_of(r.words, r.names, self._rules, r.listed) for r in readings]
        known = {name for r, found in zip(readings, first, strict=True) for name in spellings(r.words, found)}
        mentions = [self._mentions(reading, known) for reading in readings]
        owners = Owners(mentions, class_list.by_part)
        groups: dict[frozenset[int], str] = {}
        drafts = []
        for reading, found, names in zip(readings, mentions, owners.stretches(mentions), strict=True):
            groups |= {m.persons: name.group for m, name in zip(found.found, names, strict=True)}
            initials = [
                Stretch(start, end, "pupil", groups.setdefault(persons, f"initials {sorted(persons)}"))
                for start, end, persons in matcher.initials(reading.text)
            ]
            told = [*patterns.find(reading.text), *_handles(reading.text, matcher), *names, *initials]
            told += _dotted_initials(reading.text)
            drafts.append(Draft(reading.text, reading.form, _settled(reading.text, told)))
        return replaced(drafts)

    def _read(self, text: str, matcher: RosterMatcher) -> _Reading:
        parsed, entities = self._language.parse_with_names(text)
        words = words_of(parsed, entities)
        listed = matcher.matches(words)
        return _Reading(text, parsed.form, words, listed, names_in(words, self._rules, self._lexicon, listed))

    def _mentions(self, reading: _Reading, known: Collection[str]) -> Mentions:
        names = reading.names | repeated(reading.words, reading.names, known, self._lexicon)
        return Mentions(reading.words, mentions_of(reading.words, names, self._rules, reading.listed))


def _handles(text: str, matcher: RosterMatcher) -> Iterable[Stretch]:
    """Yield names of users that are put together of a person's name and more (*@kari_n*, *@emre05*)."""
    for match in _HANDLE.finditer(text):
        pieces = _PIECE.findall(match[1])
        if any(len(p) > _MIN_PIECE and (is_given(p.lower()) or matcher.knows(p)) for p in pieces):
            yield Stretch(match.start(1), match.end(1), "pupil", match[1].casefold())


def _dotted_initials(text: str) -> Iterable[Stretch]:
    for match in _DOTTED.finditer(text):
        if re.sub(r"\s", "", match[0]) not in _NO_INITIALS:
            yield Stretch(match.start(), match.end(), "pupil", match[0].casefold())


def _settled(text: str, found: list[Stretch]) -> list[Stretch]:
    """Return the stretches that stand: placeholders are left alone, and of two that overlap the earlier found."""
    taken = bytearray(len(text))
    for match in PLACEHOLDER.finditer(text):
        taken[match.start() : match.end()] = b"\1" * len(match[0])
    kept = []
    for stretch in found:
        if not any(taken[stretch.start : stretch.end]):
            kept.append(stretch)
            taken[stretch.start : stretch.end] = b"\1" * (stretch.end - stretch.start)
    return kept
