"""The ways in: analyses, the label scheme, the model's card, and whether the service lives."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Depends, Request

from service import schemas
from service.body import comment_text
from service.errors import FILE_PROBLEMS, MEDIA_TYPE, PROBLEMS
from service.examples import PURPOSE, REQUEST
from tilbakemelding import LABELS, Analysis


class CommentAnalyser(Protocol):
    """What the service needs of an analyser; `tilbakemelding.Analyser` is one."""

    version: str

    def analyse(self, text: str) -> Analysis:
        """Analyse one comment."""
        ...


def problems(*codes: str) -> dict[int | str, dict[str, Any]]:
    """Document the problems that a route may answer with."""
    by_status: dict[int | str, list[str]] = {}
    for code in codes:
        by_status.setdefault(PROBLEMS[code][0], []).append(code)
    schema = {"$ref": f"#/components/schemas/{schemas.Problem.__name__}"}
    return {
        status: {"description": " · ".join(f"`{code}`" for code in same), "content": {MEDIA_TYPE: {"schema": schema}}}
        for status, same in by_status.items()
    }


router = APIRouter()
_ELSEWHERE = {"not-found", "bad-request", "invalid-parameters", "unknown-language", *FILE_PROBLEMS}
_READING = problems("method-not-allowed", "internal-error")
_BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": schemas.AnalysisRequest.model_json_schema(),
            "examples": {"comment": {"summary": "A comment that describes and advises", "value": REQUEST}},
        }
    },
}


@router.post(
    "/v1/analyses",
    tags=["analysis"],
    summary="Analyse one comment",
    openapi_extra={"requestBody": _BODY},
    responses=problems(*(code for code in PROBLEMS if code not in _ELSEWHERE)),
)
def create_analysis(text: Annotated[str, Depends(comment_text)], request: Request) -> schemas.Analysis:
    """Tell which parts of the comment describe, advise or judge, and whether it points forward.

    Nothing is stored and no text is logged. Offsets count Unicode code points of the text as sent.
    """
    analyser: CommentAnalyser = request.app.state.analyser
    return schemas.Analysis.model_validate(asdict(analyser.analyse(text)))


@router.get("/v1/labels", tags=["reference"], summary="The label scheme", responses=_READING)
async def read_labels() -> schemas.LabelScheme:
    """Return the labels with name, test and meaning in bokmål and nynorsk."""
    fields = schemas.Label.model_fields
    labels = [{name: value for name, value in asdict(label).items() if name in fields} for label in LABELS]
    return schemas.LabelScheme.model_validate({"labels": labels})


@router.get("/v1/model", tags=["reference"], summary="The model in use", responses=_READING)
async def read_model(request: Request) -> schemas.Model:
    """Return the model's version, purpose, and the facts of its card."""
    state = request.app.state
    return schemas.Model(version=state.analyser.version, purpose=schemas.Texts(**PURPOSE), card=state.card)


@router.get("/health/live", tags=["operation"], summary="Is the service alive?", responses=_READING)
async def read_health() -> schemas.Health:
    """Answer as long as the service runs."""
    return schemas.Health()
