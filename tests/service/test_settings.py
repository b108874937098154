"""The settings, and that each is documented."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from service.settings import Settings
from tilbakemelding.training.blocks import stale, table, with_blocks

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"


def settings_table() -> str:
    """Return the settings as they are documented."""
    rows = [[f"`{name}`", _default(field), f"{field.description}"] for name, field in Settings.model_fields.items()]
    return table(["setting", "default", "meaning"], rows).replace("---:", "---")


def _default(field: FieldInfo) -> str:
    if field.default_factory or field.default is None:
        return "the project's own"
    is_large = isinstance(field.default, int) and field.default > 9_999
    return f"{field.default:,}" if is_large else f"{field.default}"


def test_every_setting_stands_in_the_operations_page() -> None:
    """Where it fails, run this file: it writes the table."""
    assert not stale(OPERATIONS, {"settings": settings_table()})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("workers", 0),
        ("max_requests", 0),
        ("max_batches", -1),
        ("body_seconds", 0),
        ("drain_seconds", -1),
        ("port", -1),
    ],
)
def test_a_limit_that_would_let_nothing_through_is_refused(name: str, value: int) -> None:
    with pytest.raises(ValidationError):
        Settings(**{name: value})  # type: ignore[arg-type]


if __name__ == "__main__":
    page = OPERATIONS.read_text(encoding="utf-8")
    OPERATIONS.write_text(with_blocks(page, {"settings": settings_table()}, where="operations.md"), encoding="utf-8")
