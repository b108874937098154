"""Figures for an owner's or a leader's own dashboards: the same numbers as the pages', with the same suppression."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from service.culture.freshness import freshen
from service.culture.measures import MEASURES
from service.culture.reading import figures_of_school, led_schools
from service.culture.routes import owners_table
from service.culture.table import Placed, values
from service.described import ANYWHERE, problems
from service.pages.desk import AtDesk

_REFUSALS = ("login-required", "not-allowed", "store-unavailable")

router = APIRouter(tags=["culture"])


class ShownFigure(BaseModel):
    """The share of comments with a property, or the reason why it is withheld."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    school_number: str | None = Field(description="The school's organisation number; none for all schools together.")
    school: str | None
    term: str = Field(description="Half-year, such as `2026-2` (autumn).")
    subject: str | None = Field(description="None for all subjects together.")
    level: str | None = Field(description="None for all levels together.")
    measure: str = Field(json_schema_extra={"enum": list(MEASURES)})
    percent: int | None = Field(description="Estimated share in whole per cent.")
    bound: str | None = Field(description="`about`, `at-most` or `at-least`: what `percent` is.")
    low: int | None = Field(description="Lower end of the 95 % interval.")
    low_bound: str | None
    high: int | None = Field(description="Upper end of the 95 % interval.")
    high_bound: str | None
    comments: int | None = Field(description="How many released comments it builds on.")
    reviewed: int | None = Field(description="How many of them colleagues have read, drawn at random.")
    complete: bool | None = Field(description="Whether all comments of the cell could be counted.")
    model: str | None
    label_scheme: str | None
    withheld: str | None = Field(description="Code of the reason why there is no number.")


class ShownFigures(BaseModel):
    """All figures that the token's person may see."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    up_to_date: bool = Field(description="False where something has changed since, and figures are made anew by night.")
    figures: list[ShownFigure]


@router.get("/v1/culture/figures", summary="Figures of schools and owner", responses=problems(*ANYWHERE, *_REFUSALS))
def read_figures(desk: AtDesk) -> ShownFigures:
    """Return the figures of the schools that the person leads, and of an owner all that was released on."""
    fresh = freshen(desk.store, desk.visitor.owner)
    with desk.read() as session:
        placed: list[Placed] = owners_table(session) if desk.visitor.has("owner") else []
        seen = {figure.id for _, _, figure in placed}
        for school in led_schools(session, desk.visitor):
            own = figures_of_school(session, school.id)
            placed += [(school.number, school.name, figure) for figure in own if figure.id not in seen]
    return ShownFigures(up_to_date=fresh, figures=[ShownFigure(**row) for row in values(placed)])
