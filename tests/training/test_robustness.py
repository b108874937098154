"""Disturbed comments keep their gold segments on the right words."""

from __future__ import annotations

import random

import pytest

from tilbakemelding.training import robustness
from tilbakemelding.training.robustness import (
    apply_edits,
    disturbances,
    lower_case,
    on_one_line,
    with_other_names,
    with_plain_letters,
    with_typos,
    without_final_marks,
)

FIRST = "Hei Ola, du får en Åpen start."
SECOND = "Vær så snill: øv på «blåbær»!"


@pytest.fixture
def marked(comment):
    """Return a comment of two segments on two lines, the second in two parts."""
    text = f"  {FIRST}\r\n{SECOND} Bra, Ola..."
    begin = text.index(SECOND)
    last = text.index("Bra")
    return comment(
        text=text,
        segments=[
            (2, 2 + len(FIRST), ["quality"]),
            (begin, begin + len(SECOND), ["advice"]),
            (last, len(text), ["summative"]),
        ],
    )


def _words(comment):
    return [comment.text[s.start : s.end] for s in comment.segments]


def test_lower_case_has_no_capital_letter(marked):
    assert _words(lower_case(marked)) == [FIRST.lower(), SECOND.lower(), "bra, ola..."]


@pytest.mark.parametrize("letter", ["İ", "ß", "ẞ", "ŉ"])
def test_lower_case_keeps_places_where_a_letter_would_grow(comment, letter):
    changed = lower_case(comment((f"{letter}NGER", ["quality"]), ("HUSK", ["advice"])))
    assert _words(changed)[1] == "husk"


def test_final_full_stops_and_exclamation_marks_are_gone(marked):
    assert _words(without_final_marks(marked)) == [FIRST[:-1], SECOND[:-1], "Bra, Ola"]


@pytest.mark.parametrize("words", ["Hva tenker du?", "Bra :)", "Mål:", "Bra", "...", "!"])
def test_other_marks_and_bare_marks_stay(comment, words):
    assert _words(without_final_marks(comment((words, ["quality"])))) == [words]


def test_marks_inside_a_segment_stay(comment):
    assert _words(without_final_marks(comment(("Se s. 4. Bra!", ["quality"])))) == ["Se s. 4. Bra"]


