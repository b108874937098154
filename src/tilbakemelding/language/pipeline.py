"""Text → `ParsedText`, by a spaCy pipeline. With ``training`` the only part of the package that knows spaCy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

import spacy
from spacy.attrs import IDX, IS_SPACE, LENGTH, LOWER, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

import tilbakemelding.language.imperatives
import tilbakemelding.language.lemmatizer
import tilbakemelding.language.names
import tilbakemelding.language.tokens  # noqa: F401 - registers the components
from tilbakemelding.errors import ModelMissing, UnknownLanguageModel
from tilbakemelding.language.entities import COMPONENTS, RECOGNISER, Entity, kind_of
from tilbakemelding.language.forms import form_of_words, seems_norwegian
from tilbakemelding.language.lemmatizer import NorwegianLemmatizer
from tilbakemelding.language.normalise import Normalised, normalise
from tilbakemelding.language.parsed import ParsedSegment, ParsedText, Token
from tilbakemelding.language.segments import cut
from tilbakemelding.language.words import word_key

NOT_FOR_ANALYSIS = (
    "ner",
    "name_consistency",
    "norwegian_lemmatizer",
    "lemmatizer",
    "trainable_lemmatizer",
    "parser",
    "attribute_ruler",
)
"""Components that an analysis does not pay for; ``parser`` stays where it alone sets sentence starts."""

_TAG_FEATURES = ("Mood", "Tense", "VerbForm", "Person", "Degree", "Definite", "PronType")
_BATCH = 64


class LanguagePipeline:
    """A Norwegian spaCy pipeline that turns texts into `ParsedText`.

    `parse` and `parse_with_names` may be called from several threads, which then wait for one another; `parse_many`
    is for one thread.

    Attributes
    ----------
    name
        What a classifier remembers of the pipeline that it was trained on: name, version, and a digest of its
        settings.

    """

    def __init__(self, nlp: Language) -> None:
        """Take a loaded spaCy pipeline; `load` is the usual way in."""
        self._nlp = nlp
        self.name = pipeline_name(nlp)
        self._grammars: dict[tuple[int, int], tuple[str, str, str]] = {}
        self._lexicons: tuple[Mapping[str, str], ...] | None = None
        self._one_at_a_time = Lock()

    @classmethod
    def load(cls, source: str | Path) -> LanguagePipeline:
        """Load a pipeline from a folder or an installed package, without the components that no analysis needs.

        Raises
        ------
        ModelMissing
            ``source`` looks like a folder, and is not there.
        UnknownLanguageModel
            It cannot be loaded, or sets no part of speech, features or sentence starts.

        """
        path = Path(source)
        if not path.exists() and len(path.parts) > 1:
            raise ModelMissing(
                path=str(path),
                remedy="Restore it from the release, or rebuild it with `tilbakemelding train-language`.",
            )
        try:
            nlp = spacy.load(path if path.exists() else str(source))
        except (OSError, ValueError, ImportError, KeyError) as error:
            raise UnknownLanguageModel(name=str(source), reason=type(error).__name__) from error
        keeps_parser = "senter" not in nlp.pipe_names
        unwanted = [n for n in NOT_FOR_ANALYSIS if n in nlp.pipe_names and not (n == "parser" and keeps_parser)]
        nlp.select_pipes(disable=[n for n in unwanted if n != "attribute_ruler" or "morphologizer" in nlp.pipe_names])
        pipeline = cls(nlp)
        pipeline.check()
        return pipeline

    def check(self) -> None:
        """Refuse a pipeline that does not give what an analysis needs."""
        doc = self._nlp("Du har skrevet en fin tekst. Husk punktum.")
        for needed, there in (
            ("part of speech", doc.has_annotation("POS")),
            ("universal features", any(token.morph.get("VerbForm", []) for token in doc)),
            ("sentence starts", doc.has_annotation("SENT_START")),
        ):
            if not there:
                raise UnknownLanguageModel(name=self.name, reason=f"it sets no {needed}")

    def parse(self, text: str) -> ParsedText:
        """Parse one text (see `normalise.check_text` for what may be given)."""
        normalised = normalise(text)
        with self._one_at_a_time:
            return self._read(text, normalised, self._nlp(normalised.text))

    def parse_many(self, texts: Iterable[str]) -> Iterator[ParsedText]:
        """Parse texts in order, in batches; memory does not grow with their number."""
        pairs = ((n.text, (text, n)) for text, n in ((text, normalise(text)) for text in texts))
        for doc, (text, normalised) in self._nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH):
            yield self._read(text, normalised, doc)

    def parse_with_names(self, text: str) -> tuple[ParsedText, tuple[Entity, ...]]:
        """Parse one text and find the names in it, which `parse` does not pay for.

        Raises
        ------
        UnknownLanguageModel
            The pipeline has no recogniser of names.

        """
        if RECOGNISER not in self._nlp.component_names:
            raise UnknownLanguageModel(name=self.name, reason="it finds no names")
        normalised = normalise(text)
        with self._one_at_a_time:
            doc = self._nlp(normalised.text)
            for component in COMPONENTS:
                if component in self._nlp.component_names:
                    doc = self._nlp.get_pipe(component)(doc)
            parsed = self._read(text, normalised, doc)
        entities = tuple(
            Entity(normalised.origin(e.start_char), normalised.origin(e.end_char), kind_of(e.label_)) for e in doc.ents
        )
        return parsed, entities

    def knows_word(self, word: str) -> bool:
        """Tell whether the lexicon of either form holds a lower-cased word as something else than a name.

        Always false for a pipeline without this project's lexicons.
        """
        if self._lexicons is None:
            parts = [part for name, part in self._nlp.components if name == "norwegian_lemmatizer"]
            self._lexicons = tuple(
                lexicon for part in parts if isinstance(part, NorwegianLemmatizer) for lexicon in part.lexicons.values()
            )
        return "|" not in word and any(word in lexicon for lexicon in self._lexicons)

    def run_only(self, texts: Iterable[str]) -> int:
        """Run nothing but spaCy over texts and return the number of tokens; the measure of the pipeline's own cost."""
        return sum(len(doc) for doc in self._nlp.pipe(texts, batch_size=_BATCH))

    def _read(self, text: str, normalised: Normalised, doc: Doc) -> ParsedText:
        rows = _rows(doc)
        strings = doc.vocab.strings
        norms = [strings[row[2]] for row in rows]
        form, confidence = form_of_words(norms)
        tokens = [
            Token(row[0], row[0] + row[1], norm, word_key(norm, form), *self._grammar(strings, row[3], row[4]))
            for row, norm in zip(rows, norms, strict=True)
        ]
        segments = cut(normalised.text, tokens, [row[5] for row in rows])
        if normalised.origins is not None:
            tokens = [_move(token, normalised) for token in tokens]
        settled = _settle(text, tokens, segments)
        return ParsedText(text, form, confidence, seems_norwegian(norms), tuple(tokens), settled)

    def _grammar(self, strings: StringStore, pos: int, morph: int) -> tuple[str, str, str]:
        """Return part of speech, features and tag of a pair of spaCy's codes."""
        known = self._grammars.get((pos, morph))
        if known is None:
            upos, feats = strings[pos] if pos else "X", strings[morph] if morph else ""
            known = self._grammars[pos, morph] = (upos, "" if feats == "_" else feats, _tag(upos, feats))
        return known


