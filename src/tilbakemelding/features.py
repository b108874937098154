"""ParsedText → matrix: what a classifier may see of a segment.

Every feature belongs to a place: to one token (its word, its character n-grams, the word and grammar pattern that
ends in it), or to the segment as a whole (its length, its place in the comment). So a linear model's score falls
apart into the shares of tokens, exactly, and the shares are the evidence.

Key prefixes: ``w`` word, ``c`` characters, ``b`` word pair, ``s``/``t`` grammar pattern of two and three, ``f`` first
words, ``g`` the segment as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin

from tilbakemelding.language import ParsedSegment, ParsedText, Token

_CLOSED_CLASSES = frozenset({"ADP", "AUX", "CCONJ", "SCONJ", "DET", "PRON", "PART", "ADV", "INTJ", "PUNCT"})
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 27)
_SECOND_PERSON = frozenset(["du", "deg", "din", "ditt", "dine", "di", "dere", "deres", "dykk", "dykkar"])
_FIRST_PERSON = frozenset("jeg eg meg min mi mitt mine vi me oss vår vårt våre".split())


@dataclass(frozen=True, slots=True)
class SegmentView:
    """One segment in its comment: what the features are read from.

    ``number`` counts from 0 among ``total`` segments.
    """

    parsed: ParsedText
    first: int
    last: int
    number: int
    total: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The segment's tokens."""
        return self.parsed.tokens[self.first : self.last]


def views(parsed: ParsedText, segments: Sequence[ParsedSegment] | None = None) -> list[SegmentView]:
    """Return a view of each segment of a parsed comment (its own segments, or other ones over the same tokens)."""
    chosen = parsed.segments if segments is None else segments
    return [SegmentView(parsed, s.first, s.last, n, len(chosen)) for n, s in enumerate(chosen)]


def word_keys(word: str, *, longest: int) -> list[str]:
    """Return the keys of a word by itself: the word and its character n-grams of 2 to ``longest``, with edges."""
    edged = f"<{word}>" if not word.startswith("<") else word
    keys = [f"w={word}"]
    if not word.startswith("<"):
        for size in range(2, longest + 1):
            keys += [f"c={edged[at : at + size]}" for at in range(len(edged) - size + 1)]
    return keys


def pattern_of(token: Token, word: str) -> str:
    """Return what a grammar pattern shows of a token: function words as they are, others by their tag."""
    return word if token.pos in _CLOSED_CLASSES or word.startswith("<") else token.tag


def place_keys(view: SegmentView) -> list[list[str]]:
    """Return, for each token, the keys that depend on the words around it."""
    before, before_two = "^", "^"
    word_before = "^"
    keys: list[list[str]] = []
    for number, token in enumerate(view.tokens):
        word = token.key
        pattern = pattern_of(token, word)
        own = [f"b={word_before}_{word}", f"s={before}_{pattern}", f"t={before_two}_{before}_{pattern}"]
        if number == 0:
            own += [f"f={word}", f"f={pattern}"]
        elif number == 1:
            own.append(f"f={word_before}_{word}")
        keys.append(own)
        before_two, before, word_before = before, pattern, word
    return keys


def whole_keys(view: SegmentView) -> list[str]:
    """Return the keys of the segment as a whole: place, length, mood of the sentence, person, numbers."""
    tokens = view.tokens
    norms = {token.norm for token in tokens}
    last = tokens[-1].norm if tokens else ""
    tags = Counter(token.tag for token in tokens if token.pos in {"VERB", "AUX"})
    length = sum(token.pos != "PUNCT" for token in tokens)
    place = (
        "only"
        if view.total == 1
        else "first"
        if view.number == 0
        else "last"
        if view.number == view.total - 1
        else "inner"
    )
    keys = [
        f"g=place:{place}",
        f"g=length:{sum(length >= limit for limit in _LENGTHS)}",
        f"g=place:{place}&short:{length < 4}",  # noqa: PLR2004 - a fragment
        f"g=segments:{min(view.total, 6)}",
        f"g=end:{last if last in {'.', '!', '?', ':', '…', '...'} else 'none'}",
    ]
    keys += [f"g=verb:{tag}" for tag in tags]
    if not any(token.finite for token in tokens):
        keys.append("g=no finite verb")
    if norms & _SECOND_PERSON:
        keys.append("g=second person")
    if norms & _FIRST_PERSON:
        keys.append("g=first person")
    if "?" in norms:
        keys.append("g=question")
    if any(not norm.isalpha() and any(map(str.isdigit, norm)) for norm in norms):
        keys.append("g=figure")
    return keys


