"""The Norwegian Dependency Treebank: reading it, and carrying its tags over to Universal Dependencies.

The training part exists in NDT's own annotation only; the development and test parts exist in both.
The carrying-over is learned on the development part, where the two stand side by side, as tables of
ever coarser keys (back-off), and measured on the test part.

Source: NDT (Solberg et al. 2014), NorNE (Jørgensen et al. 2020, repository ``ltgoslo/norne``);
conversion to UD described in Øvrelid and Hohle 2016 and Velldal et al. 2017.
"""

from __future__ import annotations

import lzma
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

STANDARDS: Mapping[str, str] = {"nb": "nob", "nn": "nno"}
"""Form of Norwegian → the code that the treebank's file names use."""

_FEATURE_NAMES = {"eint": "ent", "bu": "be"}
_FEATURES_WITHOUT_WEIGHT = frozenset({"samset", "unorm", "clb", "<ikkje-clb>", "<ikke-clb>", "_"})


@dataclass(frozen=True, slots=True)
class TreebankToken:
    """One row of the treebank.

    ``head`` is a position counted from 1 (0 is the root), ``entity`` an IOB tag such as ``B-PER`` or ``O``,
    ``space_after`` whether white space follows in the source text (known only in the UD files, else guessed).
    """

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    deprel: str
    entity: str
    space_after: bool = True


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """A sentence: its document's name and its tokens. ``heading`` tells a line without a final full stop."""

    document: str
    tokens: tuple[TreebankToken, ...]
    heading: bool = False


def read_ndt(path: Path) -> Iterator[TreebankSentence]:
    """Yield the sentences of an NDT file, without the ``|`` rows that end headings.

    Source: the column description in the treebank's README.
    """
    yield from (_sentence(block, ndt=True) for block in _blocks(path))


def read_ud(path: Path) -> Iterator[TreebankSentence]:
    """Yield the sentences of a CoNLL-U file of NorNE, with ``SpaceAfter`` kept.

    Nynorsk proper nouns that the old conversion tags NOUN are mended by the caller (see `mend_proper_nouns`).
    """
    yield from (_sentence(block, ndt=False) for block in _blocks(path))


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line:
                block.append(line)
            elif any(not row.startswith("#") for row in block):
                yield block
                block = []
    if any(not row.startswith("#") for row in block):
        yield block


def _sentence(block: list[str], *, ndt: bool) -> TreebankSentence:
    document = next((row.split("=", 1)[1].strip() for row in block if row.startswith("# sent_id")), "")
    rows = [row.split("\t") for row in block if not row.startswith("#")]
    heading = ndt and rows[-1][1] == "|"
    kept = [row for row in rows if not (ndt and row[1] == "|")]
    position = {row[0]: place for place, row in enumerate(kept, start=1)}
    tokens = tuple(
        TreebankToken(
            form=row[1],
            lemma=row[1] if row[2].startswith("$") else row[2],
            pos=row[3],
            feats=row[5],
            head=position.get(row[6], 0),
            deprel=row[7],
            entity=next((part[5:] for part in row[9].split("|") if part.startswith("name=")), "O"),
            space_after="SpaceAfter=No" not in row[9],
        )
        for row in kept
    )
    return TreebankSentence(document=document.rsplit("-", 1)[0], tokens=tokens, heading=heading)


def normalise_features(feats: str) -> str:
    """Return NDT features with one name for both standards and without those that UD does not need."""
    parts = (_FEATURE_NAMES.get(part, part) for part in feats.split("|"))
    return "|".join(sorted(part for part in parts if part not in _FEATURES_WITHOUT_WEIGHT))


@dataclass(frozen=True, slots=True)
class _Context:
    """What the carrying-over sees of one token."""

    pos: str
    feats: str
    lemma: str
    form: str
    deprel: str
    infinitive: str
    predicative: str
    complement: str
    head_pos: str
    head_deprel: str


def _contexts(sentence: TreebankSentence) -> list[_Context]:
    children: dict[int, list[TreebankToken]] = defaultdict(list)
    for token in sentence.tokens:
        children[token.head].append(token)
    contexts = []
    for place, token in enumerate(sentence.tokens, start=1):
        own = children[place]
        head = sentence.tokens[token.head - 1] if token.head else None
        contexts.append(
            _Context(
                pos=token.pos,
                feats=normalise_features(token.feats),
                lemma=token.lemma.lower(),
                form=token.form.lower(),
                deprel=token.deprel,
                infinitive=next((c.form.lower() for c in own if c.deprel == "INFV"), ""),
                predicative=next((c.pos for c in own if c.deprel == "SPRED"), ""),
                complement=next((c.pos for c in own if c.deprel == "PUTFYLL"), ""),
                head_pos=head.pos if head else "",
                head_deprel=head.deprel if head else "",
            )
        )
    return contexts


_Key = Callable[[_Context], tuple[str, ...]]

