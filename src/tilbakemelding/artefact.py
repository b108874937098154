"""The only module that reads and writes ``models/feedback``: the classifier, and the manifest that vouches for it.

A joblib file runs code when it is loaded. So its sha256 is checked against the manifest first, then the versions,
and only then is it unpickled.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import joblib
import numpy as np
import sklearn

from tilbakemelding.classifier import FeedbackClassifier
from tilbakemelding.errors import ModelMalformed, ModelMismatch, ModelMissing, ModelTampered
from tilbakemelding.labels import SCHEME_VERSION

FORMAT = 1
"""Version of the layout of ``models/feedback``. Recipe for a change: raise it, and say in the changelog what to do."""

CLASSIFIER, MANIFEST = "classifier.joblib", "manifest.json"
MODELS_VARIABLE = "TILBAKEMELDING_MODELS"
_RETRAIN = "Train anew with `tilbakemelding train`, or install the versions named in the manifest."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a classifier before it is loaded.

    ``sha256`` is that of the classifier's file; ``versions`` the libraries it was pickled with; ``language`` the
    pipeline it was trained on; ``corpus_sha256`` that of the training split.
    """

    version: str
    format: int
    sha256: str
    label_scheme: str
    language: str
    versions: Mapping[str, str]
    corpus_sha256: str
    seed: int


def default_models() -> Path:
    """Return the models' folder: the one named in ``TILBAKEMELDING_MODELS``, else ``models`` beside the sources."""
    named = os.environ.get(MODELS_VARIABLE)
    return Path(named) if named else Path(__file__).resolve().parents[2] / "models"


def file_sha256(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def library_versions() -> dict[str, str]:
    """Return the versions that a pickled classifier depends on."""
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "scikit-learn": sklearn.__version__,
        "numpy": np.__version__,
        "joblib": joblib.__version__,
    }


def save_classifier(  # noqa: PLR0913 - what a manifest must tell is what it takes
    folder: Path, classifier: FeedbackClassifier, *, language: str, corpus_sha256: str, seed: int, release: str
) -> Manifest:
    """Write classifier and manifest; the version is the release's name and the start of the file's sha256."""
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(classifier, folder / CLASSIFIER, compress=("xz", 6))
    digest = file_sha256(folder / CLASSIFIER)
    manifest = Manifest(
        version=f"{release}+{digest[:8]}",
        format=FORMAT,
        sha256=digest,
        label_scheme=SCHEME_VERSION,
        language=language,
        versions=library_versions(),
        corpus_sha256=corpus_sha256,
        seed=seed,
    )
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest in ``folder``.

    Raises
    ------
    ModelMissing
        It is not there.
    ModelMalformed
        It is no manifest of this format.

    """
    path = folder / MANIFEST
    try:
        manifest = _manifest_from(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ModelMissing(path=str(path), remedy="Restore it from the release, or train anew.") from None
    except (ValueError, TypeError, OSError) as error:
        raise ModelMalformed(path=str(path), reason=f"it is no manifest ({type(error).__name__})") from error
    if manifest.format != FORMAT:
        raise ModelMalformed(path=str(path), reason=f"its format is {manifest.format}, this release reads {FORMAT}")
    return manifest


def _manifest_from(record: Mapping[str, object]) -> Manifest:
    manifest = Manifest(**record)  # type: ignore[arg-type]
    texts = (manifest.version, manifest.sha256, manifest.label_scheme, manifest.language)
    if not all(isinstance(text, str) for text in texts) or not isinstance(manifest.versions, dict):
        message = "a field has the wrong type"
        raise TypeError(message)
    return manifest


def load_classifier(folder: Path, *, language: str) -> tuple[FeedbackClassifier, Manifest]:
    """Load the classifier in ``folder`` for use with the pipeline named ``language``.

    Raises
    ------
    ModelMissing, ModelMalformed
        A file is not there or not readable.
    ModelTampered
        The classifier's file is not the one that the manifest describes.
    ModelMismatch
        It was trained on another pipeline or label scheme, or pickled with other library versions.

    """
    manifest = read_manifest(folder)
    path = folder / CLASSIFIER
    if not path.exists():
        raise ModelMissing(path=str(path), remedy="Restore it from the release, or train anew.")
    if not path.is_file():
        raise ModelMalformed(path=str(path), reason="it is no file")
    found = file_sha256(path)
    if found != manifest.sha256:
        raise ModelTampered(path=str(path), expected=manifest.sha256, found=found)
    _check_origin(manifest, language)
    try:
        classifier = joblib.load(path)
    except Exception as error:
        raise ModelMalformed(path=str(path), reason=f"it cannot be unpickled ({type(error).__name__})") from error
    if not isinstance(classifier, FeedbackClassifier):
        raise ModelMalformed(path=str(path), reason="it holds no classifier of this package")
    return classifier, manifest


def _check_origin(manifest: Manifest, language: str) -> None:
    if manifest.label_scheme != SCHEME_VERSION:
        raise ModelMismatch(what="label scheme", trained=manifest.label_scheme, found=SCHEME_VERSION, remedy=_RETRAIN)
    if manifest.language != language:
        raise ModelMismatch(
            what="the language pipeline",
            trained=manifest.language,
            found=language,
            remedy="Use the pipeline it was trained on, or train a classifier for this one with "
            "`tilbakemelding train --language NAME`.",
        )
    for library, version in library_versions().items():
        if manifest.versions.get(library) != version:
            trained = manifest.versions.get(library, "unknown")
            raise ModelMismatch(what=library, trained=trained, found=version, remedy=_RETRAIN)
