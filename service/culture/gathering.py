"""What teams have released, as the plan and the estimates need it: pieces, and for each its comments' labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from service.store.tables import (
    Comment,
    Contribution,
    Decision,
    Prediction,
    ReviewRelease,
    Round,
    RoundItem,
    RoundSegment,
    SchoolRelease,
)
from tilbakemelding import Piece

SchoolTerm = tuple[str, str]
"""A school's key and a term."""


@dataclass(frozen=True, slots=True)
class Model:
    """What made a prediction."""

    version: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a team decided of a comment that was drawn at random, and the chance that it had of being drawn."""

    labels: frozenset[str]
    chance: float


@dataclass(frozen=True, slots=True)
class Told:
    """A released comment: whose, of which team, what each model says of it, and what the team decided."""

    contributor: str
    team: str
    predicted: Mapping[Model, frozenset[str]]
    newest: Model
    read: Read | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is released to leaders, by piece, and the schools' terms that are released on to the owner."""

    pieces: tuple[Piece, ...]
    comments: Mapping[str, tuple[Told, ...]]
    released_on: frozenset[SchoolTerm]


def gather(session: Session) -> Gathered:
    """Return what is released now: comments that were there when their team released them, of all schools."""
    found = _comments(session)
    predicted = _predictions(session)
    read = _decided(session)
    by_piece: dict[tuple[str, ...], list[tuple[UUID, Told]]] = defaultdict(list)
    for comment, contribution in found:
        models = predicted.get(comment)
        if not models:
            continue
        place = (
            contribution.contributor_id.hex, contribution.team_id.hex, contribution.school_id.hex,
            contribution.subject, contribution.level, contribution.term,
        )  # fmt: skip
        told = Told(place[0], place[1], models, list(models)[-1], read.get(comment))
        by_piece[place].append((comment, told))
    pieces, comments = [], {}
    for (contributor, team, school, subject, level, term), own in by_piece.items():
        key = _key(contributor, team, subject, level, term, *sorted(comment.hex for comment, _ in own))
        pieces.append(Piece(key, contributor, school, subject, level, term, len(own)))
        comments[key] = tuple(told for _, told in own)
    released_on = session.execute(select(SchoolRelease.school_id, SchoolRelease.term)).all()
    return Gathered(tuple(pieces), comments, frozenset((school.hex, term) for school, term in released_on))


def _comments(session: Session) -> list[tuple[UUID, Contribution]]:
    """Return what teams have released, as it stood then: what is contributed later waits for the next release."""
    same = and_(
        ReviewRelease.team_id == Contribution.team_id,
        ReviewRelease.term == Contribution.term,
        ReviewRelease.released_at >= Contribution.created_at,
    )
    query = (
        select(Comment.id, Contribution)
        .join(Contribution, Contribution.id == Comment.contribution_id)
        .where(select(ReviewRelease.id).where(same).exists())
    )
    return [(comment, contribution) for comment, contribution in session.execute(query)]


def _predictions(session: Session) -> dict[UUID, dict[Model, frozenset[str]]]:
    """Return what each model said of each comment; the newest last."""
    query = select(Prediction.comment_id, Prediction.model, Prediction.label_scheme, Prediction.labels)
    found: dict[UUID, dict[Model, frozenset[str]]] = defaultdict(dict)
    for comment, version, scheme, labels in session.execute(query.order_by(Prediction.created_at, Prediction.model)):
        found[comment][Model(version, scheme)] = frozenset(labels)
    return found


def _decided(session: Session) -> dict[UUID, Read]:
    """Return what teams decided in random rounds that they have settled wholly.

    Rounds drawn from one subject, level or genre are left out: they say nothing of the others. Of several rounds that
    held a comment the latest counts.
    """
    query = (
        select(Round.id, RoundItem.comment_id, RoundItem.inclusion_probability, Decision.labels)
        .join(RoundItem, RoundItem.round_id == Round.id)
        .join(RoundSegment, RoundSegment.item_id == RoundItem.id)
        .outerjoin(Decision, Decision.segment_id == RoundSegment.id)
        .where(Round.selection == "random", Round.narrowed.is_(False))
        .order_by(Round.created_at, Round.id)
    )
    rows = session.execute(query).all()
    open_rounds = {one for one, _, _, labels in rows if labels is None}
    decided: dict[UUID, tuple[UUID, set[str], float]] = {}
    for one, comment, chance, labels in rows:
        if one in open_rounds or not chance:
            continue
        if comment not in decided or decided[comment][0] != one:
            decided[comment] = (one, set(), chance)
        decided[comment][1].update(labels)
    return {comment: Read(frozenset(labels), chance) for comment, (_, labels, chance) in decided.items()}


def _key(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]
