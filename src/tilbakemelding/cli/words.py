"""The words of what `check` writes, in bokmål and nynorsk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tilbakemelding.readers.document import PlaceKind, Source


@dataclass(frozen=True, slots=True)
class Words:
    """The words in one written standard; those in braces are filled in."""

    header: tuple[str, ...]
    csv_header: tuple[str, ...]
    places: Mapping[PlaceKind, str]
    sources: Mapping[Source, str]
    yes: str
    no: str
    verdict: str
    no_label: str
    not_checked: str
    summary: str
    comment: tuple[str, str]
    file: tuple[str, str]

    def counted_comments(self, count: int) -> str:
        """Return a number of comments in words."""
        return f"{count} {self.comment[count != 1]}"

    def counted_files(self, count: int) -> str:
        """Return a number of files in words."""
        return f"{count} {self.file[count != 1]}"


WORDS: Mapping[str, Words] = {
    "nb": Words(
        header=("Sted", "Begynner med", "Merkelapper", "Peker framover", "Spørsmål til deg"),
        csv_header=("Fil", "Sted", "Står ved", "Kommentar", "Merkelapper", "Peker framover", "Spørsmål", "Feil"),
        places={
            "row": "rad",
            "paragraph": "avsnitt",
            "comment": "merknad",
            "cell": "celle",
            "line": "linje",
            "page": "side",
        },
        sources={
            "margin-comments": "merknader i margen",
            "table": "kolonnen «{column}» (kolonner: {columns})",
            "cell-comments": "merknader på celler",
            "paragraphs": "avsnitt",
            "letters": "tekst",
            "lines": "linjer",
            "records": "JSON-linjer",
        },
        yes="ja",
        no="nei",
        verdict="nei, bare dom",
        no_label="ingen",
        not_checked="ikke sjekket",
        summary="{comments} i {files}: {forward} peker framover, {verdicts} feller bare en dom, {others} gjør "
        "ingen av delene.",
        comment=("kommentar", "kommentarer"),
        file=("fil", "filer"),
    ),
    "nn": Words(
        header=("Stad", "Byrjar med", "Merkelappar", "Peikar framover", "Spørsmål til deg"),
        csv_header=("Fil", "Stad", "Står ved", "Kommentar", "Merkelappar", "Peikar framover", "Spørsmål", "Feil"),
        places={
            "row": "rad",
            "paragraph": "avsnitt",
            "comment": "merknad",
            "cell": "celle",
            "line": "linje",
            "page": "side",
        },
        sources={
            "margin-comments": "merknader i margen",
            "table": "kolonnen «{column}» (kolonnar: {columns})",
            "cell-comments": "merknader på celler",
            "paragraphs": "avsnitt",
            "letters": "tekst",
            "lines": "linjer",
            "records": "JSON-linjer",
        },
        yes="ja",
        no="nei",
        verdict="nei, berre dom",
        no_label="ingen",
        not_checked="ikkje sjekka",
        summary="{comments} i {files}: {forward} peikar framover, {verdicts} feller berre ein dom, {others} gjer "
        "ingen av delane.",
        comment=("kommentar", "kommentarar"),
        file=("fil", "filer"),
    ),
}
