"""The saved classifier: it is loaded only if it is the one that its manifest vouches for, and fits."""

from __future__ import annotations

import hashlib
import json
import pickle
from pathlib import Path

import joblib
import numpy as np
import pytest

from tilbakemelding import artefact
from tilbakemelding.artefact import (
    CLASSIFIER,
    FORMAT,
    MANIFEST,
    MODELS_VARIABLE,
    default_models,
    file_sha256,
    library_versions,
    load_classifier,
    read_manifest,
    save_classifier,
)
from tilbakemelding.errors import ModelError, ModelMalformed, ModelMismatch, ModelMissing, ModelTampered
from tilbakemelding.labels import SCHEME_VERSION

LANGUAGE = "nb_toy-1.0-abcdef01"


@pytest.fixture
def folder(tmp_path, classifier):
    """Return a folder with a saved classifier."""
    path = tmp_path / "models" / "feedback"
    save_classifier(path, classifier, language=LANGUAGE, corpus_sha256="c" * 64, seed=20, release="0.1.0")
    return path


def _change_manifest(folder, **changes):
    path = folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def _replace_classifier(folder, content: bytes):
    """Put another file in place, and vouch for it."""
    (folder / CLASSIFIER).write_bytes(content)
    _change_manifest(folder, sha256=hashlib.sha256(content).hexdigest())


