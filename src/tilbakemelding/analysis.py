"""A teacher's comment in, its labelled parts out: the public way in.

>>> from tilbakemelding import Analyser
>>> analyser = Analyser.load()
>>> analyser.analyse("Fin innledning, men du må vise til kilder.").points_forward.value
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from tilbakemelding.artefact import default_models, load_classifier
from tilbakemelding.classifier import FloatArray
from tilbakemelding.guidance import hints_for
from tilbakemelding.labels import LABEL_CODES, Form
from tilbakemelding.language import LanguagePipeline, ParsedSegment, ParsedText, check_text
from tilbakemelding.language.forms import form_of_words
from tilbakemelding.results import Analysis, Evidence, PointsForward, Segment
from tilbakemelding.scorer import Scorer, Scores, TokenRows

_ADVICE = LABEL_CODES.index("advice")
_MAX_SPANS = 4
_MIN_SHARE = 0.15
_SURE_FORM = 0.9
UNCERTAIN_BAND = 0.15
"""A label is uncertain when its probability lies this near its threshold. Source: chosen on the development split."""


class Analyser:
    """Analyses comments. Load once, use for many; `load` is the usual way in.

    `analyse` may be called from several threads, which then wait for one another; `analyse_many` is for one thread.
    """

    def __init__(self, language: LanguagePipeline, scorer: Scorer, *, version: str) -> None:
        """Put an analyser together from its parts."""
        self._language = language
        self._scorer = scorer
        self._one_at_a_time = Lock()
        self.version = version

    @classmethod
    def load(cls, models: Path | str | None = None, *, language: str | Path | None = None) -> Analyser:
        """Load the shipped models.

        Parameters
        ----------
        models
            Folder with ``language`` and ``feedback``; by default the one named in ``TILBAKEMELDING_MODELS``, else
            the project's own.
        language
            Another spaCy pipeline (folder or installed package) than the shipped one; the classifier must have been
            trained on it.

        Raises
        ------
        ModelMissing, ModelTampered, ModelMalformed
            A model file is not there, not the one its manifest describes, or not readable.
        UnknownLanguageModel
            The pipeline cannot be loaded or used.
        ModelMismatch
            The classifier was trained on another pipeline, label scheme or library version.

        """
        folder = Path(models) if models is not None else default_models()
        pipeline = LanguagePipeline.load(language if language is not None else folder / "language")
        classifier, manifest = load_classifier(folder / "feedback", language=pipeline.name)
        return cls(pipeline, Scorer(classifier), version=manifest.version)

    @property
    def language(self) -> LanguagePipeline:
        """The language pipeline, for others that need it in memory only once (`Masker`)."""
        return self._language

    def analyse(self, text: str) -> Analysis:
        """Analyse one comment.

        Raises
        ------
        WrongType, BlankText, TextTooLong, InvalidCharacters
            The text cannot be analysed; the error says what is allowed.

        """
        checked = check_text(text)
        with self._one_at_a_time:
            return self._analyse(self._language.parse(checked))

    def analyse_many(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """Analyse comments one after the other, in batches; memory does not grow with their number.

        Raises
        ------
        WrongType, BlankText, TextTooLong, InvalidCharacters
            At the first text that cannot be analysed.

        """
        return map(self._analyse, self._language.parse_many(check_text(text) for text in texts))

    def _analyse(self, parsed: ParsedText) -> Analysis:
        segments, scores = self._label(parsed)
        labels = [self._labels(row) for row in scores.probabilities]
        parts = tuple(self._segment(parsed, segment, labels[n], scores, n) for n, segment in enumerate(segments))
        carried = {label for own in labels for label in own}
        forward = 1.0 - float(np.prod(1.0 - scores.probabilities[:, _ADVICE]))
        analysis = Analysis(
            text=parsed.text,
            form=parsed.form,
            form_confidence=round(parsed.form_confidence, 4),
            model=self.version,
            segments=parts,
            points_forward=PointsForward("advice" in carried, round(forward, 4)),
            verdict_only="summative" in carried and not carried & {"quality", "advice"},
            profile=_profile(parsed.text, parts),
            hints=(),
        )
        return replace(analysis, hints=hints_for(analysis, parsed, segments))

    def _label(self, parsed: ParsedText) -> tuple[Sequence[ParsedSegment], Scores]:
        """Score the finest segments, close the cuts between like-labelled clauses, and score what is left."""
        rows: TokenRows = {}
        scores = self._scorer.score(parsed, parsed.segments, rows=rows)
        joined = join_alike(parsed.segments, scores.probabilities >= self._scorer.thresholds)
        if len(joined) == len(parsed.segments):
            return parsed.segments, scores
        return joined, self._scorer.score(parsed, joined, rows=rows)

    def _labels(self, probabilities: FloatArray) -> tuple[str, ...]:
        given = probabilities >= self._scorer.thresholds
        return tuple(code for code, is_given in zip(LABEL_CODES, given, strict=True) if is_given)

    def _segment(
        self, parsed: ParsedText, segment: ParsedSegment, labels: tuple[str, ...], scores: Scores, number: int
    ) -> Segment:
        probabilities = scores.probabilities[number]
        near = np.abs(probabilities - self._scorer.thresholds) < UNCERTAIN_BAND
        evidence = [
            piece
            for label in labels
            for piece in _evidence(parsed, segment, label, scores.shares[number], scores.logits[number])
        ]
        return Segment(
            start=segment.start,
            end=segment.end,
            form=_segment_form(parsed, segment),
            labels=labels,
            probabilities=dict(zip(LABEL_CODES, np.round(probabilities, 4).tolist(), strict=True)),
            evidence=tuple(evidence),
            uncertain=bool(near.any()),
        )


def join_alike(segments: Sequence[ParsedSegment], given: Any) -> list[ParsedSegment]:
    """Close the joinable cuts whose two sides carry the same labels.

    Parameters
    ----------
    segments
        The finest segments of a comment.
    given
        Boolean array of shape (n_segments, n_labels).

    """
    joined: list[ParsedSegment] = []
    for number, segment in enumerate(segments):
        if number and segment.joinable and bool((given[number] == given[number - 1]).all()):
            before = joined.pop()
            segment = ParsedSegment(before.start, segment.end, before.first, segment.last, before.joinable)  # noqa: PLW2901
        joined.append(segment)
    return joined


def _segment_form(parsed: ParsedText, segment: ParsedSegment) -> Form:
    """Return the segment's own form where it speaks clearly against the comment's."""
    form, confidence = form_of_words(token.norm for token in parsed.tokens[segment.first : segment.last])
    return form if confidence >= _SURE_FORM else parsed.form


def _evidence(
    parsed: ParsedText, segment: ParsedSegment, label: str, shares: FloatArray, logits: FloatArray
) -> list[Evidence]:
    """Return the strongest stretches for a label and the rest, so that the weights add up to the log-odds."""
    column = LABEL_CODES.index(label)
    tokens = parsed.tokens[segment.first : segment.last]
    runs: list[list[float]] = []
    previous = -2
    for place, share in enumerate(shares[:, column].tolist()):
        if share < _MIN_SHARE:
            continue
        if place == previous + 1:
            runs[-1][1:] = [tokens[place].end, runs[-1][2] + share]
        else:
            runs.append([tokens[place].start, tokens[place].end, share])
        previous = place
    strongest = sorted(runs, key=lambda run: -run[2])[:_MAX_SPANS]
    pieces = [Evidence(int(start), int(end), label, round(weight, 6)) for start, end, weight in strongest]
    rest = float(logits[column]) - sum(piece.weight for piece in pieces)
    return [*pieces, Evidence(segment.start, segment.end, label, rest)]


def _profile(text: str, segments: Sequence[Segment]) -> dict[str, float]:
    sizes = [len("".join(text[s.start : s.end].split())) for s in segments]
    total = sum(sizes) or 1
    return {
        code: round(sum(n for n, s in zip(sizes, segments, strict=True) if code in s.labels) / total, 4)
        for code in LABEL_CODES
    }
