"""Which comments a round is made of: those that fit its filter, and how some of them are chosen."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.tables import Comment, Contribution, Prediction, Round, RoundItem

Selection = Literal["random", "not-forward", "uncertain", "picked"]
SELECTIONS: tuple[Selection, ...] = get_args(Selection)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the comments of a round have in common; empty where it does not matter."""

    subject: str = ""
    level: str = ""
    genre: str = ""
    term: str = ""
    again: bool = False
    """Whether comments of the team's earlier rounds may come again."""

    @property
    def narrows(self) -> bool:
        """Whether comments of the same term are left out, so that a draw says nothing of them."""
        return bool(self.subject or self.level or self.genre)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A comment that a round could hold, and what the model says of it."""

    comment_id: UUID
    text: str
    form: str
    prediction: Prediction


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was chosen, in its order; ``chance`` is each comment's chance of being chosen, where all had the same."""

    chosen: tuple[Candidate, ...]
    population: int
    chance: float | None


def candidates(session: Session, team_id: UUID, wanted: Filter, *, model: str, selection: Selection) -> list[Candidate]:
    """Return the comments of a team that fit, in an order that tells nothing of who wrote them.

    Of several predictions of a comment that of ``model`` is taken, else the newest. A random round leaves out those of
    earlier random rounds alone: were others left out too, what was chosen for its content would be missing from it.
    """
    query = (
        select(Comment, Prediction)
        .join(Contribution, Contribution.id == Comment.contribution_id)
        .join(Prediction, Prediction.comment_id == Comment.id)
        .where(Contribution.team_id == team_id)
        .order_by(Comment.id, Prediction.model == model, Prediction.created_at)
    )
    for column, value in (
        (Contribution.subject, wanted.subject),
        (Contribution.level, wanted.level),
        (Contribution.genre, wanted.genre),
        (Contribution.term, wanted.term),
    ):
        if value:
            query = query.where(column == value)
    if not wanted.again:
        seen = select(RoundItem.comment_id).join(Round, Round.id == RoundItem.round_id).where(Round.team_id == team_id)
        if selection == "random":
            seen = seen.where(Round.selection == "random")
        query = query.where(Comment.id.not_in(seen))
    found = {
        comment.id: Candidate(comment.id, comment.text, comment.form, prediction)
        for comment, prediction in session.execute(query)
    }
    return list(found.values())


def draw(
    found: Sequence[Candidate], selection: Selection, count: int, *, seed: int, picked: Sequence[UUID] = ()
) -> Drawn:
    """Choose comments.

    ``random``: a simple random sample without replacement; each has the chance ``count`` of all, which the figures for
    leaders need. ``not-forward``: a random sample of those that the model says do not point forward. ``uncertain``:
    those that the model is least certain of, the least certain first. ``picked``: those named, in the order found.
    """
    chance = None
    if selection == "random":
        chosen = _sample(found, count, seed)
        chance = len(chosen) / len(found) if found else None
    elif selection == "not-forward":
        chosen = _sample([one for one in found if not one.prediction.points_forward], count, seed)
    elif selection == "uncertain":
        chosen = sorted(found, key=lambda one: one.prediction.certainty)[:count]
    else:
        wanted = set(picked)
        chosen = [one for one in found if one.comment_id in wanted]
    return Drawn(tuple(chosen), len(found), chance)


def _sample(found: Sequence[Candidate], count: int, seed: int) -> list[Candidate]:
    return random.Random(seed).sample(list(found), min(count, len(found)))
