"""What a person corrects in masked texts."""

from __future__ import annotations

import pytest

from tilbakemelding.errors import InvalidCorrection
from tilbakemelding.masking import (
    Mark,
    MarkedText,
    add_replacement,
    merge_replacements,
    restore_masked,
    undo_replacement,
)
from tilbakemelding.masking.replacements import Draft, Stretch, replaced

TEXT = "Kari og Ola. Karis bok. Per ser Kari."
OTHER = "Ola ser Per."


@pytest.fixture
def masked():
    """Return two texts that were masked together, Kari in the first, Per in the second."""
    karis = [Stretch(0, 4, "pupil", "kari"), Stretch(13, 17, "pupil", "kari")]
    return replaced([Draft(TEXT, "nb", karis), Draft(OTHER, "nn", [Stretch(8, 11, "pupil", "per")])])


def _texts(texts):
    return [masked.text for masked in texts]


def test_added_stretch_is_masked_in_every_text_and_numbered_anew(masked):
    assert _texts(add_replacement(masked, 0, (8, 11))) == [
        "[ELEV 1] og [ELEV 2]. [ELEV 1]s bok. Per ser Kari.",
        "[ELEV 2] ser [ELEV 3].",
    ]


def test_added_stretch_shares_the_placeholder_of_an_equal_one(masked):
    assert _texts(add_replacement(masked, 0, (24, 27))) == [
        "[ELEV 1] og Ola. [ELEV 1]s bok. [ELEV 2] ser Kari.",
        "Ola ser [ELEV 2].",
    ]


def test_adding_leaves_longer_words_alone_and_takes_genitives():
    empty = replaced([Draft("Ola og Olas bok, ikke Olav.", "nb", [])])
    assert _texts(add_replacement(empty, 0, (0, 3))) == ["[ELEV 1] og [ELEV 1]s bok, ikke Olav."]


def test_added_stretch_may_mean_somebody_already_masked(masked):
    assert _texts(add_replacement(masked, 0, (8, 11), same_as="[ELEV 1]"))[0].startswith("[ELEV 1] og [ELEV 1].")


def test_placeholder_to_share_may_be_written_in_either_form():
    texts = replaced([Draft("Kari, Ola", "nb", [Stretch(0, 4, "teacher", "kari")])])
    assert _texts(add_replacement(texts, 0, (6, 9), kind="teacher", same_as="[LÆRAR 1]")) == ["[LÆRER 1], [LÆRER 1]"]


def test_added_stretch_takes_the_place_of_those_it_overlaps(masked):
    added = add_replacement(masked, 0, (0, 11), kind="school")
    assert _texts(added)[0] == "[SKOLE 1]. [ELEV 1]s bok. Per ser Kari."


def test_white_space_around_an_added_stretch_is_left_out(masked):
    assert _texts(add_replacement(masked, 0, (7, 11)))[0].startswith("[ELEV 1] og [ELEV 2].")


@pytest.mark.parametrize("stretch", [(-1, 3), (3, 3), (5, 2), (0, 99), (4, 5)])
def test_stretch_that_is_empty_or_outside_is_refused(masked, stretch):
    with pytest.raises(InvalidCorrection):
        add_replacement(masked, 0, stretch)


@pytest.mark.parametrize("number", [-1, 2])
def test_text_that_is_not_there_is_refused(masked, number):
    with pytest.raises(InvalidCorrection):
        add_replacement(masked, number, (8, 11))
    with pytest.raises(InvalidCorrection):
        undo_replacement(masked, number, 0)


@pytest.mark.parametrize(("kind", "same_as"), [("pupil", "[ELEV 7]"), ("link", "[ELEV 1]"), ("pupil", "Kari")])
def test_placeholder_that_is_not_in_use_cannot_be_shared(masked, kind, same_as):
    with pytest.raises(InvalidCorrection):
        add_replacement(masked, 0, (8, 11), kind=kind, same_as=same_as)


def test_one_replacement_is_taken_back(masked):
    assert _texts(undo_replacement(masked, 0, 0))[0] == "Kari og Ola. [ELEV 1]s bok. Per ser Kari."


def test_all_replacements_that_mean_the_same_are_taken_back_in_every_text(masked):
    more = add_replacement(masked, 0, (24, 27))
    assert _texts(undo_replacement(more, 1, 8, everywhere=True)) == [
        "[ELEV 1] og Ola. [ELEV 1]s bok. Per ser Kari.",
        OTHER,
    ]


def test_numbers_close_up_after_a_replacement_is_taken_back(masked):
    assert _texts(undo_replacement(masked, 0, 13, everywhere=True)) == [TEXT, "Ola ser [ELEV 1]."]


def test_nothing_to_take_back_is_refused(masked):
    with pytest.raises(InvalidCorrection):
        undo_replacement(masked, 0, 1)


def test_two_placeholders_become_one_in_every_text(masked):
    assert _texts(merge_replacements(masked, "[ELEV 1]", "[ELEV 2]"))[1] == "Ola ser [ELEV 1]."


@pytest.mark.parametrize("other", ["[LÆRER 1]", "[ELEV 9]", "Ola"])
def test_placeholders_of_two_kinds_or_not_in_use_are_not_merged(masked, other):
    more = add_replacement(masked, 0, (8, 11), kind="teacher")
    with pytest.raises(InvalidCorrection):
        merge_replacements(more, "[ELEV 1]", other)


def test_masked_texts_come_back_from_their_marks(masked):
    away = [
        MarkedText(m.original, m.form, [Mark(r.start, r.end, r.kind, r.placeholder) for r in m.replacements])
        for m in masked
    ]
    assert restore_masked(away) == masked


KARI = Mark(0, 4, "pupil", "[ELEV 1]")


@pytest.mark.parametrize(
    ("form", "marks"),
    [
        ("sv", [KARI]),
        ("nb", [KARI, Mark(2, 7, "pupil", "[ELEV 2]")]),
        ("nb", [Mark(0, 4, "pupil", "[LENKE 1]")]),
        ("nb", [Mark(0, 4, "dog", "[ELEV 1]")]),
        ("nb", [Mark(0, 4, "pupil", "Kari")]),
        ("nb", [Mark(0, 99, "pupil", "[ELEV 1]")]),
        ("nb", [Mark(4, 5, "pupil", "[ELEV 1]")]),
        ("nb", [Mark(-4, -1, "pupil", "[ELEV 1]")]),
    ],
)
def test_marks_that_do_not_fit_are_refused_without_the_text(form, marks):
    with pytest.raises(InvalidCorrection) as refused:
        restore_masked([MarkedText(TEXT, form, marks)])
    assert "Kari" not in str(refused.value)
