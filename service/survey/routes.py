"""The leader reads in the school's results of Elevundersøkelsen, says what they are about, and sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.access import Stored, Visiting
from service.access.visitor import Visitor
from service.errors import RequestError
from service.files import Upload, read_upload
from service.pages.forms import Fields, Sent
from service.pages.numbers import day, decimal
from service.pages.rendering import Pages, Shown, form_of, redirect
from service.store.audit import record
from service.store.tables import School, SurveyImport
from service.survey.beside import survey_beside
from service.survey.keeping import (
    Found,
    Topic,
    discard_draft,
    draft_of,
    imports_of,
    keep_draft,
    save_draft,
    topics_of,
)
from service.survey.principles import PRINCIPLES, Principle
from service.survey.reading import Fault, Reading, read_survey
from tilbakemelding import InputError, read_rows

router = APIRouter(include_in_schema=False)

_TELLS = ("saved", "deleted")


async def _sent_file(request: Request) -> Upload | InputError:
    """Return the file, or why it is not taken: a person is told on the page, not with a problem in JSON."""
    try:
        return await read_upload(request)
    except InputError as error:
        return error


SentFile = Annotated[Upload | InputError, Depends(_sent_file)]


@router.get("/culture/survey")
def read_schools(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show the leader's school, or let them choose."""
    led = visitor.schools_as("leader")
    with store.read(visitor.owner) as session:
        schools = session.scalars(select(School).where(School.id.in_(led)).order_by(School.name, School.id)).all()
        if len(schools) == 1:
            return _school_page(request, visitor, pages, session, schools[0])
        return pages.render(request, "survey/schools.html", visitor=visitor, schools=schools)


@router.get("/culture/survey/{school_id}")
def read_school(request: Request, visitor: Visiting, store: Stored, pages: Shown, school_id: str) -> Response:
    """Show the school's results, and the form to read in more."""
    with store.read(visitor.owner) as session:
        return _school_page(request, visitor, pages, session, _school(session, visitor, school_id))


@router.post("/culture/survey/{school_id}")
def upload(  # noqa: PLR0913, PLR0917 - what a route is given
    request: Request, visitor: Visiting, store: Stored, pages: Shown, school_id: str, file: SentFile
) -> Response:
    """Read a table, and lead on to its preview; or say what is wrong with it."""
    form = form_of(request)
    with store.write(visitor.owner) as session:
        school = _school(session, visitor, school_id)
        try:
            reading = _read(file, school)
        except InputError as error:
            code = "no-file" if isinstance(file, Upload) and not (file.name or file.data) else error.code
            known = pages.text(form, "survey.files")
            problems = [known.get(code) or pages.error_text(form, code)]
            return _school_page(request, visitor, pages, session, school, problems=problems)
        if reading.faults:
            problems = [
                *_fault_texts(pages, form, reading.faults, school),
                *_left_out(pages, form, reading.left_out),
            ]
            return _school_page(request, visitor, pages, session, school, problems=problems)
        draft = keep_draft(session, school.id, visitor.person_id, reading.results)
        record(session, visitor, "survey.read", draft.id, results=len(reading.results))
    unnamed = {} if reading.names_school else {"unnamed": 1}
    return redirect(f"/culture/survey/{school.id}/draft?{urlencode({**unnamed, **reading.left_out})}")


@router.get("/culture/survey/{school_id}/draft")
def read_draft(request: Request, visitor: Visiting, store: Stored, pages: Shown, school_id: str) -> Response:
    """Show what was read and is not yet kept."""
    with store.read(visitor.owner) as session:
        school = _school(session, visitor, school_id)
        draft = draft_of(session, school.id)
        if draft is None:
            return redirect(f"/culture/survey/{school.id}")
        return _draft_page(request, visitor, pages, school, draft)


@router.post("/culture/survey/{school_id}/draft")
def save(  # noqa: PLR0913, PLR0917 - what a route is given
    request: Request, visitor: Visiting, store: Stored, pages: Shown, school_id: str, sent: Sent
) -> Response:
    """Keep what belongs to a principle."""
    with store.write(visitor.owner) as session:
        school = _school(session, visitor, school_id)
        draft = _sent_draft(session, school, sent)
        chosen = _chosen(sent, topics_of(draft))
        if not chosen:
            problem = pages.text(form_of(request), "survey.nothingChosen")
            return _draft_page(request, visitor, pages, school, draft, problem=problem)
        count = save_draft(session, draft, chosen)
        record(session, visitor, "survey.saved", draft.id, results=count)
    return redirect(f"/culture/survey/{school.id}?told=saved&count={count}")


@router.post("/culture/survey/{school_id}/draft/discard")
def discard(visitor: Visiting, store: Stored, school_id: str) -> Response:
    """Forget what was read."""
    with store.write(visitor.owner) as session:
        school = _school(session, visitor, school_id)
        discard_draft(session, school.id)
    return redirect(f"/culture/survey/{school.id}")


