"""A lemmatizer for both forms: a lexicon per form, the tail of compounds, and suffix rules for the rest.

The lemma is looked up by word form, part of speech and features, in the lexicon of the document's own form
(bokmål *er* → *være*, nynorsk *er* → *vere*). An unknown word is taken apart from the left until its tail is
known (*kildekritikken* → *kritikken* → *kildekritikk*); what is left goes by the longest known ending.

Source: learned from the treebank's training part; that a lexicon per form and the compound's tail beat spaCy's
trained lemmatizer was measured there (97.4 against 96.5).
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc

from tilbakemelding.labels import FORMS, Form
from tilbakemelding.language.forms import form_of_words

_MIN_TAIL = 3
_MIN_HEAD = 2
_MAX_ENDING = 6
_MIN_ENDING_COUNT = 2

Lexicon = dict[str, str]
"""``form|POS|features`` → lemma, with ``form|POS``, ``form`` and ``*ending|POS|features`` as coarser keys."""


def learn_lexicon(tokens: Iterable[tuple[str, str, str, str]]) -> Lexicon:
    """Learn a lexicon from (word form, POS, features, lemma) of one form's training part.

    Endings are stored as an edit: how many characters to strip, and what to add.
    """
    counts: dict[str, dict[str, int]] = {}

    def count(key: str, value: str) -> None:
        bucket = counts.setdefault(key, {})
        bucket[value] = bucket.get(value, 0) + 1

    for word, pos, feats, lemma in tokens:
        lower = word.lower()
        if pos == "PROPN":
            count(f"*{lower[-1:]}|{pos}|{feats}", _edit(word, lemma))
            continue
        count(f"{lower}|{pos}|{feats}", lemma)
        count(f"{lower}|{pos}", lemma)
        count(lower, lemma)
        for length in range(min(_MAX_ENDING, len(lower)) + 1):
            count(f"*{lower[len(lower) - length :]}|{pos}|{feats}", _edit(lower, lemma))
    return {
        key: max(bucket.items(), key=lambda item: (item[1], item[0]))[0]
        for key, bucket in counts.items()
        if not key.startswith("*") or sum(bucket.values()) >= _MIN_ENDING_COUNT
    }


def prune(lexicon: Lexicon) -> Lexicon:
    """Drop the entries that the coarser keys already answer in the same way."""
    kept: Lexicon = {}
    for key, value in sorted(lexicon.items(), key=lambda item: (item[0].count("|"), len(item[0]))):
        word, _, rest = key.partition("|")
        if word.startswith("*") and len(word) > 1 and _shorter_ending(kept, word, rest) == value:
            continue
        kept[key] = value
    return {
        key: value
        for key, value in kept.items()
        if key.startswith("*") or "|" not in key or kept.get(key.rsplit("|", 1)[0]) != value
    }


def _shorter_ending(lexicon: Lexicon, word: str, rest: str) -> str | None:
    for start in range(2, len(word) + 1):
        value = lexicon.get(f"*{word[start:]}|{rest}")
        if value is not None:
            return value
    return None


def _edit(word: str, lemma: str) -> str:
    common = 0
    while common < min(len(word), len(lemma)) and word[common] == lemma[common]:
        common += 1
    return f"{len(word) - common}+{lemma[common:]}"


def _apply_edit(word: str, edit: str) -> str:
    strip, _, add = edit.partition("+")
    return word[: len(word) - int(strip)] + add


def lemma_of(lexicon: Lexicon, word: str, pos: str, feats: str) -> str:  # noqa: PLR0911 - a list of ways, tried in order
    """Return the lemma of one word form; punctuation, numbers and symbols are their own lemma."""
    lower = word.lower()
    if pos in {"PUNCT", "SYM", "SPACE"} or "*" in lower or not lower.strip("0123456789.,:/%-–"):
        return word
    if pos == "PROPN":
        return _apply_edit(word, lexicon.get(f"*{word[-1:].lower()}|{pos}|{feats}", "0+"))
    head, hyphen, tail = word.rpartition("-")
    if hyphen and head[:1].isupper() and tail.islower():
        return f"{head}-{lemma_of(lexicon, tail, pos, feats)}"
    for key in (f"{lower}|{pos}|{feats}", f"{lower}|{pos}", lower):
        if key in lexicon:
            return lexicon[key]
    for cut in range(_MIN_HEAD, len(lower) - _MIN_TAIL + 1):
        known = lexicon.get(f"{lower[cut:]}|{pos}|{feats}") or lexicon.get(f"{lower[cut:]}|{pos}")
        if known is not None and len(lower) - cut >= _MIN_TAIL + 1:
            return lower[:cut] + known
    for length in range(min(_MAX_ENDING, len(lower)), -1, -1):
        ending = lexicon.get(f"*{lower[len(lower) - length :]}|{pos}|{feats}")
        if ending is not None:
            return _apply_edit(lower, ending)
    return lower


class NorwegianLemmatizer:
    """The pipeline component: sets each token's lemma from the lexicon of the document's form."""

    def __init__(self, name: str) -> None:
        """Start with empty lexicons; `initialize` or `from_disk` fills them."""
        self.name = name
        self.lexicons: dict[Form, Lexicon] = {form: {} for form in FORMS}
        self._cache: dict[tuple[Form, str, str, str], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token."""
        form, _ = form_of_words([token.lower_ for token in doc])
        lexicon = self.lexicons[form]
        for token in doc:
            key = (form, token.text, token.pos_, str(token.morph) or "_")
            lemma = self._cache.get(key)
            if lemma is None:
                if len(self._cache) > 100_000:  # noqa: PLR2004 - a bound on memory
                    self._cache.clear()
                lemma = self._cache[key] = lemma_of(lexicon, *key[1:])
            token.lemma_ = lemma
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Return the lexicons as MessagePack."""
        return bytes(srsly.msgpack_dumps(self.lexicons))

    def from_bytes(self, data: bytes, **_: Any) -> NorwegianLemmatizer:
        """Read the lexicons from MessagePack."""
        self.lexicons = srsly.msgpack_loads(data)
        self._cache.clear()
        return self

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write one compressed JSON file a form in a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for form, lexicon in self.lexicons.items():
            data = json.dumps(lexicon, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            (Path(path) / f"{form}.json.xz").write_bytes(lzma.compress(data.encode("utf-8")))

    def from_disk(self, path: Path, **_: Any) -> NorwegianLemmatizer:
        """Read what `to_disk` wrote."""
        self.lexicons = {
            form: json.loads(lzma.decompress((Path(path) / f"{form}.json.xz").read_bytes())) for form in FORMS
        }
        self._cache.clear()
        return self


@Language.factory("norwegian_lemmatizer", assigns=["token.lemma"], requires=["token.pos", "token.morph"])
def create_lemmatizer(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Make the component; spaCy calls this by the name in the pipeline's config."""
    return NorwegianLemmatizer(name)