def pipeline_name(nlp: Language) -> str:
    """Return name, version and a digest of what identifies a trained pipeline."""
    meta = nlp.meta
    facts = f"{meta.get('performance')}{meta.get('description')}"
    digest = hashlib.sha256(facts.encode()).hexdigest()[:8]
    return f"{meta.get('lang')}_{meta.get('name') or 'pipeline'}-{meta.get('version')}-{digest}"


def _rows(doc: Doc) -> list[tuple[int, int, int, int, int, bool]]:
    """Return offset, length, lower-cased form, part of speech, features and sentence start of each token.

    White space is left out; a sentence that it starts begins at the token after it.
    """
    rows = []
    pending = False
    for row in doc.to_array([IDX, LENGTH, LOWER, POS, MORPH, SENT_START, IS_SPACE]).tolist():
        offset, length, lower, pos, morph, start, is_space = row
        pending = pending or start == 1
        if not is_space:
            rows.append((offset, length, lower, pos, morph, pending))
            pending = False
    return rows


def _tag(pos: str, feats: str) -> str:
    known = dict(part.split("=", 1) for part in feats.split("|") if "=" in part)
    return ":".join([pos, *(known[name] for name in _TAG_FEATURES if name in known)])


def _move(token: Token, normalised: Normalised) -> Token:
    start, end = normalised.origin(token.start), normalised.origin(token.end)
    return replace(token, start=start, end=end)


def _settle(text: str, tokens: Sequence[Token], segments: list[ParsedSegment]) -> tuple[ParsedSegment, ...]:
    """Give segments their offsets in the text as given, so that every non-blank character lies in one."""
    if not segments:
        return ()
    begins = [len(text) - len(text.lstrip()), *(tokens[s.first].start for s in segments[1:])]
    ends = [*begins[1:], len(text)]
    return tuple(
        ParsedSegment(begin, begin + len(text[begin:end].rstrip()), s.first, s.last, s.joinable)
        for s, begin, end in zip(segments, begins, ends, strict=True)
    )
