"""Training of the classifier: choice of thresholds, and the way from a tiny corpus to predictions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tilbakemelding.analysis import Analyser
from tilbakemelding.evaluation import Predicted, count
from tilbakemelding.features import SegmentVectorizer
from tilbakemelding.labels import LABEL_CODES
from tilbakemelding.scorer import Scorer
from tilbakemelding.training.dataset import build_dataset
from tilbakemelding.training.feedback import (
    GRID,
    Splits,
    build_splits,
    careless_copies,
    choose_thresholds,
    figures_by_form,
    fit,
    learning_curve,
    measure_groups,
    predict,
    predict_baseline,
    segment_f1,
)


def _column(*values):
    return np.array(values)[:, None]


@pytest.mark.parametrize(
    ("chances", "gold", "threshold"),
    [
        # best from 0.325 to 0.5: 0.3 lies below, 0.5 at the threshold; the middle of eight
        ((0.3, 0.5, 0.9), (0, 1, 1), 0.425),
        # two right and one wrong (0.8) beat one right (0.667): all must be given, so at most 0.3
        ((0.3, 0.4, 0.9), (1, 0, 1), 0.25),
        # one right (1.0): above 0.4
        ((0.1, 0.4, 0.9), (0, 0, 1), 0.55),
        # every threshold alike
        ((0.9, 0.9), (1, 1), 0.425),
        ((0.1, 0.1), (1, 1), 0.425),
    ],
)
def test_threshold_is_the_middle_one_of_those_with_the_highest_f1(chances, gold, threshold):
    assert choose_thresholds(_column(*chances), _column(*gold)) == [threshold]


def test_threshold_of_a_label_that_never_occurs_is_the_middle_of_the_grid():
    assert choose_thresholds(_column(0.1, 0.6), _column(0, 0)) == [float(GRID[len(GRID) // 2])]


def test_a_chance_at_the_threshold_is_given():
    (threshold,) = choose_thresholds(_column(0.2, 0.1), _column(1, 0))
    assert threshold == 0.2


def test_each_label_has_a_threshold_of_its_own():
    chances = np.array([[0.3, 0.3], [0.5, 0.4], [0.9, 0.9]])
    gold = np.array([[0, 1], [1, 0], [1, 1]])
    assert choose_thresholds(chances, gold) == [0.425, 0.25]


def test_no_other_threshold_of_the_grid_is_better():
    rng = np.random.default_rng(1)
    chances, gold = rng.random((80, 3)), rng.integers(0, 2, (80, 3))
    for column, chosen in enumerate(choose_thresholds(chances, gold)):
        truth = gold[:, column] == 1

        def f1(threshold, truth=truth, column=column):
            given = chances[:, column] >= threshold
            return 2 * (given & truth).sum() / (given.sum() + truth.sum())

        assert f1(chosen) == max(map(f1, GRID))


class Handmade:
    """A language pipeline that knows only hand-built parses."""

    name = "handmade"

    def __init__(self, parses):
        self._parses = {parsed.text: parsed for parsed in parses}

    def parse(self, text):
        return self._parses[text]

    def parse_many(self, texts):
        return map(self.parse, texts)


_CORPUS = {
    "train": [
        ("a01", [("Du har en tydelig struktur .", "quality"), ("Husk punktum .", "advice")]),
        ("a01", [("Bra jobba !", "summative"), ("Husk kilder .", "advice")]),
        ("a02", [("Språket har en tydelig struktur .", "quality"), ("Husk å vise kilder .", "advice")]),
        ("a02", [("Bra jobba !", "summative")]),
        ("a03", [("Du har en fin innledning .", "quality"), ("Husk å bruke avsnitt .", "advice")]),
        ("a03", [("Bra jobba !", "summative"), ("Du har en klar slutt .", "quality")]),
        ("a04", [("Du har en fin slutt .", "quality"), ("Bra jobba !", "summative")]),
        ("a04", [("Husk figuren .", "advice"), ("Hei Ola !", "")]),
    ],
    "dev": [
        ("a05", [("Du har en klar struktur .", "quality"), ("Husk figur .", "advice")]),
        ("a05", [("Bra jobba !", "summative"), ("Hei Ola !", "")]),
    ],
    "test": [
        ("a06", [("Du har en fin struktur .", "quality"), ("Husk å vise figuren .", "advice")]),
        ("a06", [("Bra jobba !", "summative")]),
    ],
}
"""Split → author and parts (words, label) of hand-made comments."""


def _labels(label):
    return [label] if label else []


@pytest.fixture(scope="module")
def made(parse, comment):
    """Return the corpus as comments, and a pipeline that knows their parses and no other text."""
    corpus, parses = {}, []
    for split, entries in _CORPUS.items():
        corpus[split] = []
        for number, (author, parts) in enumerate(entries):
            parsed = parse(*(words for words, _ in parts))
            marked = [(s.start, s.end, _labels(label)) for s, (_, label) in zip(parsed.segments, parts, strict=True)]
            corpus[split].append(comment(text=parsed.text, segments=marked, author=author, id=f"{author}-{number:03}"))
            parses.append(parsed)
    return corpus, Handmade(parses)


@pytest.fixture(scope="module")
def splits(made):
    """Return the datasets of the hand-made comments, without careless copies."""
    corpus, language = made
    return Splits(**{split: build_dataset(comments, language) for split, comments in corpus.items()})


@pytest.fixture(scope="module")
def fitted(splits):
    return fit(splits.train, splits.dev, vectorizer=SegmentVectorizer(min_segments=1))


@pytest.fixture(scope="module")
def own_analyser(made, fitted):
    return Analyser(made[1], Scorer(fitted), version="tiny")


def test_splits_hold_a_view_and_a_row_for_each_gold_segment(splits):
    for split, entries in _CORPUS.items():
        data = getattr(splits, split)
        labels = [label for _, parts in entries for _, label in parts]
        assert [len(x) for x in data.X] == [len(parts) for _, parts in entries]
        assert [[code for code, bit in zip(LABEL_CODES, row, strict=True) if bit] for row in data.y] == [
            _labels(label) for label in labels
        ]
        assert data.authors == [author for author, _ in entries]


def test_views_hold_the_tokens_of_their_segment(splits):
    words = [[token.norm for token in view.tokens] for view in splits.test.X[0]]
    assert words == [["du", "har", "en", "fin", "struktur", "."], ["husk", "å", "vise", "figuren", "."]]


def test_part_of_some_authors_holds_their_comments_and_rows(splits):
    part = splits.train.of_authors({"a02", "a04"})
    assert part.authors == ["a02", "a02", "a04", "a04"]
    assert len(part.y) == sum(map(len, part.X)) == 7
    assert [c.author for c in part.comments] == part.authors


def test_no_comments_make_an_empty_dataset(made):
    assert build_dataset([], made[1]).y.shape == (0, len(LABEL_CODES))


def test_fitted_classifier_has_thresholds_of_the_grid(fitted):
    assert set(fitted.thresholds_.tolist()) <= set(GRID.tolist())


def test_thresholds_are_those_chosen_on_the_other_dataset(splits, fitted):
    assert fitted.thresholds_.tolist() == choose_thresholds(fitted.predict_proba(splits.dev.X), splits.dev.y)


def test_fit_gives_the_same_twice(splits, fitted):
    again = fit(splits.train, splits.dev, vectorizer=SegmentVectorizer(min_segments=1))
    assert np.array_equal(again.predict_proba(splits.test.X), fitted.predict_proba(splits.test.X))


def test_fitted_classifier_knows_the_core_labels(splits, fitted):
    assert segment_f1(fitted, splits.test)[:3].tolist() == [1.0, 1.0, 1.0]


def test_predictions_are_the_analysers_segments(made, own_analyser):
    comments = made[0]["test"]
    for one, own in zip(comments, predict(own_analyser, comments), strict=True):
        analysis = own_analyser.analyse(one.text)
        assert own == [Predicted(s.start, s.end, frozenset(s.labels), s.probabilities) for s in analysis.segments]


def test_predictions_on_unseen_comments_are_right(made, own_analyser):
    given = predict(own_analyser, made[0]["test"])
    assert [[set(s.labels) for s in own] for own in given] == [[{"quality"}, {"advice"}], [{"summative"}]]


def test_predictions_are_made_from_the_text_alone(made, own_analyser, comment):
    bare = [comment(text=one.text) for one in made[0]["test"]]
    assert predict(own_analyser, bare) == predict(own_analyser, made[0]["test"])


def test_baseline_labels_sentences_by_their_words(made):
    given = predict_baseline(made[1], made[0]["test"][:1], lambda text: ("advice",) if "Husk" in text else ())
    assert [set(s.labels) for s in given[0]] == [set(), {"advice"}]


def test_baseline_does_not_cut_at_clauses(parse, comment):
    parsed = parse("Du har struktur ,", "men du mangler kilder .", joinable=[1])
    given = predict_baseline(Handmade([parsed]), [comment(text=parsed.text)], lambda _: ("quality",))
    assert [(s.start, s.end) for s in given[0]] == [(0, len(parsed.text))]


CARELESS = "Du får en fin åpning. Øv på å se etter ærlige svar!"


@pytest.fixture
def careless(comment):
    """Return a comment of two segments with capital letters, final marks and æ, ø, å, as often as asked for."""
    first, second = CARELESS[:21], CARELESS[22:]
    return [comment((first, ["quality"]), (second, ["advice"]), id=f"a01-{n:03}") for n in range(60)]


def test_careless_copies_are_one_for_each_comment_in_order(careless):
    copies = careless_copies(careless)
    assert [(c.id, c.author) for c in copies] == [(c.id, c.author) for c in careless]


def test_careless_copies_are_disturbed_in_each_of_three_ways(careless):
    assert {" ".join(copy.text.split()) for copy in careless_copies(careless)} == {
        "Du får en fin åpning Øv på å se etter ærlige svar",
        "du får en fin åpning øv på å se etter ærlige svar",
        "Du faar en fin aapning. Oev paa aa se etter aerlige svar!",
    }


def test_careless_copies_keep_their_labels_on_the_right_words(careless):
    for copy in careless_copies(careless):
        first, second = copy.segments
        assert (first.labels, second.labels) == (("quality",), ("advice",))
        assert copy.text[first.start : first.end].rstrip(".").endswith("pning")
        assert copy.text[second.start : second.end].rstrip("!").endswith("svar")


def test_careless_copies_are_the_same_each_time(careless):
    assert careless_copies(careless) == careless_copies(careless)


def test_only_the_training_split_is_joined_by_careless_copies(careless, toy_language):
    built = build_splits({"train": careless[:4], "dev": careless[4:7], "test": careless[7:9]}, toy_language)
    assert [len(data.comments) for data in (built.train, built.dev, built.test)] == [8, 3, 2]
    assert list(built.test.comments) == careless[7:9]


def test_learning_curve_counts_segments_without_their_copies(careless, toy_language):
    comments = [replace(c, author=f"a{n % 6}") for n, c in enumerate(careless[:24])]
    built = build_splits({"train": comments, "dev": careless[24:30], "test": careless[30:36]}, toy_language)
    assert learning_curve(built)[-1]["segments"] == 48


def test_figures_are_given_for_both_forms_and_their_gap(comment):
    right = comment(("Bra.", ["quality"]), form="nb")
    wrong = comment(("Bra.", ["quality"]), form="nn")
    given = [[Predicted(0, 4, frozenset({"quality"}))], [Predicted(0, 4, frozenset({"advice"}))]]
    table = figures_by_form([right, wrong], count([right, wrong], given))
    assert (table["nb"]["quality"]["f1"], table["nn"]["quality"]["f1"]) == (1.0, 0.0)
    assert table["gap_nb_nn"] == 1.0


def test_groups_of_fewer_than_thirty_comments_are_not_measured(comment):
    comments = [comment(("Bra.", ["quality"]), level="vgs" if n < 29 else "barnetrinn") for n in range(59)]
    given = [[Predicted(0, 4, frozenset({"quality"}))] for _ in comments]
    groups = measure_groups(comments, count(comments, given))
    assert {level: row["comments"] for level, row in groups["level"].items()} == {"barnetrinn": 30}
