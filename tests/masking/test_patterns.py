"""E-mail, links, numbers, classes and schools are told by their shape."""

from __future__ import annotations

import pytest

from tilbakemelding.masking.patterns import control_digits_fit, find, looks_like_birth_date


def _found(text, kind):
    return [text[s.start : s.end] for s in find(text) if s.kind == kind]


@pytest.mark.parametrize(
    "text", ["kari.n@skole.no", "a_b+c@x.skole.kommune.no", "kari (at) skole.no", "kari[at]skole.no"]
)
def test_email_is_found(text):
    assert _found(f"Skriv til {text}, takk.", "email") == [text]


@pytest.mark.parametrize(
    "text", ["https://a.no/x?y=1", "www.minside.no", "kari-blogg.no", "docs.eksempel.com/d/1", "http://192.168.0.1/a"]
)
def test_link_is_found_without_the_stop_after_it(text):
    assert _found(f"Se {text}.", "link") == [text]


@pytest.mark.parametrize("text", ["Bruk snl.no som kilde.", "Se på nrk.no.", "f.eks.dette", "kl.10", "punktum.Neste"])
def test_source_or_missing_blank_is_no_link(text):
    assert _found(text, "link") == []


@pytest.mark.parametrize(
    "text",
    [
        "01020312345", "010203 12345", "010203-12345", "41060378901", "15450512345", "15850512345", "31129912345",
        "01 02 03 12345", "01.02.03 12345", "010203 123 45",
    ],
)  # fmt: skip
def test_number_with_a_birth_date_is_found(text):
    assert _found(f"Nr {text} står her.", "national-id") == [text]
    assert _found(f"Nr {text}, som står her.", "national-id") == [text]


@pytest.mark.parametrize("text", ["99999912345", "00130312345", "123456789012", "1.01020312345", "0102031234"])
def test_other_digits_are_no_national_number(text):
    assert _found(f"Tallet {text} er feil", "national-id") == []


def test_d_number_adds_forty_to_the_day():
    assert looks_like_birth_date("41060378901")
    assert not looks_like_birth_date("72060378901")


@pytest.mark.parametrize(("digits", "fit"), [("11077941012", True), ("11077941013", False), ("11077941022", False)])
def test_control_digits_are_checked(digits, fit):
    assert control_digits_fit(digits) is fit


@pytest.mark.parametrize(
    "text",
    [
        "41234567", "412 34 567", "41 23 45 67", "+47 412 34 567", "+4741234567", "0047 41234567", "(+47) 41 23 45 67",
        "4123 4567", "412\u00a034\u00a0567", "22.45.67.89", "+46 70 123 45 67",
    ],
)  # fmt: skip
def test_telephone_number_is_found(text):
    assert _found(f"Ring {text} i dag.", "phone") == [text]


@pytest.mark.parametrize(
    "text", ["20240315", "12 34 56 78", "412 34 567 kr", "3,41234567", "41234567,5", "1814 og 1905", "20202021"]
)
def test_date_sum_or_price_is_no_telephone_number(text):
    assert _found(f"Svaret {text} er greit", "phone") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hei 9B!", ["9B"]),
        ("Alle i 10A har levert", ["10A"]),
        ("elevene i 7b", ["7b"]),
        ("Me i 6b takkar", ["6b"]),
        ("klasse 8 C", ["8 C"]),
        ("2STB har prøve", ["2STB"]),
        ("I VG1 og Vg2 HO", ["VG1", "Vg2 HO"]),
        ("10B-elevene", ["10B"]),
        ("Oppgave 9B er rett", []),
        ("3D-modellen og 2D", []),
        ("5 A er mye strøm", []),
        ("oppgåve 4A og i 4B", []),
        ("2P og 1T", []),
        ("1/2A", []),
    ],
)
def test_class_is_told_from_task(text, found):
    assert _found(text, "class") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("På Lia skule er det fint", ["Lia skule"]),
        ("Søk på Nordre Åsen videregående skole", ["Nordre Åsen videregående skole"]),
        ("Hei Nordre vgs", ["Nordre vgs"]),
        ("På Berg ungdomsskole", ["Berg ungdomsskole"]),
        ("går på Fjellskolen nå", ["Fjellskolen"]),
        ("Videregående skole er gøy", []),
        ("Norsk skole", []),
        ("Ring skolen i dag", []),
        ("Skolen din", []),
    ],
)
def test_school_is_found(text, found):
    assert _found(text, "school") == found
