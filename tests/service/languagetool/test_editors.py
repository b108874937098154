"""The page on how to connect an editor."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.languagetool.editors import DOWNLOAD, preferred_page
from service.languagetool.rules import rules

FORMS = ("nb", "nn")
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("", "nb"),
        ("en-US,en;q=0.5", "nb"),
        ("nn", "nn"),
        ("en,nn-NO;q=0.9,nb;q=0.8", "nn"),
        ("no,nn", "nb"),
        ("nb-NO", "nb"),
    ],
)
def test_the_page_comes_in_the_form_that_the_browser_prefers(client: TestClient, accepted: str, form: str) -> None:
    assert preferred_page(accepted) == form
    answer = client.get("/editors", headers={"Accept-Language": accepted}, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/editors/{form}")


@pytest.mark.parametrize("form", FORMS)
def test_the_page_is_whole(client: TestClient, form: str) -> None:
    answer = client.get(f"/editors/{form}")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'<html lang="{form}" ' in answer.text
    assert not re.search(r"\$\w", answer.text)


@pytest.mark.parametrize("form", FORMS)
def test_the_page_names_the_address_that_it_was_asked_at(client: TestClient, form: str) -> None:
    text = client.get(f"/editors/{form}", headers={"Host": "skolen.example"}).text
    assert "<code>http://skolen.example/v2</code>" in text


@pytest.mark.parametrize("form", FORMS)
def test_the_page_warns_against_strangers_servers(client: TestClient, form: str) -> None:
    text = client.get(f"/editors/{form}").text
    warning = {"nb": "Bruk bare skolens egen tjener", "nn": "Bruk berre skulen sin eigen tenar"}[form]
    assert warning in text
    assert text.index(warning) < text.index("LibreOffice")


@pytest.mark.parametrize("form", FORMS)
def test_the_page_explains_every_rule_in_its_form(client: TestClient, form: str) -> None:
    text = client.get(f"/editors/{form}").text
    for rule in rules().values():
        assert f'id="{rule.id}"' in text
        assert rule.texts[form].description in text  # type: ignore[index]


@pytest.mark.parametrize("form", FORMS)
def test_what_the_page_leads_to_is_there(client: TestClient, form: str) -> None:
    text = client.get(f"/editors/{form}").text
    links = re.findall(r'(?:href|src)="(/[^"]*)"', text)
    assert DOWNLOAD in links
    assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("form", FORMS)
def test_the_page_has_no_script_and_no_inline_style(client: TestClient, form: str) -> None:
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", client.get(f"/editors/{form}").text)


def test_both_forms_have_the_same_parts(client: TestClient) -> None:
    outlines = [
        re.findall(r"<(h\d|ol|li|section|dt|code|pre)\b", client.get(f"/editors/{form}").text) for form in FORMS
    ]
    assert outlines[0] == outlines[1]


def test_there_is_no_page_in_other_languages(client: TestClient) -> None:
    assert client.get("/editors/en").json()["code"] == "not-found"


def test_the_document_names_every_rule() -> None:
    text = (ROOT / "docs" / "editors.md").read_text("utf-8")
    assert [rule for rule in rules() if f"`{rule}`" not in text] == []
