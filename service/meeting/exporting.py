"""What the team decided as data: JSON Lines in the format of the corpus, and CSV; nobody is named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.meeting.reading import Item, Meeting
from service.pages.attachments import comma_separated
from service.store.tables import Comment, Contribution, TrainingConsent
from tilbakemelding import LABELS

TERMS = "Released for training by each contributor's own consent; masked; not to be published."
_ORDER = [label.code for label in LABELS]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a comment is of, and whose it is."""

    subject: str
    level: str
    genre: str
    contributor_id: UUID


def origins(session: Session, meeting: Meeting) -> dict[UUID, Origin]:
    """Return where the comments of a round come from."""
    query = (
        select(Comment.id, Contribution)
        .join(Contribution, Contribution.id == Comment.contribution_id)
        .where(Comment.id.in_([item.comment_id for item in meeting.items]))
    )
    return {key: Origin(one.subject, one.level, one.genre, one.contributor_id) for key, one in session.execute(query)}


def consents(session: Session, round_id: UUID) -> frozenset[UUID]:
    """Return who lets their comments of a round be trained on."""
    query = select(TrainingConsent.person_id).where(TrainingConsent.round_id == round_id)
    return frozenset(session.scalars(query))


def decided(meeting: Meeting) -> list[Item]:
    """Return the comments that the team has decided on wholly, in the round's order of disagreement."""
    return [item for item in meeting.items if item.parts and item.decided]


def json_lines(meeting: Meeting, found: dict[UUID, Origin]) -> str:
    """Return what was decided, a comment a line.

    ``author`` is the round's, so that no two comments are told to be one teacher's.
    """
    author = f"r{meeting.round.id.hex[:8]}"
    return _lines(_record(item, found[item.comment_id], author) for item in decided(meeting))


def for_training(meeting: Meeting, found: dict[UUID, Origin], agreed: frozenset[UUID]) -> str:
    """Return what was decided of those who consent; ``author`` is a pseudonym that holds for this round only.

    The corpus must know which comments have one author, so that no author is in two splits.
    """

    def author(contributor: UUID) -> str:
        return "c" + hashlib.sha256(meeting.round.id.bytes + contributor.bytes).hexdigest()[:8]

    return _lines(
        {**_record(item, found[item.comment_id], author(found[item.comment_id].contributor_id)), "terms": TERMS}
        for item in decided(meeting)
        if found[item.comment_id].contributor_id in agreed
    )


def _record(item: Item, origin: Origin, author: str) -> dict[str, Any]:
    return {
        "id": f"{author}-{item.id.hex[:8]}",
        "text": item.text,
        "form": item.form,
        "subject": origin.subject,
        "level": origin.level,
        "genre": origin.genre,
        "author": author,
        "segments": [
            {"start": part.start, "end": part.end, "labels": _labels(part.decision.labels if part.decision else ())}
            for part in item.parts
        ],
    }


def _labels(labels: Iterable[str]) -> list[str]:
    return sorted(labels, key=_ORDER.index)


def _lines(records: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def table(meeting: Meeting, head: list[str], names: dict[str, str]) -> str:
    """Return a row a segment, as CSV."""
    return comma_separated(head, _rows(meeting, names))


def _rows(meeting: Meeting, names: dict[str, str]) -> Iterator[list[object]]:
    for number, item in enumerate(meeting.items, start=1):
        for place, part in enumerate(item.parts, start=1):
            labels = [names[code] for code in _labels(part.decision.labels)] if part.decision else []
            votes = [f"{names[code]}: {part.count(code)}/{len(part.votes)}" for code in _ORDER if part.count(code)]
            reason = part.decision.reason if part.decision else ""
            yield [number, place, item.text[part.start : part.end], ", ".join(labels), reason, ", ".join(votes)]
