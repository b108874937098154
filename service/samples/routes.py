"""The pages of the samples: contribute comments, see what is masked before anything is kept, take them back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID, uuid4

from anyio import to_thread
from fastapi import APIRouter, Depends
from sqlalchemy import select
from starlette.responses import Response

from service.analyser import CommentMasker
from service.errors import RequestError
from service.files import Upload, read_upload
from service.pages.desk import AtDesk, Desk
from service.pages.forms import Fields, Sent
from service.pages.rendering import redirect
from service.places import client_of
from service.samples import choices, drafts, keeping
from service.samples.checking import checked
from service.store.columns import now
from service.store.tables import Contribution, Team
from tilbakemelding import MAX_CHARACTERS, read_class_list, read_document

router = APIRouter(include_in_schema=False)

_MAX_CLASS_LIST = 20_000
_DESCRIBING = ("team", "subject", "level", "genre", "term")


@router.get("/samples")
def read_own(desk: AtDesk) -> Response:
    """Show a person what they have contributed, and nobody else's."""
    with desk.read() as session:
        found = keeping.contributions_of(session, desk.visitor)
        teams = {team.id: team.name for team in session.scalars(select(Team))}
    shown = [(contribution, count, teams[contribution.team_id]) for contribution, count in found]
    return desk.page("samples/list.html", contributions=shown, choices=choices)


@router.get("/samples/new")
def read_new(desk: AtDesk) -> Response:
    """Show the empty form."""
    return _new(desk, [""])


@router.post("/samples/new")
def fill_new(sent: Sent, desk: AtDesk) -> Response:
    """Show the form with the comments that another page sends, or with room for one more."""
    texts = [text for text in sent.every("text") if text.strip()] + ([""] if sent.ticked("more") else [])
    return _new(desk, texts or [""], sent)


@router.post("/samples/file")
async def fill_from_file(upload: Annotated[Upload, Depends(read_upload)], desk: AtDesk) -> Response:
    """Show the form with the comments of a document; it is read in memory and forgotten."""

    def read() -> Response:
        document = read_document(
            upload.name, upload.data, sheet=upload.sheet, column=upload.column,
            max_bytes=desk.request.app.state.settings.max_file_bytes, max_comments=drafts.MAX_COMMENTS,
        )  # fmt: skip
        texts = [comment.text for comment in document.comments if comment.problem is None]
        return _new(desk, texts or [""])

    return await to_thread.run_sync(read)


def _new(desk: Desk, texts: Sequence[str], sent: Fields | None = None) -> Response:
    """Render the form; what was chosen before stays chosen."""
    with desk.read() as session:
        teams = [(str(team.id), team.name) for team in keeping.teams_of(session, desk.visitor)]
    terms = [(term, choices.term_name(term, desk.form)) for term in choices.recent_terms(now())]
    chosen = {name: sent.text(name, most=200) if sent else "" for name in _DESCRIBING}
    chosen["term"] = chosen["term"] or terms[0][0]
    return desk.page(
        "samples/new.html", texts=texts, teams=teams, terms=terms, chosen=chosen, choices=choices,
        longest=MAX_CHARACTERS,
    )  # fmt: skip


@router.post("/samples/masking")
def mask(sent: Sent, desk: AtDesk) -> Response:
    """Show what is masked, and carry out the corrections; nothing is kept."""
    described = _described(sent, desk)
    held = sent.every("held")
    if held:
        texts = drafts.correct(drafts.from_fields(held), sent)
    else:
        written = [checked(text) for text in sent.every("text") if text.strip()]
        _count(written)
        class_list = read_class_list(sent.text("classlist", most=_MAX_CLASS_LIST))
        texts = desk.request.app.state.masker.mask_all(written, class_list)
    key = sent.text("key", most=40) or str(uuid4())
    return desk.page("samples/masking.html", texts=texts, described=described, drafts=drafts, key=key)


@router.post("/samples/confirm")
def confirm(sent: Sent, desk: AtDesk) -> Response:
    """Say what will be kept, who sees it, for how long, and how to take it back; nothing is kept yet."""
    described = _described(sent, desk)
    texts = drafts.from_fields(sent.every("held"))
    _count(texts)
    with desk.read() as session:
        team = session.get_one(Team, UUID(described["team"]))
    return desk.page(
        "samples/confirm.html", texts=texts, described=described, drafts=drafts, choices=choices, team=team,
        days=desk.request.app.state.settings.retention_days, key=str(sent.key("key")),
    )  # fmt: skip


