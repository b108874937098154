"""What the description of the interface says of problems."""

from __future__ import annotations

from typing import Any

from service.errors import MEDIA_TYPE, PROBLEMS
from service.schemas import Problem

ANYWHERE = ("method-not-allowed", "too-many-requests", "internal-error", "busy")
"""What any route may answer with."""


def problems(*codes: str) -> dict[int | str, dict[str, Any]]:
    """Document the problems that a route may answer with."""
    by_status: dict[int | str, list[str]] = {}
    for code in codes:
        by_status.setdefault(PROBLEMS[code][0], []).append(code)
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {"description": " · ".join(f"`{code}`" for code in same), "content": {MEDIA_TYPE: {"schema": schema}}}
        for status, same in by_status.items()
    }
