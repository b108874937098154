"""How varied a corpus is, counted by hand on a tiny one."""

from __future__ import annotations

import pytest

from tilbakemelding.corpus.variety import variety_of


@pytest.fixture
def variety(comment):
    return variety_of(
        [
            comment(("Bra jobba!", ["summative"]), id="a01-001", subject="Norsk"),
            comment(("du har en fin tekst", ["quality"]), ("husk 2 kilder?", ["advice"]), id="a01-002"),
            comment(("Du har en svak tekst.", ["quality", "goal"]), id="a02-001", author="a02", subject="KRLE"),
            comment(("Hei", []), id="a02-002", author="a02", subject="KRLE"),
        ]
    )


def test_sizes(variety):
    assert (variety.comments, variety.segments, variety.authors, variety.subjects) == (4, 5, 2, 2)
    assert variety.segments_a_comment == pytest.approx(1.25)


def test_words_are_percentiles(variety):
    # 2, 8, 5 and 1 words
    assert variety.words == pytest.approx((1.3, 3.5, 7.1))


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("lower_case_start", 1 / 4),
        ("no_final_mark", 1 / 4),
        ("exclamation", 1 / 4),
        ("question", 1 / 4),
        ("figure", 1 / 4),
        ("points_forward", 1 / 4),
        ("verdict_only", 1 / 4),
    ],
)
def test_share_of_comments(variety, name, share):
    assert getattr(variety, name) == pytest.approx(share)


def test_labels_are_counted_over_segments(variety):
    assert variety.label_counts == {"quality": 2, "advice": 1, "summative": 1, "goal": 1, "involvement": 0}
    assert variety.label_shares["quality"] == pytest.approx(2 / 5)


def test_common_opening_is_four_words_that_open_another_too(comment):
    texts = ["Du har en fin tekst", "du har en, fin start", "Du har to fine ting", "Bra jobba!"]
    # of the three with four words, two open alike
    assert variety_of([comment((text, [])) for text in texts]).common_opening == pytest.approx(2 / 3)


def test_short_comments_have_no_opening(comment):
    assert variety_of([comment(("Bra!", []))] * 2).common_opening == 0.0


def test_near_duplicates_are_counted(comment):
    text = "Du har en tydelig problemstilling og god struktur i teksten"
    assert variety_of([comment((text, []), id=f"a01-00{n}") for n in (1, 2, 3)]).near_duplicates == 3


def test_types_are_different_words_whatever_the_case(comment):
    assert variety_of([comment(("Bra bra BRA jobba", []))]).types == 2


def test_types_are_counted_among_the_first_ten_thousand_words(comment):
    words = " ".join(f"ord{n}" for n in range(10_050))
    assert variety_of([comment((words, []))]).types == 10_000


def test_emoji_at_the_end_is_no_missing_mark(comment):
    assert variety_of([comment(("Bra 👍", []))]).no_final_mark == 0.0
