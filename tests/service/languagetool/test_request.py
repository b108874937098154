"""Requests as each client sends them."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import RequestError
from service.languagetool.request import read_check

CANARY = "kanarifugl"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def _refused(body: bytes) -> RequestError:
    with pytest.raises(RequestError) as caught:
        read_check(body)
    assert CANARY not in caught.value.detail
    return caught.value


@given(TEXTS, st.sampled_from(["nb-NO", "nn-NO", "no", "auto"]))
def test_an_encoded_form_gives_the_text_as_written(text: str, language: str) -> None:
    assert read_check(urlencode({"text": text, "language": language}).encode()).text.sent == text


@given(TEXTS.map(lambda text: f"Bra {text}"))
def test_a_form_that_is_not_encoded_gives_the_text_as_written(text: str) -> None:
    assert read_check(f"text={text}&language=nb-NO".encode()).text.sent == text


@pytest.mark.parametrize("text", ["Tom & Åse", "100 % & 5+ til deg", "a=b &language=en &c", "én\nto"])
def test_signs_of_the_form_are_the_teachers_own_where_nothing_is_encoded(text: str) -> None:
    read = read_check(f"text={text}&language=nn-NO".encode())
    assert (read.text.sent, read.asked) == (text, "nn")


def test_a_user_name_and_key_after_an_unencoded_text_are_passed_over() -> None:
    read = read_check("text=Så bra!&language=nb-NO&username=ola&apiKey=hemmelig".encode())
    assert read.text.sent == "Så bra!"


def test_fields_may_come_in_any_order() -> None:
    assert read_check(b"language=nn-NO&level=picky&text=Bra%20jobba").text.sent == "Bra jobba"


def test_of_a_field_given_twice_the_first_counts() -> None:
    assert read_check(b"text=a&text=b&language=nb").text.sent == "a"


@pytest.mark.parametrize(
    ("language", "form"),
    [("nb-NO", "nb"), ("nb", "nb"), ("nn-NO", "nn"), ("NN-no", "nn"), ("no", None), ("no-NO", None), ("auto", None)],
)
def test_a_language_asks_for_a_form_or_leaves_it_to_the_text(language: str, form: str | None) -> None:
    assert read_check(f"text=a&language={language}".encode()).asked == form


@pytest.mark.parametrize(
    ("variants", "form"), [("en-US,nn-NO,de-DE", "nn"), ("nb-NO", "nb"), ("nb-NO,nn-NO", None), ("en-US", None)]
)
def test_the_one_norwegian_variant_is_preferred(variants: str, form: str | None) -> None:
    assert read_check(f"text=a&language=auto&preferredVariants={variants}".encode()).preferred == form


def test_an_unknown_language_is_refused_as_languagetool_words_it() -> None:
    error = _refused(b"text=a&language=xx-YY")
    assert error.code == "unknown-language"
    assert error.detail.startswith("'xx-YY' is not a language code known to this service. Supported language codes are")


def test_what_is_no_language_code_is_not_quoted() -> None:
    assert _refused(f"text=a&language={CANARY}".encode()).detail.startswith("The value is not a language code")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"language=nb-NO",
        b"text=a",
        f"text={CANARY}&data={CANARY}&language=nb-NO".encode(),
        b"text=a&language=nb-NO&enabledOnly=true",
        b"&".join([b"a=b"] * 200),
    ],
)
def test_parameters_that_do_not_fit_are_refused(body: bytes) -> None:
    assert _refused(body).code == "invalid-parameters"


@pytest.mark.parametrize("body", [b"text=\xe5&language=nb", b"text=%E5&language=nb"])
def test_another_encoding_than_utf8_is_refused(body: bytes) -> None:
    assert _refused(body).code == "undecodable-body"


def _data(value: object) -> bytes:
    return urlencode({"data": json.dumps(value), "language": "nb-NO"}).encode()


def test_annotated_text_is_read_without_its_markup() -> None:
    parts = [
        {"text": "Bra ", "offset": {"start": 0, "end": 4}},
        {"markup": "<br>", "interpretAs": "\n"},
        {"text": "jobba"},
    ]
    text = read_check(_data({"annotation": parts})).text
    assert (text.plain, text.sent) == ("Bra \njobba", "Bra <br>jobba")


def test_data_may_hold_plain_text() -> None:
    assert read_check(_data({"text": "Bra jobba"})).text.plain == "Bra jobba"


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        {"text": 7},
        {"text": CANARY, "annotation": []},
        {"annotation": [{}]},
        {"annotation": [{"text": CANARY, "markup": CANARY}]},
        {"annotation": [{"interpretAs": CANARY}]},
        {"annotation": [CANARY]},
    ],
)
def test_what_is_no_annotated_text_is_refused(value: object) -> None:
    assert _refused(_data(value)).code == "malformed-body"


@pytest.mark.parametrize("value", [CANARY, "", "[" * 100_000, "1" * 5_000])
def test_data_that_is_no_json_is_refused(value: str) -> None:
    assert _refused(urlencode({"data": value, "language": "nb"}).encode()).code == "malformed-json"
