"""Marks imperatives that the trained tagger misses.

Imperatives are rare in newspapers and everything in advice. A word is taken for an imperative when it is the
imperative form of a known verb, stands where a main clause begins, is not followed by its subject or by a finite
verb, and the clause has no other finite verb.

Source: the verbs come from the treebank's training part and from ``imperatives.json``; the rule was written on
the training part and settled on the development part.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

_OPENERS = frozenset(
    "og eller men så då da også òg bare berre ikke ikkje aldri alltid vennligst ver gjerne heller "
    "eventuelt først fyrst deretter derfor difor ellers elles neste nå no samt".split()
)
_SUBJECTS = frozenset(["du", "eg", "jeg", "han", "hun", "ho", "vi", "dere", "man"])
_SUBORDINATORS = frozenset("som at hvis om når dersom fordi slik mens medan der før etter til da då så enn".split())
_NOT_BEFORE = frozenset({"av"})
_CONJUNCTIONS = frozenset({"og", "eller", "men"})
_FORMAL_SUBJECTS = frozenset({"det", "dette", "den"})
_OPENING_MARKS = frozenset(':-–—(«"*•+>')
_BREAKS = frozenset(",;)»/")
_SHORT_VERB = 3
_CLAUSE = 40
"""How many words of a clause are looked at."""
_MOOD = "Mood=Imp|VerbForm=Fin"


def imperative_of(infinitive: str) -> str:
    """Return the imperative of an infinitive of either form: *huske* → *husk*, *skriva* → *skriv*, *gå* → *gå*."""
    if len(infinitive) > 3 and infinitive[-1] in "ea":  # noqa: PLR2004 - shorter ones are stems already
        stem = infinitive[:-1]
        if stem.endswith("mm"):
            return stem[:-1]
        if stem.endswith(("kj", "gj")) and len(stem) > 3:  # noqa: PLR2004
            return stem[:-1]
        return stem
    return infinitive


@cache
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    """Return the imperative forms of the verbs of instruction, and those of the treebank's verbs as well."""
    data = json.loads(files(__package__).joinpath("imperatives.json").read_text(encoding="utf-8"))
    never = frozenset(data["never"])
    instruction = frozenset(imperative_of(verb) for verb in data["infinitives"].split()) - never
    return instruction, instruction | frozenset(data["treebank"].split()) - never


def find_imperatives(tokens: Iterable[Token]) -> list[int]:
    """Return the positions of tokens in one sentence that the rule takes for imperatives."""
    sentence = list(tokens)
    instruction, any_verb = _forms()
    found: list[int] = []
    at_start, fresh = True, True
    for place, token in enumerate(sentence):
        word = token.lower_
        if token.is_space or word in _OPENING_MARKS:
            at_start = fresh = True
        elif token.is_punct or word in _BREAKS or (fresh and token.like_num):
            at_start = True
        elif word in _OPENERS and (at_start or word in _CONJUNCTIONS):
            fresh = fresh or (at_start and _stands_alone(sentence, place + 1))
            at_start = True
        else:
            if place and token.is_title and sentence[place - 1].is_lower and word in instruction:
                at_start = fresh = True  # a full stop was left out
            known = any_verb if found or fresh else frozenset[str]()
            if at_start and word in known and (fresh or word in instruction) and _fits(sentence, place):
                found.append(place)
            at_start = fresh = False
    return found


def _stands_alone(sentence: list[Token], place: int) -> bool:
    """Tell whether a word is an imperative form that is not an infinitive too (*skriv*, not *se* or *ta*)."""
    if place >= len(sentence):
        return False
    word = sentence[place].lower_
    return len(word) > _SHORT_VERB and word in _forms()[0] and sentence[place].pos_ not in {"NOUN", "ADJ"}


def _opens_condition(sentence: list[Token], place: int) -> bool:
    """Tell whether a formal subject, and later a comma and a finite verb, follow: *Skjer det, blir …*."""
    rest = sentence[place + 1 : place + 1 + _CLAUSE]
    return (
        bool(rest)
        and rest[0].lower_ in _FORMAL_SUBJECTS
        and any(one.text == "," and _is_finite(two) for one, two in pairwise(rest))
    )


def _fits(sentence: list[Token], place: int) -> bool:
    if _opens_condition(sentence, place):
        return False
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    if sentence[place].pos_ == "PROPN" and (following is None or not following.text.islower()):
        return False
    if following is not None and (following.lower_ in _SUBJECTS | _NOT_BEFORE or _is_finite(following)):
        return False
    for token in sentence[place + 1 : place + 1 + _CLAUSE]:
        if token.lower_ in _SUBORDINATORS or token.lower_ in _BREAKS or token.lower_ in {"og", "men", "eller"}:
            return True
        if _is_finite(token):
            return False
    return True


def _is_finite(token: Token) -> bool:
    return (
        token.pos_ in {"VERB", "AUX"}
        and token.morph.get("VerbForm", []) == ["Fin"]
        and token.morph.get("Mood", []) != ["Imp"]
    )


def cannot_be_imperative(token: Token) -> bool:
    """Tell whether a word that the tagger took for an imperative is none.

    An imperative of more than three letters does not end in an unstressed vowel or a passive *-es*, is not followed
    by its subject, opens no condition (*Skjer det, blir …*), and is not the first part of a name.
    """
    word = token.lower_
    if len(word) > _SHORT_VERB and word.endswith(("e", "a", "es")):
        return True
    window = token.doc[token.i : min(token.i + _CLAUSE, token.sent.end)]
    if _opens_condition(list(window), 0):
        return True
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return following is not None and (
        following.lower_ in _SUBJECTS or (token.is_title and following.is_title and following.pos_ == "PROPN")
    )


def _set_features(token: Any, feats: str) -> None:
    token.set_morph(feats)  # spaCy's types do not know this method


@Language.component("imperatives", assigns=["token.morph", "token.pos"], requires=["token.pos", "token.morph"])
def mark_imperatives(doc: Doc) -> Doc:
    """Set ``Mood=Imp`` on the imperatives that the rule finds and take it from impossible ones; a component."""
    for sentence in doc.sents:
        found = set(find_imperatives(sentence))
        for place, token in enumerate(sentence):
            is_marked = token.morph.get("Mood", []) == ["Imp"]
            if place in found and not is_marked:
                token.pos_ = "VERB"
                _set_features(token, _MOOD)
            elif is_marked and place not in found and cannot_be_imperative(token):
                _set_features(token, "")
    return doc
