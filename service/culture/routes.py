"""The leader's and the owner's pages, and the two acts of releasing; all numbers come from the table of figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from markupsafe import Markup
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.culture import releasing, wording
from service.culture.freshness import freshen
from service.culture.reading import (
    Series,
    choices_of,
    figures_of_owner,
    figures_of_school,
    figures_released_on,
    led_schools,
    schools_released_on,
    series,
)
from service.culture.table import Placed, as_csv
from service.errors import RequestError
from service.goals.keeping import released_to
from service.pages.attachments import CSV, attachment
from service.pages.desk import AtDesk, Desk
from service.pages.numbers import day, decimal, term_name
from service.pages.rendering import redirect
from service.samples.choices import is_term, name_of
from service.store.tables import Figure, School
from service.survey.beside import survey_beside
from tilbakemelding import Form

router = APIRouter(include_in_schema=False)

_CSV_NAME = "tall.csv"
_TELLS = ("released", "withdrawn", "on", "off")


@router.get("/culture")
def read_culture(desk: AtDesk) -> Response:
    """Lead to the only page that the visitor has, or let them choose."""
    with desk.read() as session:
        schools = led_schools(session, desk.visitor)
    owns = desk.visitor.has("owner")
    if len(schools) == 1 and not owns:
        return redirect(f"/culture/schools/{schools[0].id}")
    if owns and not schools:
        return redirect("/culture/owner")
    return desk.page("culture/choose.html", schools=schools, owns=owns)


@router.get("/culture/schools/{school_id}")
def read_school(school_id: str, desk: AtDesk) -> Response:
    """Show a leader the figures of a school, and beside them the pupils' own and the teams' goals."""
    fresh = freshen(desk.store, desk.visitor.owner)
    with desk.read() as session:
        school = _led(desk, session, school_id)
        figures = figures_of_school(session, school.id)
        return desk.page(
            "culture/school.html",
            school=school,
            fresh=fresh,
            **_figures(desk, figures, "school"),
            tables=survey_beside(session, school.id),
            released=released_to(session, [school.id]),
        )


@router.get("/culture/schools/{school_id}/figures.csv")
def export_school(school_id: str, desk: AtDesk) -> Response:
    """Return a school's figures as a table, with the same suppression."""
    freshen(desk.store, desk.visitor.owner)
    with desk.read() as session:
        school = _led(desk, session, school_id)
        placed: list[Placed] = [(school.number, school.name, one) for one in figures_of_school(session, school.id)]
    return attachment(as_csv(placed), _CSV_NAME, CSV)


@router.get("/culture/owner")
def read_owner(desk: AtDesk) -> Response:
    """Show the owner what schools have released on: all together, and each school, in alphabetical order."""
    fresh = freshen(desk.store, desk.visitor.owner)
    with desk.read() as session:
        own = figures_of_owner(session)
        schools = schools_released_on(session)
        chosen = next((one for one in schools if str(one.id) == desk.request.query_params.get("school")), None)
        shown = [figure for _, figure in figures_released_on(session, chosen.id)] if chosen else []
    facts = _figures(desk, own, "owner")
    found = series(shown, subject=facts["subject"], level=facts["level"], model=desk.model)
    drawn = wording.charts(found, "school", desk.form, _say(desk), of=chosen.name) if chosen else []
    return desk.page("culture/owner.html", fresh=fresh, schools=schools, chosen=chosen, drawn=drawn, **facts)


@router.get("/culture/owner/figures.csv")
def export_owner(desk: AtDesk) -> Response:
    """Return what the owner may see as a table, with the same suppression."""
    freshen(desk.store, desk.visitor.owner)
    with desk.read() as session:
        return attachment(as_csv(owners_table(session)), _CSV_NAME, CSV)


@router.get("/culture/release")
def read_releases(desk: AtDesk) -> Response:
    """Show a team what it could release, and a leader what teams have released."""
    told = desk.request.query_params.get("told")
    with desk.read() as session:
        return desk.page(
            "culture/releases.html",
            told=told if told in _TELLS else "",
            teams=releasing.team_terms(session, desk.visitor),
            schools=releasing.school_terms(session, desk.visitor.schools_as("leader")),
            leads=desk.visitor.has("leader"),
            term=lambda code: term_name(code, desk.form),
            day=day,
        )


@router.get("/culture/release/teams/{team_id}/{term}")
def confirm_team(team_id: str, term: str, desk: AtDesk) -> Response:
    """Say what becomes visible to whom, before a team releases."""
    with desk.read() as session:
        found = releasing.team_term(session, desk.visitor, _key(team_id), _term(term))
        return desk.page("culture/release.html", one=found, of="team", term_name=term_name(term, desk.form))


