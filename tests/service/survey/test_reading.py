"""Udir's tables are read as the school's own results, or it is said where and why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.survey.columns import school_year
from service.survey.principles import guess_principle
from service.survey.reading import MAX_RESULTS, Fault, Reading, Result, read_survey
from tests.service.survey.tables import HEAD, NUMBER, row, sheet

WHOLE = Result("2025-26", "10. trinn", "Vurdering for læring", "", 3.6, 62)


def read(*sheets: list[tuple[int, list[str]]]) -> Reading:
    return read_survey(sheets, school=NUMBER)


def result(**cells: str) -> Result:
    reading = read(sheet(row(**cells)))
    assert reading.faults == []
    return reading.results[0]


def test_a_row_of_udirs_table_is_a_result() -> None:
    reading = read(sheet(row()))
    assert (reading.results, reading.faults, dict(reading.left_out)) == ([WHOLE], [], {})
    assert reading.names_school


def test_titles_may_stand_above_the_header_and_other_sheets_before() -> None:
    assert read([(1, ["Om tabellen"])], sheet(row(), above=3)).results == [WHOLE]


def test_a_question_stands_under_its_theme() -> None:
    assert result(question="Får du være med på å vurdere ditt eget arbeid?").question.startswith("Får du")


@pytest.mark.parametrize("mark", ["*", ".", "..", ":"])
def test_what_is_suppressed_stays_suppressed(mark: str) -> None:
    suppressed = result(mean=mark)
    assert (suppressed.mean, suppressed.answers) == (None, None)


def test_a_suppressed_number_of_answers_leaves_the_mean() -> None:
    assert (result(answers="*").mean, result(answers="*").answers) == (3.6, None)


def test_a_mean_of_fewer_than_five_is_suppressed_though_the_export_was_not() -> None:
    assert (result(answers="4").mean, result(answers="4").answers) == (None, None)
    assert result(answers="5").mean == 3.6


@pytest.mark.parametrize("written", ["1 062", "1\u00a0062", "1\u202f062"])
def test_thousands_may_be_spaced(written: str) -> None:
    assert result(answers=written).answers == 1062


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"number": "I"}, "school"),
        ({"gender": "Gutt"}, "gender"),
        ({"ownership": "Offentlig skole"}, "ownership"),
        ({"mean": ""}, "blank"),
    ],
)
def test_what_is_not_the_whole_school_is_left_out_and_counted(cells: dict[str, str], why: str) -> None:
    reading = read(sheet(row(), row(**cells)))
    assert reading.results == [WHOLE]
    assert dict(reading.left_out) == {why: 1}


def test_classes_are_left_out() -> None:
    head = [*HEAD, "Klasse"]
    reading = read(sheet([*row(), "Alle"], [*row(), "10A"], head=head))
    assert (len(reading.results), dict(reading.left_out)) == (1, {"group": 1})


@pytest.mark.parametrize("name", ["Lærer", "Faglærar", "Kontaktlærer", "Lærernavn"])
def test_a_table_that_tells_teachers_apart_is_not_read(name: str) -> None:
    reading = read(sheet([*row(), "A"], head=[*HEAD, name]))
    assert (reading.results, reading.faults) == ([], [Fault("teachers")])


def test_support_from_teachers_is_a_theme_and_no_teacher() -> None:
    assert result(theme="Støtte fra lærerne").theme == "Støtte fra lærerne"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"mean": "6,1"}, Fault("mean", 3, "Score")),
        ({"mean": "0"}, Fault("mean", 3, "Score")),
        ({"mean": "bra"}, Fault("mean", 3, "Score")),
        ({"mean": "9" * 400}, Fault("mean", 3, "Score")),
        ({"answers": "mange"}, Fault("answers", 3, "AntallBesvart")),
        ({"answers": "12,5"}, Fault("answers", 3, "AntallBesvart")),
        ({"year": "i fjor"}, Fault("year", 3, "Skoleaarnavn")),
        ({"year": "2025-27"}, Fault("year", 3, "Skoleaarnavn")),
        ({"theme": "x" * 301}, Fault("too-long", 3, "Spoersmaalgruppe")),
        ({"mean": "3,7"}, Fault("twice", 3)),
    ],
)
def test_a_fault_says_where_it_is(cells: dict[str, str], fault: Fault) -> None:
    assert read(sheet(row(), row(**cells))).faults == [fault]


def test_the_same_row_twice_is_one_result() -> None:
    assert read(sheet(row(), row())).results == [WHOLE]


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        (["Skoleår", "Score"], ("theme",)),
        (["Tema", "Score"], ("year",)),
        (["Tema", "Skoleår"], ("mean",)),
        (["Navn", "Poeng"], ("theme", "year", "mean")),
    ],
)
def test_a_column_that_is_missing_is_named(head: list[str], missing: tuple[str, ...]) -> None:
    assert read(sheet(["a"], head=head)).faults == [Fault("columns", missing=missing)]


def test_a_table_of_other_schools_says_so() -> None:
    assert read(sheet(row(number="123456789"))).faults == [Fault("other-school")]


def test_a_table_with_nothing_for_the_whole_school_says_so() -> None:
    assert read(sheet(row(gender="Jente"))).faults == [Fault("empty")]


def test_too_many_results_are_no_schools() -> None:
    rows = [row(theme=f"Tema {n}") for n in range(MAX_RESULTS + 1)]
    assert [fault.code for fault in read(sheet(*rows)).faults] == ["too-many"] * len(read(sheet(*rows)).faults)


def test_skoleportens_table_has_a_column_for_each_year() -> None:
    head = ["Indikator og nøkkeltall", "2023-24", "2024-25", "2025-26"]
    reading = read(sheet(["Vurdering for læring", "3,5", "*", ""], head=head))
    assert [(one.year, one.mean) for one in reading.results] == [("2023-24", 3.5), ("2024-25", None)]
    assert not reading.names_school


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025-26", "2025-26"),
        ("2025-2026", "2025-26"),
        ("2025/26", "2025-26"),
        ("2025", "2025-26"),
        ("1999-00", None),
        ("2025-24", None),
        ("", None),
    ],
)
def test_a_school_year_is_written_in_several_ways(text: str, year: str | None) -> None:
    assert school_year(text) == year


@pytest.mark.parametrize(
    ("topic", "principle"),
    [
        (("Vurdering for læring", ""), "all_four"),
        (("Vurdering for læring", "Forteller lærerne deg hva som er bra med arbeidet du gjør?"), "quality"),
        (("Vurdering for læring", "Fortel lærarane deg kva du bør gjere for å bli betre?"), "points_forward"),
        (("Vurdering for læring", "Får du være med på å foreslå hva det skal legges vekt på?"), "involvement"),
        (("Vurdering for læring", "Forklarer læreren hva du skal lære?"), "goal"),
        (("Elevdemokrati og medvirkning", ""), "involvement"),
        (("Trivsel", ""), None),
    ],
)
def test_the_likely_principle_is_offered(topic: tuple[str, str], principle: str | None) -> None:
    assert guess_principle(*topic) == principle


cells = st.lists(st.sampled_from(["", "*", "3,2", "2025-26", "Tema", "Score", "Skoleår", NUMBER, "x", "7", "Lærer"]))


@given(st.lists(st.tuples(st.integers(1, 99), cells), max_size=8))
def test_whatever_stands_in_a_table_gives_results_or_faults(rows: list[tuple[int, list[str]]]) -> None:
    reading = read(rows)
    assert bool(reading.results) or bool(reading.faults)
    assert all(one.mean is None or 1 <= one.mean <= 5 for one in reading.results)
    assert all(one.answers is None for one in reading.results if one.mean is None)
