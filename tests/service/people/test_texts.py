"""What people read of logins, roles and the log stands in both forms, and for everything that can happen."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import service
from service.access.rules import RULES
from service.access.visitor import ROLES
from service.app import create_app
from service.people.admin_routes import NOTICES
from service.settings import Settings
from tests.service.fake import FakeAnalyser, FakeMasker

SERVICE = Path(service.__file__).parent
TEXTS = json.loads((SERVICE / "people" / "texts.json").read_text("utf-8"))
ACTS = {
    code
    for path in SERVICE.rglob("*.py")
    for code in re.findall(r'record\(\s*\w+,\s*\w+,\s*"([a-z._-]+)"', path.read_text("utf-8"))
}


def paths(texts: dict[str, Any]) -> set[str]:
    return {
        f"{key}/{below}"
        for key, value in texts.items()
        for below in (paths(value) if isinstance(value, dict) else {""})
    }


def test_both_forms_have_the_same_texts() -> None:
    assert paths(TEXTS["nb"]) == paths(TEXTS["nn"])


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_every_act_role_scope_and_notice_has_its_words(form: str) -> None:
    texts = TEXTS[form]
    assert "role.granted" in ACTS
    assert set(texts["acts"]) >= ACTS
    assert set(texts["roles"]) == set(ROLES)
    assert set(texts["scopes"]) >= {rule.scope for rule in RULES.values() if rule.scope}
    assert set(texts["said"]) == NOTICES


@pytest.mark.parametrize(
    ("form", "words"), [("nb", "Ingen innlogging er satt opp"), ("nn", "Inga innlogging er sett opp")]
)
def test_where_nobody_can_log_in_a_page_says_what_to_set(settings: Settings, form: str, words: str) -> None:
    elsewhere = settings.model_copy(update={"host": "0.0.0.0"})  # noqa: S104 - others may ask, and nobody is let in
    with TestClient(create_app(FakeAnalyser(), FakeMasker(), elsewhere, {})) as client:
        page = client.get(f"/login?lang={form}", headers={"accept": "text/html"}).text
    assert words in page
    assert "TILBAKEMELDING_OIDC_ISSUER" in page
