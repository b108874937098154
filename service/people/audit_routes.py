"""The log of acts, for admins: what was done and when, and by whom where it was administration.

Who contributed, coded or shared is not shown: that would be a list of each teacher's activity.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from service.access import Stored, Visiting
from service.pages import Shown, form_of
from service.store.tables import Act, Person, School, Team

router = APIRouter(include_in_schema=False)

ZONE = ZoneInfo("Europe/Oslo")
_MOST = 200
_ADMINISTRATION = ("person.", "role.", "school.", "team.", "token.")


@router.get("/admin/audit")
def read_audit(request: Request, visitor: Visiting, store: Stored, pages: Shown) -> Response:
    """Show the acts of a span of days, newest first."""
    first, last = _day(request, "from"), _day(request, "to")
    acts = select(Act).order_by(Act.at.desc(), Act.id).limit(_MOST + 1)
    if first:
        acts = acts.where(Act.at >= _midnight(first))
    if last:
        acts = acts.where(Act.at < _midnight(last + timedelta(days=1)))
    with store.read(visitor.owner) as session:
        found = list(session.scalars(acts))
        names = _names(session, found)
        rows = [
            (act, names.get(act.actor_id), names.get(act.thing_id))
            if act.what.startswith(_ADMINISTRATION)
            else (act, None, None)
            for act in found[:_MOST]
        ]
        return pages.render(
            request,
            "people/audit.html",
            visitor=visitor,
            rows=rows,
            first=first,
            last=last,
            is_cut=len(found) > _MOST,
            most=_MOST,
            zone=ZONE,
            acts=pages.text(form_of(request), "people.acts"),
        )


def _names(session: Session, acts: list[Act]) -> dict[UUID | None, str]:
    """Return the names of the people, schools and teams in the acts that are still there."""
    keys = {key for act in acts for key in (act.actor_id, act.thing_id) if key is not None}
    return {
        key: name
        for table in (Person, School, Team)
        for key, name in session.execute(select(table.id, table.name).where(table.id.in_(keys)))
    }


def _day(request: Request, name: str) -> date | None:
    """Return a day that the address names; one that is none counts as not given."""
    try:
        day = date.fromisoformat(request.query_params.get(name, ""))
    except ValueError:
        return None
    return day if day.year in range(2000, 9000) else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)