class Explosive:
    """Creates a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (Path.touch, (self.path,))


def test_what_was_saved_is_loaded(folder, classifier, lessons):
    loaded, _ = load_classifier(folder, language=LANGUAGE)
    assert np.array_equal(loaded.decision_function(lessons.X), classifier.decision_function(lessons.X))
    assert np.array_equal(loaded.thresholds_, classifier.thresholds_)


def test_manifest_that_was_saved_is_read(tmp_path, classifier):
    saved = save_classifier(tmp_path, classifier, language=LANGUAGE, corpus_sha256="c" * 64, seed=7, release="0.1.0")
    assert read_manifest(tmp_path) == saved
    assert load_classifier(tmp_path, language=LANGUAGE)[1] == saved


def test_manifest_says_what_the_classifier_was_made_of(folder):
    manifest = read_manifest(folder)
    assert (manifest.format, manifest.label_scheme, manifest.language) == (FORMAT, SCHEME_VERSION, LANGUAGE)
    assert (manifest.corpus_sha256, manifest.seed) == ("c" * 64, 20)
    assert manifest.versions == library_versions()
    assert manifest.sha256 == hashlib.sha256((folder / CLASSIFIER).read_bytes()).hexdigest()


def test_version_is_the_release_and_the_start_of_the_sum(folder):
    manifest = read_manifest(folder)
    assert manifest.version == f"0.1.0+{manifest.sha256[:8]}"


def test_saving_makes_the_folder(tmp_path, classifier):
    save_classifier(tmp_path / "a" / "b", classifier, language="x", corpus_sha256="c", seed=1, release="0")
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == [CLASSIFIER, MANIFEST]


def test_same_classifier_is_saved_to_the_same_bytes(tmp_path, classifier):
    one, two = (
        save_classifier(tmp_path / name, classifier, language="x", corpus_sha256="c", seed=1, release="0")
        for name in "ab"
    )
    assert one.sha256 == two.sha256


@pytest.mark.parametrize("name", [CLASSIFIER, MANIFEST])
def test_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelMissing, match=name):
        load_classifier(folder, language=LANGUAGE)


def test_missing_folder_is_a_missing_model(tmp_path):
    with pytest.raises(ModelMissing):
        load_classifier(tmp_path / "nowhere", language=LANGUAGE)


def test_changed_file_is_refused(folder):
    with (folder / CLASSIFIER).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelTampered):
        load_classifier(folder, language=LANGUAGE)


def test_changed_file_is_refused_before_it_is_unpickled(folder, tmp_path):
    trace = tmp_path / "exploded"
    (folder / CLASSIFIER).write_bytes(pickle.dumps(Explosive(trace)))
    with pytest.raises(ModelTampered):
        load_classifier(folder, language=LANGUAGE)
    assert not trace.exists()


def test_explosive_of_these_tests_does_explode(tmp_path):
    trace = tmp_path / "exploded"
    pickle.loads(pickle.dumps(Explosive(trace)))  # noqa: S301 - our own bytes
    assert trace.exists()


def test_mismatch_is_found_before_the_file_is_unpickled(folder, tmp_path):
    trace = tmp_path / "exploded"
    _replace_classifier(folder, pickle.dumps(Explosive(trace)))
    with pytest.raises(ModelMismatch):
        load_classifier(folder, language="nb_other-1.0-00000000")
    assert not trace.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"{}",  # fields missing
        b"\xff\xfe",  # not UTF-8
    ],
)
def test_manifest_that_is_none_is_malformed(folder, content):
    (folder / MANIFEST).write_bytes(content)
    with pytest.raises(ModelMalformed, match=MANIFEST):
        load_classifier(folder, language=LANGUAGE)


@pytest.mark.parametrize(
    "changes",
    [
        {"surprise": 1},  # a field too many
        {"format": FORMAT + 1},
        {"format": "1"},
        {"sha256": None},  # fields of another type
        {"sha256": 5},
        {"versions": []},
        {"versions": None},
        {"versions": "1.0"},
    ],
    ids=str,
)
def test_manifest_with_wrong_fields_is_malformed(folder, changes):
    _change_manifest(folder, **changes)
    with pytest.raises(ModelMalformed):
        load_classifier(folder, language=LANGUAGE)


def test_manifest_that_is_a_folder_is_malformed(folder):
    (folder / MANIFEST).unlink()
    (folder / MANIFEST).mkdir()
    with pytest.raises(ModelMalformed):
        load_classifier(folder, language=LANGUAGE)


def test_classifier_that_is_a_folder_is_malformed(folder):
    (folder / CLASSIFIER).unlink()
    (folder / CLASSIFIER).mkdir()
    with pytest.raises(ModelMalformed):
        load_classifier(folder, language=LANGUAGE)


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps("text")[:-3]])
def test_vouched_file_that_cannot_be_unpickled_is_malformed(folder, content):
    _replace_classifier(folder, content)
    with pytest.raises(ModelMalformed, match=CLASSIFIER):
        load_classifier(folder, language=LANGUAGE)


def test_vouched_file_with_something_else_in_it_is_malformed(folder):
    joblib.dump({"not": "a classifier"}, folder / CLASSIFIER)
    _change_manifest(folder, sha256=file_sha256(folder / CLASSIFIER))
    with pytest.raises(ModelMalformed, match="no classifier"):
        load_classifier(folder, language=LANGUAGE)


def test_other_language_pipeline_is_a_mismatch(folder):
    with pytest.raises(ModelMismatch, match="language pipeline") as caught:
        load_classifier(folder, language="nb_other-1.0-00000000")
    assert caught.value.facts["trained"] == LANGUAGE
    assert caught.value.facts["found"] == "nb_other-1.0-00000000"


def test_other_label_scheme_is_a_mismatch(folder):
    _change_manifest(folder, label_scheme="0.9")
    with pytest.raises(ModelMismatch, match="label scheme"):
        load_classifier(folder, language=LANGUAGE)


@pytest.mark.parametrize("library", ["python", "scikit-learn", "numpy", "joblib"])
def test_other_library_version_is_a_mismatch(folder, library):
    _change_manifest(folder, versions=library_versions() | {library: "0.0"})
    with pytest.raises(ModelMismatch, match=library) as caught:
        load_classifier(folder, language=LANGUAGE)
    assert caught.value.facts["trained"] == "0.0"


def test_library_that_the_manifest_does_not_name_is_a_mismatch(folder):
    versions = library_versions()
    del versions["numpy"]
    _change_manifest(folder, versions=versions)
    with pytest.raises(ModelMismatch, match="unknown"):
        load_classifier(folder, language=LANGUAGE)


def test_every_way_to_fail_has_a_code_of_its_own():
    codes = {error.code for error in (ModelMissing, ModelTampered, ModelMalformed, ModelMismatch, ModelError)}
    assert len(codes) == 5


def test_sum_is_that_of_the_bytes(tmp_path):
    (tmp_path / "file").write_bytes(b"abc")
    # FIPS 180-2, appendix B.1
    assert file_sha256(tmp_path / "file") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_models_are_where_the_variable_says(monkeypatch, tmp_path):
    monkeypatch.setenv(MODELS_VARIABLE, str(tmp_path))
    assert default_models() == tmp_path


@pytest.mark.parametrize("value", [None, ""])
def test_models_are_beside_the_sources_where_nothing_is_said(monkeypatch, value):
    monkeypatch.delenv(MODELS_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(MODELS_VARIABLE, value)
    root = Path(artefact.__file__).resolve().parents[2]
    assert default_models() == root / "models"
