"""Blocks: the disjoint groups, each safe by itself, of which every number ever shown is a sum.

Source: query restriction, Adam and Wortmann 1989, "Security-Control Methods for Statistical Databases: A Comparative
Study", ACM Computing Surveys 21(4); the proof for this rule stands in ``docs/suppression.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, TypeVar

from tilbakemelding.suppression.pieces import Piece, weakness

Dimension = Literal["subject", "level"]
Group = Sequence[Piece]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece as a block remembers it, without its contributor's pseudonym.

    ``holder`` tells contributors of the same block apart, and means nothing outside it.
    """

    piece: str
    holder: int
    comments: int


@dataclass(frozen=True, slots=True)
class Block:
    """A group that was counted as one; all that must be kept from one release to the next."""

    entries: tuple[Entry, ...]


def block_of(group: Group) -> Block:
    """Return the block of a group, in an order that does not depend on the order of the pieces."""
    holders: dict[str, int] = {}
    ordered = sorted(group, key=lambda piece: piece.id)
    return Block(
        tuple(Entry(piece.id, holders.setdefault(piece.contributor, len(holders)), piece.comments) for piece in ordered)
    )


def is_safe(group: Iterable[Piece]) -> bool:
    """Tell whether a group is at or above the limit."""
    holdings: dict[str, int] = defaultdict(int)
    for piece in group:
        holdings[piece.contributor] += piece.comments
    return weakness(holdings.values()) is None


def refined(group: Group, order: Sequence[Dimension]) -> Iterator[Group]:
    """Split a safe group along the first dimension that it can be split along, and its parts again, to the end."""
    for dimension in order:
        parts = _split(group, dimension)
        if len(parts) > 1:
            for part in parts:
                yield from refined(part, order)
            return
    yield group


def _split(group: Group, dimension: Dimension) -> list[Group]:
    """Take off one value after the other, the largest first, as long as both what is taken and the rest are safe."""
    by_value = grouped(group, lambda piece: piece.subject if dimension == "subject" else piece.level)
    safe = {value: sum(piece.comments for piece in part) for value, part in by_value.items() if is_safe(part)}
    parts: list[Group] = []
    rest = dict(by_value)
    for value in sorted(safe, key=lambda value: (-safe[value], value)):
        others = [piece for other in rest if other != value for piece in rest[other]]
        if is_safe(others):
            parts.append(rest.pop(value))
    return [*parts, [piece for value in rest for piece in rest[value]]]


def mended(block: Block, present: Group) -> tuple[Block, ...]:
    """Set apart what was withdrawn from a block, together with so many others that the difference shows no small group.

    Who goes with it follows from a hash of the pseudonyms, never from the comments. Returns the block itself where
    what is left, or what is set apart, would be below the limit.

    Parameters
    ----------
    block
        A block some of whose pieces were withdrawn.
    present
        Its pieces that are still there.

    """
    here = {piece.id for piece in present}
    apart = [entry for entry in block.entries if entry.piece not in here]
    kept = list(present)
    entries = {entry.piece: entry for entry in block.entries}
    for contributor in sorted({piece.contributor for piece in present}, key=_lot):
        if _is_safe_apart(apart):
            break
        apart += [entries[piece.id] for piece in kept if piece.contributor == contributor]
        kept = [piece for piece in kept if piece.contributor != contributor]
    if not is_safe(kept):  # nobody is left where all together could not make safe what is set apart
        return (block,)
    return Block(tuple(sorted(apart, key=lambda entry: entry.piece))), block_of(kept)


def _is_safe_apart(entries: Iterable[Entry]) -> bool:
    holdings: dict[int, int] = defaultdict(int)
    for entry in entries:
        holdings[entry.holder] += entry.comments
    return weakness(holdings.values()) is None


def _lot(contributor: str) -> bytes:
    return blake2b(contributor.encode(), digest_size=16).digest()


def grouped(pieces: Iterable[Piece], key: Callable[[Piece], Key]) -> dict[Key, list[Piece]]:
    """Return the pieces by a key, in the order of their first appearance."""
    groups: dict[Key, list[Piece]] = defaultdict(list)
    for piece in pieces:
        groups[key(piece)].append(piece)
    return groups
