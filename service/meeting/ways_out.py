"""What comes out of a meeting: minutes, exports, and each contributor's own consent to training."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import delete
from starlette.responses import Response

from service.errors import RequestError
from service.meeting import exporting, minutes
from service.meeting.agreeing import agreement_of
from service.meeting.reading import read_meeting
from service.pages.attachments import CSV, attachment
from service.pages.desk import AtDesk, Desk
from service.pages.forms import Sent
from service.pages.rendering import redirect
from service.store.audit import record
from service.store.tables import TrainingConsent
from tilbakemelding import LABELS, agreement_sentences

router = APIRouter(include_in_schema=False)

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _names(desk: Desk) -> dict[str, str]:
    return {label.code: label.name[desk.form] for label in LABELS}


@router.get("/rounds/{round_id}/minutes")
def read_minutes(round_id: UUID, desk: AtDesk) -> Response:
    """Show the minutes, to read and to print."""
    with desk.read() as session:
        meeting = read_meeting(session, desk.visitor, round_id)
        found = exporting.origins(session, meeting)
        own = sum(one.contributor_id == desk.visitor.person_id for one in found.values())
    agreement = agreement_sentences(agreement_of(meeting).coders.whole, desk.form)
    names = _names(desk)
    return desk.page(
        "meeting/minutes.html",
        meeting=meeting,
        items=minutes.talked_about(meeting),
        counts=minutes.counts(meeting),
        agreement=agreement,
        told=lambda part, item: minutes.told(part, item, names, lambda key, **f: desk.text(f"meeting.{key}", **f)),
        own=own,
    )


@router.get("/rounds/{round_id}/minutes.docx")
def read_document(round_id: UUID, desk: AtDesk) -> Response:
    """Return the minutes as a Word document."""
    with desk.read() as session:
        meeting = read_meeting(session, desk.visitor, round_id)
    content = minutes.as_document(
        meeting,
        form=desk.form,
        names=_names(desk),
        say=lambda key, **facts: desk.text(f"meeting.{key}", **facts),
        agreement=agreement_sentences(agreement_of(meeting).coders.whole, desk.form),
    )
    return attachment(content, "referat.docx", _DOCX)


@router.get("/rounds/{round_id}/export.jsonl")
def export_lines(round_id: UUID, desk: AtDesk) -> Response:
    """Return what the team decided, in the format of the corpus."""
    with desk.write() as session:
        meeting = read_meeting(session, desk.visitor, round_id)
        content = exporting.json_lines(meeting, exporting.origins(session, meeting))
        record(session, desk.visitor, "round.exported", round_id, comments=content.count("\n"))
    return attachment(content, "runde.jsonl", "application/x-ndjson")


@router.get("/rounds/{round_id}/export.csv")
def export_table(round_id: UUID, desk: AtDesk) -> Response:
    """Return votes and decisions as a table."""
    with desk.write() as session:
        meeting = read_meeting(session, desk.visitor, round_id)
        head = list(desk.pages.text(desk.form, "meeting.csvHead"))
        content = exporting.table(meeting, head, _names(desk))
        record(session, desk.visitor, "round.exported", round_id, comments=len(meeting.items))
    return attachment(content, "runde.csv", CSV)


@router.get("/rounds/{round_id}/training.jsonl")
def export_training(round_id: UUID, desk: AtDesk) -> Response:
    """Return what was decided of those who have consented to training; for the coach."""
    with desk.write() as session:
        meeting = read_meeting(session, desk.visitor, round_id)
        if not meeting.is_coach:
            raise RequestError("not-found", "There is no such round where you are a coach.")
        agreed = exporting.consents(session, round_id)
        content = exporting.for_training(meeting, exporting.origins(session, meeting), agreed)
        record(session, desk.visitor, "round.exported", round_id, comments=content.count("\n"))
    return attachment(content, "trening.jsonl", "application/x-ndjson")


@router.get("/rounds/{round_id}/consent")
def ask_consent(round_id: UUID, desk: AtDesk) -> Response:
    """Ask the contributor of comments in the round whether they may be trained on."""
    with desk.read() as session:
        meeting = read_meeting(session, desk.visitor, round_id)
        found = exporting.origins(session, meeting)
        given = desk.visitor.person_id in exporting.consents(session, round_id)
    own = [item for item in meeting.items if found[item.comment_id].contributor_id == desk.visitor.person_id]
    return desk.page("meeting/consent.html", meeting=meeting, own=own, given=given)


@router.post("/rounds/{round_id}/consent")
def consent(round_id: UUID, sent: Sent, desk: AtDesk) -> Response:
    """Give consent, or take it back; each is an act of its own, by the contributor alone."""
    given = sent.choice("given", ("yes", "no")) == "yes"
    person = desk.visitor.person_id
    with desk.write() as session:
        read_meeting(session, desk.visitor, round_id)
        there = session.get(TrainingConsent, (round_id, person))
        if given and there is None:
            session.add(TrainingConsent(round_id=round_id, person_id=person, given_at=datetime.now(UTC)))
            record(session, desk.visitor, "consent.given", round_id)
        if not given and there is not None:
            session.execute(
                delete(TrainingConsent).where(TrainingConsent.round_id == round_id, TrainingConsent.person_id == person)
            )
            record(session, desk.visitor, "consent.withdrawn", round_id)
    return redirect(f"/rounds/{round_id}/consent")