@router.post("/culture/release/teams/{team_id}/{term}")
def release_team(team_id: str, term: str, desk: AtDesk) -> Response:
    """Release a team's samples of a term to its leader's figures."""
    with desk.write() as session:
        releasing.release_team(session, desk.visitor, _key(team_id), _term(term))
    return redirect("/culture/release?told=released")


@router.post("/culture/release/teams/{team_id}/{term}/withdraw")
def withdraw_team(team_id: str, term: str, desk: AtDesk) -> Response:
    """Take it back."""
    with desk.write() as session:
        releasing.withdraw_team(session, desk.visitor, _key(team_id), _term(term))
    return redirect("/culture/release?told=withdrawn")


@router.get("/culture/release/schools/{school_id}/{term}")
def confirm_school(school_id: str, term: str, desk: AtDesk) -> Response:
    """Say what becomes visible to the owner, before a leader releases on."""
    with desk.read() as session:
        found = releasing.school_term(session, desk.visitor, _key(school_id), _term(term))
        return desk.page("culture/release.html", one=found, of="school", term_name=term_name(term, desk.form))


@router.post("/culture/release/schools/{school_id}/{term}")
def release_school(school_id: str, term: str, desk: AtDesk) -> Response:
    """Release a school's figures of a term on to the owner."""
    with desk.write() as session:
        releasing.release_school(session, desk.visitor, _key(school_id), _term(term))
    return redirect("/culture/release?told=on")


@router.post("/culture/release/schools/{school_id}/{term}/withdraw")
def withdraw_school(school_id: str, term: str, desk: AtDesk) -> Response:
    """Take it back."""
    with desk.write() as session:
        releasing.withdraw_school(session, desk.visitor, _key(school_id), _term(term))
    return redirect("/culture/release?told=off")


def owners_table(session: Session) -> list[Placed]:
    """Return the figures that the owner may see: its own, and those of schools that released theirs on."""
    own: list[Placed] = [("", "", figure) for figure in figures_of_owner(session)]
    return own + [(school.number, school.name, figure) for school, figure in figures_released_on(session)]


def _figures(desk: Desk, figures: Sequence[Figure], key: str) -> dict[str, Any]:
    """Return what a page shows of the figures: charts, the latest term in words, and the chosen comparison."""
    asked = desk.request.query_params
    subjects, levels = choices_of(figures)
    subject = asked.get("subject", "") if asked.get("subject") in subjects else ""
    level = asked.get("level", "") if asked.get("level") in levels else ""
    found = series(figures, subject=subject, level=level, model=desk.model)
    say = _say(desk)
    first, last = found.of(asked.get("from", "")), found.of(asked.get("to", ""))
    if len(found.shown) > 1:
        first, last = first or found.shown[0], last or found.shown[-1]
    return {
        "charts": wording.charts(found, key, desk.form, say),
        "older": _older(found, key, desk.form, say),
        "found": found,
        "latest": wording.told(found.shown[-1], desk.form, say) if found.shown else [],
        "compared": wording.compare(first, last, desk.form, say) if first and last else [],
        "first": first.term if first else "",
        "last": last.term if last else "",
        "subjects": [(code, name_of("subjects", code, desk.form)) for code in subjects],
        "levels": [(code, name_of("levels", code, desk.form)) for code in levels],
        "subject": subject,
        "level": level,
        "term": lambda code: term_name(code, desk.form),
        "decimal": decimal,
    }


def _older(found: Series, key: str, form: Form, say: wording.Say) -> list[Markup]:
    """Return the charts of each other model's figures."""
    return [
        chart
        for place, model in enumerate(sorted({figure.model for figure in found.others}))
        for chart in wording.charts(
            Series(tuple(figure for figure in found.others if figure.model == model), ()),
            f"{key}-older{place}", form, say, of=model,
        )
    ]  # fmt: skip


def _say(desk: Desk) -> wording.Say:
    return lambda key, **facts: desk.text(f"culture.{key}", **facts)


def _led(desk: Desk, session: Session, school_id: str) -> School:
    """Return a school that the visitor leads; another is not there at all."""
    key = _key(school_id)
    for school in led_schools(session, desk.visitor):
        if school.id == key:
            return school
    raise RequestError("not-found", "There is no such school that you lead.")


def _key(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise RequestError("not-found", "There is nothing with that key.") from None


def _term(value: str) -> str:
    if not is_term(value):
        raise RequestError("not-found", "A half-year is written as 2026-1 or 2026-2.")
    return value
