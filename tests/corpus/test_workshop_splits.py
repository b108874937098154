"""The sharing of authors among the splits."""

from __future__ import annotations

from itertools import product

import pytest

from tilbakemelding.corpus.records import SPLITS
from tilbakemelding.corpus.workshop import Author, assign_splits

AUTHORS = [
    Author(f"a{number:02}", form, level)
    for number, (form, level, _) in enumerate(
        product(("nb", "nn"), ("barnetrinn", "ungdomstrinn", "vgs"), range(4)), start=1
    )
]
SEEDS = range(20)


def _assigned(**settings):
    return assign_splits(AUTHORS, **{"dev_share": 0.25, "test_share": 0.25, "seed": 1, **settings})


@pytest.mark.parametrize("seed", SEEDS)
def test_every_author_gets_one_split(seed):
    splits = _assigned(seed=seed)
    assert set(splits) == {author.code for author in AUTHORS}
    assert set(splits.values()) == set(SPLITS)


@pytest.mark.parametrize("seed", SEEDS)
def test_authors_that_choices_were_made_on_are_not_in_test(seed):
    seen = [author.code for author in AUTHORS[::2]]
    splits = _assigned(seed=seed, not_in_test=seen)
    assert "test" not in {splits[code] for code in seen}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form", ["nb", "nn"])
def test_each_form_has_its_share_in_every_split(seed, form):
    splits = _assigned(seed=seed, not_in_test=["a01", "a13"])
    own = [splits[author.code] for author in AUTHORS if author.form == form]
    assert [own.count(split) for split in SPLITS] == [6, 3, 3]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_each_level_is_in_every_split(split):
    splits = _assigned()
    levels = [(author.form, author.level) for author in AUTHORS if splits[author.code] == split]
    assert len(set(levels)) == 6


def test_splits_do_not_depend_on_the_order_of_authors():
    assert _assigned() == assign_splits(reversed(AUTHORS), dev_share=0.25, test_share=0.25, seed=1)


def test_another_seed_gives_other_splits():
    assert len({tuple(_assigned(seed=seed).items()) for seed in SEEDS}) > 1


def test_only_seen_authors_leave_test_empty():
    splits = _assigned(not_in_test=[author.code for author in AUTHORS])
    assert "test" not in splits.values()


@pytest.mark.parametrize(("dev", "test"), [(0.0, 0.0), (0.0, 0.5), (0.5, 0.0)])
def test_share_of_nothing_is_nobody(dev, test):
    given = set(_assigned(dev_share=dev, test_share=test).values())
    assert given == {"train", *(["dev"] if dev else []), *(["test"] if test else [])}
