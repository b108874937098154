"""What ``POST /v1/files`` takes and answers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.examples import FILE
from service.schemas import Analysis, Problem
from tilbakemelding import ENDINGS

Count = Annotated[int, Field(ge=1)]

REQUEST: dict[str, Any] = {
    "type": "object",
    "required": ["file"],
    "additionalProperties": False,
    "properties": {
        "file": {
            "type": "string",
            "format": "binary",
            "description": f"The document. Its name ends in one of {', '.join(ENDINGS)}; its content is of that kind.",
        },
        "sheet": {"type": "string", "description": "Name of the sheet to read, as `document.tables` tells it."},
        "column": {"type": "string", "description": "Name of the column to read, as `document.tables` tells it."},
    },
}
"""The form, as JSON Schema."""


class _Shape(BaseModel):
    """What all shapes share: no field beyond those named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Table(_Shape):
    """A table that comments may be read from."""

    sheet: str | None = Field(description="Name of its sheet; null in a text file.")
    columns: list[str] = Field(description="Headers of the columns that are not empty; letters where there are none.")
    rows: Annotated[int, Field(ge=0)] = Field(description="How many rows it has, without the header.")


class DocumentFacts(_Shape):
    """What the document is, and what of it was taken for comments."""

    kind: Literal["docx", "odt", "xlsx", "ods", "xls", "csv", "tsv", "txt", "jsonl", "pdf"]
    source: Literal["margin-comments", "table", "cell-comments", "paragraphs", "letters", "lines", "records"]
    tables: list[Table] = Field(description="Empty where there are no tables to choose from.")
    sheet: str | None = Field(description="The sheet that was read.")
    column: str | None = Field(description="The column that was read.")


class Place(_Shape):
    """Where a comment stands, without words."""

    kind: Literal["row", "paragraph", "comment", "cell", "line", "page"]
    number: Count = Field(description="Counted from 1; rows and lines as programs show them.")
    cell: str | None = Field(description="The cell, such as C2, in a sheet.")


class FileComment(_Shape):
    """A comment of the document: either its analysis or its problem."""

    number: Count
    place: Place
    anchor: str | None = Field(description="What it hangs on: the marked text, the cell's content or the heading.")
    analysis: Analysis | None
    problem: Problem | None = Field(description="Why this comment could not be analysed; the others go on.")


class FileAnalyses(_Shape):
    """A document's comments, analysed in its order. Who wrote them is never told."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [FILE]})

    document: DocumentFacts
    model: str = Field(description="Version of the model that made the analyses.")
    comments: list[FileComment]
