"""Small hand-built things that several tests share: parsed comments without a model, and a tiny classifier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import hypothesis
import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tilbakemelding.analysis import Analyser
from tilbakemelding.classifier import FeedbackClassifier
from tilbakemelding.corpus.records import Comment, GoldSegment
from tilbakemelding.features import SegmentVectorizer, views
from tilbakemelding.labels import LABEL_CODES, Form
from tilbakemelding.language import LanguagePipeline, ParsedSegment, ParsedText, Token
from tilbakemelding.language.pipeline import _tag
from tilbakemelding.language.words import word_key
from tilbakemelding.scorer import Scorer
from tilbakemelding.training.language_pipeline import blank

hypothesis.settings.register_profile("tests", database=None, deadline=None, derandomize=True, max_examples=100)
hypothesis.settings.load_profile("tests")

Word = tuple[str, str, str]
Parse = Callable[..., ParsedText]
Words = str | Sequence[Word]

_IMPERATIVE, _PRESENT, _PAST = "Mood=Imp|VerbForm=Fin", "Mood=Ind|Tense=Pres|VerbForm=Fin", "Tense=Past|VerbForm=Fin"
_INFINITIVE, _PARTICIPLE = "VerbForm=Inf", "VerbForm=Part"
_GLUED = frozenset(".,!?:;»…")

_GRAMMAR: dict[str, tuple[str, str]] = {
    word: grammar
    for words, grammar in (
        ("husk hugs prøv bruk les skriv jobb øv se vis tenk legg rett ta finn sett kom", ("VERB", _IMPERATIVE)),
        ("viser drøfter skriver mangler bruker forklarer manglar brukar drøftar", ("VERB", _PRESENT)),
        ("har er må bør kan skal får vil blir", ("AUX", _PRESENT)),
        ("var ble", ("AUX", _PAST)),
        ("vise bruke skrive drøfte jobbe øve lese utdype bli", ("VERB", _INFINITIVE)),
        ("jobba skrevet bestått", ("VERB", _PARTICIPLE)),
        ("du jeg eg vi hva selv sjølv det den man deg dere", ("PRON", "")),
        ("og men eller", ("CCONJ", "")),
        ("at som hvis fordi når å", ("SCONJ", "")),
        ("til med for i på av om fra under", ("ADP", "")),
        ("mer meir videre godt bra ikke ikkje neste så selv mye videre her nå", ("ADV", "")),
        ("en et ei ein eit denne dette disse flere fleire hele", ("DET", "")),
        ("god fin flott tydelig svak flink klar presis kort tydeleg", ("ADJ", "Degree=Pos")),
        ("kortere bedre betre", ("ADJ", "Degree=Cmp")),
        ("hei", ("INTJ", "")),
    )
    for word in words.split()
    for grammar in [grammar]
}


def _grammar_of(word: str) -> tuple[str, str]:
    """Return part of speech and features: known function words and verbs by a table, all else by its shape."""
    if not any(map(str.isalnum, word)):
        return "PUNCT", ""
    if word[0].isdigit():
        return "NUM", "NumType=Card"
    return _GRAMMAR.get(word.lower(), ("NOUN", ""))


def _words(segment: Words) -> list[Word]:
    if isinstance(segment, str):
        return [(word, *_grammar_of(word)) for word in segment.split()]
    return [(word, pos, feats) for word, pos, feats in segment]


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Build a ParsedText from segments; each is a list of (word, pos, feats), or words parted by blanks."""

    def build(
        *segments: Words, form: Form = "nb", norwegian: bool = True, joinable: Sequence[int] = (), between: str = " "
    ) -> ParsedText:
        text, tokens, parts = "", list[Token](), list[ParsedSegment]()
        for number, segment in enumerate(segments):
            text += between if number else ""
            first, start = len(tokens), len(text)
            for place, (word, pos, feats) in enumerate(_words(segment)):
                text += " " if place and word not in _GLUED and not text.endswith("«") else ""
                norm = word.lower()
                tokens.append(
                    Token(len(text), len(text) + len(word), norm, word_key(norm, form), pos, feats, _tag(pos, feats))
                )
                text += word
            parts.append(ParsedSegment(start, len(text), first, len(tokens), number in joinable))
        return ParsedText(text, form, 0.9, norwegian, tuple(tokens), tuple(parts))

    return build


@pytest.fixture(scope="session")
def comment() -> Callable[..., Comment]:
    """Build a corpus comment from (words, labels) pairs that are joined by blanks, or from a text and segments."""

    def build(
        *parts: tuple[str, Sequence[str]],
        text: str | None = None,
        segments: Sequence[tuple[int, int, Sequence[str]]] = (),
        **fields: str,
    ) -> Comment:
        marked = [GoldSegment(start, end, tuple(labels)) for start, end, labels in segments]
        if text is None:
            text = " ".join(words for words, _ in parts)
            begin = 0
            for words, labels in parts:
                marked.append(GoldSegment(begin, begin + len(words), tuple(labels)))
                begin += len(words) + 1
        facts = {
            "id": "a01-001",
            "form": "nb",
            "subject": "norsk",
            "level": "ungdomstrinn",
            "genre": "lms",
            "author": "a01",
            **fields,
        }
        return Comment(text=text, segments=tuple(marked), **facts)  # type: ignore[arg-type]

    return build


