"""What all coders agree on is settled without a meeting: the same labels, and nobody flagged the segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.tables import Decision, RoundItem, RoundSegment, Vote

Choice = tuple[tuple[str, ...], bool]
"""Labels, and whether the segment was flagged as wrongly cut."""


def votes_of(session: Session, round_id: UUID) -> dict[UUID, dict[UUID, Choice]]:
    """Return the votes of a round: segment → coder → choice."""
    query = (
        select(Vote)
        .join(RoundSegment, RoundSegment.id == Vote.segment_id)
        .join(RoundItem, RoundItem.id == RoundSegment.item_id)
        .where(RoundItem.round_id == round_id)
    )
    found: dict[UUID, dict[UUID, Choice]] = {}
    for vote in session.scalars(query):
        found.setdefault(vote.segment_id, {})[vote.person_id] = (tuple(vote.labels), vote.wrong_segment)
    return found


def common(choices: Sequence[Choice]) -> tuple[str, ...] | None:
    """Return the labels that all chose, or None where they differ or somebody flagged the segment."""
    if not choices or any(choice != (choices[0][0], False) for choice in choices):
        return None
    return choices[0][0]


def disagreement(votes: Mapping[UUID, Choice], codes: Sequence[str]) -> float:
    """Return how far coders differ on a segment: 0 where all chose alike.

    For each label 1 minus the distance of its share from an even split, doubled, so that a label that half of them
    chose counts 1 and one that all or none chose 0; summed over the labels and the flag.
    """
    chosen = [set(labels) for labels, _ in votes.values()]
    shares = [sum(code in labels for labels in chosen) / len(chosen) for code in codes]
    shares.append(sum(wrong for _, wrong in votes.values()) / len(chosen))
    return sum(1 - abs(2 * share - 1) for share in shares)


def settle_agreed(session: Session, round_id: UUID) -> int:
    """Decide on every segment on which all agree, as they chose; return how many there were."""
    settled = 0
    for segment_id, votes in votes_of(session, round_id).items():
        labels = common(list(votes.values()))
        if labels is not None and session.get(Decision, segment_id) is None:
            session.add(Decision(segment_id=segment_id, labels=labels))
            settled += 1
    return settled
