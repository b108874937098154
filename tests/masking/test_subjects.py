"""Names of the subject are left; the same name spoken to, acting as pupils do, or on the list, is masked."""

from __future__ import annotations

import pytest

from tilbakemelding.masking import read_class_list


@pytest.mark.parametrize(
    "text",
    [
        "Teksten om Nora i Et dukkehjem er god",
        "Du skriver om Ronja Røverdatter",
        "Du og Ronja-boka",
        "Jeg leser om Aasen og Knudsen",
        "Ivar Aasen er god, og Aasen leser godt",
        "Teksten om Olav den god",
        "Teksten om Kari i boka er god",
        "Du leser om hovedpersonen Kari",
        "I Bibelen er Abraham god",
    ],
)
def test_person_of_the_subject_is_left_alone(masker, text):
    assert masker.mask(text).text == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Teksten om Nora er god", "Teksten om [ELEV 1] er god"),
        ("Nora, du skriver godt om Et dukkehjem", "[ELEV 1], du skriver godt om Et dukkehjem"),
        ("Nora har levert Et dukkehjem", "[ELEV 1] har levert Et dukkehjem"),
        ("Hei Nora! I Et dukkehjem leser Nora", "Hei [ELEV 1]! I Et dukkehjem leser [ELEV 1]"),
        ("Hei Aasen!", "Hei [ELEV 1]!"),
    ],
)
def test_pupil_with_such_a_name_is_masked(masker, text, masked):
    assert masker.mask(text).text == masked


def test_listed_pupil_is_masked_even_beside_the_subject(masker):
    masked = masker.mask("Teksten om Nora i Et dukkehjem er god", read_class_list("Nora Vik\nOla Moe"))
    assert masked.text == "Teksten om [ELEV 1] i Et dukkehjem er god"


def test_listed_name_among_unlisted_ones_of_the_subject_is_left(masker):
    text = "Odin og Frøya er guder i norrøn mytologi"
    assert masker.mask(text, read_class_list("Odin Vik\nOla Moe")).text == text


def test_only_the_byname_frees_a_listed_name(masker):
    masked = masker.mask("Teksten om Olav den god", read_class_list("Olav Vik\nOla Moe"))
    assert not masked.replacements
