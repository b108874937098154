"""What the service needs of an analyser and of a masker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from tilbakemelding import Analysis, ClassList, Masked


class CommentAnalyser(Protocol):
    """Analyses comments; `tilbakemelding.Analyser` is one."""

    version: str

    def analyse(self, text: str) -> Analysis:
        """Analyse one comment."""
        ...


class CommentMasker(Protocol):
    """Masks what points at persons; `tilbakemelding.Masker` is one."""

    def mask_all(self, texts: Iterable[str], class_list: ClassList | None = None) -> tuple[Masked, ...]:
        """Mask the comments of one contribution."""
        ...
