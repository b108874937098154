"""The pages on which a teacher shares own comments as examples, sees them, and takes them back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.access import Stored, Visiting, Visitor
from service.errors import RequestError
from service.network import sharing
from service.network.desk import SHOWS, Desk, written_in
from service.network.routes import key
from service.network.sharing import Part, Written
from service.network.showing import OwnComment
from service.pages import Sent, Shown, redirect
from service.samples.choices import name_of
from service.store.tables import Comment, Contribution, Example

_STEPS = ("check", "share", "edit")

router = APIRouter(include_in_schema=False)


@router.get("/network/mine")
def read_own(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show the visitor's own examples, and the own comments that could be shared."""
    with store.read(visitor.owner) as session:
        rows = [OwnComment(row[0], row[1], row[2]) for row in session.execute(_own_comments(visitor))]
    return pages.render(
        request,
        "network/mine.html",
        visitor=visitor,
        shared=[row for row in rows if row.example],
        rest=[row for row in rows if not row.example],
        name_of=name_of,
        done=request.query_params.get("done"),
    )


@router.get("/network/share/{comment_id}")
def begin_sharing(request: Request, comment_id: str, visitor: Visiting, store: Stored) -> Response:
    """Show the form: the comment, and room for the improved version and the reflection."""
    with store.read(visitor.owner) as session:
        comment = sharing.own_comment(session, visitor, key(comment_id))
        example = sharing.shared_example(session, comment)
        if example is not None:
            texts: Mapping[Part, str] = {"improved": example.improved, "reflection": example.reflection}
        else:
            texts = sharing.suggested(session, visitor, comment)
    desk = Desk(request, visitor, comment, example, Written(texts))
    return desk.form(suggested=example is None and any(texts.values()))


@router.post("/network/share/{comment_id}")
def carry_on_sharing(request: Request, comment_id: str, visitor: Visiting, sent: Sent, store: Stored) -> Response:
    """Show what would be kept and who would see it; then, where just that was seen and confirmed, share it."""
    step = sent.choice("step", _STEPS)
    with store.read(visitor.owner) as session:
        comment = sharing.own_comment(session, visitor, key(comment_id))
        example = sharing.shared_example(session, comment)
    desk = Desk(request, visitor, comment, example, written_in(sent))
    if step == "edit":
        return desk.form()
    if not any(desk.written.texts.values()):
        return desk.form(missing=True)
    checked = desk.check()
    ticked = [name for name in SHOWS if sent.ticked(f"shows-{name}")]
    if step == "check":
        first = "seen" not in dict(sent.sent)
        return desk.preview(checked, desk.shown_before() if first else ticked)
    if not sent.ticked("sure") or sent.text("seen", most=64) != checked.digest:
        return desk.preview(checked, ticked, unsure=True)
    analyses = desk.analyse(checked)
    with store.write(visitor.owner) as session:
        comment = sharing.own_comment(session, visitor, comment.id, lock=True)
        kept = sharing.share(session, visitor, comment, checked, analyses, shows=ticked)
    store.settle(visitor.owner)
    return redirect(f"/network/examples/{kept.id}")


@router.get("/network/examples/{example_id}/revoke")
def ask_to_revoke(request: Request, example_id: str, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Ask whether the example is to be taken back."""
    with store.read(visitor.owner) as session:
        example = _own_example(session, visitor, key(example_id))
    return pages.render(request, "network/revoke.html", visitor=visitor, example=example)


@router.post("/network/examples/{example_id}/revoke")
def revoke(example_id: str, visitor: Visiting, store: Stored) -> Response:
    """Take an example back; done twice, it is as gone as before."""
    with store.write(visitor.owner) as session:
        sharing.revoke(session, visitor, _own_example(session, visitor, key(example_id)))
    store.settle(visitor.owner)
    return redirect("/network/mine?done=revoked")


def _own_example(session: Session, visitor: Visitor, example_id: UUID) -> Example:
    example = session.get(Example, example_id)
    if example is None or example.shared_by != visitor.person_id:
        raise RequestError("not-found", "There is no such example of yours.")
    return example


def _own_comments(visitor: Visitor) -> Select[Comment, Contribution, Example]:
    return (
        select(Comment, Contribution, Example)
        .join(Contribution, Contribution.id == Comment.contribution_id)
        .outerjoin(Example, Example.comment_id == Comment.id)
        .where(Contribution.contributor_id == visitor.person_id)
        .order_by(Contribution.created_at.desc(), Contribution.id, Comment.position)
    )
