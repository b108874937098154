"""What is answered as JSON, in UTF-8 and without spaces; an analysis straight from the package's value.

Checking our own answer against its schema at every request would cost more than writing it; the tests do it instead.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from tilbakemelding import Analysis

_ANALYSIS = TypeAdapter(Analysis)


def analysis_json(analysis: Analysis) -> bytes:
    """Return the analysis as JSON in UTF-8, field for field."""
    return _ANALYSIS.dump_json(analysis)


def json_bytes(value: dict[str, Any]) -> bytes:
    """Return the object as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
