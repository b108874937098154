"""Secrets that let somebody in: made at random, shown once, and kept as a digest only."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

_BYTES = 32
_TOKEN = re.compile(r"tm_([a-z0-9][a-z0-9-]{0,39})_([A-Za-z0-9_-]{43})")
_COOKIE = re.compile(r"([a-z0-9][a-z0-9-]{0,39})\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Secret:
    """What a browser or a machine shows: the owner whose store to look in, and 256 random bits."""

    owner: str
    value: str

    @property
    def digest(self) -> str:
        """What is kept. The secret is random and long, so a fast digest cannot be turned back by guessing."""
        return sha256(self.value.encode()).hexdigest()

    @property
    def as_token(self) -> str:
        """The secret as a machine sends it."""
        return f"tm_{self.owner}_{self.value}"

    @property
    def as_cookie(self) -> str:
        """The secret as a browser sends it."""
        return f"{self.owner}.{self.value}"


def new_secret(owner: str) -> Secret:
    """Return a fresh secret for somebody at an owner."""
    return Secret(owner, secrets.token_urlsafe(_BYTES))


def read_token(text: str) -> Secret | None:
    """Return the secret that a machine sends, or None where it has not the shape of one."""
    found = _TOKEN.fullmatch(text)
    return Secret(*found.groups()) if found else None


def read_cookie(text: str) -> Secret | None:
    """Return the secret that a browser sends, or None where it has not the shape of one."""
    found = _COOKIE.fullmatch(text)
    return Secret(*found.groups()) if found else None
