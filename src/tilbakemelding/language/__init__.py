"""The Norwegian language: text → segments and tokens. With ``training`` the only room that knows spaCy."""

from tilbakemelding.language.entities import Entity
from tilbakemelding.language.normalise import MAX_CHARACTERS, check_text
from tilbakemelding.language.parsed import ParsedSegment, ParsedText, Token
from tilbakemelding.language.pipeline import LanguagePipeline

__all__ = ["MAX_CHARACTERS", "Entity", "LanguagePipeline", "ParsedSegment", "ParsedText", "Token", "check_text"]
