"""Stretches → masked texts with numbered placeholders."""

from __future__ import annotations

import pytest

from tilbakemelding.masking.replacements import KIND_OF, KINDS, PLACEHOLDERS, Draft, Stretch, replaced


def _texts(*drafts):
    return [masked.text for masked in replaced(Draft(*draft) for draft in drafts)]


def test_same_group_has_the_same_number():
    pair = [Stretch(0, 4, "pupil", "kari"), Stretch(13, 17, "pupil", "kari")]
    assert _texts(("Kari og Ola. Karis bok.", "nb", pair)) == ["[ELEV 1] og Ola. [ELEV 1]s bok."]


def test_numbers_follow_first_appearance_in_each_kind():
    stretches = [Stretch(4, 5, "teacher", "c"), Stretch(2, 3, "pupil", "b"), Stretch(0, 1, "pupil", "a")]
    assert _texts(("a b c", "nn", stretches)) == ["[ELEV 1] [ELEV 2] [LÆRAR 1]"]


def test_numbers_run_on_through_all_texts_whatever_their_form():
    first = ("a b", "nb", [Stretch(0, 1, "teacher", "a"), Stretch(2, 3, "teacher", "b")])
    second = ("b c", "nn", [Stretch(0, 1, "teacher", "b"), Stretch(2, 3, "teacher", "c")])
    assert _texts(first, second) == ["[LÆRER 1] [LÆRER 2]", "[LÆRAR 2] [LÆRAR 3]"]


def test_numbers_begin_above_placeholders_that_stand_in_any_of_the_texts():
    assert _texts(("a", "nb", [Stretch(0, 1, "teacher", "a")]), ("[LÆRAR 4]", "nn", [])) == ["[LÆRER 5]", "[LÆRAR 4]"]


def test_of_stretches_that_overlap_the_first_and_longest_stands():
    stretches = [Stretch(2, 6, "pupil", "x"), Stretch(0, 3, "pupil", "y"), Stretch(0, 2, "link", "z")]
    assert _texts(("abcdef", "nb", stretches)) == ["[ELEV 1]def"]


def test_replacement_knows_the_number_of_its_placeholder():
    (masked,) = replaced([Draft("a", "nb", [Stretch(0, 1, "national-id", "a")])])
    assert masked.replacements[0].number == "1"


@pytest.mark.parametrize("kind", KINDS)
def test_placeholder_tells_its_kind_in_both_forms(kind):
    assert {KIND_OF[word] for word in PLACEHOLDERS[kind].values()} == {kind}
