"""Words of school, from the annotated corpus."""

from __future__ import annotations

from tilbakemelding.training.school_words import school_words


def test_word_of_two_authors_in_lower_case_is_taken(comment):
    made = [comment(text="Se på rubrikken, Kari", author="a01"), comment(text="rubrikken er fin", author="a02")]
    assert school_words(made) == ["rubrikken"]


def test_names_addresses_and_words_of_one_author_are_left_out(comment):
    made = [comment(text=f"kari moe rubrikk{author} a@skolemail.no", author=author) for author in ("a01", "a02")]
    assert school_words(made) == []
