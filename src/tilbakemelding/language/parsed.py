"""What leaves the language pipeline: plain values, no spaCy object.

All offsets are Unicode code points into the text as it was given.
"""

from __future__ import annotations

from dataclasses import dataclass

from tilbakemelding.labels import Form


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark.

    ``norm`` is the lower-cased, normalised form; ``key`` the same word as both forms of Norwegian share it (nynorsk
    words by their bokmål counterpart, numbers made alike; see ``words``); ``pos`` a universal part of speech;
    ``feats`` universal features (``Mood=Imp|VerbForm=Fin``), empty for none; ``tag`` the part of speech with the
    features that tell mood, tense, person and degree (``VERB:Imp``).
    """

    start: int
    end: int
    norm: str
    key: str
    pos: str
    feats: str
    tag: str

    @property
    def finite(self) -> bool:
        """Tell whether it is a finite verb."""
        return "VerbForm=Fin" in self.feats


@dataclass(frozen=True, slots=True)
class ParsedSegment:
    """A stretch ``[start, end)`` that may carry labels of its own, and its tokens ``[first, last)``.

    ``joinable`` tells that it begins inside a sentence, at a clause: it stays a segment of its own only if its
    labels differ from those before it.
    """

    start: int
    end: int
    first: int
    last: int
    joinable: bool


@dataclass(frozen=True, slots=True, eq=False)
class ParsedText:
    """A parsed comment.

    Attributes
    ----------
    text
        The text as given.
    form, form_confidence
        Its form of Norwegian and a probability in [0.5, 1].
    norwegian
        False where the text seems to be in another language.
    tokens
        Its tokens in order, white space left out.
    segments
        Its segments in order; every non-blank character lies in exactly one.

    """

    text: str
    form: Form
    form_confidence: float
    norwegian: bool
    tokens: tuple[Token, ...]
    segments: tuple[ParsedSegment, ...]
