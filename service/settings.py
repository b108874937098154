"""What can be set from outside: arguments first, then ``TILBAKEMELDING_…`` in the environment, then the defaults."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from tilbakemelding import MAX_DOCUMENT_BYTES, default_models

PREFIX = "TILBAKEMELDING_"
FIGURES_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which several workers keep their figures; the client library looks for it when imported."""


class Settings(BaseSettings):
    """The service's settings; each is read from ``TILBAKEMELDING_`` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    host: str = Field(default="127.0.0.1", description="Address to listen on; by default this machine only.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes any that is free.")
    workers: int = Field(default=1, ge=1, le=64, description="Processes that answer; as many as there are cores.")
    models: Path = Field(default_factory=default_models, description="Folder with `language` and `feedback`.")
    language: str | None = Field(default=None, description="Another spaCy pipeline than the shipped one.")
    max_body_bytes: int = Field(
        default=256_000,
        gt=0,
        description="Largest request body, and longest line of a batch. The default holds a comment of the longest "
        "length however it is escaped: 20,000 characters of at most 12 bytes each, and the braces around them.",
    )
    max_requests: int = Field(
        default=128,
        gt=0,
        description="Requests in progress in one worker, waiting ones included; one address may hold half of them. "
        "Beyond that 503, and 429 for the address.",
    )
    max_batches: int = Field(
        default=8, gt=0, description="Batches in progress in one worker; one address may hold half of them."
    )
    max_batch_lines: int = Field(default=100_000, gt=0, description="Lines in one batch.")
    max_batch_bytes: int = Field(default=100_000_000, gt=0, description="Bytes in one batch.")
    head_seconds: float = Field(default=10, gt=0, description="Time to send the line and headers of a request.")
    body_seconds: float = Field(default=30, gt=0, description="Time to send the body of a request.")
    stall_seconds: float = Field(
        default=30, gt=0, description="Time without progress after which a batch is broken off, in either direction."
    )
    wait_seconds: float = Field(
        default=5, gt=0, description="Time that a comment waits for its turn before it is refused with 503."
    )
    grace_seconds: int = Field(
        default=30, ge=0, description="Time that accepted requests have to finish when the service is told to stop."
    )
    drain_seconds: float = Field(
        default=0,
        ge=0,
        description="Time between the order to stop and the stop, in which all is answered but `/health/ready` says "
        "503, so that a load balancer can turn elsewhere.",
    )
    store: str = Field(
        default="data",
        description="Where samples and reviews are kept: a folder for SQLite files, one for each school owner, or "
        "`postgresql://…`. Nothing is made before somebody enters one of those rooms.",
    )
    retention_days: int = Field(
        default=730, ge=1, le=3650, description="Days that a contribution is kept before it is removed by itself."
    )
    max_form_bytes: int = Field(default=4_000_000, gt=0, description="Largest form or JSON that a page sends.")
    max_file_bytes: int = Field(default=MAX_DOCUMENT_BYTES, gt=0, description="Largest document, in bytes.")
    max_file_comments: int = Field(
        default=1_000,
        gt=0,
        description="Most comments in a document, and on the page at once. The default is a grade of 200 pupils in "
        "five subjects, and takes a few seconds; the command line takes more.",
    )
