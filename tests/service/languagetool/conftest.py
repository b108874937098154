"""Analyses written by hand: parts of a text with their labels."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tilbakemelding import Analysis, Form, Hint, PointsForward, Segment

Analyse = Callable[..., Analysis]


@pytest.fixture(scope="session")
def analysed() -> Analyse:
    """Build an analysis from (words, labels) pairs joined by blanks, and hints as code → number of a part."""

    def build(
        *parts: tuple[str, str], hints: dict[str, int | None] | None = None, advice: float = 0.1, form: Form = "nb"
    ) -> Analysis:
        text, segments = "", list[Segment]()
        for words, labels in parts:
            text += " " if text and not text.endswith("\n") else ""
            end = len(text) + len(words.rstrip("\n"))
            segments.append(Segment(len(text), end, form, tuple(labels.split()), {}, (), uncertain=False))
            text += words
        carried = {label for segment in segments for label in segment.labels}
        return Analysis(
            text=text,
            form=form,
            form_confidence=0.9,
            model="test",
            segments=tuple(segments),
            points_forward=PointsForward("advice" in carried, 1.0 if "advice" in carried else advice),
            verdict_only="summative" in carried and not carried & {"quality", "advice"},
            profile={},
            hints=tuple(Hint(code, "?", number) for code, number in (hints or {}).items()),
        )

    return build
