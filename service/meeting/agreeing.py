"""Agreement in a round, told in words first: coders with each other, and the model with what the team decided."""

from __future__ import annotations

from dataclasses import dataclass

from service.meeting.reading import Meeting
from tilbakemelding import (
    AdjudicatedSegment,
    CodedSegment,
    ModelAgreement,
    RoundAgreement,
    agreement_between,
    agreement_with_model,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What is found of a round; the model's part over the segments that have been decided on."""

    coders: RoundAgreement
    model: tuple[ModelAgreement, ...]
    decided: int
    segments: int


def agreement_of(meeting: Meeting) -> Found:
    """Measure a round; coders are told apart by numbers only."""
    numbers = {person: str(number) for number, person in enumerate(meeting.coders)}
    parts = [(str(item.id), part) for item in meeting.items for part in item.parts]
    coded = [
        CodedSegment(
            comment,
            {
                numbers[person]: None if wrong else labels
                for person, (labels, wrong) in part.votes.items()
                if person in numbers
            },
        )
        for comment, part in parts
    ]
    settled = [
        AdjudicatedSegment(comment, part.decision.labels, part.model)
        for comment, part in parts
        if part.decision is not None
    ]
    return Found(agreement_between(coded), agreement_with_model(settled), len(settled), len(parts))
