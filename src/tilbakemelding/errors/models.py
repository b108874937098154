"""Model files that are not to be trusted or not to be used."""

from __future__ import annotations

from tilbakemelding.errors.root import TilbakemeldingError


class ModelError(TilbakemeldingError):
    """The model files are not to be trusted or not to be used."""

    code = "model"


class ModelMissing(ModelError):
    """A model file is not there."""

    code = "model-missing"

    def __init__(self, *, path: str, remedy: str) -> None:
        """``remedy`` says how to get the file."""
        super().__init__(f"{path}: the model file is missing. {remedy}", path=path)


class ModelTampered(ModelError):
    """A model file is not the one that its manifest describes."""

    code = "model-tampered"

    def __init__(self, *, path: str, expected: str, found: str) -> None:
        """Take the sha256 sums ``expected`` and ``found``."""
        super().__init__(
            f"{path}: sha256 is {found[:12]}…, the manifest says {expected[:12]}…. The file was changed or damaged "
            "and is not loaded. Restore it from the release, or train anew with `tilbakemelding train`.",
            path=path,
            expected=expected,
            found=found,
        )


class ModelMalformed(ModelError):
    """A manifest or model that cannot be read."""

    code = "model-malformed"

    def __init__(self, *, path: str, reason: str) -> None:
        """``reason`` says what could not be read."""
        super().__init__(f"{path}: {reason}. Restore it from the release, or train anew.", path=path, reason=reason)


class ModelMismatch(ModelError):
    """The classifier was made for something else than what is at hand."""

    code = "model-mismatch"

    def __init__(self, *, what: str, trained: str, found: str, remedy: str) -> None:
        """Say ``what`` differs: ``trained`` is the classifier's, ``found`` is the present one."""
        super().__init__(
            f"the classifier was trained with {what} {trained!r}, but {found!r} is in use. {remedy}",
            what=what,
            trained=trained,
            found=found,
        )
