"""Sharing a comment as an example: the contributor's own act, on masked texts that the contributor has seen."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Visitor
from service.analyser import CommentMasker
from service.errors import RequestError
from service.network.words import normal_forms
from service.store.audit import record
from service.store.columns import now
from service.store.tables import (
    Comment,
    Contribution,
    Example,
    Reflection,
    Rewrite,
    Round,
    RoundItem,
    TeamMember,
)
from tilbakemelding import Analysis, Masked, undo_replacement

Part = Literal["improved", "reflection"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Written:
    """What the contributor has written beside the comment, unmasked; and which masks were said to be mistaken.

    Parameters
    ----------
    texts
        By part; an empty one was left out.
    undone
        ``part-start`` of each replacement that is to be taken back.

    """

    texts: Mapping[Part, str]
    undone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """The masked texts as they would be kept."""

    masked: Mapping[Part, Masked]

    def text(self, part: Part) -> str:
        """Return a part's masked text, empty where there is none."""
        return self.masked[part].text if part in self.masked else ""

    @property
    def digest(self) -> str:
        """Return what tells whether it is this that the contributor has seen."""
        return hashlib.sha256("\0".join(self.text(part) for part in PARTS).encode()).hexdigest()


def check(masker: CommentMasker, comment: Comment, written: Written) -> Checked:
    """Mask what was written, with the comment's own placeholders; what was undone stays as it was written."""
    parts = [part for part in PARTS if written.texts[part]]
    masked = masker.mask_all([comment.text, *(written.texts[part] for part in parts)])
    for number, part in enumerate(parts, start=1):
        for replacement in masked[number].replacements:
            if f"{part}-{replacement.start}" in written.undone:
                masked = undo_replacement(masked, number, replacement.start)
    return Checked(dict(zip(parts, masked[1:], strict=True)))


def own_comment(session: Session, visitor: Visitor, comment_id: UUID, *, lock: bool = False) -> Comment:
    """Return a comment that the visitor has contributed.

    Raises
    ------
    RequestError
        ``not-found``: there is none, or it is another's, which is told apart from nobody.

    """
    query = (
        select(Comment)
        .join(Contribution, Contribution.id == Comment.contribution_id)
        .where(Comment.id == comment_id, Contribution.contributor_id == visitor.person_id)
    )
    comment = session.scalar(query.with_for_update(of=Comment) if lock else query)
    if comment is None:
        raise RequestError("not-found", "There is no such comment of yours.")
    return comment


def shared_example(session: Session, comment: Comment) -> Example | None:
    """Return the example that a comment is shared as."""
    return session.scalar(select(Example).where(Example.comment_id == comment.id))


def suggested(session: Session, visitor: Visitor, comment: Comment) -> dict[Part, str]:
    """Return what the contributor's team made of the comment in its latest meeting: a start for the two texts."""
    item = session.scalar(
        select(RoundItem)
        .join(Round, Round.id == RoundItem.round_id)
        .join(TeamMember, TeamMember.team_id == Round.team_id)
        .where(
            RoundItem.comment_id == comment.id,
            Round.state.in_(("meeting", "closed")),
            TeamMember.person_id == visitor.person_id,
        )
        .order_by(Round.created_at.desc(), Round.id)
        .limit(1)
    )
    if item is None:
        return {"improved": "", "reflection": ""}
    rewrite = session.get(Rewrite, item.id)
    reflections = session.scalars(
        select(Reflection.text).where(Reflection.item_id == item.id).order_by(Reflection.changed_at, Reflection.id)
    )
    return {"improved": rewrite.text if rewrite else "", "reflection": "\n\n".join(reflections)}


def share(  # noqa: PLR0913 - each is a fact of its own
    session: Session,
    visitor: Visitor,
    comment: Comment,
    checked: Checked,
    analyses: Mapping[str, Analysis],
    *,
    shows: Collection[str],
) -> Example:
    """Keep a comment as an example for the owner's schools; sharing again changes the example that is there.

    Parameters
    ----------
    analyses
        Of ``text``, the comment, and of ``improved`` where there is one.
    shows
        ``name`` and ``school`` where the contributor has ticked that they be shown.

    """
    example = shared_example(session, comment)
    is_new = example is None
    if example is None:
        contribution = comment.contribution
        example = Example(
            comment_id=comment.id,
            shared_by=visitor.person_id,
            school_id=contribution.school_id,
            subject=contribution.subject,
            level=contribution.level,
            form=comment.form,
            text=comment.text,
        )
        session.add(example)
    example.labels = tuple({label for part in analyses["text"].segments for label in part.labels})
    example.improved, example.reflection = checked.text("improved"), checked.text("reflection")
    example.shows_name, example.shows_school = "name" in shows, "school" in shows
    example.analyses = {part: analysis_facts(analysis) for part, analysis in analyses.items()}
    example.words = tuple(normal_forms(f"{example.text}\n{example.improved}\n{example.reflection}"))
    example.shared_at = example.shared_at if not is_new else now()
    session.flush()
    record(session, visitor, "example.shared" if is_new else "example.changed", example.id)
    return example


def revoke(session: Session, visitor: Visitor, example: Example) -> None:
    """Take an example back: it is gone at once, for all."""
    record(session, visitor, "example.revoked", example.id)
    session.delete(example)


def analysis_facts(analysis: Analysis) -> dict[str, Any]:
    """Return what is kept of an analysis."""
    return {
        "model": analysis.model,
        "form": analysis.form,
        "points_forward": analysis.points_forward.value,
        "verdict_only": analysis.verdict_only,
        "segments": [{"start": part.start, "end": part.end, "labels": list(part.labels)} for part in analysis.segments],
    }
