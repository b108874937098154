"""An analysis as JSON, straight from the package's value.

Checking our own answer against its schema at every request would cost more than writing it; the tests do it instead.
"""

from __future__ import annotations

from pydantic import TypeAdapter

from tilbakemelding import Analysis

_ANALYSIS = TypeAdapter(Analysis)


def analysis_json(analysis: Analysis) -> bytes:
    """Return the analysis as JSON in UTF-8, field for field."""
    return _ANALYSIS.dump_json(analysis)
