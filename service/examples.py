"""One running example for the documentation of the interface."""

from __future__ import annotations

from typing import Any

TEXT = "Fin innledning, men du må vise til kilder."

REQUEST: dict[str, Any] = {"text": TEXT}

BATCH_LINE: dict[str, Any] = {"id": "7", "text": TEXT}

BATCH_END: dict[str, Any] = {"summary": {"lines": 2, "analysed": 1, "failed": 1, "complete": True}}

ANALYSIS: dict[str, Any] = {
    "text": TEXT,
    "form": "nb",
    "form_confidence": 0.98,
    "model": "0.1.0+1a2b3c4d",
    "segments": [
        {
            "start": 0,
            "end": 15,
            "form": "nb",
            "labels": ["quality"],
            "probabilities": {"quality": 0.95, "advice": 0.02, "summative": 0.08, "goal": 0.01, "involvement": 0.01},
            "evidence": [
                {"start": 0, "end": 14, "label": "quality", "weight": 3.2},
                {"start": 0, "end": 15, "label": "quality", "weight": -0.26},
            ],
            "uncertain": False,
        },
        {
            "start": 16,
            "end": 42,
            "form": "nb",
            "labels": ["advice"],
            "probabilities": {"quality": 0.12, "advice": 0.99, "summative": 0.01, "goal": 0.03, "involvement": 0.02},
            "evidence": [
                {"start": 20, "end": 30, "label": "advice", "weight": 3.9},
                {"start": 16, "end": 42, "label": "advice", "weight": 0.7},
            ],
            "uncertain": False,
        },
    ],
    "points_forward": {"value": True, "probability": 0.99},
    "verdict_only": False,
    "profile": {"quality": 0.4, "advice": 0.6, "summative": 0.0, "goal": 0.0, "involvement": 0.0},
    "hints": [],
}

LABEL: dict[str, Any] = {
    "code": "advice",
    "core": True,
    "principle": 3,
    "name": {"nb": "framovermelding", "nn": "framovermelding"},
    "test": {
        "nb": "Sier den hva eleven bør gjøre, i dette arbeidet eller neste gang?",
        "nn": "Seier ho kva eleven bør gjere, i dette arbeidet eller neste gong?",
    },
    "meaning": {
        "nb": "Elever lærer best når de får råd om hvordan de kan forbedre seg.",
        "nn": "Elevar lærer best når dei får råd om korleis dei kan bli betre.",
    },
}

PURPOSE: dict[str, str] = {
    "nb": "En egenkontroll for læreren, og støtte for kollegialt arbeid med tilbakemeldinger. Skal ikke brukes til å "
    "vurdere lærere, og sier ingenting om elevens nivå.",
    "nn": "Ein eigenkontroll for læraren, og støtte for kollegialt arbeid med tilbakemeldingar. Skal ikkje brukast til "
    "å vurdere lærarar, og seier ingenting om nivået til eleven.",
}

MODEL: dict[str, Any] = {
    "version": "0.1.0+1a2b3c4d",
    "purpose": PURPOSE,
    "card": {"manifest": {"version": "0.1.0+1a2b3c4d", "label_scheme": "1.0", "seed": 7}},
}

PROBLEM: dict[str, Any] = {
    "type": "urn:problem-type:tilbakemelding:blank-text",
    "title": "The text is blank",
    "status": 400,
    "detail": "the text is empty or holds only white space. Give a comment of at least one visible character.",
    "code": "blank-text",
    "instance": "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e",
}

FILE: dict[str, Any] = {
    "document": {
        "kind": "xlsx",
        "source": "table",
        "tables": [{"sheet": "Ark1", "columns": ["Elev", "Kommentar"], "rows": 2}],
        "sheet": "Ark1",
        "column": "Kommentar",
    },
    "model": ANALYSIS["model"],
    "comments": [
        {
            "number": 1,
            "place": {"kind": "row", "number": 2, "cell": "B2"},
            "anchor": None,
            "analysis": ANALYSIS,
            "problem": None,
        },
        {
            "number": 2,
            "place": {"kind": "row", "number": 3, "cell": "B3"},
            "anchor": None,
            "analysis": None,
            "problem": {
                "type": "urn:problem-type:tilbakemelding:text-too-long",
                "title": "The text is too long",
                "status": 413,
                "detail": "the text has 20001 characters; at most 20000 are allowed. Send one comment at a time, or "
                "split the text.",
                "code": "text-too-long",
                "instance": "urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7",
            },
        },
    ],
}
