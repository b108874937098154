"""The facts about the model that ``GET /v1/model`` passes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tilbakemelding import ModelError

_FILES = {"manifest": "manifest.json", "report": "report.json"}


def read_card(models: Path) -> dict[str, Any]:
    """Return what ``models/feedback`` tells about the classifier.

    Returns
    -------
    dict
        ``manifest`` and ``report`` as they stand in their files; a file that is not there is left out.

    Raises
    ------
    ModelError
        A file is there but holds no JSON object.

    """
    paths = {name: models / "feedback" / file for name, file in _FILES.items()}
    return {name: _read(path) for name, path in paths.items() if path.exists()}


def _read(path: Path) -> dict[str, Any]:
    """Read one file."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{path}: it cannot be read as JSON ({type(error).__name__}). Restore it from the release."
        ) from error
    if not isinstance(facts, dict):
        raise ModelError(f"{path}: it holds no JSON object. Restore it from the release.")
    return facts