@router.post("/samples")
async def contribute(sent: Sent, desk: AtDesk) -> Response:
    """Keep the masked comments: the explicit act."""
    if not sent.ticked("agreed"):
        raise RequestError("malformed-body", 'The field "agreed" must be ticked: contributing is an act of its own.')
    masked = sent.every("masked")
    _count(masked)
    described = await to_thread.run_sync(_described, sent, desk)
    key = sent.key("key")
    facts = keeping.Described(key, UUID(described["team"]), *(described[name] for name in _DESCRIBING[1:]))
    await keep_comments(desk, facts, [checked(text) for text in masked])
    return redirect(f"/samples/{key}")


async def keep_comments(desk: Desk, facts: keeping.Described, masked: Sequence[str]) -> dict[str, Any]:
    """Analyse masked comments, in turn with all others, and keep them; return the contribution as JSON holds it."""
    state = desk.request.app.state
    client = client_of(desk.request.scope)
    texts = await to_thread.run_sync(without_numbers, state.masker, masked)
    analyses = [await state.turns.analyse(text, client=client, patient=True) for text in texts]

    def keep() -> dict[str, Any]:
        with desk.write() as session:
            kept = keeping.keep(session, desk.visitor, facts, analyses, days=state.settings.retention_days)
            return exported(kept)

    return await to_thread.run_sync(keep)


def without_numbers(masker: CommentMasker, texts: Sequence[str]) -> list[str]:
    """Return texts without numbers and addresses of persons, whatever was let through before."""
    kept = []
    for masked in masker.mask_all(texts):
        text = masked.original
        for r in reversed(masked.replacements):
            if r.kind in drafts.ALWAYS_MASKED:
                text = text[: r.start] + r.placeholder + text[r.end :]
        kept.append(text)
    return kept


@router.get("/samples/export")
def export(desk: AtDesk) -> Response:
    """Return all that a person has contributed, as JSON: the right of access."""
    with desk.read() as session:
        rows = [
            exported(keeping.own(session, desk.visitor, contribution.id))
            for contribution, _ in keeping.contributions_of(session, desk.visitor)
        ]
    content = json.dumps({"contributions": rows}, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": 'attachment; filename="mine-bidrag.json"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/json", headers=headers)


def exported(contribution: Contribution) -> dict[str, Any]:
    """Return a contribution with its comments, as JSON holds it."""
    return {
        "id": str(contribution.id),
        "subject": contribution.subject,
        "level": contribution.level,
        "genre": contribution.genre,
        "term": contribution.term,
        "created_at": contribution.created_at.isoformat(),
        "expires_at": contribution.expires_at.isoformat(),
        "comments": [{"id": str(one.id), "text": one.text, "form": one.form} for one in contribution.comments],
    }


@router.get("/samples/{contribution_id}")
def read_contribution(contribution_id: UUID, desk: AtDesk) -> Response:
    """Show one of a person's own contributions."""
    with desk.read() as session:
        contribution = keeping.own(session, desk.visitor, contribution_id)
        team = session.get_one(Team, contribution.team_id)
    return desk.page("samples/contribution.html", contribution=contribution, team=team, choices=choices)


@router.get("/samples/{contribution_id}/revoke")
def ask_revoke(contribution_id: UUID, desk: AtDesk, comment: UUID | None = None) -> Response:
    """Ask whether to take back a contribution, or one comment of it."""
    with desk.read() as session:
        contribution = keeping.own(session, desk.visitor, contribution_id)
    shown = [one for one in contribution.comments if comment in {None, one.id}]
    if not shown:
        raise RequestError("not-found", "There is no such comment in the contribution.")
    return desk.page("samples/revoke.html", contribution=contribution, comment=comment, shown=shown)


@router.post("/samples/{contribution_id}/revoke")
def revoke(contribution_id: UUID, sent: Sent, desk: AtDesk) -> Response:
    """Take back a contribution, or one comment of it: it goes from the store, rounds, network and figures."""
    comment = sent.key("comment") if sent.text("comment", most=40) else None
    with desk.write() as session:
        left = keeping.revoke(session, desk.visitor, contribution_id, comment)
    desk.settle()
    return redirect(f"/samples/{contribution_id}" if left else "/samples")


def _described(sent: Fields, desk: Desk) -> dict[str, str]:
    """Return the codes that describe a contribution, checked against the lists and the person's teams."""
    with desk.read() as session:
        teams = tuple(str(team.id) for team in keeping.teams_of(session, desk.visitor))
    return {
        "team": sent.choice("team", teams),
        "subject": sent.choice("subject", choices.SUBJECTS),
        "level": sent.choice("level", choices.LEVELS),
        "genre": sent.choice("genre", choices.GENRES),
        "term": sent.choice("term", choices.recent_terms(now())),
    }


def _count(texts: Sequence[object]) -> None:
    if not 1 <= len(texts) <= drafts.MAX_COMMENTS:
        raise RequestError("malformed-body", f"A contribution has 1-{drafts.MAX_COMMENTS} comments.")
