"""Analysers from their files: found, loaded, and refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tilbakemelding.analysis import Analyser
from tilbakemelding.artefact import MODELS_VARIABLE, save_classifier
from tilbakemelding.errors import ModelMismatch, ModelMissing, UnknownLanguageModel


@pytest.fixture
def models(tmp_path, toy_nlp, toy_language, classifier):
    """Return a folder with a language pipeline and a classifier, as `Analyser.load` wants it."""
    toy_nlp.to_disk(tmp_path / "language")
    save_classifier(
        tmp_path / "feedback", classifier, language=toy_language.name, corpus_sha256="c", seed=1, release="0.1.0"
    )
    return tmp_path


def test_loaded_analyser_gives_the_same_analysis(models, analyser):
    loaded = Analyser.load(models)
    assert loaded.version.startswith("0.1.0+")
    for text in ("Fin innledning, men du må vise til flere kilder.", "Karakter: 4-", "Bra jobba!"):
        assert replace(loaded.analyse(text), model="") == replace(analyser.analyse(text), model="")


def test_models_are_found_by_the_environment(models, monkeypatch):
    monkeypatch.setenv(MODELS_VARIABLE, str(models))
    assert Analyser.load().analyse("Bra jobba!").verdict_only


def test_other_pipeline_than_the_classifiers_is_refused(models, toy_nlp, tmp_path):
    other = tmp_path / "other"
    toy_nlp.to_disk(other)
    meta = other / "meta.json"
    meta.write_text(meta.read_text("utf-8").replace('"version":"0.0.0"', '"version":"9.9.9"'), "utf-8")
    with pytest.raises(ModelMismatch):
        Analyser.load(models, language=other)


def test_missing_models_are_named(tmp_path):
    with pytest.raises(ModelMissing, match="language"):
        Analyser.load(tmp_path / "nowhere")


def test_unknown_language_package_is_refused(models):
    with pytest.raises(UnknownLanguageModel):
        Analyser.load(models, language="no_such_package")
