"""Reads a round for its meeting: only when all have handed in, and only for the team and its coach."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from service.access import Visitor
from service.errors import RequestError
from service.rounds.settling import Choice, disagreement, votes_of
from service.store.tables import (
    Coder,
    Comment,
    Decision,
    Note,
    Person,
    Reflection,
    Rewrite,
    Round,
    RoundItem,
    RoundSegment,
    Team,
    TeamMember,
)
from tilbakemelding import LABELS

CODES: tuple[str, ...] = tuple(label.code for label in LABELS)


@dataclass(frozen=True, slots=True)
class Part:
    """A segment with its votes and what the team has decided."""

    id: UUID
    start: int
    end: int
    votes: dict[UUID, Choice]
    model: tuple[str, ...]
    decision: Decision | None

    @property
    def disagreement(self) -> float:
        """How far the coders differ; 0 where all chose alike."""
        return disagreement(self.votes, CODES) if self.votes else 0.0

    def count(self, code: str) -> int:
        """Return how many chose a label."""
        return sum(code in labels for labels, _ in self.votes.values())

    @property
    def flags(self) -> int:
        """How many flagged the segment as wrongly cut."""
        return sum(wrong for _, wrong in self.votes.values())


@dataclass(frozen=True, slots=True)
class Item:
    """A comment of the round with all that the team has on it."""

    id: UUID
    comment_id: UUID
    text: str
    form: str
    parts: tuple[Part, ...]
    notes: tuple[tuple[UUID, str], ...]
    rewrite: Rewrite | None
    reflections: tuple[Reflection, ...]

    @property
    def disagreement(self) -> float:
        """That of the segment the coders differ most on."""
        return max((part.disagreement for part in self.parts), default=0.0)

    @property
    def decided(self) -> bool:
        """Whether every segment has been decided on."""
        return all(part.decision is not None for part in self.parts)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A round at its meeting; comments that the coders differ most on come first, others keep the round's order."""

    round: Round
    team: Team
    items: tuple[Item, ...]
    coders: dict[UUID, str]
    is_coach: bool
    reflections: tuple[Reflection, ...] = field(default=())

    @property
    def disputed(self) -> tuple[Item, ...]:
        """The comments with a segment that the coders differ on."""
        return tuple(item for item in self.items if item.disagreement > 0)


def team_round(session: Session, visitor: Visitor, round_id: UUID, *, locked: bool = False) -> tuple[Round, Team]:
    """Return a round of the visitor's team, past its coding.

    Raises
    ------
    RequestError
        ``not-found``; ``conflict``: not all have handed in.

    """
    schools = visitor.schools_as("teacher", "coach")
    query = (
        select(Round, Team)
        .join(Team, Team.id == Round.team_id)
        .where(Round.id == round_id, Team.school_id.in_(schools))
    )
    found = session.execute(query.with_for_update(of=Round) if locked else query).first()
    if found is None or not _belongs(session, visitor, *found):
        raise RequestError("not-found", "There is no such round of yours.")
    if found[0].state == "coding":
        raise RequestError("conflict", "Not all have handed in; the meeting opens when they have.")
    return found[0], found[1]


def _belongs(session: Session, visitor: Visitor, one: Round, team: Team) -> bool:
    person = visitor.person_id
    return (
        visitor.has_at(team.school_id, "coach")
        or session.get(TeamMember, (team.id, person)) is not None
        or session.get(Coder, (one.id, person)) is not None
    )


def read_meeting(session: Session, visitor: Visitor, round_id: UUID) -> Meeting:
    """Return all of a round that its meeting needs.

    Raises
    ------
    RequestError
        As `team_round`.

    """
    one, team = team_round(session, visitor, round_id)
    votes = votes_of(session, round_id)
    in_round = select(RoundItem.id).where(RoundItem.round_id == round_id)
    decisions = {
        row.segment_id: row
        for row in session.scalars(
            select(Decision)
            .join(RoundSegment, RoundSegment.id == Decision.segment_id)
            .where(RoundSegment.item_id.in_(in_round))
        )
    }
    notes: dict[UUID, list[tuple[UUID, str]]] = {}
    for note in session.scalars(select(Note).where(Note.item_id.in_(in_round)).order_by(Note.changed_at)):
        if note.text:
            notes.setdefault(note.item_id, []).append((note.person_id, note.text))
    rewrites = {row.item_id: row for row in session.scalars(select(Rewrite).where(Rewrite.item_id.in_(in_round)))}
    reflections: dict[UUID | None, list[Reflection]] = {}
    for row in session.scalars(select(Reflection).where(Reflection.round_id == round_id).order_by(Reflection.prompt)):
        reflections.setdefault(row.item_id, []).append(row)
    rows = session.execute(
        select(RoundItem, Comment)
        .join(Comment, Comment.id == RoundItem.comment_id)
        .where(RoundItem.round_id == round_id)
        .order_by(RoundItem.position)
        .options(selectinload(RoundItem.segments))
    )
    items = [
        Item(
            item.id,
            comment.id,
            comment.text,
            comment.form,
            tuple(
                Part(
                    part.id, part.start, part.end, votes.get(part.id, {}), tuple(part.model_labels),
                    decisions.get(part.id),
                )
                for part in item.segments
            ),
            tuple(notes.get(item.id, ())),
            rewrites.get(item.id),
            tuple(reflections.get(item.id, ())),
        )
        for item, comment in rows
    ]  # fmt: skip
    people = select(Person).join(Coder, Coder.person_id == Person.id).where(Coder.round_id == round_id)
    return Meeting(
        one,
        team,
        tuple(sorted(items, key=lambda item: -item.disagreement)),
        {person.id: person.name for person in session.scalars(people.order_by(Person.name, Person.id))},
        visitor.has_at(team.school_id, "coach"),
        tuple(reflections.get(None, ())),
    )
