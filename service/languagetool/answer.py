"""Analysis → answer: marks worded in a form, with their places in the text as sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.languagetool import schemas
from service.languagetool.languages import LANGUAGES
from service.languagetool.offsets import utf16_offsets
from service.languagetool.request import CheckRequest
from service.languagetool.rules import Mark, category, marks_for, rules
from service.languagetool.sentences import Sentence, sentences_of
from tilbakemelding import Analysis, Form

_AROUND = 40
"""How many characters of context stand on each side of a match. Source: LanguageTool's own answers."""

_SURE = 0.75
"""Below this confidence the client's preferred form goes before the text's own, as in «Bra jobba!»."""


def answer_for(request: CheckRequest, analysis: Analysis, *, page: str) -> schemas.CheckAnswer:
    """Return the answer for an analysed text; ``page`` is the address of the page that explains the rules."""
    form = request.asked or _form_of(request, analysis)
    sentences = sentences_of(analysis)
    wire = _Wire(request, utf16_offsets(request.text.sent), form, page)
    return schemas.CheckAnswer(
        language=_language(form, analysis.form, analysis.form_confidence),
        matches=[wire.match(mark, sentences) for mark in marks_for(analysis, request.selection)],
        sentence_ranges=[wire.place(sentence.start, sentence.end) for sentence in sentences],
    )


def empty_answer(request: CheckRequest) -> schemas.CheckAnswer:
    """Return the answer for a text with nothing to read in it."""
    form = request.asked or request.preferred or "nb"
    return schemas.CheckAnswer(language=_language(form, form, 0.0), matches=[], sentence_ranges=[])


def _form_of(request: CheckRequest, analysis: Analysis) -> Form:
    """Return the text's own form, or the preferred one where the text hardly shows its own."""
    return request.preferred if request.preferred and analysis.form_confidence < _SURE else analysis.form


def _language(used: Form, detected: Form, confidence: float) -> schemas.UsedLanguage:
    found, own = LANGUAGES[detected], LANGUAGES[used]
    guess = schemas.DetectedLanguage(name=found.name, code=found.long_code, confidence=confidence)
    return schemas.UsedLanguage(name=own.name, code=own.long_code, detected_language=guess)


@dataclass(frozen=True, slots=True)
class _Wire:
    """What every match of one answer shares."""

    request: CheckRequest
    offsets: Sequence[int]
    form: Form
    page: str

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end of a stretch of the analysed text in UTF-16 code units of the text as sent."""
        begin, after = self.request.text.span(start, end)
        return self.offsets[begin], self.offsets[after]

    def match(self, mark: Mark, sentences: Sequence[Sentence]) -> schemas.Match:
        """Return a mark as the protocol has it."""
        text = rules()[mark.rule].texts[self.form]
        start, end = self.place(mark.start, mark.end)
        around = next(one for one in sentences if one.start <= mark.start < one.end)
        return schemas.Match(
            message=text.message.format(count=mark.count),
            short_message=text.short,
            replacements=[],
            offset=start,
            length=end - start,
            context=self._context(mark),
            sentence=self.request.text.plain[around.start : around.end],
            rule=schemas.MatchRule(
                id=mark.rule,
                description=text.description,
                urls=[schemas.RuleUrl(value=f"{self.page}/{self.form}#{mark.rule}")],
                category=schemas.RuleCategory(id=category().id, name=category().names[self.form]),
            ),
        )

    def _context(self, mark: Mark) -> schemas.MatchContext:
        """Return the text as sent around a mark, on one line."""
        sent = self.request.text.sent
        begin, after = self.request.text.span(mark.start, mark.end)
        first, last = max(0, begin - _AROUND), min(len(sent), after + _AROUND)
        before = ("..." if first else "") + sent[first:begin]
        rest = sent[after:last] + ("..." if last < len(sent) else "")
        line = (before + sent[begin:after] + rest).replace("\n", " ").replace("\r", " ")
        offset = len(before.encode("utf-16-le")) // 2
        return schemas.MatchContext(text=line, offset=offset, length=self.offsets[after] - self.offsets[begin])
