"""The shapes of the LanguageTool protocol. Every field is always there: old clients fail on a missing one."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from service.languagetool.examples import ANSWER
from tilbakemelding import __version__


class _Shape(BaseModel):
    """What all shapes share: the protocol's spelling of names on the wire."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel, validate_by_name=True)


class Software(_Shape):
    """Who answers."""

    name: str = "tilbakemelding"
    version: str = Field(default=__version__, description="Version of the service.")
    build_date: str = ""
    api_version: Literal[1] = 1
    premium: bool = False
    premium_hint: str = ""
    status: str = ""


class Info(_Shape):
    """The answer of ``/v2/info``."""

    software: Software = Software()


class LanguageEntry(_Shape):
    """A language that texts can be in."""

    name: str
    code: str
    long_code: str


class Warnings(_Shape):
    """What was left out; never anything."""

    incomplete_results: bool = False


class DetectedLanguage(_Shape):
    """The written standard that the text seems to be in."""

    name: str
    code: str
    confidence: float = Field(ge=0, le=1)
    source: str = "tilbakemelding"


class UsedLanguage(_Shape):
    """The language that the messages are in: the one asked for, else the text's own."""

    name: str
    code: str
    detected_language: DetectedLanguage


class MatchContext(_Shape):
    """The text around a match on one line, and where in it the match lies."""

    text: str
    offset: int = Field(ge=0)
    length: int = Field(ge=0)


class MatchType(_Shape):
    """The kind of a match."""

    type_name: Literal["Hint"] = "Hint"


class RuleUrl(_Shape):
    """Where a rule is explained."""

    value: str


class RuleCategory(_Shape):
    """The category of a rule."""

    id: str
    name: str


class MatchRule(_Shape):
    """The rule behind a match."""

    id: str = Field(description="Stable; name it in `disabledRules` to turn the rule off.")
    description: str
    issue_type: Literal["style"] = "style"
    urls: list[RuleUrl]
    category: RuleCategory


class Match(_Shape):
    """A stretch of the text and a question about it."""

    message: str
    short_message: str
    replacements: list[str] = Field(max_length=0, description="Always empty: the service never writes for the teacher.")
    offset: int = Field(ge=0, description="UTF-16 code units from the start of the text as sent, markup included.")
    length: int = Field(ge=1, description="UTF-16 code units.")
    context: MatchContext
    sentence: str
    type: MatchType = MatchType()
    rule: MatchRule
    ignore_for_incomplete_sentence: bool = False
    context_for_sure_match: int = 0


class CheckAnswer(_Shape):
    """The answer of ``/v2/check``."""

    model_config = ConfigDict(json_schema_extra={"examples": [ANSWER]})

    software: Software = Software()
    warnings: Warnings = Warnings()
    language: UsedLanguage
    matches: list[Match]
    sentence_ranges: list[tuple[int, int]] = Field(description="Start and end of each sentence in UTF-16 code units.")
