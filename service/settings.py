"""What can be set from outside: arguments first, then ``TILBAKEMELDING_…`` in the environment, then the defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.listening import is_loopback
from tilbakemelding import MAX_DOCUMENT_BYTES, default_models

PREFIX = "TILBAKEMELDING_"
FIGURES_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which several workers keep their figures; the client library looks for it when imported."""


class Settings(BaseSettings):
    """The service's settings; each is read from ``TILBAKEMELDING_`` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True)

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
    public_url: str = Field(
        default="", description="Address that people type, such as `https://tilbakemelding.example.no`; for logins."
    )
    oidc_issuer: str = Field(
        default="", description="OpenID provider that people log in at; with it logins are set up, without it not."
    )
    oidc_client_id: str = Field(default="", description="What the provider calls this service.")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), description="The secret that the provider gave this service; never logged."
    )
    oidc_client_secret_file: str = Field(default="", description="File that holds the secret, in its place.")
    oidc_profile: Literal["feide", "generic"] = Field(
        default="generic", description="`feide`: owner and schools come from Feide's groups. `generic`: see below."
    )
    oidc_scopes: str = Field(default="", description="Other scopes than the profile's.")
    oidc_owner: str = Field(default="", description="Owner of everybody who logs in (`generic`).")
    oidc_owner_claim: str = Field(
        default="",
        description="Claim that holds the key of a person's owner (`generic`). With neither, only people that the "
        "command `grant` has entered can log in.",
    )
    oidc_groups_url: str = Field(
        default="https://groups-api.dataporten.no/groups/me/groups", description="Feide's groups (`feide`)."
    )
    session_idle_minutes: int = Field(
        default=120, gt=0, le=1_440, description="Time without a request after which a person is logged out."
    )
    session_hours: int = Field(default=12, gt=0, le=168, description="Longest time that a person stays logged in.")

    def client_secret(self) -> str:
        """Return the secret, read from its file where one is named."""
        if self.oidc_client_secret_file:
            return Path(self.oidc_client_secret_file).read_text("utf-8").strip()
        return self.oidc_client_secret.get_secret_value()

    @model_validator(mode="after")
    def _whole_login(self) -> Self:
        """Refuse a login that is set up by half, and secrets over the open net."""
        if not self.oidc_issuer:
            return self
        try:
            has_secret = bool(self.client_secret())
        except (OSError, UnicodeDecodeError):
            raise ValueError("oidc_client_secret_file cannot be read") from None
        needed = {
            "public_url": self.public_url,
            "oidc_client_id": self.oidc_client_id,
            "oidc_client_secret": has_secret,
        }
        if missing := [name for name, value in needed.items() if not value]:
            raise ValueError(f"oidc_issuer is set; also needed: {', '.join(missing)}")
        for name in ("public_url", "oidc_issuer", "oidc_groups_url"):
            address = urlsplit(getattr(self, name))
            open_here = address.scheme == "http" and is_loopback(address.hostname or "")
            if not (address.scheme == "https" and address.hostname) and not open_here:
                raise ValueError(f"{name} must be an https address")
        return self
