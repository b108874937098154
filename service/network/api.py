"""The library for machines: the same search as the page's, as JSON."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from service.access import Stored, Visiting
from service.described import ANYWHERE, problems
from service.errors import RequestError
from service.network.library import LABEL_CODES, LAST_PAGE, Order, Source, Wanted, find, options, sources
from service.network.routes import LONGEST_SEARCH
from service.network.words import search_for
from service.store.tables import Example
from tilbakemelding import FORMS

_REFUSALS = ("invalid-parameters", "login-required", "not-allowed", "malformed-body", "store-unavailable")

_LABELS: dict[str, Any] = {"enum": ["", *LABEL_CODES]}
_FORMS: dict[str, Any] = {"enum": ["", *FORMS]}

router = APIRouter(tags=["network"])


class ExamplePart(BaseModel):
    """A part of a text and what it does; offsets are Unicode code points, ``[start, end)``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: int
    end: int
    labels: list[str]


class ExampleText(BaseModel):
    """A masked text and what was found in it when it was shared."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    form: str = Field(description="`nb` bokmål or `nn` nynorsk.")
    model: str = Field(description="Version of the model that made the analysis.")
    points_forward: bool
    verdict_only: bool
    segments: list[ExamplePart]


class SharedExample(BaseModel):
    """An example that a teacher has shared."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: UUID
    subject: str
    level: str
    form: str
    labels: list[str] = Field(description="Codes of the labels that any part of the comment carries.")
    shared_at: str = Field(description="When it was shared: date and time in UTC.")
    comment: ExampleText
    improved: ExampleText | None = Field(description="The improved version, where there is one.")
    reflection: str = Field(description="What the contributor thought of it; may be empty.")
    contributor: str | None = Field(description="Only where the contributor has chosen to be named.")
    school: str | None = Field(description="Only where the contributor has chosen that it be named.")


class ExamplePage(BaseModel):
    """One page of what a search finds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    total: int = Field(description="How many examples the search finds in all.")
    page: int = Field(description="Which page this is; beyond the last, the last.")
    pages: int
    examples: list[SharedExample]


@router.get("/v1/examples", summary="Search the shared examples", responses=problems(*ANYWHERE, *_REFUSALS))
def read_examples(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    visitor: Visiting,
    store: Stored,
    q: Annotated[str, Query(max_length=LONGEST_SEARCH, description="Words; inflections in both forms are met.")] = "",
    subject: Annotated[str, Query(max_length=60)] = "",
    level: Annotated[str, Query(max_length=60)] = "",
    label: Annotated[str, Query(description="A code of `GET /v1/labels`.", json_schema_extra=_LABELS)] = "",
    form: Annotated[str, Query(description="`nb` or `nn`.", json_schema_extra=_FORMS)] = "",
    order: Annotated[Order, Query(description="Without words always by date.")] = "relevance",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> ExamplePage:
    """Return the examples that the owner's teachers share with one another, ten a page. Texts are masked.

    A token needs the scope `examples`. Every word of `q` must be met, in the comment, its improved version or the
    reflection. An example is gone from the answers the moment its contributor takes it back.
    """
    with store.read(visitor.owner) as session:
        choices = options(session)
        filters = {"label": label, "form": form}
        for name, value in filters.items():
            if value and not choices.allows(name, value):
                allowed = ", ".join(getattr(choices, name))
                raise RequestError("invalid-parameters", f"The parameter {name} must be one of {allowed}.")
        known = all(choices.allows(n, v) for n, v in (("subject", subject), ("level", level)) if v)
        if not known:
            return ExamplePage(total=0, page=1, pages=1, examples=[])
        wanted = Wanted(search_for(q), subject=subject, level=level, order=order, page=page, **filters)
        found = find(session, wanted)
        told = sources(session, found.examples)
        examples = [_shared(example, told[example.id]) for example in found.examples]
    return ExamplePage(total=found.total, page=found.page, pages=found.pages, examples=examples)


def _shared(example: Example, source: Source) -> SharedExample:
    def text(part: str) -> ExampleText | None:
        facts: dict[str, Any] | None = example.analyses.get(part)
        return ExampleText(text=getattr(example, part), **facts) if facts else None

    comment = text("text")
    assert comment is not None
    return SharedExample(
        id=example.id,
        subject=example.subject,
        level=example.level,
        form=example.form,
        labels=list(example.labels),
        shared_at=example.shared_at.isoformat(),
        comment=comment,
        improved=text("improved"),
        reflection=example.reflection,
        contributor=source.name,
        school=source.school,
    )
