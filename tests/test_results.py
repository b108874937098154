"""What an analysis is made of."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from tilbakemelding.results import Analysis, Evidence, Hint, PointsForward, Segment


@pytest.fixture
def analysis():
    segment = Segment(
        start=0,
        end=10,
        form="nb",
        labels=("summative",),
        probabilities={"summative": 0.9},
        evidence=(Evidence(0, 3, "summative", 1.5), Evidence(0, 10, "summative", -0.2)),
        uncertain=False,
    )
    return Analysis(
        text="Bra jobba!",
        form="nb",
        form_confidence=0.6,
        model="0.1.0+abc",
        segments=(segment,),
        points_forward=PointsForward(value=False, probability=0.1),
        verdict_only=True,
        profile={"summative": 1.0},
        hints=(Hint("no-advice", "Hva nå?", None),),
    )


def test_to_dict_is_plain_to_the_bottom(analysis):
    given = analysis.to_dict()
    assert given["segments"][0]["evidence"][1] == {"start": 0, "end": 10, "label": "summative", "weight": -0.2}
    assert given["points_forward"] == {"value": False, "probability": 0.1}
    assert given["hints"][0] == {"code": "no-advice", "message": "Hva nå?", "segment": None}


def test_to_dict_survives_json(analysis):
    given = json.loads(json.dumps(analysis.to_dict()))
    assert given["text"] == "Bra jobba!"
    assert given["segments"][0]["labels"] == ["summative"]


def test_to_dict_names_every_field_of_the_analysis(analysis):
    assert list(analysis.to_dict()) == [
        "text", "form", "form_confidence", "model", "segments", "points_forward", "verdict_only", "profile", "hints",
    ]  # fmt: skip


def test_analysis_cannot_be_changed(analysis):
    with pytest.raises(FrozenInstanceError):
        analysis.text = "Noe annet"
