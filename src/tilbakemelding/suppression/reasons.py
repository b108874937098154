"""Reason → the sentence that stands in place of the number. The wording is data (``reasons.json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tilbakemelding.labels import Form
from tilbakemelding.suppression.pieces import MIN_COMMENTS, MIN_CONTRIBUTORS, Reason


def reason_text(reason: Reason, form: Form) -> str:
    """Return the sentence for a reason in bokmål (``nb``) or nynorsk (``nn``)."""
    return _texts()[reason][form].format(contributors=MIN_CONTRIBUTORS, comments=MIN_COMMENTS)


@cache
def _texts() -> Mapping[str, Mapping[Form, str]]:
    loaded: dict[str, dict[Form, str]] = json.loads(files(__package__).joinpath("reasons.json").read_text("utf-8"))
    return loaded
