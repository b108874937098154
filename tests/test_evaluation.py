"""Gold against predicted, counted by hand."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from tilbakemelding.evaluation import COLUMNS, Predicted, calibration_error, count, f1_of, figures
from tilbakemelding.labels import LABEL_CODES

QUALITY, ADVICE = "Du drøfter godt.", "Husk kilder!"  # 14 and 11 visible characters


@pytest.fixture
def gold(comment):
    return comment((QUALITY, ["quality"]), (ADVICE, ["advice"]))


def _predicted(start, end, *labels, **chances):
    return Predicted(start, end, frozenset(labels), chances or None)


def _tally(counts, column, row=0):
    place = COLUMNS.index(column)
    return tuple(int(part[row, place]) for part in (counts.hits, counts.false, counts.missed))


def test_columns_are_the_labels_and_the_three_of_the_whole():
    assert (*LABEL_CODES, "points_forward", "verdict_only", "boundary") == COLUMNS


def test_perfect_prediction_has_hits_only(gold):
    counts = count([gold], [[_predicted(0, 16, "quality"), _predicted(17, 29, "advice")]])
    assert counts.hits[0].tolist() == [1, 1, 0, 0, 0, 1, 0, 1]
    assert not counts.false.any()
    assert not counts.missed.any()


@pytest.mark.parametrize(
    ("end", "tally"),
    [
        (16, (1, 0, 0)),  # all of it
        (8, (1, 0, 0)),  # "Du drøft": 7 of 14 visible characters, exactly half
        (7, (0, 0, 1)),  # "Du drøf": 6 of 14
    ],
)
def test_label_counts_where_at_least_half_of_the_gold_segment_is_covered(gold, end, tally):
    assert _tally(count([gold], [[_predicted(0, end, "quality")]]), "quality") == tally


def test_coverage_of_several_segments_adds_up(gold):
    # "Du d" and "ter godt." cover 3 + 7 of 14
    counts = count([gold], [[_predicted(0, 4, "quality"), _predicted(4, 8), _predicted(8, 16, "quality")]])
    assert _tally(counts, "quality") == (1, 0, 0)


def test_label_that_covers_half_of_a_wrong_segment_is_false_there(gold):
    # one segment over all: quality is right in the first and false in the second gold segment, advice the reverse
    counts = count([gold], [[_predicted(0, 29, "quality", "advice")]])
    assert _tally(counts, "quality") == (1, 1, 0)
    assert _tally(counts, "advice") == (1, 1, 0)


def test_label_that_covers_little_of_the_next_segment_is_not_false_there(gold):
    counts = count([gold], [[_predicted(0, 21, "quality"), _predicted(21, 29, "advice")]])
    assert _tally(counts, "quality") == (1, 0, 0)


@pytest.mark.parametrize(
    ("text", "end", "tally"),
    [
        ("Flott        og klar", 13, (0, 0, 1)),  # 13 of 20 characters, but 5 of 11 visible ones
        ("Flotte        klar", 6, (1, 0, 0)),  # 6 of 18 characters, but 6 of 10 visible ones
    ],
)
def test_white_space_is_left_out_of_the_coverage(comment, text, end, tally):
    gold = comment(text=text, segments=[(0, len(text), ["quality"])])
    predicted = [_predicted(0, end, "quality"), _predicted(end, len(text))]
    assert _tally(count([gold], [predicted]), "quality") == tally


@pytest.mark.parametrize(
    ("labels", "tally"),
    [
        (["advice"], (1, 0, 0)),
        (["quality"], (0, 0, 1)),
        ([], (0, 0, 1)),
    ],
)
def test_points_forward_is_any_advice_anywhere(gold, labels, tally):
    # even where it stands in the wrong place
    assert _tally(count([gold], [[_predicted(0, 16, *labels), _predicted(17, 29)]]), "points_forward") == tally


def test_points_forward_is_false_where_gold_has_no_advice(comment):
    gold = comment((QUALITY, ["quality"]))
    assert _tally(count([gold], [[_predicted(0, 16, "advice")]]), "points_forward") == (0, 1, 0)


@pytest.mark.parametrize(
    ("labels", "tally"),
    [
        ({"summative"}, (1, 0, 0)),
        ({"summative", "goal"}, (1, 0, 0)),
        ({"summative", "quality"}, (0, 0, 1)),
        ({"summative", "advice"}, (0, 0, 1)),
        (set(), (0, 0, 1)),
    ],
)
def test_verdict_only_is_summative_without_quality_and_advice(comment, labels, tally):
    gold = comment(("Bra jobba!", ["summative"]))
    assert _tally(count([gold], [[_predicted(0, 10, *labels)]]), "verdict_only") == tally


def test_verdict_only_is_false_where_gold_describes(comment):
    gold = comment((QUALITY, ["quality", "summative"]))
    assert _tally(count([gold], [[_predicted(0, 16, "summative")]]), "verdict_only") == (0, 1, 0)


def test_boundaries_are_the_inner_starts(comment):
    gold = comment(("Bra.", []), ("Fint.", []), ("Husk kilder.", []))  # cuts at 5 and 11
    counts = count([gold], [[_predicted(0, 4), _predicted(5, 15), _predicted(16, 23)]])  # cuts at 5 and 16
    assert _tally(counts, "boundary") == (1, 1, 1)


def test_comment_without_a_prediction_misses_everything(gold):
    counts = count([gold], [[]])
    assert counts.missed[0].tolist() == [1, 1, 0, 0, 0, 1, 0, 1]
    assert not counts.hits.any()
    assert not counts.false.any()


def test_gold_and_predicted_must_be_as_many(gold):
    with pytest.raises(ValueError, match="zip"):
        count([gold], [])


def test_chance_of_a_gold_segment_is_weighted_by_coverage(gold):
    # 9 of 14 characters with 0.8, 5 with 0.2
    counts = count(
        [gold],
        [[_predicted(0, 10, quality=0.8), _predicted(11, 16, quality=0.2), _predicted(17, 29, quality=0.1)]],
    )
    quality = LABEL_CODES.index("quality")
    assert counts.chances[:, quality] == pytest.approx([(9 * 0.8 + 5 * 0.2) / 14, 0.1])
    assert counts.gold[:, quality].tolist() == [True, False]
    assert counts.owners.tolist() == [0, 0]


def test_select_keeps_comments_and_their_segments(gold, comment):
    other = comment(("Bra jobba!", ["summative"]))
    counts = count(
        [gold, other],
        [
            [_predicted(0, 16, "quality", quality=0.9), _predicted(17, 29, "advice", quality=0.1)],
            [_predicted(0, 10, "summative", quality=0.3)],
        ],
    )
    chosen = counts.select(np.array([False, True]))
    assert chosen.hits.tolist() == [counts.hits[1].tolist()]
    assert chosen.chances[:, 0].tolist() == pytest.approx([0.3])
    assert chosen.owners.tolist() == [1]


@pytest.mark.parametrize(
    ("hits", "false", "missed", "f1"),
    [
        (3, 1, 2, 6 / 9),
        (4, 0, 0, 1.0),
        (0, 2, 0, 0.0),  # nothing right, something wrong
        (0, 0, 2, 0.0),
        (0, 0, 0, math.nan),  # nothing there
    ],
)
def test_f1_of_counts(hits, false, missed, f1):
    given = f1_of(*(np.array([float(n)]) for n in (hits, false, missed)))
    assert given[0] == pytest.approx(f1, nan_ok=True)


@pytest.fixture
def table(gold, comment):
    other = comment(("Bra jobba!", ["summative"]), ("Fin tekst.", ["summative"]))
    counts = count(
        [gold, other],
        [
            [_predicted(0, 16, "quality"), _predicted(17, 29, "quality")],
            [_predicted(0, 10, "summative"), _predicted(11, 21, "quality")],
        ],
    )
    return figures(counts, draws=100)


def test_figures_hold_precision_recall_f1_and_support(table):
    # quality: one right, two false; advice: missed; summative: one right, one missed
    assert {k: table["quality"][k] for k in ("precision", "recall", "f1", "support")} == {
        "precision": 0.3333, "recall": 1.0, "f1": 0.5, "support": 1,
    }  # fmt: skip
    assert {k: table["summative"][k] for k in ("precision", "recall", "f1", "support")} == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "support": 2,
    }  # fmt: skip


def test_figure_is_none_where_it_is_not_defined(table):
    assert table["advice"]["precision"] is None
    assert table["goal"]["f1"] is None
    assert table["goal"]["interval"] == [None, None]


def test_macro_f1_is_the_mean_over_the_core_labels(table):
    assert table["macro_f1_core"]["f1"] == pytest.approx((0.5 + 0.0 + 2 / 3) / 3, abs=1e-4)


def test_interval_of_the_macro_f1_is_there_where_the_macro_f1_is(gold):
    counts = count([gold], [[_predicted(0, 16, "quality"), _predicted(17, 29, "advice")]])  # no summative anywhere
    table = figures(counts, draws=20)
    assert table["macro_f1_core"] == {"f1": 1.0, "interval": [1.0, 1.0]}


def test_interval_holds_the_figure(table):
    low, high = table["quality"]["interval"]
    assert low <= table["quality"]["f1"] <= high


def test_figures_are_the_same_with_the_same_seed(gold):
    counts = count([gold, gold], [[_predicted(0, 16, "quality")], [_predicted(0, 29, "advice")]])
    assert figures(counts, draws=50, seed=1) == figures(counts, draws=50, seed=1)


def test_figures_count_comments_and_gold_segments(table):
    # also for a system that gives no probabilities
    assert (table["comments"], table["segments"]) == (2, 4)


def test_figures_have_no_calibration_without_probabilities(table):
    assert "ece" not in table


def test_figures_are_ready_for_json(table):
    assert json.loads(json.dumps(table, allow_nan=False)) == table


def test_figures_of_no_comments_are_empty():
    table = figures(count([], []), draws=10)
    assert table["comments"] == 0
    assert table["quality"]["f1"] is None
    assert table["macro_f1_core"]["f1"] is None


def test_figures_of_an_empty_selection_are_empty(gold):
    counts = count([gold], [[_predicted(0, 29, "quality")]])
    table = figures(counts.select(np.array([False])), draws=10)
    assert table["comments"] == 0
    assert table["quality"]["f1"] is None
    assert table["macro_f1_core"]["f1"] is None


def test_ece_stands_per_label_and_over_the_core(gold):
    chances = dict.fromkeys(LABEL_CODES, 0.25)
    predicted = [Predicted(0, 16, frozenset(), chances), Predicted(17, 29, frozenset(), chances)]
    ece = figures(count([gold], [predicted]), draws=10)["ece"]
    # quality and advice are true of one segment in two, summative of none
    assert ece == {"quality": 0.25, "advice": 0.25, "summative": 0.25, "goal": 0.25, "involvement": 0.25, "core": 0.25}


@pytest.mark.parametrize(
    ("chances", "gold", "error"),
    [
        ([1.0, 0.0], [True, False], 0.0),  # sure and right
        ([1.0, 0.0], [False, True], 1.0),  # sure and wrong
        ([0.5, 0.5], [True, False], 0.0),  # right on average within a bin
        ([0.8, 0.85, 0.1], [True, False, False], 2 / 3 * 0.325 + 1 / 3 * 0.1),  # two bins, weighted by size
        ([0.19, 0.11], [False, False], 0.15),  # one bin of width 0.1
    ],
)
def test_calibration_error_by_hand(chances, gold, error):
    assert calibration_error(np.array(chances), np.array(gold)) == pytest.approx(error)
