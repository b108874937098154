"""The pages of the meeting: decide, write better, think together; and the agreement behind it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.analyser import CommentMasker
from service.meeting import deciding
from service.meeting.agreeing import agreement_of
from service.meeting.deciding import PROMPTS, Clash
from service.meeting.reading import CODES, Item, Part, read_meeting
from service.pages.desk import AtDesk, Desk
from service.pages.forms import Fields, Sent
from service.pages.rendering import redirect
from tilbakemelding import LABELS, MAX_CHARACTERS, agreement_sentences, model_sentences

router = APIRouter(include_in_schema=False)

_REASON = 500
_ANSWER = 2_000
_VERSIONS = 1_000_000


@router.get("/rounds/{round_id}/meeting")
def read(round_id: UUID, desk: AtDesk) -> Response:
    """Show one comment of the round, those that the coders differ most on first."""
    asked = desk.request.query_params.get("n", "1")
    return _page(desk, round_id, int(asked) if asked.isdecimal() and len(asked) < 5 else 1)  # noqa: PLR2004


def _page(desk: Desk, round_id: UUID, number: int, *, clash: bool = False) -> Response:
    with desk.read() as session:
        meeting = read_meeting(session, desk.visitor, round_id)
    if not meeting.items:
        return desk.page("meeting/empty.html", meeting=meeting)
    number = min(max(number, 1), len(meeting.items))
    item = meeting.items[number - 1]
    return desk.page(
        "meeting/meeting.html", meeting=meeting, item=item, number=number, current=_current(item), labels=_labels(desk),
        chosen=_chosen, prompts=PROMPTS, clash=clash, status=409 if clash else 200,
        longest=MAX_CHARACTERS,
    )  # fmt: skip


def _current(item: Item) -> UUID | None:
    """Return the segment to talk about: the first that the coders differ on and that is not decided."""
    open_parts = [part for part in item.parts if part.decision is None]
    return next((part.id for part in open_parts if part.disagreement), open_parts[0].id if open_parts else None)


def _chosen(part: Part) -> tuple[str, ...]:
    """Return the labels to begin from: what was decided, else those that more than half chose."""
    if part.decision is not None:
        return part.decision.labels
    return tuple(code for code in CODES if 2 * part.count(code) > len(part.votes))


def _labels(desk: Desk) -> list[tuple[str, str]]:
    return [(label.code, label.name[desk.form]) for label in LABELS]


def _masked(desk: Desk, text: str) -> str:
    masker: CommentMasker = desk.request.app.state.masker
    return masker.mask_all([text])[0].text if text else ""


def _write(desk: Desk, round_id: UUID, sent: Fields, work: Callable[[Session, int], None]) -> Response:
    """Carry out a change, and lead back to the comment; where somebody was first, show what is there now."""
    number = sent.number("n", least=1, most=_VERSIONS)
    version = sent.number("version", least=0, most=_VERSIONS)
    try:
        with desk.write() as session:
            work(session, version)
    except Clash:
        return _page(desk, round_id, number, clash=True)
    return redirect(f"/rounds/{round_id}/meeting?n={number}")


@router.post("/rounds/{round_id}/meeting/segments/{segment_id}")
def decide(round_id: UUID, segment_id: UUID, sent: Sent, desk: AtDesk) -> Response:
    """Keep what the team settles on for a segment."""
    labels = tuple(code for code in sent.every("label") if code in CODES)
    reason = _masked(desk, sent.text("reason", most=_REASON))
    return _write(
        desk, round_id, sent,
        lambda session, version: deciding.decide(
            session, desk.visitor, round_id, segment_id, labels=labels, reason=reason, version=version
        ),
    )  # fmt: skip


@router.post("/rounds/{round_id}/meeting/items/{item_id}/rewrite")
def rewrite(round_id: UUID, item_id: UUID, sent: Sent, desk: AtDesk) -> Response:
    """Keep what the team would have written."""
    text = _masked(desk, sent.text("text", most=MAX_CHARACTERS))
    return _write(
        desk, round_id, sent,
        lambda session, version: deciding.rewrite(
            session, desk.visitor, round_id, item_id, text=text, version=version
        ),
    )  # fmt: skip


@router.post("/rounds/{round_id}/meeting/reflections")
def reflect(round_id: UUID, sent: Sent, desk: AtDesk) -> Response:
    """Keep an answer to one of the questions, on a comment (``item``) or on the round."""
    prompt = sent.choice("prompt", PROMPTS)
    text = _masked(desk, sent.text("text", most=_ANSWER))
    item_id = sent.key("item") if sent.text("item", most=40) else None
    return _write(
        desk, round_id, sent,
        lambda session, version: deciding.reflect(
            session, desk.visitor, round_id, item_id, prompt=prompt, text=text, version=version
        ),
    )  # fmt: skip


@router.post("/rounds/{round_id}/meeting/names")
def show_names(round_id: UUID, sent: Sent, desk: AtDesk) -> Response:
    """Show who chose what, or not."""
    with desk.write() as session:
        deciding.show_names(session, desk.visitor, round_id, shown=sent.ticked("shown"))
    return redirect(f"/rounds/{round_id}/meeting")


@router.post("/rounds/{round_id}/close")
def close(round_id: UUID, desk: AtDesk) -> Response:
    """Close the round."""
    with desk.write() as session:
        deciding.turn(session, desk.visitor, round_id, "closed")
    return redirect(f"/rounds/{round_id}/minutes")


@router.post("/rounds/{round_id}/resume")
def resume(round_id: UUID, desk: AtDesk) -> Response:
    """Take the round up again."""
    with desk.write() as session:
        deciding.turn(session, desk.visitor, round_id, "meeting")
    return redirect(f"/rounds/{round_id}/meeting")


@router.get("/rounds/{round_id}/agreement")
def read_agreement(round_id: UUID, desk: AtDesk) -> Response:
    """Show how far the coders agree, and the model with the team."""
    with desk.read() as session:
        meeting = read_meeting(session, desk.visitor, round_id)
    found = agreement_of(meeting)
    return desk.page(
        "meeting/agreement.html",
        meeting=meeting,
        found=found,
        whole=agreement_sentences(found.coders.whole, desk.form),
        sentences=[agreement_sentences(one, desk.form) for one in found.coders.labels],
        model=[model_sentences(one, desk.form) for one in found.model],
        names=dict(_labels(desk)),
    )
