"""Text, and a class list where there is one → `Masked`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tilbakemelding.language import LanguagePipeline, check_text
from tilbakemelding.masking import patterns
from tilbakemelding.masking.lexicon import Lexicon, is_given
from tilbakemelding.masking.matching import RosterMatcher
from tilbakemelding.masking.people import mentions_of, stretches
from tilbakemelding.masking.persons import NameRules
from tilbakemelding.masking.replacements import PLACEHOLDER, Masked, Stretch, replaced
from tilbakemelding.masking.roster import ClassList
from tilbakemelding.masking.words import words_of

_HANDLE = re.compile(r"(?<![\w@.])@([^\W\d_]+[\d_.\-][\w.\-]*\w|[^\W\d_]+\d)")
_PIECE = re.compile(r"[^\W\d_]+")
_MIN_PIECE = 2
_DOTTED = re.compile(r"(?<![\w.])[A-ZÆØÅ]\.\s?[A-ZÆØÅ]\.(?!\w)")
_NO_INITIALS = frozenset("U.S. P.S. N.B. D.C. B.C. A.D. N.N. J.K. H.C. C.S. T.S. D.H. J.R.".split())
_CACHED_WORDS = 20_000


class Masker:
    """Masks names, addresses, numbers, links, classes and schools in comments.

    One masker serves any number of texts; it keeps nothing of them, and nothing of a class list.
    """

    def __init__(self, language: LanguagePipeline) -> None:
        """``language`` must have a recogniser of names."""
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
        """Mask one text.

        Raises
        ------
        WrongType, TextTooLong, InvalidCharacters, BlankText
            The text cannot be analysed (see `check_text`).
        UnknownLanguageModel
            The pipeline has no recogniser of names.

        """
        check_text(text)
        parsed, entities = self._language.parse_with_names(text)
        words = words_of(parsed, entities)
        class_list = class_list or ClassList()
        matcher = RosterMatcher(class_list, self._lexicon)
        mentions = mentions_of(words, self._rules, self._lexicon, matcher.matches(words))
        names = stretches(words, mentions, class_list.by_part)
        groups = {mention.persons: name.group for mention, name in zip(mentions, names, strict=True)}
        initials = [
            Stretch(start, end, "pupil", groups.get(persons, f"initials {sorted(persons)}"))
            for start, end, persons in matcher.initials(text)
        ]
        found = [*patterns.find(text), *_handles(text, matcher), *names, *initials, *_dotted_initials(text)]
        return replaced(text, parsed.form, _settled(text, found))


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
