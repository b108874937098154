"""Which row is the header, and which column holds the comments."""

from __future__ import annotations

import pytest

from tilbakemelding.errors import NoComments, TooManyComments, UnknownColumn
from tilbakemelding.readers.document import FoundComment, Place, Wanted
from tilbakemelding.readers.tables import Sheet, column_letters, column_number, read_table

A, B = "Du må vise til flere kilder, Ola.", "Fin drøfting av årsakene til krigen."
ESSAY = "Den industrielle revolusjonen begynte i England og spredte seg til resten av Europa på 1800-tallet. " * 4


def sheet(*rows):
    return Sheet.of(None, enumerate(rows, start=1), lettered=False)


def chosen(*rows):
    return read_table([sheet(*rows)], Wanted()).column


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([["Elev", "Kommentar"], ["Ola", A]], ("Elev", "Kommentar")),
        ([["Elev", "Skriftlig"], ["Ola", A]], ("Elev", "Skriftlig")),
        ([["Hvem", "Sagt"], ["Ola", A], ["Liv", B]], ("Hvem", "Sagt")),
        ([["Hva", "Antall"], ["Ola", "4"], ["Liv", "5"]], ("Hva", "Antall")),
        ([["Kommentar"], [A], [B]], ("Kommentar",)),
        ([["Klasse 9B, høsten 2026"], [], ["Elev", "Kommentar", "Karakter"], ["Ola", A, "4"]],
         ("Elev", "Kommentar", "Karakter")),
        ([["Elev", "", "Kommentar"], ["Ola", "x", A]], ("Elev", "B", "Kommentar")),
        ([["Elev", "Kommentar", "kommentar"], ["Ola", A, B]], ("Elev", "Kommentar", "kommentar (2)")),
        ([["", "Elev", "Kommentar"], ["", "Ola", A]], ("Elev", "Kommentar")),
    ],
)  # fmt: skip
def test_header_names_the_columns(rows, columns):
    assert sheet(*rows).facts().columns == columns


@pytest.mark.parametrize(
    "rows",
    [
        [["Ola", A], ["Kari", B]],
        [[A], [B]],
        [["Bra jobba"], [A], [B]],
        [["Ola", "Bra jobba!"], ["Kari", "Husk kilder."]],
        [["1", A], ["2", B]],
    ],
)
def test_table_without_a_header_loses_no_row(rows):
    table = sheet(*rows)
    assert len(table.rows) == len(rows)
    assert set(table.facts().columns) <= {"A", "B"}


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["Elev", "E-post", "Kommentar"], ["Ola Nordmann Hansen", "ola.nordmann@skole.no", "Bra!"]),
        (["Elev", "Elevsvar", "Tilbakemelding"], ["Ola", ESSAY, A]),
        (["Oppgavetekst", "Vurdering"], [ESSAY, A]),
        (["Namn", "Eigenvurdering", "Vurdering frå lærar"], ["Ola", ESSAY, A]),
        (["Elev", "Kommentar fra elev", "Kommentar til elev"], ["Ola", ESSAY, A]),
        (["Elev", "Karakter", "Grunngjeving"], ["Ola", "4", A]),
        (["Student", "Score", "Feedback comments"], ["Ola", "4", A]),
        (["Hvem", "Id", "Sagt"], ["Ola Nordmann", "a8f3-9c1e-77d2", A]),
        (
            ["Elev", "Vurderingsform", "Framovermelding"],
            ["Ola", "Skriftlig prøve med hjelpemidler hele dagen", "Husk."],
        ),
        (["Kommentar", "Tekst"], ["", A]),
    ],
)
def test_column_that_looks_like_comments_is_chosen(header, row):
    expected = header[-1]
    assert chosen(header, row, [cell and f"{cell} {n}" for n, cell in enumerate(row)]) == expected


def test_text_that_is_the_same_in_every_row_is_no_comment():
    task = "Skriv en artikkel om et selvvalgt tema, med minst tre kilder."
    rows = [["Hvem", "Hva", "Sagt"], *([f"Elev {n}", task, f"{A} {n}"] for n in range(20))]
    assert chosen(*rows) == "Sagt"


@pytest.mark.parametrize("name", ["Elev", " elev ", "ELEV"])
def test_column_is_asked_for_by_its_name(name):
    found = read_table([sheet(["Elev", "Kommentar"], ["Ola", A])], Wanted(column=name))
    assert [c.text for c in found.comments] == ["Ola"]


def test_unknown_column_is_refused_without_naming_it():
    with pytest.raises(UnknownColumn) as refused:
        read_table([sheet(["Elev", "Kommentar"], ["Ola", A])], Wanted(column="Kanarifugl"))
    assert "Kanarifugl" not in str(refused.value)


@pytest.mark.parametrize(
    "rows",
    [[["Elev"], ["Ola"]], [["Elev", "Karakter"], ["Ola Nordmann", "4"]], [["1", "2"], ["3", "4"]], []],
)
def test_table_of_names_and_numbers_holds_no_comments(rows):
    with pytest.raises(NoComments):
        read_table([sheet(*rows)], Wanted())


def test_column_asked_for_that_is_empty_holds_no_comments():
    with pytest.raises(NoComments):
        read_table([sheet(["Elev", "Kommentar"], ["Ola", ""])], Wanted(column="Kommentar"))


def test_more_comments_than_allowed_are_refused():
    with pytest.raises(TooManyComments):
        read_table([sheet(["Kommentar"], *([f"{A} {n}"] for n in range(4)))], Wanted(max_comments=3))


def test_notes_are_counted_too():
    notes = [FoundComment(ESSAY, Place("cell", n, "A1")) for n in range(4)]
    with pytest.raises(TooManyComments):
        read_table([sheet(["Kommentar"], [A])], Wanted(max_comments=3), notes)


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_letters_of_columns_go_both_ways(number, letters):
    assert (column_letters(number - 1), column_number(letters)) == (letters, number)


def test_table_of_very_many_columns_of_one_name_is_named_in_time():
    table = sheet(["Kommentar"] * 16_384, ["x"] * 16_384)
    assert len(set(table.facts().columns)) == 16_384
