"""Analysis → hints: one or two questions in the comment's own form, tied to what the teacher wrote.

Hints ask. They never scold, and never write the text for the teacher. Their wording is data (``guidance.json``).

Source: the project's purpose (a comment without advice may be fine if the advice was given elsewhere); that pupils
act on what is concrete and explicitly expected of them (Bueie, 159 tenth-graders).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from tilbakemelding.labels import Form
from tilbakemelding.language import ParsedSegment, ParsedText, Token
from tilbakemelding.language.words import GRADE, GRADE_PAIR, POINTS
from tilbakemelding.results import Analysis, Hint, Segment

MAX_HINTS = 2
"""The most questions that one comment gets. Source: the teacher has twenty comments to write."""

MAX_ADVICE = 4
"""The most pieces of advice before it is asked which comes first."""

_MAX_QUOTE = 60
_MAX_VAGUE_WORDS = 6
_GRADE_KEYS = frozenset({GRADE, GRADE_PAIR, POINTS})
_GRADE_WORDS = ("karakter", "måloppn", "bestått", "greidd", "godkjent", "poeng", "prosent", "kompetanse", "nivå")
_GENERAL_NOUNS = frozenset(
    "gang gong jobb arbeid innsats lærer ting del måte side øving bit nivå hold tekst oppgave oppgåve "
    "oppgaven oppgåva teksten arbeidet besvarelse besvarelsen svar svaret svaret elev eleven måten "
    "mulighet start starten slutt uke veke dag timen time helg poeng karakter".split()
)
_VAGUE_VERBS = frozenset(
    "jobb jobbe arbeid arbeide arbeida øv øve øva prøv prøve stå les lese lesa tren trene fortsett "
    "fortsette fokuser fokusere konsentrer konsentrere skjerp skjerpe forbedre forbetre utvikle innsats "
    "mer meir bedre betre".split()
)


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    loaded: dict[str, dict[str, str]] = json.loads(files(__package__).joinpath("guidance.json").read_text("utf-8"))
    return loaded


def hint_codes() -> tuple[str, ...]:
    """Return every code that a hint may have."""
    return tuple(_texts())


def hints_for(analysis: Analysis, parsed: ParsedText, segments: Sequence[ParsedSegment]) -> tuple[Hint, ...]:
    """Return at most two hints, the most useful first, after a notice where the text seems not to be Norwegian.

    Parameters
    ----------
    analysis
        The analysis so far; its hints are not read.
    parsed, segments
        The comment's parse, and the parsed segments behind the analysis's.

    """
    found = [
        *_without_advice(analysis, parsed, segments),
        *_verdicts(analysis, parsed, segments),
        *_too_much(analysis),
        *_vague(analysis, parsed, segments),
    ]
    notice = [] if parsed.norwegian else [_hint("not-norwegian", analysis.form, None)]
    return (*notice, *found[:MAX_HINTS])


def _hint(code: str, form: Form, segment: int | None, **facts: object) -> Hint:
    return Hint(code, _texts()[code][form].format(**facts), segment)


def _carrying(analysis: Analysis, label: str) -> Iterator[tuple[int, Segment]]:
    return ((n, s) for n, s in enumerate(analysis.segments) if label in s.labels)


def _without_advice(analysis: Analysis, parsed: ParsedText, segments: Sequence[ParsedSegment]) -> Iterator[Hint]:
    if analysis.points_forward.value or analysis.verdict_only:
        return
    described = list(_carrying(analysis, "quality"))
    if not described:
        return
    for number, _ in reversed(described):
        aspect = _aspect(parsed, segments[number])
        if aspect:
            yield _hint("no-advice-aspect", analysis.form, number, aspect=aspect)
            return
    yield _hint("no-advice", analysis.form, None)


def _verdicts(analysis: Analysis, parsed: ParsedText, segments: Sequence[ParsedSegment]) -> Iterator[Hint]:
    """Ask behind verdicts where nothing in the comment says what they rest on."""
    if any(True for _ in _carrying(analysis, "quality")):
        return
    verdicts = list(_carrying(analysis, "summative"))
    praise = [(n, s) for n, s in verdicts if not _is_grade(parsed, segments[n])]
    for number, segment in (praise or verdicts)[:1]:
        code = "verdict-names-nothing" if praise else "grade-without-description"
        yield _hint(code, analysis.form, number, quote=_quote(analysis.text, segment))
    if analysis.verdict_only:
        yield _hint("no-advice", analysis.form, None)


def _too_much(analysis: Analysis) -> Iterator[Hint]:
    count = sum(1 for _ in _carrying(analysis, "advice"))
    if count > MAX_ADVICE:
        yield _hint("many-advice", analysis.form, None, count=count)


def _vague(analysis: Analysis, parsed: ParsedText, segments: Sequence[ParsedSegment]) -> Iterator[Hint]:
    for number, segment in _carrying(analysis, "advice"):
        if _is_vague(parsed.tokens[segments[number].first : segments[number].last]):
            yield _hint("vague-advice", analysis.form, number, quote=_quote(analysis.text, segment))
            return


def _is_vague(tokens: Sequence[Token]) -> bool:
    """Tell whether a piece of advice names neither an act nor an object of its own (*jobb mer*)."""
    words = [token for token in tokens if token.pos not in {"PUNCT", "SYM", "NUM"}]
    if len(words) > _MAX_VAGUE_WORDS or not any(token.norm in _VAGUE_VERBS for token in words):
        return False
    return not any(
        (token.pos in {"NOUN", "PROPN", "X"} and token.norm not in _GENERAL_NOUNS | _VAGUE_VERBS)
        or (token.pos == "VERB" and token.norm not in _VAGUE_VERBS)
        for token in words
    )


def _is_grade(parsed: ParsedText, segment: ParsedSegment) -> bool:
    tokens = parsed.tokens[segment.first : segment.last]
    return any(token.key in _GRADE_KEYS or token.norm.startswith(_GRADE_WORDS) for token in tokens)


def _aspect(parsed: ParsedText, segment: ParsedSegment) -> str:
    """Return the first noun that names something in the work, as the teacher wrote it; empty where there is none."""
    for token in parsed.tokens[segment.first : segment.last]:
        if token.pos == "NOUN" and token.norm not in _GENERAL_NOUNS and len(token.norm) > 3:  # noqa: PLR2004
            return parsed.text[token.start : token.end].lower()
    return ""


def _quote(text: str, segment: Segment) -> str:
    """Return the segment's words on one line, shortened at a word, without the final mark."""
    words = " ".join(text[segment.start : segment.end].split()).rstrip(".!?:;, ").removesuffix(" –").removesuffix(" -")
    if len(words) <= _MAX_QUOTE:
        return words
    return words[:_MAX_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
