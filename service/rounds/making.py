"""Makes rounds, and changes who codes them; only a coach of the team's school may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.access import Visitor
from service.errors import RequestError
from service.rounds.drawing import Drawn, Selection
from service.store.audit import record
from service.store.tables import Coder, Decision, Person, Round, RoundItem, RoundSegment, Team, TeamMember

MIN_CODERS = 2
MAX_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """What a coach has decided on for a round."""

    title: str
    selection: Selection
    seed: int
    coders: Sequence[UUID]
    narrowed: bool = False
    """Whether some comments of the term could not be drawn."""


def fewest_coders(visitor: Visitor) -> int:
    """Return how many coders a round needs; who is alone on a machine may try one alone."""
    return 1 if visitor.local else MIN_CODERS


def coached_teams(session: Session, visitor: Visitor) -> list[Team]:
    """Return the teams of the schools where the visitor is a coach."""
    query = select(Team).where(Team.school_id.in_(visitor.schools_as("coach"))).order_by(Team.name, Team.id)
    return list(session.scalars(query))


def coached_team(session: Session, visitor: Visitor, team_id: UUID) -> Team:
    """Return one of them.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    for team in coached_teams(session, visitor):
        if team.id == team_id:
            return team
    raise RequestError("not-found", "There is no such team at the schools where you are a coach.")


def members(session: Session, team_id: UUID) -> list[Person]:
    """Return a team's members by name."""
    query = select(Person).join(TeamMember, TeamMember.person_id == Person.id).where(TeamMember.team_id == team_id)
    return list(session.scalars(query.order_by(Person.name, Person.id)))


def make_round(session: Session, visitor: Visitor, team: Team, plan: Plan, drawn: Drawn) -> Round:
    """Make a round of what was drawn; segments are fixed now, and the coders are invited.

    Raises
    ------
    RequestError
        Nothing was drawn, or too much, or there are too few coders, or one is not of the team.

    """
    if not 1 <= len(drawn.chosen) <= MAX_ITEMS:
        raise RequestError("malformed-body", f"A round has 1-{MAX_ITEMS} comments; {len(drawn.chosen)} fit.")
    coders = set(plan.coders)
    if len(coders) < (least := fewest_coders(visitor)):
        raise RequestError("malformed-body", f"A round needs at least {least} coders.")
    _of_team(session, team, coders)
    one = Round(
        team_id=team.id,
        title=plan.title,
        selection=plan.selection,
        seed=plan.seed if plan.selection in {"random", "not-forward"} else None,
        population=drawn.population,
        model=drawn.chosen[0].prediction.model,
        label_scheme=drawn.chosen[0].prediction.label_scheme,
        narrowed=plan.narrowed,
        created_by=visitor.person_id,
    )
    one.coders.extend(Coder(person_id=person) for person in sorted(coders))
    for position, candidate in enumerate(drawn.chosen):
        item = RoundItem(comment_id=candidate.comment_id, position=position, inclusion_probability=drawn.chance)
        item.segments.extend(
            RoundSegment(position=place, start=part["start"], end=part["end"], model_labels=tuple(part["labels"]))
            for place, part in enumerate(candidate.prediction.segments)
        )
        one.items.append(item)
    session.add(one)
    session.flush()
    record(session, visitor, "round.made", one.id, comments=len(drawn.chosen), coders=len(coders))
    return one


def coached_round(session: Session, visitor: Visitor, round_id: UUID, *, locked: bool = False) -> Round:
    """Return a round of a school where the visitor is a coach.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    query = select(Round).join(Team, Team.id == Round.team_id)
    query = query.where(Round.id == round_id, Team.school_id.in_(visitor.schools_as("coach")))
    found = session.scalar(query.with_for_update(of=Round) if locked else query)
    if found is None:
        raise RequestError("not-found", "There is no such round where you are a coach.")
    return found


def add_coder(session: Session, visitor: Visitor, round_id: UUID, person_id: UUID) -> None:
    """Invite one more of the team, while the round is being coded.

    Raises
    ------
    RequestError
        ``not-found``; ``conflict``: all have handed in.

    """
    one = _coding(session, visitor, round_id)
    _of_team(session, session.get_one(Team, one.team_id), {person_id})
    if session.get(Coder, (round_id, person_id)) is None:
        session.add(Coder(round_id=round_id, person_id=person_id))
        record(session, visitor, "round.coder-added", round_id)


def reopen(session: Session, visitor: Visitor, round_id: UUID, person_id: UUID) -> None:
    """Let a coder who has handed in change their labels, as long as not all have.

    Raises
    ------
    RequestError
        ``not-found``; ``conflict``: all have handed in, and have seen each other's labels.

    """
    _coding(session, visitor, round_id)
    coder = session.get(Coder, (round_id, person_id))
    if coder is None:
        raise RequestError("not-found", "There is no such coder in the round.")
    coder.submitted_at = None
    record(session, visitor, "round.reopened", round_id)


def remove_round(session: Session, visitor: Visitor, round_id: UUID) -> None:
    """Remove a round with its votes and decisions; the comments stay.

    Raises
    ------
    RequestError
        ``not-found``.

    """
    one = coached_round(session, visitor, round_id)
    decided = len(
        session.scalars(
            select(Decision.segment_id).join(RoundSegment).join(RoundItem).where(RoundItem.round_id == round_id)
        ).all()
    )
    session.execute(delete(Round).where(Round.id == one.id))
    record(session, visitor, "round.removed", round_id, decisions=decided)


def _coding(session: Session, visitor: Visitor, round_id: UUID) -> Round:
    one = coached_round(session, visitor, round_id, locked=True)
    if one.state != "coding":
        raise RequestError("conflict", "All have handed in; the round is past its coding.")
    return one


def _of_team(session: Session, team: Team, people: set[UUID]) -> None:
    if not people <= {person.id for person in members(session, team.id)}:
        raise RequestError("not-found", "A coder must be a member of the team.")
