"""The root of all errors, and the branch of those that the caller can mend."""

from __future__ import annotations

from typing import ClassVar


class TilbakemeldingError(Exception):
    """Root of all errors. ``code`` is stable; ``facts`` are what the message was made from."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, **facts: object) -> None:
        """Keep the message and the facts behind it."""
        super().__init__(message)
        self.facts = facts


class InputError(TilbakemeldingError):
    """What the caller gave can be mended by the caller."""

    code = "input"
