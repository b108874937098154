"""Features: what belongs to which token, and the estimator's contract."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from sklearn.base import clone

from tilbakemelding.features import (
    WEIGHTS,
    SegmentVectorizer,
    pattern_of,
    place_keys,
    views,
    weight_of,
    whole_keys,
    word_keys,
)
from tilbakemelding.language import ParsedSegment


@pytest.fixture
def view(parse):
    def give(words, **how):
        return views(parse(words, **how))[0]

    return give


@pytest.fixture
def seen(parse):
    return views(parse("Du har en tydelig struktur .", "Du har kilder .", "Husk punktum ."))


def test_views_are_the_segments_in_their_comment(parse):
    parsed = parse("Bra !", "Husk punktum .")
    one, two = views(parsed)
    assert (one.number, one.total, two.number, two.total) == (0, 2, 1, 2)
    assert [token.norm for token in two.tokens] == ["husk", "punktum", "."]


def test_views_of_other_segments_over_the_same_tokens(parse):
    parsed = parse("Bra ,", "men kort .", joinable=[1])
    joined = [ParsedSegment(0, len(parsed.text), 0, 5, joinable=False)]
    (view,) = views(parsed, joined)
    assert view.total == 1
    assert len(view.tokens) == 5


def test_word_keys_are_the_word_and_its_ngrams_with_edges():
    assert word_keys("bra", longest=3) == [
        "w=bra", "c=<b", "c=br", "c=ra", "c=a>", "c=<br", "c=bra", "c=ra>",
    ]  # fmt: skip


def test_word_keys_reach_the_longest_ngram_asked_for():
    assert max(len(key) for key in word_keys("struktur", longest=5) if key.startswith("c=")) == 2 + 5


def test_number_of_a_kind_has_no_ngrams():
    assert word_keys("<grade>", longest=5) == ["w=<grade>"]


@pytest.mark.parametrize(
    ("word", "pattern"),
    [
        (("men", "CCONJ", ""), "men"),  # a function word shows itself
        (("må", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin"), "må"),
        (("husk", "VERB", "Mood=Imp|VerbForm=Fin"), "VERB:Imp:Fin"),  # a content word its tag
        (("tekst", "NOUN", ""), "NOUN"),
        (("4-", "NUM", "NumType=Card"), "<grade>"),  # a number its kind
    ],
)
def test_pattern_shows_function_words_and_tags(parse, word, pattern):
    token = parse([word]).tokens[0]
    assert pattern_of(token, token.key) == pattern


def test_place_keys_belong_to_the_token_they_end_in(view):
    first, second, third = place_keys(view("Husk mye punktum"))
    assert first == ["b=^_husk", "s=^_VERB:Imp:Fin", "t=^_^_VERB:Imp:Fin", "f=husk", "f=VERB:Imp:Fin"]
    assert second == ["b=husk_mye", "s=VERB:Imp:Fin_mye", "t=^_VERB:Imp:Fin_mye", "f=husk_mye"]
    assert third == ["b=mye_punktum", "s=mye_NOUN", "t=VERB:Imp:Fin_mye_NOUN"]


def test_place_keys_do_not_look_into_the_segment_before(parse):
    _, second = views(parse("Bra !", "Husk punktum ."))
    assert place_keys(second)[0][0] == "b=^_husk"


@pytest.mark.parametrize(
    ("number", "total", "place"),
    [(0, 1, "only"), (0, 3, "first"), (1, 3, "inner"), (2, 3, "last")],
)
def test_whole_keys_tell_the_place(parse, number, total, place):
    view = views(parse(*["Husk punktum ."] * total))[number]
    assert f"g=place:{place}" in whole_keys(view)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Du mangler kilder .", "g=second person"),
        ("Vi må øve .", "g=first person"),
        ("Eg likte den .", "g=first person"),  # nynorsk
        ("Hva tenker du ?", "g=question"),
        ("Flott !", "g=end:!"),
        ("Flott", "g=end:none"),
        ("Flott struktur .", "g=no finite verb"),
        ("Husk punktum .", "g=verb:VERB:Imp:Fin"),
        ("Oppgave 3b er feil .", "g=figure"),
        ("Flott struktur .", "g=length:2"),  # two words, the mark left out
        ("Flott .", "g=place:only&short:True"),
        ("Du har en tydelig struktur .", "g=place:only&short:False"),
    ],
)
def test_whole_keys_hold(view, words, key):
    assert key in whole_keys(view(words))


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Husk punktum .", "g=no finite verb"),
        ("Husk punktum .", "g=second person"),
        ("Husk punktum .", "g=question"),
        ("Husk punktum .", "g=figure"),
    ],
)
def test_whole_keys_do_not_hold(view, words, key):
    assert key not in whole_keys(view(words))


def test_whole_keys_of_an_empty_segment_are_those_of_nothing(parse):
    parsed = parse("Bra .")
    (view,) = views(parsed, [ParsedSegment(0, 0, 0, 0, joinable=False)])
    assert "g=length:0" in whole_keys(view)
    assert "g=end:none" in whole_keys(view)


@pytest.mark.parametrize(
    ("prefix", "n_tokens", "weight"),
    [("w", 1, 1.0), ("b", 16, 0.5), ("c", 4, 0.2), ("f", 30, 0.7), ("g", 30, 0.5), ("w", 0, 1.0)],
)
def test_weight_is_damped_by_length(prefix, n_tokens, weight):
    assert weight_of(prefix, n_tokens) == pytest.approx(weight)


def test_every_group_has_a_weight():
    assert set(SegmentVectorizer().groups) == set(WEIGHTS)


def test_vectorizer_keeps_keys_of_enough_segments(seen):
    vocabulary = SegmentVectorizer(min_segments=2).fit(seen).vocabulary_
    assert "w=har" in vocabulary
    assert "b=du_har" in vocabulary
    assert "w=kilder" not in vocabulary


def test_key_that_comes_twice_in_one_segment_counts_as_one_segment(view):
    vocabulary = SegmentVectorizer(min_segments=2).fit([view("bra bra bra")]).vocabulary_
    assert vocabulary == {}


def test_columns_are_sorted_keys(seen):
    vectorizer = SegmentVectorizer(min_segments=1).fit(seen)
    names = vectorizer.get_feature_names_out().tolist()
    assert names == sorted(names)
    assert [vectorizer.vocabulary_[name] for name in names] == list(range(len(names)))


def test_transform_adds_the_weight_of_each_occurrence(view):
    words = view("bra bra tekst")
    vectorizer = SegmentVectorizer(min_segments=1, groups="w").fit([words])
    row = vectorizer.transform([words]).toarray()[0]
    assert row[vectorizer.vocabulary_["w=bra"]] == pytest.approx(2 * weight_of("w", 3))
    assert row[vectorizer.vocabulary_["w=tekst"]] == pytest.approx(weight_of("w", 3))


def test_transform_leaves_out_what_was_not_learnt(seen, view):
    vectorizer = SegmentVectorizer(min_segments=1, groups="w").fit(seen)
    assert vectorizer.transform([view("zebra zebu")]).nnz == 0


@pytest.mark.parametrize("groups", ["w", "c", "b", "s", "t", "f", "g", "wc"])
def test_groups_choose_the_prefixes(seen, groups):
    vocabulary = SegmentVectorizer(min_segments=1, groups=groups).fit(seen).vocabulary_
    assert {key[0] for key in vocabulary} == set(groups)


def test_matrix_has_a_row_for_each_segment(seen):
    vectorizer = SegmentVectorizer(min_segments=1).fit(seen)
    assert vectorizer.transform(seen).shape == (3, len(vectorizer.vocabulary_))


def test_transform_of_nothing_has_no_rows(seen):
    vectorizer = SegmentVectorizer(min_segments=1).fit(seen)
    assert vectorizer.transform([]).shape == (0, len(vectorizer.vocabulary_))


def test_fit_on_nothing_learns_no_column(seen):
    assert SegmentVectorizer().fit([]).transform(seen).shape == (3, 0)


def test_fit_returns_self(seen):
    vectorizer = SegmentVectorizer()
    assert vectorizer.fit(seen) is vectorizer


def test_fit_does_not_change_the_parameters(seen):
    vectorizer = SegmentVectorizer(min_segments=1, longest=3, groups="wc")
    assert vectorizer.fit(seen).get_params() == {"min_segments": 1, "longest": 3, "groups": "wc"}


def test_clone_keeps_the_parameters_and_forgets_the_columns(seen):
    copy = clone(SegmentVectorizer(min_segments=1, longest=3, groups="wc").fit(seen))
    assert copy.get_params() == {"min_segments": 1, "longest": 3, "groups": "wc"}
    assert not hasattr(copy, "vocabulary_")


def test_fitting_again_forgets_what_was_learnt(seen, view):
    vectorizer = SegmentVectorizer(min_segments=1, groups="w").fit(seen)
    assert list(vectorizer.fit([view("zebra")]).vocabulary_) == ["w=zebra"]


def test_fit_transform_is_fit_then_transform(seen):
    one = SegmentVectorizer(min_segments=1).fit_transform(seen)
    two = SegmentVectorizer(min_segments=1).fit(seen).transform(seen)
    assert (one != two).nnz == 0


def test_pickled_vectorizer_gives_the_same_matrix(seen):
    vectorizer = SegmentVectorizer(min_segments=1).fit(seen)
    copy = pickle.loads(pickle.dumps(vectorizer))  # noqa: S301 - our own bytes
    assert np.array_equal(copy.transform(seen).toarray(), vectorizer.transform(seen).toarray())


def test_nynorsk_word_shares_the_key_of_its_bokmal_counterpart(parse):
    nb, nn = views(parse("Du har ikke kilder ."))[0], views(parse("Du har ikkje kilder .", form="nn"))[0]
    vectorizer = SegmentVectorizer(min_segments=1, groups="w").fit([nb])
    assert np.array_equal(vectorizer.transform([nb]).toarray(), vectorizer.transform([nn]).toarray())
