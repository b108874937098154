"""What can be set from outside: arguments first, then ``TILBAKEMELDING_…`` in the environment, then the defaults."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from tilbakemelding import MAX_DOCUMENT_BYTES, default_models


class Settings(BaseSettings):
    """The service's settings; each is read from ``TILBAKEMELDING_`` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="TILBAKEMELDING_", env_ignore_empty=True, frozen=True)

    host: str = Field(default="127.0.0.1", description="Address to listen on; by default this machine only.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes any that is free.")
    models: Path = Field(default_factory=default_models, description="Folder with `language` and `feedback`.")
    language: str | None = Field(default=None, description="Another spaCy pipeline than the shipped one.")
    max_body_bytes: int = Field(
        default=256_000,
        gt=0,
        description="Largest request body. The default holds a comment of the longest length however it is escaped: "
        "20,000 characters of at most 12 bytes each, and the braces around them.",
    )
    max_file_bytes: int = Field(default=MAX_DOCUMENT_BYTES, gt=0, description="Largest document, in bytes.")
    max_file_comments: int = Field(
        default=1_000,
        gt=0,
        description="Most comments in a document. The default is a grade of 200 pupils in five subjects, and takes "
        "a few seconds; the command line takes more.",
    )
