"""What a page hands out as a file; tables as Norwegian spreadsheets open them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

CSV = "text/csv; charset=utf-8"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula. Source: OWASP, CSV injection."""


def attachment(content: str | bytes, name: str, kind: str) -> Response:
    """Return a file to be kept, under a name and of a media type."""
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def comma_separated(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as Norwegian Excel opens them: UTF-8 with its mark, semicolons, no formulas; None is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
