"""What only those meet who rebuild corpus and models."""

from __future__ import annotations

from tilbakemelding.errors.root import TilbakemeldingError


class CorpusError(TilbakemeldingError):
    """The annotated corpus breaks its own rules; ``problems`` lists every one with its place."""

    code = "corpus"

    def __init__(self, problems: list[str]) -> None:
        """``problems`` are sentences that begin with ``file:line``."""
        shown = "\n".join(problems[:50])
        more = f"\n… and {len(problems) - 50} more" if len(problems) > 50 else ""  # noqa: PLR2004
        super().__init__(f"the corpus has {len(problems)} problem(s):\n{shown}{more}", problems=problems)
        self.problems = problems


class ToolMissing(TilbakemeldingError):
    """A program that rebuilding needs is not installed."""

    code = "tool-missing"

    def __init__(self, *, tool: str, package: str) -> None:
        """``package`` names what to install."""
        super().__init__(
            f"{tool} is not installed. Install the package {package} and try again.", tool=tool, package=package
        )
