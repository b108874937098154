"""What a person corrects in a masked text."""

from __future__ import annotations

import pytest

from tilbakemelding.errors import InvalidCorrection
from tilbakemelding.masking import add_replacement, merge_replacements, undo_replacement
from tilbakemelding.masking.replacements import Stretch, replaced

TEXT = "Kari og Ola. Karis bok. Per ser Kari."


@pytest.fixture
def masked():
    return replaced(TEXT, "nb", [Stretch(0, 4, "pupil", "kari"), Stretch(13, 17, "pupil", "kari")])


def test_same_group_has_the_same_number(masked):
    assert masked.text == "[ELEV 1] og Ola. [ELEV 1]s bok. Per ser Kari."


def test_numbers_follow_first_appearance_in_each_kind():
    made = replaced(
        "a b c", "nn", [Stretch(4, 5, "teacher", "c"), Stretch(2, 3, "pupil", "b"), Stretch(0, 1, "pupil", "a")]
    )
    assert made.text == "[ELEV 1] [ELEV 2] [LÆRAR 1]"


def test_of_stretches_that_overlap_the_first_and_longest_stands():
    made = replaced(
        "abcdef", "nb", [Stretch(2, 6, "pupil", "x"), Stretch(0, 3, "pupil", "y"), Stretch(0, 2, "link", "z")]
    )
    assert made.text == "[ELEV 1]def"


def test_added_stretch_gets_a_new_number_and_later_ones_move(masked):
    more = add_replacement(masked, 8, 11)
    assert more.text == "[ELEV 1] og [ELEV 2]. [ELEV 1]s bok. Per ser Kari."


def test_added_stretch_shares_the_placeholder_of_an_equal_one(masked):
    more = add_replacement(masked, 32, 36)
    assert more.text == "[ELEV 1] og Ola. [ELEV 1]s bok. Per ser [ELEV 1]."


def test_adding_masks_the_same_words_everywhere():
    empty = replaced("Ola og Olas bok, ikke Olav.", "nb", [])
    assert add_replacement(empty, 0, 3).text == "[ELEV 1] og [ELEV 1]s bok, ikke Olav."


def test_added_stretch_may_mean_somebody_already_masked(masked):
    assert add_replacement(masked, 8, 11, same_as="[ELEV 1]").text.startswith("[ELEV 1] og [ELEV 1].")


def test_added_stretch_takes_the_place_of_those_it_overlaps(masked):
    assert add_replacement(masked, 0, 11, kind="school").text == "[SKOLE 1]. [ELEV 1]s bok. Per ser Kari."


def test_white_space_around_an_added_stretch_is_left_out(masked):
    assert add_replacement(masked, 7, 11).text.startswith("[ELEV 1] og [ELEV 2].")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 99), (4, 5)])
def test_stretch_that_is_empty_or_outside_is_refused(masked, start, end):
    with pytest.raises(InvalidCorrection):
        add_replacement(masked, start, end)


def test_placeholder_that_is_not_in_use_cannot_be_shared(masked):
    with pytest.raises(InvalidCorrection):
        add_replacement(masked, 8, 11, same_as="[ELEV 7]")
    with pytest.raises(InvalidCorrection):
        add_replacement(masked, 8, 11, kind="link", same_as="[ELEV 1]")


def test_one_replacement_is_taken_back(masked):
    assert undo_replacement(masked, 0).text == "Kari og Ola. [ELEV 1]s bok. Per ser Kari."


def test_all_replacements_of_a_placeholder_are_taken_back(masked):
    assert undo_replacement(masked, 13, everywhere=True).text == TEXT


def test_numbers_close_up_after_a_replacement_is_taken_back(masked):
    more = add_replacement(masked, 8, 11)
    assert undo_replacement(more, 0, everywhere=True).text == "Kari og [ELEV 1]. Karis bok. Per ser Kari."


def test_nothing_to_take_back_is_refused(masked):
    with pytest.raises(InvalidCorrection):
        undo_replacement(masked, 1)


def test_two_placeholders_become_one(masked):
    more = merge_replacements(add_replacement(masked, 8, 11), "[ELEV 1]", "[ELEV 2]")
    assert more.text == "[ELEV 1] og [ELEV 1]. [ELEV 1]s bok. Per ser Kari."


def test_placeholders_of_two_kinds_are_not_merged(masked):
    more = add_replacement(masked, 8, 11, kind="teacher")
    with pytest.raises(InvalidCorrection):
        merge_replacements(more, "[ELEV 1]", "[LÆRER 1]")
