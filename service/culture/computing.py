"""Makes an owner's figures: one plan for the owner and all schools, estimates of what it lets be counted, one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.culture.gathering import Gathered, Model, Told, gather
from service.culture.measures import MEASURES, Measure, holds
from service.store.columns import now
from service.store.tables import Figure, FigureState
from tilbakemelding import (
    MIN_COVERAGE,
    Basis,
    Block,
    Cell,
    Entry,
    Piece,
    Reason,
    Release,
    ReleasedComment,
    ShareEstimate,
    Withheld,
    estimate_share,
    plan_release,
)

MAX_UNREAD = 0.2
"""Largest part of a cell's comments that may be of teams that have read none at random.

Source: as for a stratum without review in `estimate_share`: of these comments nothing is known but predictions.
"""

UNREAD = "unread-teams"


def make_figures(session: Session) -> int:
    """Make the figures of the session's owner anew, in its transaction; return how many cells they have."""
    state = session.scalar(select(FigureState).with_for_update())
    if state is None:
        state = FigureState(blocks=[])
        session.add(state)
    gathered = gather(session)
    release = plan_release(gathered.pieces, earlier=_blocks(state.blocks))
    session.execute(delete(Figure))
    figures = list(_figures(gathered, release))
    session.add_all(figures)
    state.blocks = [[[e.piece, e.holder, e.comments] for e in block.entries] for block in release.blocks]
    state.stale, state.made_at = False, now()
    session.flush()
    return len(figures)


def _blocks(kept: Sequence[Any]) -> list[Block]:
    return [Block(tuple(Entry(*entry) for entry in block)) for block in kept]


def _figures(gathered: Gathered, release: Release) -> Iterator[Figure]:
    for cell, answer in release.cells.items():
        if cell.school is not None and cell.term is not None:
            withheld = answer.reason if isinstance(answer, Withheld) else None
            complete = isinstance(answer, Withheld) or answer.complete
            yield from _rows(gathered, cell, release.counted(cell), withheld, complete=complete)
    for cell, groups, withheld, complete in owners_cells(gathered, release):
        yield from _rows(gathered, cell, groups, withheld, complete=complete)


def owners_cells(gathered: Gathered, release: Release) -> Iterator[tuple[Cell, Sequence[Piece], Reason | None, bool]]:
    """Answer the owner's cells, from the groups that lie wholly in what was released on.

    Each number is a sum over whole groups of the one plan, as the schools' are, so that nothing can be had by
    subtracting the one from the other.
    """
    on = [piece for piece in gathered.pieces if (piece.school, piece.term) in gathered.released_on]
    whole = [group for group in release.groups if all((p.school, p.term) in gathered.released_on for p in group)]
    for cell in _cells(on):
        inside = [piece for piece in on if _fits(piece, cell)]
        counted = list(chain.from_iterable(group for group in whole if all(_fits(piece, cell) for piece in group)))
        all_comments, some = (sum(piece.comments for piece in part) for part in (inside, counted))
        answer = release.answer(cell)
        if not counted and isinstance(answer, Withheld):
            yield cell, (), answer.reason, True
        elif some < MIN_COVERAGE * all_comments:
            yield cell, (), Reason.SUBTRACTION, True
        else:
            yield cell, counted, None, some == all_comments


def _cells(pieces: Iterable[Piece]) -> list[Cell]:
    found = {
        Cell(None, subject, level, piece.term)
        for piece in pieces
        for subject, level in product((None, piece.subject), (None, piece.level))
    }
    return sorted(found, key=lambda cell: (cell.term or "", cell.subject or "", cell.level or ""))


def _fits(piece: Piece, cell: Cell) -> bool:
    return (
        piece.term == cell.term
        and cell.subject in {None, piece.subject}
        and cell.level in {None, piece.level}
    )  # fmt: skip


def _rows(
    gathered: Gathered, cell: Cell, counted: Iterable[Piece], withheld: str | None, *, complete: bool
) -> Iterator[Figure]:
    """Return a cell's rows: one for each model that has scored all of it, or one that says why there is no number."""
    place = {
        "school_id": None if cell.school is None else UUID(cell.school),
        "term": cell.term,
        "subject": cell.subject or "",
        "level": cell.level or "",
    }
    if withheld is not None:
        yield Figure(**place, withheld=str(withheld))
        return
    comments = [told for piece in counted for told in gathered.comments[piece.id]]
    readers = {told.team for told in comments if told.read is not None}
    is_unread = sum(told.team not in readers for told in comments) > MAX_UNREAD * len(comments)
    for model in _models(comments):
        basis = Basis(model.version, model.scheme)
        shares = {measure: _estimate(comments, measure, model, basis, is_unread=is_unread) for measure in MEASURES}
        yield Figure(
            **place,
            model=model.version,
            label_scheme=model.scheme,
            comments=len(comments),
            reviewed=shares[MEASURES[0]].reviewed,
            complete=complete,
            shares={measure: _kept(share) for measure, share in shares.items()},
        )


def _models(comments: Sequence[Told]) -> list[Model]:
    """Return the models that have scored every comment; where there is none, the mixture of each one's newest."""
    shared = set.intersection(*(set(told.predicted) for told in comments))
    if shared:
        return sorted(shared, key=lambda model: (model.scheme, model.version))
    newest = {told.newest for told in comments}
    return [Model(" + ".join(sorted({one.version for one in newest})), max(one.scheme for one in newest))]


def _estimate(
    comments: Sequence[Told], measure: Measure, model: Model, basis: Basis, *, is_unread: bool
) -> ShareEstimate:
    share = estimate_share(
        (
            ReleasedComment(
                told.contributor,
                holds(measure, told.predicted.get(model) or told.predicted[told.newest]),
                None if told.read is None else holds(measure, told.read.labels),
                None if told.read is None else told.read.chance,
            )
            for told in comments
        ),
        basis=basis,
    )
    if share.withheld is None and is_unread:
        return ShareEstimate(basis, share.comments, share.reviewed, withheld=UNREAD)
    return share


def _kept(share: ShareEstimate) -> Mapping[str, Any]:
    if share.withheld is not None:
        return {"withheld": share.withheld}
    return {"value": share.value, "low": share.low, "high": share.high, "caveats": list(share.caveats)}
