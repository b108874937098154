"""Treebank sentences → spaCy training documents that look like running text, some of it careless.

NDT has no white space of its own, so the text is put together again by rules. Sentences are grouped, quotes
and dashes varied, headings set on a line of their own. A share of the groups is made careless on purpose
(no final full stop, lower-case starts, one sentence a line), since teachers' comments are not newspapers.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from spacy.tokens import Doc
from spacy.vocab import Vocab

from tilbakemelding.training.treebank import TreebankSentence, TreebankToken

COARSE_ENTITIES = {"PER": "PER", "ORG": "ORG", "GPE_ORG": "LOC", "LOC": "LOC", "GPE_LOC": "LOC"}
"""NorNE's entity types → those of the pipeline; the others are left out (names are needed for masking only)."""

_NO_SPACE_BEFORE = frozenset(",.;:!?)]»”%…")
_NO_SPACE_AFTER = frozenset("([«“")
_QUOTE_PAIRS = (("«", "»"), ('"', '"'), ("“", "”"), ("«", "»"))
_DASHES = ("-", "–", "–", "—")
_MIN_GROUP, _MAX_GROUP = 1, 12
_ONE_A_LINE, _CARELESS_BREAKS, _HEADING_BREAKS = 0.4, 0.7, 0.05
_CARELESS_EDGE = 0.6
_NEWLINE = TreebankToken("\n", "\n", "SPACE", "_", 0, "", "O", space_after=False)


def restore_spaces(sentence: TreebankSentence, rng: random.Random) -> TreebankSentence:
    """Return the sentence with quotes and dashes varied and white space put where a writer would put it."""
    opening, closing = rng.choice(_QUOTE_PAIRS)
    dash = rng.choice(_DASHES)
    inside = False
    tokens: list[TreebankToken] = []
    for token in sentence.tokens:
        form = token.form
        after = form not in _NO_SPACE_AFTER
        if form == '"':
            form, after, inside = (closing, True, False) if inside else (opening, False, True)
        elif form == "-":
            form = dash
        glued = form in _NO_SPACE_BEFORE or (token.form == '"' and not inside)
        if tokens and glued:
            tokens[-1] = replace(tokens[-1], space_after=False)
        lemma = form if token.pos == "PUNCT" else token.lemma
        tokens.append(replace(token, form=form, lemma=lemma, space_after=after))
    return replace(sentence, tokens=tuple(tokens))


def make_careless(sentence: TreebankSentence, rng: random.Random) -> TreebankSentence:
    """Return the sentence as someone in a hurry writes it: lower-case start, no final full stop, or both."""
    tokens = list(sentence.tokens)
    if rng.random() < _CARELESS_EDGE and tokens[0].pos != "PROPN" and not tokens[0].form.isupper():
        tokens[0] = replace(tokens[0], form=tokens[0].form[0].lower() + tokens[0].form[1:])
    if rng.random() < _CARELESS_EDGE and len(tokens) > 1 and tokens[-1].form == ".":
        tokens[-2] = replace(tokens[-2], space_after=True)
        tokens.pop()
    return replace(sentence, tokens=tuple(tokens))


def group_sentences(
    sentences: Iterable[TreebankSentence], rng: random.Random, *, careless_share: float
) -> Iterator[tuple[list[TreebankSentence], bool]]:
    """Yield groups of 1 to 12 neighbouring sentences of one document, and whether they were made careless.

    Parameters
    ----------
    careless_share
        Share of groups, in [0, 1], that are made careless.

    """
    for _, same_document in groupby(sentences, key=lambda s: s.document):
        rest = [restore_spaces(s, rng) for s in same_document]
        while rest:
            size = rng.randint(_MIN_GROUP, _MAX_GROUP)
            group, rest = rest[:size], rest[size:]
            careless = rng.random() < careless_share
            yield [make_careless(s, rng) for s in group] if careless else group, careless


def make_doc(vocab: Vocab, group: Sequence[TreebankSentence], rng: random.Random, *, careless: bool = False) -> Doc:
    """Build one gold document from a group of sentences.

    A line break follows some of the headings and sentences without final punctuation, more of them in a careless
    text; the sentence recogniser must know both, since the rest run on with no mark at all.
    """
    one_a_line = careless and rng.random() < _ONE_A_LINE
    break_share = _CARELESS_BREAKS if careless else _HEADING_BREAKS
    rows: list[TreebankToken] = []
    starts: list[bool] = []
    for place, sentence in enumerate(group):
        rows.extend(sentence.tokens)
        starts.extend([True, *[False] * (len(sentence.tokens) - 1)])
        open_ended = sentence.heading or sentence.tokens[-1].form[-1].isalnum()
        if place + 1 < len(group) and (one_a_line or (open_ended and rng.random() < break_share)):
            rows[-1] = replace(rows[-1], space_after=False)
            rows.append(_NEWLINE)
            starts.append(False)
    return doc_from_tokens(vocab, rows, starts)


def doc_from_tokens(vocab: Vocab, rows: Sequence[TreebankToken], starts: Sequence[bool]) -> Doc:
    """Build a gold document from tokens with UPOS and UD features, and their sentence starts."""
    return Doc(
        vocab,
        words=[row.form for row in rows],
        spaces=[row.space_after for row in rows],
        pos=[row.pos for row in rows],
        morphs=["" if row.feats == "_" else row.feats for row in rows],
        lemmas=[row.lemma for row in rows],
        sent_starts=[1 if start else -1 for start in starts],
        ents=list(_coarse(rows)),
    )


def _coarse(rows: Sequence[TreebankToken]) -> Iterator[str]:
    previous = "O"
    for row in rows:
        kind = COARSE_ENTITIES.get(row.entity[2:])
        if kind is None:
            tag = "O"
        else:
            begins = row.entity.startswith("B-") or previous == "O" or previous[2:] != kind
            tag = f"{'B' if begins else 'I'}-{kind}"
        previous = tag
        yield tag
