"""Analysis → marks: what of a text is underlined, and why. The wording is data (``rules.json``).

The rules follow the package's hints, so an editor asks what the page asks. One stretch carries one mark. A text that
seems not to be Norwegian carries none. ``docs/editors.md`` says what each rule marks.

Editors send whole texts, a selection or, as LibreOffice does, one paragraph at a time. A paragraph of a longer letter
must not be nagged for what stands in the next one, so "no advice" keeps quiet where nothing is said of the work,
where the paragraph looks like a heading, and where it is in doubt whether it advises.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.languagetool.selection import Selection
from service.languagetool.sentences import Sentence, sentences_of
from tilbakemelding import Analysis, Form

DOUBTFUL = 0.5
"""From this probability of advice on, a text without any is not asked for it. Source: the even chance. On the
development split 6 of the 16 texts so spared did advise, and 23 of all 296 that would be asked."""

NO_ADVICE = "TM_NO_ADVICE"
HEADING_WORDS = 4
"""A line of at most so many words without a final mark is taken for a heading. Source: chosen by eye."""

_VERDICTS: Mapping[str, str] = {
    "grade-without-description": "TM_GRADE_ALONE",
    "verdict-names-nothing": "TM_PRAISE_ALONE",
}
_ASKS_FOR_ADVICE = ("no-advice", "no-advice-aspect")
_NOT_NORWEGIAN = "not-norwegian"


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a person reads of a rule."""

    short: str
    message: str
    description: str
    more: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; ``picky`` ones work only on the strictest level or when named."""

    id: str
    picky: bool
    texts: Mapping[Form, RuleText]


@dataclass(frozen=True, slots=True)
class Category:
    """The category of all rules: LibreOffice shows exactly this one in blue."""

    id: str
    names: Mapping[Form, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch ``[start, end)`` in code points of the analysed text, its rule, and how many pieces it counts."""

    start: int
    end: int
    rule: str
    count: int = 1


@cache
def _data() -> Mapping[str, object]:
    loaded: dict[str, object] = json.loads(files(__package__).joinpath("rules.json").read_text("utf-8"))
    return loaded


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its id, the more telling first."""
    entries: object = _data()["rules"]
    assert isinstance(entries, list)
    return {
        entry["id"]: Rule(entry["id"], entry["picky"], {"nb": RuleText(**entry["nb"]), "nn": RuleText(**entry["nn"])})
        for entry in entries
    }


@cache
def category() -> Category:
    """Return the category of all rules."""
    entry: object = _data()["category"]
    assert isinstance(entry, dict)
    return Category(entry["id"], {"nb": entry["nb"], "nn": entry["nn"]})


def marks_for(analysis: Analysis, selection: Selection) -> tuple[Mark, ...]:
    """Return the marks of a text in order, none over another."""
    codes = {hint.code: hint.segment for hint in analysis.hints}
    if _NOT_NORWEGIAN in codes:
        return ()
    found = [
        *_verdicts(analysis, codes),
        *_vague(analysis, codes),
        *_many(analysis, codes),
        *_without_advice(analysis, codes, picky=selection.picky),
    ]
    wanted = (mark for mark in found if _is_wanted(mark, selection))
    return tuple(sorted(_apart(wanted), key=lambda mark: mark.start))


def _is_wanted(mark: Mark, selection: Selection) -> bool:
    return selection.allows(mark.rule, category().id, picky=rules()[mark.rule].picky)


def _apart(marks: Iterator[Mark]) -> list[Mark]:
    """Keep each mark that touches none before it: the more telling rule wins a stretch."""
    kept = list[Mark]()
    for mark in marks:
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return kept


def _verdicts(analysis: Analysis, codes: Mapping[str, int | None]) -> Iterator[Mark]:
    """Mark the verdict that is asked behind, and the others where nothing in the text describes."""
    asked = [(rule, codes[code]) for code, rule in _VERDICTS.items() if codes.get(code) is not None]
    for rule, number in asked:
        assert number is not None
        yield _on(analysis, number, rule)
    for number in _carrying(analysis, "summative") if asked else ():
        yield _on(analysis, number, "TM_MORE_VERDICTS")


def _vague(analysis: Analysis, codes: Mapping[str, int | None]) -> Iterator[Mark]:
    number = codes.get("vague-advice")
    if number is not None:
        yield _on(analysis, number, "TM_VAGUE_ADVICE")


def _many(analysis: Analysis, codes: Mapping[str, int | None]) -> Iterator[Mark]:
    """Mark the last piece of advice, where it became many."""
    if "many-advice" in codes:
        pieces = _carrying(analysis, "advice")
        yield _on(analysis, pieces[-1], "TM_MANY_ADVICE", count=len(pieces))


def _without_advice(analysis: Analysis, codes: Mapping[str, int | None], *, picky: bool) -> Iterator[Mark]:
    """Mark the last sentence that says something of the work; on the strictest level in any text without advice."""
    sentences = [sentence for sentence in sentences_of(analysis) if sentence.labelled]
    asked = picky or (any(code in codes for code in _ASKS_FOR_ADVICE) and not _is_spared(analysis, sentences))
    if sentences and asked and not analysis.points_forward.value:
        yield Mark(sentences[-1].start, sentences[-1].end, NO_ADVICE)


def _is_spared(analysis: Analysis, sentences: Sequence[Sentence]) -> bool:
    """Tell whether it is in doubt that a text lacks advice, or whether it is a heading rather than a comment."""
    if analysis.points_forward.probability >= DOUBTFUL:
        return True
    text = analysis.text.strip()
    is_heading = "\n" not in text and text[-1:].isalnum() and len(text.split()) <= HEADING_WORDS
    return is_heading and len(sentences) == 1 and not analysis.verdict_only


def _carrying(analysis: Analysis, label: str) -> list[int]:
    return [number for number, segment in enumerate(analysis.segments) if label in segment.labels]


def _on(analysis: Analysis, number: int, rule: str, *, count: int = 1) -> Mark:
    segment = analysis.segments[number]
    return Mark(segment.start, segment.end, rule, count)
