"""Tells bokmål from nynorsk, and Norwegian from other languages, word by word.

Each word speaks for one form with a weight (a log-odds); the weights add up. Words that both forms share say
nothing. The table is learned from the treebank's training part and kept as plain data (``forms.json``).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from tilbakemelding.labels import Form

_SMOOTHING = 0.5
_MAX_WEIGHT = 4.0
_MIN_WEIGHT = 1.0
_MIN_COUNT = 3
_ENDING = 3
_MIN_WORDS_TO_JUDGE = 4
_KNOWN_SHARE = 0.4
_NORWEGIAN = frozenset(
    "og i på er det som en ei et ein eit til av å du jeg eg har ikke ikkje med for at den de dei kan må skal vil men "
    "så om fra frå hva kva din ditt dine veldig meget godt fint bra oppgave oppgåve teksten".split()
)
_SHARED = frozenset(
    "jobba snakka prata huska kasta venta svara hoppa starta stoppa laga endra boka jenta oppgava prøva veit "
    "kikka flytta fram".split()
)
"""Words of both forms that newspapers in one of them avoid: radical bokmål, and words that teachers share."""

_FOREIGN = {
    "en": frozenset(
        "the and of to is are was were you your this that with have has on it be not but well work good great more "
        "use need next time very check before remember".split()
    ),
    "sv": frozenset(
        "och är att det inte jag på ett du din mycket bra som för men har med till av hur också när".split()
    ),
    "da": frozenset("og er at det ikke jeg på et du din meget godt som af men har med til hvad også når nogle".split()),
    "de": frozenset("der die das und ist nicht du dein deine ein eine sehr gut mit auf zu hast auch aber wie".split()),
}
"""Small and school words by which other languages give themselves away; written down for this project."""


@cache
def _data() -> Mapping[str, Mapping[str, float]]:
    loaded: dict[str, dict[str, float]] = json.loads(
        files(__package__).joinpath("forms.json").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _known() -> frozenset[str]:
    return frozenset(_data()["known"])


def form_weight(word: str) -> float:
    """Return how much a lower-cased word speaks for nynorsk (positive) or bokmål (negative), in log-odds."""
    if word in _SHARED:
        return 0.0
    data = _data()
    weight = data["words"].get(word)
    if weight is None:
        weight = 0.0 if word in _known() else data["endings"].get(word[-_ENDING:], 0.0)
    return weight


def form_of_words(words: Iterable[str]) -> tuple[Form, float]:
    """Return the form of a text and the confidence in it.

    Parameters
    ----------
    words
        The text's words, lower-cased.

    Returns
    -------
    form, confidence
        ``nb`` or ``nn`` (bokmål where nothing speaks), and a probability in [0.5, 1].

    """
    total = sum(map(form_weight, words))
    return ("nn" if total > 0 else "nb"), 1 / (1 + math.exp(-min(abs(total), 30.0)))


def seems_norwegian(words: Sequence[str]) -> bool:
    """Tell whether a text looks Norwegian.

    It does if enough of its words are in the treebank's vocabulary, and no other language's small words outnumber
    the Norwegian ones. Fewer than four alphabetic words are never judged.
    """
    judged = [word for word in words if word.isalpha()]
    if len(judged) < _MIN_WORDS_TO_JUDGE:
        return True
    known = _known()
    if sum(word in known for word in judged) < _KNOWN_SHARE * len(judged):
        return False
    norwegian = sum(word in _NORWEGIAN for word in judged)
    return all(sum(word in small for word in judged) <= norwegian for small in _FOREIGN.values())


def learn_forms(words: Mapping[Form, Iterable[str]]) -> dict[str, object]:
    """Learn the table from the words of each form; return what ``forms.json`` holds.

    A word is kept if it was seen often enough and speaks clearly; so are endings of three letters, which stand
    in for words never seen. ``known`` lists all words seen twice, for `seems_norwegian`.
    """
    counts = {form: Counter(word.lower() for word in text if word.isalpha()) for form, text in words.items()}
    endings = {form: Counter(dict.fromkeys((), 0)) + _ending_counts(count) for form, count in counts.items()}
    both = counts["nb"] + counts["nn"]
    return {
        "words": _log_odds(counts),
        "endings": {key: round(value / 2, 2) for key, value in _log_odds(endings).items()},
        "known": sorted(word for word, count in both.items() if count > 1),
    }


def _ending_counts(count: Counter[str]) -> Counter[str]:
    endings: Counter[str] = Counter()
    for word in count:
        if len(word) > _ENDING + 1:
            endings[word[-_ENDING:]] += 1
    return endings


def _log_odds(counts: Mapping[Form, Counter[str]]) -> dict[str, float]:
    totals = {form: count.total() for form, count in counts.items()}
    table = {}
    for key in sorted(counts["nb"].keys() | counts["nn"].keys()):
        nb, nn = counts["nb"][key], counts["nn"][key]
        if nb + nn < _MIN_COUNT:
            continue
        weight = math.log((nn + _SMOOTHING) / totals["nn"]) - math.log((nb + _SMOOTHING) / totals["nb"])
        if abs(weight) >= _MIN_WEIGHT:
            table[key] = round(max(-_MAX_WEIGHT, min(_MAX_WEIGHT, weight)), 2)
    return table