_UPOS_KEYS: tuple[_Key, ...] = (
    lambda c: (c.pos, c.feats, c.lemma, c.deprel, c.infinitive, c.predicative, c.complement, c.head_pos, c.head_deprel),
    lambda c: (c.pos, c.feats, c.lemma, c.deprel, c.infinitive, c.predicative, c.complement),
    lambda c: (c.pos, c.lemma, c.deprel, bool(c.infinitive) * "i", c.predicative, c.complement),
    lambda c: (c.pos, c.lemma, bool(c.infinitive) * "i", bool(c.predicative) * "p", c.complement),
    lambda c: (c.pos, c.feats, c.deprel, bool(c.infinitive) * "i", c.complement),
    lambda c: (c.pos, c.lemma),
    lambda c: (c.pos, c.feats),
    lambda c: (c.pos,),
)


def _feats_keys(upos: str) -> tuple[_Key, ...]:
    return (
        lambda c: (upos, c.pos, c.feats, c.lemma, c.form, c.deprel),
        lambda c: (upos, c.pos, c.feats, c.lemma, c.form),
        lambda c: (upos, c.pos, c.feats, c.lemma),
        lambda c: (upos, c.pos, c.feats),
        lambda c: (upos, c.pos),
        lambda _: (upos,),
    )


class UdMapping:
    """Tables that carry NDT tags over to UPOS and UD features, learned where both are known.

    Source: the tables are learned from the development files of NorNE's ``ud/`` folder; the rule that NDT's
    ``prop`` is PROPN repairs the nynorsk conversion.
    """

    def __init__(self) -> None:
        """Start with empty tables; `learn` fills them."""
        self._upos: list[dict[tuple[str, ...], Counter[str]]] = [defaultdict(Counter) for _ in _UPOS_KEYS]
        self._feats: list[dict[tuple[str, ...], Counter[str]]] = [defaultdict(Counter) for _ in range(6)]

    def learn(self, ndt: TreebankSentence, ud: TreebankSentence) -> None:
        """Add one sentence that is known in both annotations; sentences of other token counts are passed over."""
        if len(ndt.tokens) != len(ud.tokens):
            return
        for context, gold in zip(_contexts(ndt), mend_proper_nouns(ndt, ud).tokens, strict=True):
            for table, key in zip(self._upos, _UPOS_KEYS, strict=True):
                table[key(context)][gold.pos] += 1
            for table, key in zip(self._feats, _feats_keys(gold.pos), strict=True):
                table[key(context)][gold.feats] += 1

    def apply(self, sentence: TreebankSentence) -> TreebankSentence:
        """Return the sentence with UPOS in ``pos`` and UD features in ``feats``."""
        tokens = []
        for token, context in zip(sentence.tokens, _contexts(sentence), strict=True):
            upos = "PROPN" if "prop" in context.feats.split("|") else _look_up(self._upos, _UPOS_KEYS, context)
            feats = _look_up(self._feats, _feats_keys(upos), context)
            tokens.append(
                TreebankToken(
                    token.form, token.lemma, upos or "X", feats or "_", token.head, token.deprel, token.entity
                )
            )
        return TreebankSentence(sentence.document, tuple(tokens), sentence.heading)


def _look_up(tables: list[dict[tuple[str, ...], Counter[str]]], keys: tuple[_Key, ...], context: _Context) -> str:
    for table, key in zip(tables, keys, strict=True):
        counts = table.get(key(context))
        if counts:
            return counts.most_common(1)[0][0]
    return ""


def mend_proper_nouns(ndt: TreebankSentence, ud: TreebankSentence) -> TreebankSentence:
    """Return the UD sentence with PROPN wherever NDT says ``prop``.

    Source: "Known oddities" in the treebank's README (530 of 2,911 nynorsk proper nouns are tagged NOUN).
    """
    if len(ndt.tokens) != len(ud.tokens):
        return ud
    tokens = tuple(
        TreebankToken(u.form, u.lemma, "PROPN", u.feats, u.head, u.deprel, u.entity, u.space_after)
        if "prop" in n.feats.split("|")
        else u
        for n, u in zip(ndt.tokens, ud.tokens, strict=True)
    )
    return TreebankSentence(ud.document, tokens, ud.heading)


def read_pairs(folder: Path, *, form: str, part: str) -> Iterator[tuple[TreebankSentence, TreebankSentence]]:
    """Yield (NDT, UD) sentence pairs of ``part`` (``dev`` or ``test``) for one form (``nb`` or ``nn``)."""
    name = STANDARDS[form]
    yield from zip(
        read_ndt(folder / f"ndt-{name}-{part}.conll.xz"),
        read_ud(folder / f"norne-ud-{name}-{part}.conllu.xz"),
        strict=True,
    )


def learn_mapping(folder: Path, *, form: str) -> UdMapping:
    """Learn the mapping of one form from its development files."""
    mapping = UdMapping()
    for ndt, ud in read_pairs(folder, form=form, part="dev"):
        mapping.learn(ndt, ud)
    return mapping
