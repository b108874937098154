"""Tables as Udir's statistics bank and Skoleporten lay them out, with made-up numbers."""

from __future__ import annotations

from collections.abc import Sequence

NUMBER = "974628057"
HEAD = (
    "SpoersmaalNivaa Spoersmaalgruppe Spoersmaalkode Spoersmaalnavn Skoleaarnavn EnhetNivaa Organisasjonsnummer "
    "EnhetNavn Trinnnavn EierformNavn Kjoenn Score Standardavvik AntallBesvart"
).split()

Cells = list[str]


def row(  # noqa: PLR0913 - the columns that tests vary
    *,
    theme: str = "Vurdering for læring",
    question: str = "Alle spørsmål",
    year: str = "2025-26",
    number: str = NUMBER,
    grade: str = "10. trinn",
    ownership: str = "Alle eierformer",
    gender: str = "Alle kjønn",
    mean: str = "3,6",
    answers: str = "62",
) -> Cells:
    return [
        "1", theme, "EU1", question, year, "4", number, "Nord skole", grade, ownership, gender, mean, "0,7", answers
    ]  # fmt: skip


def sheet(*rows: Cells, head: Sequence[str] = HEAD, above: int = 0) -> list[tuple[int, Cells]]:
    """Number the rows, under a header that stands below so many titles."""
    titles = [["Elevundersøkelsen"]] * above
    return list(enumerate([*titles, list(head), *rows], start=1))


def csv(*rows: Cells, head: Sequence[str] = HEAD) -> bytes:
    return "\r\n".join(";".join(cells) for cells in [list(head), *rows]).encode("cp1252")