_LESSONS: tuple[tuple[str, str], ...] = (
    ("quality", "Du har en tydelig struktur ."),
    ("quality", "Du viser god forståelse for temaet ."),
    ("quality", "Du drøfter kildene godt ."),
    ("quality", "Du mangler kilder ."),
    ("quality", "Språket er klart ."),
    ("quality", "Innledningen er fin ."),
    ("quality", "Avslutningen er svak ."),
    ("quality", "Du bruker fagbegreper ."),
    ("quality", "Du forklarer utregningen godt ."),
    ("quality", "Grafen mangler benevning ."),
    ("quality", "Teksten har en klar struktur ."),
    ("quality", "Du skriver gode avsnitt ."),
    ("advice", "Husk punktum ."),
    ("advice", "Husk å vise utregningen ."),
    ("advice", "Du må vise til flere kilder ."),
    ("advice", "Du bør bruke flere fagbegreper ."),
    ("advice", "Prøv å skrive kortere setninger ."),
    ("advice", "Bruk flere kilder ."),
    ("advice", "Les teksten høyt ."),
    ("advice", "Skriv en kortere innledning ."),
    ("advice", "Du kan utdype avslutningen ."),
    ("advice", "Neste gang må du drøfte mer ."),
    ("advice", "Jobb med rettskriving ."),
    ("advice", "Øv på brøk ."),
    ("summative", "Bra jobba !"),
    ("summative", "Karakter : 4"),
    ("summative", "5-"),
    ("summative", "Flott !"),
    ("summative", "Bestått ."),
    ("summative", "Flink !"),
    ("summative", "18/24 poeng"),
    ("summative", "En god tekst ."),
    ("goal", "Målet var å bruke virkemidler ."),
    ("goal", "Oppgaven var å drøfte temaet ."),
    ("goal", "Kriteriene var struktur og kilder ."),
    ("involvement", "Hva tenker du selv ?"),
    ("involvement", "Hva er du fornøyd med selv ?"),
    ("involvement", "Sett deg et mål selv ."),
    ("", "Hei Ola !"),
    ("", "Lykke til ."),
    ("", "God helg ."),
)
"""Label and words of hand-written comments of one segment."""


@dataclass(frozen=True)
class Lessons:
    """What the tiny classifier is trained on: comments, targets and authors."""

    parsed: list[ParsedText]
    y: np.ndarray
    groups: list[str]
    X: list[list[object]] = field(default_factory=list)


@pytest.fixture(scope="session")
def lessons(parse: Parse) -> Lessons:
    """Return hand-written comments of one segment, by four authors, with their labels."""
    parsed = [parse(words) for _, words in _LESSONS]
    y = np.array([[int(label == code) for code in LABEL_CODES] for label, _ in _LESSONS])
    groups = [f"a{number % 4}" for number in range(len(_LESSONS))]
    return Lessons(parsed, y, groups, [list(views(one)) for one in parsed])


@pytest.fixture(scope="session")
def classifier(lessons: Lessons) -> FeedbackClassifier:
    """Return a classifier trained on the lessons; tests do not change it."""
    return FeedbackClassifier(C=10.0, vectorizer=SegmentVectorizer(min_segments=1)).fit(
        lessons.X, lessons.y, groups=lessons.groups
    )


@pytest.fixture(scope="session")
def scorer(classifier: FeedbackClassifier) -> Scorer:
    """Return the tiny classifier, compiled."""
    return Scorer(classifier)


@Language.component("toy_grammar")
def toy_grammar(doc: Doc) -> Doc:
    """Set part of speech and features by the table above, sentence starts after a final mark."""
    fresh = True
    for token in doc:
        token.is_sent_start = fresh
        fresh = token.text in {".", "!", "?"}
        if not token.is_space:
            token.pos_, feats = _grammar_of(token.text)
            token.set_morph(feats)
    doc.tensor = np.arange(len(doc) * 3, dtype=np.float32).reshape(len(doc), 3)
    return doc


@pytest.fixture(scope="session")
def toy_nlp() -> Language:
    """Return a spaCy pipeline with this project's tokenizer and the grammar table in place of trained parts."""
    nlp = blank()
    nlp.add_pipe("toy_grammar")
    return nlp


@pytest.fixture(scope="session")
def toy_language(toy_nlp: Language) -> LanguagePipeline:
    """Return the toy pipeline, ready to parse."""
    return LanguagePipeline(toy_nlp)


@pytest.fixture(scope="session")
def analyser(toy_language: LanguagePipeline, scorer: Scorer) -> Analyser:
    """Return an analyser of the toy pipeline and the tiny classifier."""
    return Analyser(toy_language, scorer, version="test+0")
