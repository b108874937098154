"""The desk at which a comment is made ready for sharing: its form, and the page that shows what would be kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from anyio import from_thread
from fastapi import Request
from starlette.responses import Response

from service.access import Visitor
from service.network import sharing
from service.network.routes import label_names
from service.network.sharing import PARTS, Checked, Part, Written
from service.network.showing import analysed, masked_pieces
from service.pages import Fields, Pages
from service.places import client_of
from service.store.tables import Comment, Example
from service.turns import Turns
from tilbakemelding import MAX_CHARACTERS, Analysis

SHOWS = ("name", "school")
_KEPT_SIGNS = "\u00ad\u200d"
"""Soft hyphens, and what joins emoji."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One comment, what its contributor has written beside it, and the example that it is shared as already."""

    request: Request
    visitor: Visitor
    comment: Comment
    example: Example | None
    written: Written

    def check(self) -> Checked:
        """Mask what was written."""
        return sharing.check(self.request.app.state.masker, self.comment, self.written)

    def shown_before(self) -> list[str]:
        """Return what the example shows of its contributor now."""
        return [name for name in SHOWS if self.example and getattr(self.example, f"shows_{name}")]

    def analyse(self, checked: Checked) -> dict[str, Analysis]:
        """Analyse the comment and its improved version; one waits one's turn, as everybody does."""
        turns: Turns = self.request.app.state.turns
        ask = partial(turns.analyse, client=client_of(self.request.scope))
        texts = {"text": self.comment.text, "improved": checked.text("improved")}
        return {part: from_thread.run(ask, text) for part, text in texts.items() if text}

    def form(self, *, suggested: bool = False, missing: bool = False) -> Response:
        """Return the page to write on; ``suggested`` where it was filled in from a meeting."""
        return self._pages.render(
            self.request,
            "network/share.html",
            visitor=self.visitor,
            status=422 if missing else 200,
            comment=self.comment,
            written=self.written,
            suggested=suggested,
            missing=missing,
            limit=MAX_CHARACTERS,
        )

    def preview(self, checked: Checked, shows: Collection[str], *, unsure: bool = False) -> Response:
        """Return the page that shows what would be kept; ``unsure`` where it was sent without having been seen."""
        every = sharing.check(self.request.app.state.masker, self.comment, Written(self.written.texts))
        return self._pages.render(
            self.request,
            "network/preview.html",
            visitor=self.visitor,
            status=422 if unsure else 200,
            comment=self.comment,
            written=self.written,
            checked=checked,
            example=self.example,
            unsure=unsure,
            pieces={part: masked_pieces(masked) for part, masked in checked.masked.items()},
            masks=[
                (f"{part}-{one.start}", part, masked.original[one.start : one.end], one.placeholder)
                for part, masked in every.masked.items()
                for one in masked.replacements
            ],
            shows=shows,
            texts={
                part: analysed(one.text, sharing.analysis_facts(one)) for part, one in self.analyse(checked).items()
            },
            names=label_names(self.request),
        )

    @property
    def _pages(self) -> Pages:
        pages: Pages = self.request.app.state.pages
        return pages


def written_in(sent: Fields) -> Written:
    """Return what a form says that its writer has written."""
    texts: dict[Part, str] = {part: _printable(sent.text(part, most=MAX_CHARACTERS)) for part in PARTS}
    return Written(texts, frozenset(sent.every("undone")))


def _printable(text: str) -> str:
    """Return a text without signs that no database keeps and no keyboard writes."""
    return "".join(sign for sign in text if sign.isprintable() or sign.isspace() or sign in _KEPT_SIGNS).strip()
