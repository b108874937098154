"""The ways in: an analysis, the label scheme and the model's card."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from service import schemas
from service.body import comment_text
from service.described import ANYWHERE, problems
from service.examples import PURPOSE, REQUEST
from service.places import client_of
from service.turns import Turns
from service.wire import analysis_json
from tilbakemelding import LABELS

router = APIRouter()
READING = problems(*ANYWHERE)
_REFUSALS = (
    "blank-text",
    "invalid-characters",
    "input",
    "request-timeout",
    "text-too-long",
    "body-too-large",
    "unsupported-media-type",
    "undecodable-body",
    "malformed-json",
    "malformed-body",
    "wrong-type",
)
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
    response_model=schemas.Analysis,
    responses=problems(*ANYWHERE, *_REFUSALS),
)
async def create_analysis(text: Annotated[str, Depends(comment_text)], request: Request) -> Response:
    """Tell which parts of the comment describe, advise or judge, and whether it points forward.

    Nothing is stored and no text is logged. Offsets count Unicode code points of the text as sent.
    """
    turns: Turns = request.app.state.turns
    analysis = await turns.analyse(text, client=client_of(request.scope))
    return Response(analysis_json(analysis), media_type="application/json")


@router.get("/v1/labels", tags=["reference"], summary="The label scheme", responses=READING)
async def read_labels() -> schemas.LabelScheme:
    """Return the labels with name, test and meaning in bokmål and nynorsk."""
    fields = schemas.Label.model_fields
    labels = [{name: value for name, value in asdict(label).items() if name in fields} for label in LABELS]
    return schemas.LabelScheme.model_validate({"labels": labels})


@router.get("/v1/model", tags=["reference"], summary="The model in use", responses=READING)
async def read_model(request: Request) -> schemas.Model:
    """Return the model's version, purpose, and the facts of its card."""
    state = request.app.state
    return schemas.Model(version=state.analyser.version, purpose=schemas.Texts(**PURPOSE), card=state.card)
