"""Masking with the shipped pipeline: against its floors, and the documents say what is measured."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tilbakemelding import Masker, default_models, read_class_list
from tilbakemelding.artefact import file_sha256
from tilbakemelding.corpus.records import read_split
from tilbakemelding.masking.measure import SPLITS, measure, read_marked
from tilbakemelding.training.blocks import stale
from tilbakemelding.training.masking_report import card_blocks, earlier_table, read_earlier, readme_blocks
from tilbakemelding.training.school_words import SCHOOL_WORDS, school_words_file

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))["masking"]


@pytest.fixture(scope="module")
def folder(root):
    return root / "corpora" / "masking"


@pytest.fixture(scope="module")
def report(folder):
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def masker(analyser):
    return Masker(analyser.language)


@pytest.fixture(scope="module")
def measured(masker, folder):
    return measure(masker, read_marked(folder, "test"))


@pytest.mark.parametrize(
    ("name", "scope", "key"),
    [(name, scope, key) for name, scopes in FLOORS.items() for scope, keys in scopes.items() for key in keys],
)
def test_masking_is_not_under_its_floor(measured, name, scope, key):
    assert measured[name][scope][key]["value"] >= FLOORS[name][scope][key]


def test_report_says_what_is_measured_anew(measured, report):
    assert report["splits"]["test"] == measured


def test_report_is_of_the_set_that_is_here(report, folder):
    assert report["sha256"] == {split: file_sha256(folder / f"{split}.jsonl") for split in SPLITS}


def test_figures_in_readme_and_card_are_those_of_the_report(report, folder):
    sets = {split: read_marked(folder, split) for split in SPLITS}
    blocks = readme_blocks(report, sets) | {"earlier": earlier_table(read_earlier(folder))}
    assert not stale(folder / "README.md", blocks)
    assert not stale(default_models() / "language" / "card.md", card_blocks(report))


def test_no_comment_of_the_test_half_stands_in_the_development_half(folder):
    halves = [{comment.text for comment in read_marked(folder, split)} for split in SPLITS]
    assert not halves[0] & halves[1]


def test_school_words_are_those_of_the_annotated_corpus(root):
    made = school_words_file(read_split(root / "corpora" / "annotated", "train"))
    assert SCHOOL_WORDS.read_text(encoding="utf-8") == made


def test_masking_a_masked_comment_changes_nothing(masker, folder):
    for comment in read_marked(folder, "test"):
        once = masker.mask(comment.text).text
        assert masker.mask(once).text == once


def test_threads_that_mask_and_analyse_at_once_get_what_one_thread_gets(masker, analyser, folder):
    comments = read_marked(folder, "dev")[:120]
    masked = [masker.mask(c.text, read_class_list(c.class_list)) for c in comments]
    analysed = [analyser.analyse(c.text) for c in comments]
    with ThreadPoolExecutor(8) as pool:
        masks = [pool.submit(masker.mask, c.text, read_class_list(c.class_list)) for c in comments]
        analyses = [pool.submit(analyser.analyse, c.text) for c in comments]
    assert [mask.result() for mask in masks] == masked
    assert [analysis.result() for analysis in analyses] == analysed


def test_masker_with_a_pipeline_of_its_own_masks_alike(masker, folder):
    alone = Masker.load(default_models() / "language")
    for comment in read_marked(folder, "dev")[:60]:
        assert alone.mask(comment.text) == masker.mask(comment.text)