@router.get("/culture/survey/{school_id}/{import_id}/delete")
def confirm_deletion(  # noqa: PLR0913, PLR0917 - what a route is given
    request: Request, visitor: Visiting, store: Stored, pages: Shown, school_id: str, import_id: str
) -> Response:
    """Ask before results are deleted."""
    with store.read(visitor.owner) as session:
        school = _school(session, visitor, school_id)
        one = _import(session, school, import_id)
        return pages.render(request, "survey/delete.html", visitor=visitor, school=school, one=one, date=day)


@router.post("/culture/survey/{school_id}/{import_id}/delete")
def delete(visitor: Visiting, store: Stored, school_id: str, import_id: str) -> Response:
    """Delete what was read in."""
    with store.write(visitor.owner) as session:
        school = _school(session, visitor, school_id)
        one = _import(session, school, import_id)
        record(session, visitor, "survey.deleted", one.id, results=len(one.results))
        session.delete(one)
    return redirect(f"/culture/survey/{school.id}?told=deleted")


def _school(session: Session, visitor: Visitor, school_id: str) -> School:
    """Return a school that the visitor leads; another is not there at all."""
    school = session.get(School, _key(school_id))
    if school is None or not visitor.has_at(school.id, "leader"):
        raise RequestError("not-found", "There is no such school.")
    return school


def _import(session: Session, school: School, import_id: str) -> SurveyImport:
    one = session.get(SurveyImport, _key(import_id))
    if one is None or one.school_id != school.id:
        raise RequestError("not-found", "There are no such results.")
    return one


def _sent_draft(session: Session, school: School, sent: Fields) -> SurveyImport:
    """Return the draft that the form was made of; another may have been read meanwhile."""
    draft = draft_of(session, school.id)
    if draft is None or draft.id != sent.key("draft"):
        raise RequestError("conflict", "Another table has been read in meanwhile.")
    return draft


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise RequestError("not-found", "There is nothing at this address.") from None


def _read(file: Upload | InputError, school: School) -> Reading:
    if isinstance(file, InputError):
        raise file
    sheets = [rows for _, rows in read_rows(file.name, file.data)]
    return read_survey(sheets, school=school.number)


def _chosen(sent: Fields, topics: Iterable[Found]) -> dict[Topic, Principle]:
    chosen: dict[Topic, Principle] = {}
    for number, found in enumerate(topics):
        code = sent.choice(f"topic-{number}", ("", *PRINCIPLES))
        principle = next((known for known in PRINCIPLES if known == code), None)
        if principle is not None:
            chosen[found.topic] = principle
    return chosen


def _school_page(  # noqa: PLR0913 - what a page is made of
    request: Request,
    visitor: Visitor,
    pages: Pages,
    session: Session,
    school: School,
    *,
    problems: list[str] | None = None,
) -> Response:
    told, count = request.query_params.get("told"), request.query_params.get("count", "")
    form = form_of(request)
    return pages.render(
        request,
        "survey/school.html",
        visitor=visitor,
        status=422 if problems else 200,
        school=school,
        tables=survey_beside(session, school.id),
        imports=imports_of(session, school.id),
        problems=problems,
        told=pages.text(form, f"survey.{told}", count=count if count.isdecimal() else "") if told in _TELLS else "",
        decimal=decimal,
        date=day,
    )


def _draft_page(  # noqa: PLR0913 - what a page is made of
    request: Request,
    visitor: Visitor,
    pages: Pages,
    school: School,
    draft: SurveyImport,
    *,
    problem: str = "",
) -> Response:
    form = form_of(request)
    unnamed = pages.text(form, "survey.draftUnnamed", school=school.name)
    return pages.render(
        request,
        "survey/draft.html",
        visitor=visitor,
        status=422 if problem else 200,
        school=school,
        draft=draft,
        topics=topics_of(draft),
        principles=PRINCIPLES,
        notes=[
            *([unnamed] if "unnamed" in request.query_params else []),
            *_left_out(pages, form, request.query_params),
        ],
        problem=problem,
    )


def _fault_texts(pages: Pages, form: str, faults: Iterable[Fault], school: School) -> list[str]:
    return [
        pages.text(
            form,
            f"survey.faults.{fault.code}",
            row=fault.row,
            column=fault.column,
            missing=", ".join(pages.text(form, f"survey.missing.{role}") for role in fault.missing),
            number=school.number,
        )
        for fault in faults
    ]


def _left_out(pages: Pages, form: str, counts: Mapping[str, int] | Mapping[str, str]) -> list[str]:
    """Return what was left out of the table and why; of what stands in an address, only what is a count."""
    texts: Mapping[str, str] = pages.text(form, "survey.leftOut")
    return [text.format(count=counts[why]) for why, text in texts.items() if str(counts.get(why, "")).isdecimal()]
