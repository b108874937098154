"""Words of school, from the annotated corpus."""

from __future__ import annotations

from tilbakemelding.training.school_words import school_words


def test_word_in_lower_case_is_taken(comment):
    made = [comment(text="Se på rubrikken, Kari", author="a01"), comment(text="Rubrikken er fin", author="a02")]
    assert school_words(made) == ["fin", "rubrikken"]


def test_names_and_addresses_are_left_out(comment):
    made = [comment(text="kari moe a@skolemail.no", author=author) for author in ("a01", "a02")]
    assert school_words(made) == []


def test_word_after_a_greeting_must_be_written_by_two_authors(comment):
    made = [comment(text="hei zorblax", author="a01"), comment(text="hei klassen", author="a01")]
    assert school_words(made) == ["hei"]
    assert "klassen" in school_words([*made, comment(text="bra klassen", author="a02")])