@dataclass(frozen=True, slots=True)
class KeyWeight:
    """What one occurrence of a key counts: ``scale / n_tokens ** damping``.

    Damping keeps long segments from shouting; what decides by its mere presence (a modal verb, a first word) is
    damped little.
    """

    scale: float
    damping: float


WEIGHTS: Mapping[str, KeyWeight] = {
    "w": KeyWeight(1.0, 0.1),
    "b": KeyWeight(1.0, 0.25),
    "s": KeyWeight(0.7, 0.25),
    "t": KeyWeight(0.5, 0.25),
    "f": KeyWeight(0.7, 0.0),
    "c": KeyWeight(0.4, 0.5),
    "g": KeyWeight(0.5, 0.0),
}
"""Key prefix → weight. Source: chosen on the development split."""


def weight_of(prefix: str, n_tokens: int) -> float:
    """Return what a key of this prefix counts in a segment of so many tokens."""
    weight = WEIGHTS[prefix]
    return float(weight.scale * max(1, n_tokens) ** -weight.damping)


class SegmentVectorizer(TransformerMixin, BaseEstimator):
    """Segment views → sparse matrix of shape (n_segments, n_features).

    Columns are the keys seen in at least ``min_segments`` training segments, sorted; each occurrence of a key adds
    its weight (`WEIGHTS`).

    Parameters
    ----------
    min_segments
        In how many training segments a key must occur.
    longest
        The longest character n-gram.
    groups
        Which key prefixes are used (see the module), as one string, for ablation.

    Attributes
    ----------
    vocabulary_
        Key → column.

    """

    def __init__(self, *, min_segments: int = 2, longest: int = 5, groups: str = "wcbstfg") -> None:
        self.min_segments = min_segments
        self.longest = longest
        self.groups = groups

    def fit(self, X: Sequence[SegmentView], y: Any = None) -> SegmentVectorizer:
        """Learn the columns from segment views; ``y`` is not used."""
        seen: Counter[str] = Counter()
        for view in X:
            seen.update(set(self._keys(view)))
        kept = sorted(key for key, count in seen.items() if count >= self.min_segments)
        self.vocabulary_ = {key: column for column, key in enumerate(kept)}
        return self

    def transform(self, X: Sequence[SegmentView]) -> csr_matrix:
        """Return the matrix; keys that were not learnt are left out."""
        data: list[float] = []
        indices: list[int] = []
        rows = [0]
        for view in X:
            weights = {prefix: weight_of(prefix, view.last - view.first) for prefix in self.groups}
            for key in self._keys(view):
                column = self.vocabulary_.get(key)
                if column is not None:
                    indices.append(column)
                    data.append(weights[key[0]])
            rows.append(len(indices))
        matrix = csr_matrix(
            (np.asarray(data, dtype=np.float64), indices, rows), shape=(len(rows) - 1, len(self.vocabulary_))
        )
        matrix.sum_duplicates()
        return matrix

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Return the keys in column order."""
        return np.array(list(self.vocabulary_), dtype=object)

    def _keys(self, view: SegmentView) -> Iterator[str]:
        for token, own in zip(view.tokens, place_keys(view), strict=True):
            for key in (*word_keys(token.key, longest=self.longest), *own):
                if key[0] in self.groups:
                    yield key
        if "g" in self.groups:
            yield from whole_keys(view)
