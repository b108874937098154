"""Contributions from a program: mask, let a person look, contribute what the person has confirmed."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from service.access import Visiting
from service.described import ANYWHERE, problems
from service.errors import RequestError
from service.pages.desk import AtDesk
from service.pages.forms import json_body
from service.samples import choices, drafts, keeping
from service.samples.checking import checked
from service.samples.routes import keep_comments
from service.wire import json_bytes
from tilbakemelding import read_class_list

router = APIRouter(tags=["samples"])


class MaskingRequest(BaseModel):
    """Comments to mask together; the class list is used once and not kept."""

    model_config = ConfigDict(extra="forbid", strict=True)

    comments: list[str] = Field(min_length=1, max_length=drafts.MAX_COMMENTS)
    class_list: str = Field(default="", max_length=20_000, description="Names, one person a line.")


class ContributionRequest(BaseModel):
    """Masked comments that a person has looked at, and what they are of."""

    model_config = ConfigDict(extra="forbid")

    key: UUID = Field(description="Made by the caller; the same key again is the same contribution.")
    team: UUID
    subject: str
    level: str
    genre: str
    term: str = Field(description="Half-year, such as 2026-2 (autumn).")
    comments: list[str] = Field(min_length=1, max_length=drafts.MAX_COMMENTS)
    confirmed: bool = Field(description="True: a person has read the masked comments and wants to contribute them.")


_PROBLEMS = problems(
    *ANYWHERE, "login-required", "not-allowed", "foreign-form", "conflict", "store-unavailable",
    "unsupported-media-type", "body-too-large", "malformed-json", "undecodable-body", "malformed-body",
    "blank-text", "text-too-long", "invalid-characters",
)  # fmt: skip


def _body(shape: type[BaseModel]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": shape.model_json_schema()}}}}


@router.post(
    "/v1/maskings", summary="Mask comments; nothing is kept", openapi_extra=_body(MaskingRequest), responses=_PROBLEMS
)
def mask(
    asked: Annotated[MaskingRequest, Depends(json_body(MaskingRequest))], request: Request, visitor: Visiting
) -> Response:
    """Return each comment masked, with what was replaced, for a person to look at."""
    del visitor
    class_list = read_class_list(asked.class_list)
    texts = request.app.state.masker.mask_all([checked(text) for text in asked.comments], class_list)
    found = [
        {
            "text": masked.text,
            "form": masked.form,
            "replacements": [
                {"start": r.start, "end": r.end, "kind": r.kind, "placeholder": r.placeholder}
                for r in masked.replacements
            ],
        }
        for masked in texts
    ]
    return Response(json_bytes({"comments": found}), media_type="application/json")


@router.post(
    "/v1/contributions",
    summary="Contribute masked comments to a team",
    openapi_extra=_body(ContributionRequest),
    status_code=201,
    responses=_PROBLEMS,
)
async def contribute(
    asked: Annotated[ContributionRequest, Depends(json_body(ContributionRequest))], desk: AtDesk
) -> Response:
    """Keep masked comments as the caller's own contribution; it can be revoked at ``/samples``."""
    if not asked.confirmed:
        raise RequestError("malformed-body", 'The field "confirmed" must be true: a person has read what is masked.')
    for name, value, allowed in (
        ("subject", asked.subject, choices.SUBJECTS),
        ("level", asked.level, choices.LEVELS),
        ("genre", asked.genre, choices.GENRES),
    ):
        if value not in allowed:
            raise RequestError("malformed-body", f'The field "{name}" must be one of {", ".join(allowed)}.')
    if not choices.is_term(asked.term):
        raise RequestError("malformed-body", 'The field "term" must be a half-year such as 2026-1 or 2026-2.')
    facts = keeping.Described(asked.key, asked.team, asked.subject, asked.level, asked.genre, asked.term)
    kept = await keep_comments(desk, facts, [checked(text) for text in asked.comments])
    return Response(json_bytes(kept), status_code=201, media_type="application/json")
