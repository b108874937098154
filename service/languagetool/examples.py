"""One running example of the protocol for the documentation of the interface."""

from __future__ import annotations

from typing import Any

TEXT = "Bra jobba 👏 Karakter: 5"

FORM: dict[str, str] = {"text": TEXT, "language": "nb-NO"}

ANSWER: dict[str, Any] = {
    "software": {
        "name": "tilbakemelding",
        "version": "0.1.0",
        "buildDate": "",
        "apiVersion": 1,
        "premium": False,
        "premiumHint": "",
        "status": "",
    },
    "warnings": {"incompleteResults": False},
    "language": {
        "name": "Norsk (bokmål)",
        "code": "nb-NO",
        "detectedLanguage": {
            "name": "Norsk (bokmål)",
            "code": "nb-NO",
            "confidence": 0.62,
            "source": "tilbakemelding",
        },
    },
    "matches": [
        {
            "message": "Dette sier hva du mener om helheten. Hva i arbeidet tenker du på?",
            "shortMessage": "Hva tenker du på?",
            "replacements": [],
            "offset": 0,
            "length": 12,
            "context": {"text": TEXT, "offset": 0, "length": 12},
            "sentence": "Bra jobba 👏 ",
            "type": {"typeName": "Hint"},
            "rule": {
                "id": "TM_PRAISE_ALONE",
                "description": "Ros eller kritikk uten at det står hva det handler om",
                "issueType": "style",
                "urls": [{"value": "http://127.0.0.1:8000/editors/nb#TM_PRAISE_ALONE"}],
                "category": {"id": "STYLE", "name": "Tilbakemelding"},
            },
            "ignoreForIncompleteSentence": False,
            "contextForSureMatch": 0,
        }
    ],
    "sentenceRanges": [[0, 12], [13, 24]],
}
