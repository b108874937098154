"""The pages of the rounds: the coach's, where they are made, and the coder's, where the labels are set."""

from __future__ import annotations

import random
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, Response

from service.errors import RequestError, make_problem
from service.pages.desk import AtDesk, Desk
from service.pages.forms import Fields, Sent, json_body
from service.pages.rendering import redirect
from service.rounds import coding, making
from service.rounds.drawing import SELECTIONS, Filter, candidates, draw
from service.samples import choices
from service.store.tables import Coder, Person, Round, RoundItem, Team
from tilbakemelding import LABELS

router = APIRouter(include_in_schema=False)

_USUAL = 20
_TITLE = 100
_NOTE = 2_000
_SEEDS = 2**31 - 1
_CODES = tuple(label.code for label in LABELS)


class VoteSent(BaseModel):
    """A coder's labels of a segment, and the version of them that the coder last saw."""

    model_config = ConfigDict(extra="forbid", strict=True)

    labels: list[str] = Field(max_length=len(_CODES))
    wrong_segment: bool = False
    version: int = Field(ge=0)


class NoteSent(BaseModel):
    """A coder's note on a comment."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(max_length=_NOTE)
    version: int = Field(ge=0)


@router.get("/rounds")
def read_rounds(desk: AtDesk) -> Response:
    """Show the rounds that the visitor codes, and those that the visitor is the coach of."""
    with desk.read() as session:
        own = session.execute(
            select(Round, Coder)
            .join(Coder, Coder.round_id == Round.id)
            .join(Team, Team.id == Round.team_id)
            .where(
                Coder.person_id == desk.visitor.person_id,
                Team.school_id.in_(desk.visitor.schools_as("teacher", "coach")),
            )
            .order_by(Round.created_at.desc())
        ).all()
        progress = coding.progress_of(session, desk.visitor.person_id, [one.id for one, _ in own])
        coached = _coached(session, desk)
    return desk.page("rounds/list.html", own=own, progress=progress, coached=coached)


def _coached(session: Session, desk: Desk) -> list[tuple[Round, str, int, int]]:
    """Return each round that the visitor is the coach of: its team, how many have handed in, how many code it."""
    query = (
        select(Round, Team.name, func.count(Coder.submitted_at), func.count(Coder.person_id))
        .join(Team, Team.id == Round.team_id)
        .outerjoin(Coder, Coder.round_id == Round.id)
        .where(Team.school_id.in_(desk.visitor.schools_as("coach")))
        .group_by(Round.id, Team.name)
        .order_by(Round.created_at.desc())
    )
    return [(one, team, done, coders) for one, team, done, coders in session.execute(query)]


@router.get("/rounds/new")
def read_new(desk: AtDesk) -> Response:
    """Show the form for a round, with how many comments fit what is chosen so far."""
    asked = Fields(tuple(desk.request.query_params.multi_items()))
    with desk.read() as session:
        teams = making.coached_teams(session, desk.visitor)
        if not teams:
            return desk.page("rounds/new.html", teams=[])
        sent = asked.text("team", most=40)
        team = making.coached_team(session, desk.visitor, asked.key("team")) if sent else teams[0]
        wanted = _filter(asked)
        selection = asked.choice("selection", SELECTIONS) if asked.text("selection", most=20) else "random"
        found = candidates(session, team.id, wanted, model=desk.model, selection=_selection(selection))
        people = making.members(session, team.id)
    drawn = draw(found, _selection(selection), making.MAX_ITEMS, seed=0, picked=[one.comment_id for one in found])
    return desk.page(
        "rounds/new.html", teams=teams, team=team, wanted=wanted, selection=selection, selections=SELECTIONS,
        found=found, fitting=len(drawn.chosen), people=people, fewest=making.fewest_coders(desk.visitor),
        choices=choices, usual=_USUAL, most=making.MAX_ITEMS,
        title=asked.text("title", most=_TITLE), count=asked.text("count", most=4),
    )  # fmt: skip


@router.post("/rounds")
def make(sent: Sent, desk: AtDesk) -> Response:
    """Make a round."""
    selection = _selection(sent.choice("selection", SELECTIONS))
    count = sent.number("count", least=1, most=making.MAX_ITEMS) if selection != "picked" else making.MAX_ITEMS
    seed = random.SystemRandom().randint(0, _SEEDS)
    wanted = _filter(sent)
    plan = making.Plan(sent.text("title", most=_TITLE, least=1), selection, seed, sent.keys("coder"), wanted.narrows)
    with desk.write() as session:
        team = making.coached_team(session, desk.visitor, sent.key("team"))
        found = candidates(session, team.id, wanted, model=desk.model, selection=selection)
        drawn = draw(found, selection, count, seed=seed, picked=sent.keys("comment"))
        made = making.make_round(session, desk.visitor, team, plan, drawn)
    return redirect(f"/rounds/{made.id}")


@router.get("/rounds/{round_id}")
def read_round(round_id: UUID, desk: AtDesk) -> Response:
    """Show the coach a round: who has handed in, and what can be done."""
    with desk.read() as session:
        one = making.coached_round(session, desk.visitor, round_id)
        team = session.get_one(Team, one.team_id)
        coders = session.execute(
            select(Person, Coder.submitted_at)
            .join(Coder, Coder.person_id == Person.id)
            .where(Coder.round_id == round_id)
            .order_by(Person.name, Person.id)
        ).all()
        taken = {person.id for person, _ in coders}
        others = [person for person in making.members(session, team.id) if person.id not in taken]
        items = session.scalar(select(func.count()).select_from(RoundItem).where(RoundItem.round_id == round_id))
    return desk.page("rounds/round.html", one=one, team=team, coders=coders, others=others, items=items)


@router.post("/rounds/{round_id}/coders")
def add_coder(round_id: UUID, sent: Sent, desk: AtDesk) -> Response:
    """Invite one more."""
    with desk.write() as session:
        making.add_coder(session, desk.visitor, round_id, sent.key("person"))
    return redirect(f"/rounds/{round_id}")


@router.post("/rounds/{round_id}/reopen")
def reopen(round_id: UUID, sent: Sent, desk: AtDesk) -> Response:
    """Let one who has handed in go on."""
    with desk.write() as session:
        making.reopen(session, desk.visitor, round_id, sent.key("person"))
    return redirect(f"/rounds/{round_id}")


@router.get("/rounds/{round_id}/remove")
def ask_remove(round_id: UUID, desk: AtDesk) -> Response:
    """Ask whether to remove a round."""
    with desk.read() as session:
        one = making.coached_round(session, desk.visitor, round_id)
    return desk.page("rounds/remove.html", one=one)


@router.post("/rounds/{round_id}/remove")
def remove(round_id: UUID, desk: AtDesk) -> Response:
    """Remove a round with its votes; the comments stay."""
    with desk.write() as session:
        making.remove_round(session, desk.visitor, round_id)
    desk.settle()
    return redirect("/rounds")


@router.get("/rounds/{round_id}/code")
def read_work(round_id: UUID, desk: AtDesk) -> Response:
    """Show the coder the whole round at once, so that going on to the next comment costs nothing."""
    with desk.read() as session:
        coder = coding.coder_of(session, desk.visitor, round_id)
        one = session.get_one(Round, round_id)
        if coder.submitted_at is not None:
            return desk.page("rounds/submitted.html", one=one)
        work = coding.work_of(session, desk.visitor, round_id)
    work["round"], work["person"] = str(round_id), str(desk.visitor.person_id)
    texts: Any = desk.pages.text(desk.form, "rounds.coding")
    labels = [{"code": label.code, "name": label.name[desk.form], "test": label.test[desk.form]} for label in LABELS]
    return desk.page("rounds/code.html", one=one, work={**work, "texts": texts, "labels": labels}, labels=labels)


@router.put("/rounds/{round_id}/votes/{segment_id}")
def put_vote(
    round_id: UUID, segment_id: UUID, sent: Annotated[VoteSent, Depends(json_body(VoteSent))], desk: AtDesk
) -> Response:
    """Keep the labels of a segment."""
    if not set(sent.labels) <= set(_CODES):
        raise RequestError("malformed-body", f'"labels" holds codes of {", ".join(_CODES)}.')
    with desk.write() as session:
        kept = coding.put_vote(
            session, desk.visitor, round_id, segment_id,
            labels=tuple(sent.labels), wrong_segment=sent.wrong_segment, version=sent.version,
        )  # fmt: skip
    return _kept(kept)


@router.put("/rounds/{round_id}/notes/{item_id}")
def put_note(
    round_id: UUID, item_id: UUID, sent: Annotated[NoteSent, Depends(json_body(NoteSent))], desk: AtDesk
) -> Response:
    """Keep a note, masked; the answer holds it as it is kept."""
    text = desk.request.app.state.masker.mask_all([sent.text])[0].text if sent.text.strip() else ""
    with desk.write() as session:
        kept = coding.put_note(session, desk.visitor, round_id, item_id, text=text, version=sent.version)
    return _kept(kept)


@router.post("/rounds/{round_id}/submit")
def submit(round_id: UUID, desk: AtDesk) -> Response:
    """Hand in."""
    with desk.write() as session:
        coding.submit(session, desk.visitor, round_id)
    return redirect("/rounds")


def _kept(kept: coding.Kept) -> Response:
    """Return what is kept; where it was changed elsewhere meanwhile that is a problem, with what is there now."""
    told = {**kept.value, "version": kept.version}
    if not kept.clash:
        return JSONResponse(told)
    problem = make_problem("conflict", "It was changed elsewhere meanwhile; what is there now is in `present`.")
    return JSONResponse(
        {**problem.model_dump(), "present": told}, status_code=409, media_type="application/problem+json"
    )


def _filter(asked: Fields) -> Filter:
    """Return what the comments must have in common; each is one of its list, or nothing."""

    def one_of(name: str, allowed: tuple[str, ...]) -> str:
        return asked.choice(name, allowed) if asked.text(name, most=60) else ""

    term = asked.text("term", most=10)
    if term and not choices.is_term(term):
        raise RequestError("malformed-body", 'The field "term" must be a half-year such as 2026-1.')
    return Filter(
        subject=one_of("subject", choices.SUBJECTS),
        level=one_of("level", choices.LEVELS),
        genre=one_of("genre", choices.GENRES),
        term=term,
        again=asked.ticked("again"),
    )


def _selection(value: str) -> Any:
    return next(one for one in SELECTIONS if one == value)
