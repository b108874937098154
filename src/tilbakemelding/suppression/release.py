"""Pieces and what was counted before → what may be shown now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from tilbakemelding.errors import UnusableRelease
from tilbakemelding.suppression.answers import answer_cells
from tilbakemelding.suppression.blocks import Block, Dimension, Group, block_of, grouped, is_safe, mended, refined
from tilbakemelding.suppression.pieces import Cell, Piece, Reason, Shown, Withheld

ORDER: tuple[Dimension, ...] = ("subject", "level")
"""What a school's term is split by first. Source: own choice; docs/suppression.md compares."""


@dataclass(frozen=True, slots=True)
class Release:
    """What may be shown, until the next release is planned.

    Attributes
    ----------
    cells
        The answer for each cell that has a piece: every combination of school, subject, level and term, and of all.
    groups
        The pieces that are counted, in disjoint groups; each number shown is made of whole groups.
    blocks
        To be kept, and given to the next plan.

    """

    cells: Mapping[Cell, Shown | Withheld]
    groups: tuple[Group, ...]
    blocks: tuple[Block, ...]

    def answer(self, cell: Cell) -> Shown | Withheld:
        """Return whether a number may be shown for the cell, or why not."""
        return self.cells.get(cell, Withheld(Reason.NOTHING))

    def counted(self, cell: Cell) -> tuple[Piece, ...]:
        """Return the pieces that the cell's number is made from; none where it is withheld."""
        if isinstance(self.answer(cell), Withheld):
            return ()
        return tuple(chain.from_iterable(group for group in self.groups if all(_fits(piece, cell) for piece in group)))


def plan_release(
    pieces: Iterable[Piece], *, earlier: Iterable[Block] = (), order: Sequence[Dimension] = ORDER
) -> Release:
    """Decide what may be shown of the pieces, given all that was counted before.

    The decision depends on who contributed how much, where and when; never on what a comment says, on who asks, or on
    the order of the pieces.

    Parameters
    ----------
    pieces
        All that is released now, of all terms and of all schools of the owner.
    earlier
        The blocks of the release before; without them nothing protects against a comparison with it.
    order
        The dimensions to split a school's term by, the most important first.

    Raises
    ------
    UnusableRelease
        A piece is there twice, has no comments, or is not what it was in ``earlier``.

    """
    here = _by_id(pieces)
    known = tuple(earlier)
    _check(known, here)
    blocks = tuple(chain.from_iterable(_carried(block, here) for block in known))
    counted = {entry.piece for block in blocks for entry in block.entries}
    dormant, live = _sorted_out(blocks, here)
    fresh = [piece for piece in here.values() if piece.id not in counted]
    groups = tuple(chain.from_iterable(refined(group, order) for group in chain(live, _opened(fresh))))
    return Release(
        cells=answer_cells(tuple(here.values()), groups, repeated=bool(known)),
        groups=groups,
        blocks=(*dormant, *map(block_of, groups)),
    )


def _by_id(pieces: Iterable[Piece]) -> dict[str, Piece]:
    ordered = sorted(pieces, key=lambda piece: piece.id)
    here = {piece.id: piece for piece in ordered}
    if len(here) < len(ordered):
        raise UnusableRelease(problem="two pieces have the same id")
    if any(piece.comments < 1 for piece in ordered):
        raise UnusableRelease(problem="a piece has no comments")
    return here


def _check(blocks: Sequence[Block], here: Mapping[str, Piece]) -> None:
    """Refuse blocks that overlap, or that a piece has changed in under its id."""
    seen: set[str] = set()
    for block in blocks:
        holders: dict[int, str] = {}
        for entry in block.entries:
            if entry.piece in seen:
                raise UnusableRelease(problem="a piece is in two blocks")
            seen.add(entry.piece)
            piece = here.get(entry.piece)
            if piece and (
                piece.comments != entry.comments
                or holders.setdefault(entry.holder, piece.contributor) != piece.contributor
            ):
                raise UnusableRelease(problem="a piece has changed and kept its id")
        if len(set(holders.values())) < len(holders):
            raise UnusableRelease(problem="a piece has changed and kept its id")


def _carried(block: Block, here: Mapping[str, Piece]) -> tuple[Block, ...]:
    """Return the block as it is, or mended where a piece was withdrawn."""
    present = [here[entry.piece] for entry in block.entries if entry.piece in here]
    return (block,) if len(present) in {0, len(block.entries)} else mended(block, present)


def _sorted_out(blocks: Iterable[Block], here: Mapping[str, Piece]) -> tuple[list[Block], list[Group]]:
    """Part the blocks that lack a piece, and stay as they are, from those that can be counted."""
    dormant: list[Block] = []
    live: list[Group] = []
    for block in blocks:
        group = [here[entry.piece] for entry in block.entries if entry.piece in here]
        if len(group) == len(block.entries):
            live.append(group)
        else:
            dormant.append(block)
    return dormant, live


def _opened(fresh: Iterable[Piece]) -> list[Group]:
    """Return the safe groups of new pieces: a school's term, else what is left of the term in all schools together."""
    groups: list[Group] = []
    left: list[Piece] = []
    for group in grouped(fresh, lambda piece: (piece.school, piece.term)).values():
        if is_safe(group):
            groups.append(group)
        else:
            left += group
    return groups + [group for group in grouped(left, lambda piece: piece.term).values() if is_safe(group)]


def _fits(piece: Piece, cell: Cell) -> bool:
    return (
        cell.school in {None, piece.school}
        and cell.subject in {None, piece.subject}
        and cell.level in {None, piece.level}
        and cell.term in {None, piece.term}
    )
