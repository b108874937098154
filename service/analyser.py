"""What the service needs of an analyser."""

from __future__ import annotations

from typing import Protocol

from tilbakemelding import Analysis


class CommentAnalyser(Protocol):
    """Analyses comments; `tilbakemelding.Analyser` is one."""

    version: str

    def analyse(self, text: str) -> Analysis:
        """Analyse one comment."""
        ...