def test_typos_swap_two_inner_letters_of_a_word(comment):
    words = "Innledningen forklarer temaet. " * 40
    changed = with_typos(comment((words.strip(), ["quality"])), random.Random(1))
    pairs = [(a, b) for a, b in zip(words.split(), changed.text.split(), strict=True) if a != b]
    assert pairs
    for before, after in pairs:
        places = [k for k, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
        assert places == [places[0], places[0] + 1]
        assert sorted(before) == sorted(after)
        assert places[0] > 0


def test_typos_hit_about_one_word_in_twenty(comment):
    words = ["forklaring"] * 2000
    changed = with_typos(comment((" ".join(words), ["quality"])), random.Random(1)).text.split()
    assert 60 < sum(word != "forklaring" for word in changed) < 140


@pytest.mark.parametrize("words", ["du må vi", "1234 56789", "a1b2c3"])
def test_typos_spare_short_words_and_figures(comment, words):
    text = " ".join([words] * 200)
    assert with_typos(comment((text, ["quality"])), random.Random(1)).text == text


@pytest.mark.parametrize("seed", range(30))
def test_typos_keep_segments_where_they_are(marked, seed):
    assert with_typos(marked, random.Random(seed)).segments == marked.segments


def test_plain_letters_move_segments_to_the_right(marked):
    changed = with_plain_letters(marked)
    assert _words(changed) == [
        "Hei Ola, du faar en Aapen start.",
        "Vaer saa snill: oev paa «blaabaer»!",
        "Bra, Ola...",
    ]


@pytest.mark.parametrize(
    ("words", "plain"),
    [("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa"), ("æøå", "aeoeaa"), ("é", "é")],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_plain_letter_stays_in_its_segment(comment, words, plain, place):
    parts = ["Bra", "Husk", "Hei"]
    parts[place] = words
    expected = [plain if number == place else part for number, part in enumerate(parts)]
    assert _words(with_plain_letters(comment(*((part, ["quality"]) for part in parts)))) == expected


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\n\n"])
def test_one_line_has_blanks_for_line_breaks(comment, break_):
    text = f"Bra.{break_}Husk."
    begin = text.index("Husk")
    changed = on_one_line(comment(text=text, segments=[(0, 4, ["quality"]), (begin, begin + 5, ["advice"])]))
    assert changed.text.split(" ") == ["Bra.", *[""] * (len(break_) - 1), "Husk."]
    assert _words(changed) == ["Bra.", "Husk."]


@pytest.mark.parametrize("name", ["Li", "Ola", "Ann-Kristin"])
@pytest.mark.parametrize("other", ["Bo", "Per", "Wilhelmine"])
def test_other_names_move_segments_either_way(comment, monkeypatch, name, other):
    monkeypatch.setattr(robustness, "_NAMES", (other,))
    before = comment((f"Hei {name}!", []), (f"{name} skriver til {name}", ["quality"]), ("Husk.", ["advice"]))
    spans = [(k, k + len(name)) for k in range(len(before.text)) if before.text.startswith(name, k)]
    assert _words(with_other_names(before, spans, random.Random(1))) == [
        f"Hei {other}!",
        f"{other} skriver til {other}",
        "Husk.",
    ]


def test_other_name_is_another_one(comment, monkeypatch):
    monkeypatch.setattr(robustness, "_NAMES", ("Ingrid", "Liv"))
    before = comment(("Ingrid skriver.", ["quality"]))
    made = {with_other_names(before, [(0, 6)], random.Random(seed)).text for seed in range(20)}
    assert made == {"Liv skriver."}


def test_name_across_two_segments_stays(comment):
    before = comment(("Hei Ola", []), ("Nordmann skriver.", ["quality"]))
    assert with_other_names(before, [(4, 16)], random.Random(1)) == before


def test_no_names_change_nothing(marked):
    assert with_other_names(marked, [], random.Random(1)) == marked


def test_edits_may_come_in_any_order(comment):
    before = comment(("Hei du", []), ("Husk", ["advice"]))
    assert _words(apply_edits(before, [(7, 11, "Les"), (0, 3, "Hallo")])) == ["Hallo du", "Les"]


def test_segment_that_an_edit_empties_is_gone(comment):
    before = comment(("Bra", ["quality"]), ("Husk", ["advice"]))
    changed = apply_edits(before, [(0, 3, "  ")])
    assert [(segment.labels, words) for segment, words in zip(changed.segments, _words(changed), strict=True)] == [
        (("advice",), "Husk")
    ]


def test_every_disturbance_is_made_of_every_comment(marked, comment):
    made = disturbances([marked, comment(("Bra.", ["quality"]))], [[(6, 9)], []])
    assert set(made) == {
        "lower case",
        "no final marks",
        "one typo in 20 words",
        "ae, oe, aa",
        "one long line",
        "other names",
    }
    assert {len(comments) for comments in made.values()} == {2}


def test_every_disturbance_keeps_labels_and_whole_words(marked):
    for name, (changed,) in disturbances([marked], [[(6, 9)]]).items():
        assert [s.labels for s in changed.segments] == [s.labels for s in marked.segments], name
        assert "".join(_words(changed)) == "".join(_words(changed)).strip(), name
        outside = changed.text
        for segment in reversed(changed.segments):
            outside = outside[: segment.start] + outside[segment.end :]
        assert not outside.strip(), name


def test_disturbances_are_the_same_for_the_same_seed(marked):
    assert disturbances([marked] * 20, [[(6, 9)]] * 20, seed=3) == disturbances([marked] * 20, [[(6, 9)]] * 20, seed=3)


def test_names_must_be_given_for_every_comment(marked):
    with pytest.raises(ValueError, match="shorter"):
        disturbances([marked], [])
