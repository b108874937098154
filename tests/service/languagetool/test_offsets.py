"""Offsets: the same stretch in the analysed text, in the text as sent, and in UTF-16 code units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.languagetool.offsets import Annotated, utf16_offsets
from tilbakemelding import InvalidCharacters

TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("æøå &+%😀👍🏽\n")), max_size=60)
PARTS = st.lists(
    st.one_of(st.tuples(TEXTS, st.none()), st.tuples(TEXTS.map(lambda text: f"<{text}>"), TEXTS)), max_size=8
)


def _cut(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@given(TEXTS)
def test_utf16_offsets_cut_what_code_points_cut(text: str) -> None:
    offsets = utf16_offsets(text)
    assert [_cut(text, offsets[at], offsets[at + 1]) for at in range(len(text))] == list(text)
    assert offsets[len(text)] == len(text.encode("utf-16-le")) // 2


@given(TEXTS.filter(bool), st.data())
def test_a_text_without_markup_is_read_as_sent(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    annotated = Annotated.of_text(text)
    assert (annotated.plain, annotated.sent, annotated.span(start, end)) == (text, text, (start, end))


@given(PARTS)
def test_what_is_read_is_the_text_and_what_stands_for_markup(parts: list[tuple[str, str | None]]) -> None:
    annotated = Annotated.of_parts(parts)
    assert annotated.sent == "".join(sent for sent, _ in parts)
    assert annotated.plain == "".join(sent if stand_in is None else stand_in for sent, stand_in in parts)


@given(PARTS)
def test_each_character_of_the_text_lies_where_it_was_sent(parts: list[tuple[str, str | None]]) -> None:
    annotated = Annotated.of_parts(parts)
    place = 0
    for sent, stand_in in parts:
        for at in range(len(sent if stand_in is None else stand_in)):
            start, end = annotated.span(place + at, place + at + 1)
            assert annotated.sent[start:end] == (sent[at] if stand_in is None else sent)
        place += len(sent if stand_in is None else stand_in)


def test_a_stretch_across_markup_takes_the_markup_along() -> None:
    annotated = Annotated.of_parts([("Bra ", None), ("<b>", ""), ("jobba", None), ("</b>", ""), ("!", None)])
    start, end = annotated.span(0, len("Bra jobba"))
    assert annotated.sent[start:end] == "Bra <b>jobba"


@pytest.mark.parametrize("parts", [[("a\ud800", None)], [("a", None), ("<\udc00>", "")], [("<b>", "\ud800")]])
def test_a_lone_surrogate_is_refused_wherever_it_stands(parts: list[tuple[str, str | None]]) -> None:
    with pytest.raises(InvalidCharacters):
        Annotated.of_parts(parts)
