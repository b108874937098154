"""Numbers are written as Norwegians write them, in both forms."""

from __future__ import annotations

import pytest

from service.pages.numbers import decimal, percent, percent_range, term_name


@pytest.mark.parametrize(
    ("value", "places", "written"), [(4.25, 1, "4,2"), (4, 1, "4,0"), (-0.5, 1, "−0,5"), (12, 0, "12")]
)
def test_a_decimal_has_a_comma_and_the_typographic_minus(value: float, places: int, written: str) -> None:
    assert decimal(value, places) == written


@pytest.mark.parametrize(
    ("share", "form", "written"),
    [
        (0.333, "nb", "33\u00a0%"),
        (0.02, "nb", "høyst\u00a05\u00a0%"),
        (0.02, "nn", "høgst\u00a05\u00a0%"),
        (0.99, "nn", "minst\u00a095\u00a0%"),
    ],
)
def test_a_share_is_whole_per_cent_and_guarded_near_the_ends(share: float, form: str, written: str) -> None:
    assert percent(share, form) == written


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [(0.27, 0.4, "27–40\u00a0%"), (0, 0.12, "høyst\u00a05 til 12\u00a0%"), (0.8, 1, "80 til minst\u00a095\u00a0%")],
)
def test_an_interval_is_guarded_at_each_end(low: float, high: float, written: str) -> None:
    assert percent_range(low, high, "nb") == written


@pytest.mark.parametrize(
    ("term", "form", "written"),
    [("2026-2", "nb", "høst\u00a02026"), ("2026-2", "nn", "haust\u00a02026"), ("2026-1", "nn", "vår\u00a02026")],
)
def test_a_term_is_a_half_year(term: str, form: str, written: str) -> None:
    assert term_name(term, form) == written


def test_a_code_that_is_no_half_year_stays() -> None:
    assert term_name("pilot", "nb") == "pilot"
