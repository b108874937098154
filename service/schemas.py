"""The shapes that go over the wire, each documented and with an example.

`Analysis` and its parts mirror the values of the package field for field. Offsets are Unicode code points of the
text as sent, ``[start, end)``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from service.examples import ANALYSIS, BATCH_END, BATCH_LINE, LABEL, MODEL, PROBLEM, REQUEST
from tilbakemelding import MAX_CHARACTERS

Share = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0)]
Form = Literal["nb", "nn"]


class _Shape(BaseModel):
    """What all shapes share: no field beyond those named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AnalysisRequest(_Shape):
    """One comment. It is analysed and forgotten."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, json_schema_extra={"examples": [REQUEST]})

    text: str = Field(
        description=f"The comment: at least one visible character, at most {MAX_CHARACTERS} code points.",
        json_schema_extra={"minLength": 1, "maxLength": MAX_CHARACTERS},
    )


class Evidence(_Shape):
    """A stretch of the text that spoke for a label. The weights of one label in one part add up to its log-odds."""

    start: Offset
    end: Offset
    label: str = Field(description="Code of the label it spoke for.")
    weight: float = Field(description="Its share of the label's log-odds; the last piece spans the part, the rest.")


class Segment(_Shape):
    """A part of the comment and what it does."""

    start: Offset
    end: Offset
    form: Form = Field(description="The written standard of this part.")
    labels: list[str] = Field(description="Codes of the labels it carries, in the scheme's order; may be empty.")
    probabilities: dict[str, Share] = Field(description="Every label of the scheme and its probability.")
    evidence: list[Evidence]
    uncertain: bool = Field(description="True where a label's probability lies near its threshold.")


class PointsForward(_Shape):
    """Whether at least one part gives advice."""

    value: bool
    probability: Share = Field(description="Probability that at least one part gives advice.")


class Hint(_Shape):
    """A question to the teacher, in the comment's own form."""

    code: str
    message: str
    segment: int | None = Field(description="Number of the part it is about, from 0; null for the whole comment.")


class Analysis(_Shape):
    """What was found in one comment."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [ANALYSIS]})

    text: str = Field(description="The text as sent.")
    form: Form = Field(description="`nb` bokmål or `nn` nynorsk.")
    form_confidence: Annotated[float, Field(ge=0.5, le=1)]
    model: str = Field(description="Version of the model that made this analysis.")
    segments: list[Segment] = Field(description="In order; every non-blank character lies in exactly one.")
    points_forward: PointsForward
    verdict_only: bool = Field(description="True where it rates, and neither describes nor advises.")
    profile: dict[str, Share] = Field(description="For each label, its share of the comment's visible characters.")
    hints: list[Hint] = Field(description="At most two questions, and a notice where the text seems not Norwegian.")


MAX_ID = 200
ID_IN_WORDS = f"a string of at most {MAX_ID} characters, a whole number below 2^53, or null"
Id = Annotated[str, StringConstraints(max_length=MAX_ID)] | Annotated[int, Field(gt=-(2**53), lt=2**53)] | None
LineNumber = Annotated[int, Field(ge=1, description="Number of the line sent, from 1; blank lines count.")]


class BatchRequest(_Shape):
    """One line of a batch."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, json_schema_extra={"examples": [BATCH_LINE]})

    id: Id = Field(default=None, description=f"Given back as sent: {ID_IN_WORDS}.")
    text: str = Field(
        description=f"The comment: at least one visible character, at most {MAX_CHARACTERS} code points.",
        json_schema_extra={"minLength": 1, "maxLength": MAX_CHARACTERS},
    )


class BatchAnalysis(Analysis):
    """The answer to a line: its number and id, and the analysis field for field."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"line": 1, "id": "7", **ANALYSIS}]}
    )

    line: LineNumber
    id: Id


class Texts(_Shape):
    """A text in both written standards."""

    nb: str
    nn: str


class Label(_Shape):
    """One label of the scheme."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [LABEL]})

    code: str
    core: bool = Field(description="True for the three labels that carry the purpose.")
    principle: int | None = Field(description="The principle of assessment it makes visible; null for the verdict.")
    name: Texts
    test: Texts = Field(description="The question that decides whether a part carries it.")
    meaning: Texts = Field(description="Why it matters.")


class LabelScheme(_Shape):
    """The labels, in the order used everywhere."""

    labels: list[Label]


class Model(_Shape):
    """What is known of the model in use."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [MODEL]})

    version: str
    purpose: Texts = Field(description="What the service is for, and what it must not be used for.")
    card: dict[str, Any] = Field(description="`manifest` and `report` as shipped with the model, where they are.")


class Health(_Shape):
    """The service answers."""

    status: Literal["ok"] = "ok"


class Problem(_Shape):
    """A problem (RFC 9457). Never holds the text of a comment; act on ``code``, which is stable."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [PROBLEM]})

    type: str = Field(description="URI of the kind of problem.")
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What went wrong here, what is allowed and what to do.")
    code: str = Field(description="Stable short name of the kind of problem.")
    instance: str = Field(description="URI of this very occurrence; the service's log names it too where it logs.")


class BatchFailure(_Shape):
    """The answer to a line that could not be analysed; the others go on."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"line": 2, "id": "8", "error": PROBLEM}]}
    )

    line: LineNumber
    id: Id = Field(description="As sent, where it could be read; else null.")
    error: Problem


class BatchSummary(_Shape):
    """What came of a batch. An answer without it is broken: send what was not answered again."""

    lines: int = Field(description="Lines that were answered, each with one object.")
    analysed: int
    failed: int
    complete: bool = Field(description="False where the batch was cut at a limit; what came after was not read.")


class BatchEnd(_Shape):
    """The last line of a whole answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [BATCH_END]})

    summary: BatchSummary
