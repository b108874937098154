"""Cuts a parsed comment into segments: lines, sentences, and clauses that may carry labels of their own.

A cut at a clause is *joinable*: the scheme cuts there only if the labels differ on its two sides, so the analysis
closes it again where they do not.

Source: "The unit: a segment" in ``corpora/annotated/guidelines/annotation.md``.
"""

from __future__ import annotations

from collections.abc import Sequence

from tilbakemelding.language.parsed import ParsedSegment, Token
from tilbakemelding.language.sentences import split_sentences

_CONJUNCTIONS = frozenset({"men", "og", "så", "mens", "medan"})
_MARKS = frozenset({";", "–", "—", "-", ":"})
_SUBORDINATORS = frozenset(
    "som at hvis om når dersom fordi siden sidan slik ettersom selv sjølv hva kva hvordan korleis hvorfor "
    "kvifor hvor kor kvar hvem kven hvilken hvilke kva til".split()
)
_MODALS = frozenset(
    "må bør kan kunne skal burde burte bu lyt ville vil skulle trenger treng prøv husk hugs neste savner saknar".split()
)
_QUOTES = frozenset('«»"“”')
_ORDERS = frozenset("kom les skriv gå sjå se prøv ta gjør gjer lever send spør snakk øv".split())
_REQUESTS = frozenset("må bør burde burte bu lyt skal skulle kan kunne".split())
_MIDDLE = frozenset("ikke ikkje aldri alltid også òg heller lettere lettare".split())
"""Adverbs that stand after the finite verb in a main clause, and before it in a subordinate one."""
_POINTING = frozenset("det dette her der da då".split())
_NOMINAL = frozenset({"PRON", "NOUN", "PROPN", "DET", "ADJ", "NUM"})
_COMMAS = frozenset(',;–—-)»"')
_MIN_CLAUSE = 2
_CORE_WITHIN = 5
_CLAUSE = 40
"""How many words of a clause are looked at."""


def cut(text: str, tokens: Sequence[Token], sentence_starts: Sequence[bool]) -> list[ParsedSegment]:
    """Return the segments of a text.

    Parameters
    ----------
    text
        The normalised text that the tokens' offsets refer to.
    tokens
        All tokens in order, without white space.
    sentence_starts
        For each token, whether the sentence recogniser starts a sentence there.

    """
    firsts = _sentence_firsts(text, tokens, sentence_starts)
    segments: list[ParsedSegment] = []
    for place, first in enumerate(firsts):
        last = firsts[place + 1] if place + 1 < len(firsts) else len(tokens)
        begin = first
        for cut_at in _clause_cuts(tokens, first, last):
            segments.append(_segment(tokens, begin, cut_at, joinable=begin != first))
            begin = cut_at
        segments.append(_segment(tokens, begin, last, joinable=begin != first))
    return segments


def _segment(tokens: Sequence[Token], first: int, last: int, *, joinable: bool) -> ParsedSegment:
    return ParsedSegment(tokens[first].start, tokens[last - 1].end, first, last, joinable)


def _sentence_firsts(text: str, tokens: Sequence[Token], starts: Sequence[bool]) -> list[int]:
    """Return the first token of each sentence: cut by punctuation and lines, and where a full stop was left out."""
    by_offset = {token.start: place for place, token in enumerate(tokens)}
    coarse = {by_offset[start] for start, _ in split_sentences(text) if start in by_offset} | {0}
    for place in range(1, len(tokens)):
        if starts[place] and place not in coarse and _stop_left_out(text, tokens, place):
            coarse.add(place)
    return sorted(coarse)


def _stop_left_out(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a sentence starts here although no mark ends the one before: a capital letter begins it."""
    token, before = tokens[place], tokens[place - 1]
    return (
        token.pos != "PROPN"
        and text[token.start].isupper()
        and token.end - token.start > 1
        and before.pos not in {"PUNCT", "SYM"}
        and before.end < token.start
    )


def _clause_cuts(tokens: Sequence[Token], first: int, last: int) -> list[int]:
    """Return the tokens inside a sentence at which a main clause begins that may carry other labels."""
    cuts: list[int] = []
    begin, quoted = first, False
    for place in range(first, last - 1):
        norm = tokens[place].norm
        if norm in _QUOTES:
            quoted = norm == "«" or (norm != "»" and not quoted)
        elif place > begin and not quoted and _opens_clause(tokens, begin, place, last):
            begin = place + 1 if norm in _MARKS else place
            cuts.append(begin)
    return cuts


def _opens_clause(tokens: Sequence[Token], begin: int, place: int, last: int) -> bool:
    """Tell whether a conjunction or mark at ``place`` parts two clauses, both main or elliptical."""
    norm = tokens[place].norm
    if norm in _MARKS:
        apart = tokens[place - 1].end < tokens[place].start or norm in ";:"
        return apart and place - begin >= _MIN_CLAUSE and _has_core(tokens, place + 1, last)
    if norm not in _CONJUNCTIONS:
        return False
    after_comma = tokens[place - 1].norm in _COMMAS
    if norm == "så" and (_orders(tokens, begin, place) or _aims(tokens, begin, place, last)):
        return False
    if norm == "men":
        return last - place > _MIN_CLAUSE
    if after_comma:
        return _has_core(tokens, place + 1, last)
    return _has_core(tokens, begin, place) and _starts_with_core(tokens, place + 1, last)


def _orders(tokens: Sequence[Token], begin: int, place: int) -> bool:
    """Tell whether a clause opens with an imperative (*Kom til meg, så …* is one segment)."""
    first = tokens[begin]
    return "Mood=Imp" in first.feats or (first.norm in _ORDERS and place > begin)


def _aims(tokens: Sequence[Token], begin: int, place: int, last: int) -> bool:
    """Tell whether *så* says what something is for (*så at*), and so opens a subordinate clause.

    It does where the clause has the word order of a subordinate one (*så det ikke blir for langt*), and where a
    subject and its verb follow a request (*Du må vise til kilder, så leseren kan sjekke tallene*). A word that
    points back instead (*så her må du …*, *så det er synd*) draws a conclusion.

    Source: no boundary of the training and development splits stands at such a *så*.
    """
    words = tokens[place + 1 : min(last, place + 1 + _CORE_WITHIN)]
    verb = next((number for number, token in enumerate(words) if _is_core(token)), 0)
    subject = words[:verb]
    if any(token.norm in _MIDDLE for token in subject[1:]):
        return True
    core = _core(tokens, begin, place)
    return (
        bool(subject)
        and subject[0].norm not in _POINTING
        and all(token.pos in _NOMINAL for token in subject)
        and core is not None
        and (core.norm in _REQUESTS or "Mood=Imp" in core.feats)
    )


def _has_core(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a stretch holds a main clause near its start."""
    return _core(tokens, first, last) is not None


def _core(tokens: Sequence[Token], first: int, last: int) -> Token | None:
    """Return a main clause's finite verb, or a word that stands for one, near the start of a stretch."""
    subordinate = False
    for token in tokens[first : min(last, first + _CLAUSE)]:
        if token.norm in _SUBORDINATORS:
            subordinate = True
        elif _is_core(token):
            if not subordinate:
                return token
            subordinate = False
    return None


def _is_core(token: Token) -> bool:
    return token.finite or token.norm in _MODALS


def _starts_with_core(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a main clause begins here: its finite verb is among the first words."""
    return _has_core(tokens, first, min(last, first + _CORE_WITHIN))
