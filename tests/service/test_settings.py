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


LOGIN = {
    "oidc_issuer": "https://auth.example",
    "oidc_client_id": "x",
    "oidc_client_secret": "very secret",
    "public_url": "https://skole.example",
}


@pytest.mark.parametrize("name", ["oidc_client_id", "oidc_client_secret", "public_url"])
def test_a_login_that_is_set_up_by_half_is_refused_by_what_is_missing(name: str) -> None:
    with pytest.raises(ValidationError, match=name):
        Settings(**{**LOGIN, name: ""})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["oidc_issuer", "public_url"])
@pytest.mark.parametrize("address", ["http://auth.example", "ftp://auth.example", "auth.example"])
def test_a_login_over_the_open_net_is_refused(name: str, address: str) -> None:
    with pytest.raises(ValidationError, match=f"{name} must be an https address"):
        Settings(**{**LOGIN, name: address})  # type: ignore[arg-type]


def test_the_secret_is_read_from_its_file_and_shown_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    from_file = Settings(**{**LOGIN, "oidc_client_secret_file": str(tmp_path / "secret")})  # type: ignore[arg-type]
    assert from_file.client_secret() == "from the file"
    assert "very secret" not in repr(Settings(**LOGIN))  # type: ignore[arg-type]


if __name__ == "__main__":
    page = OPERATIONS.read_text(encoding="utf-8")
    OPERATIONS.write_text(with_blocks(page, {"settings": settings_table()}, where="operations.md"), encoding="utf-8")
