"""The page as it is served: files, headers, texts."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.errors import PROBLEMS
from service.page import WEB, fill
from service.settings import Settings
from tests.service.conftest import CARD, FakeAnalyser
from tests.service.fake import FakeMasker
from tilbakemelding import MAX_CHARACTERS

SERVED = (".css", ".js", ".json", ".svg")
FILES = sorted(path.relative_to(WEB).as_posix() for path in WEB.rglob("*") if path.suffix in SERVED)
OWN = [name for name in FILES if not name.startswith("vendor/")]
TEXTS: dict[str, Any] = json.loads((WEB / "texts.json").read_text("utf-8"))
INDEX = (WEB / "index.html").read_text("utf-8")
SCRIPTS = "\n".join(path.read_text("utf-8") for path in WEB.glob("*.js"))


def _leaves(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else None
    if children is None:
        assert isinstance(node, str)
        yield path, node
        return
    for key, value in children:
        yield from _leaves(value, f"{path}.{key}" if path else str(key))


def test_the_page_is_served_as_html(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert 'lang="nb"' in answer.text


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_served_with_a_type_of_its_own(client: TestClient, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.content == (WEB / name).read_bytes()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "octet-stream" not in answer.headers["Content-Type"]


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/v1/labels", "/v1/nowhere", "/openapi.json"])
def test_every_answer_keeps_to_this_host_and_out_of_frames(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "no-referrer")


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip, br", True), ("br", False), ("gzip;q=0", False), ("gzip;q=0.5, br", True), ("", False)],
)
def test_files_are_sent_packed_to_those_who_take_it(client: TestClient, accepted: str, *, packed: bool) -> None:
    answer = client.get("/static/app.js", headers={"Accept-Encoding": accepted})
    assert ("Content-Encoding" in answer.headers) is packed
    assert answer.content == (WEB / "app.js").read_bytes()
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_the_whole_page_is_small(client: TestClient) -> None:
    assert sum(len(gzip.compress((WEB / name).read_bytes())) for name in FILES) < 100_000
    assert len(client.get("/").content) < 20_000


@pytest.mark.parametrize(
    "name", ["../page.py", "%2e%2e/page.py", "vendor", "vendor/designsystemet.LICENSE", "index.html"]
)
def test_nothing_but_the_pages_files_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize(
    ("address", "asked", "form"),
    [
        ("/", "", "nb"),
        ("/", "nn-NO,nb;q=0.8", "nn"),
        ("/", "en-GB,no;q=0.9,nn;q=0.8", "nb"),
        ("/?lang=nn", "nb-NO", "nn"),
        ("/?lang=nb", "nn", "nb"),
        ("/?lang=xx", "nn", "nn"),
    ],
)
def test_the_page_comes_in_the_form_asked_for(client: TestClient, address: str, asked: str, form: str) -> None:
    answer = client.get(address, headers={"Accept-Language": asked})
    assert f'<html lang="{form}"' in answer.text
    assert TEXTS[form]["lead"] in answer.text
    assert answer.headers["Vary"] == "Accept-Encoding, Accept-Language"


def test_the_page_is_told_the_limits_of_the_service(analyser: FakeAnalyser) -> None:
    client = TestClient(create_app(analyser, FakeMasker(), Settings(max_file_comments=7), CARD))
    head = client.get("/").text.partition(">")[2].partition(">")[0]
    client.close()
    assert (f'data-limit="{MAX_CHARACTERS}"' in head, 'data-max-comments="7"' in head) == (True, True)


def test_a_text_with_signs_of_markup_is_filled_in_as_text() -> None:
    page = fill(
        '<p class="a" data-text="a.b"></p><p data-text-label="c"></p>',
        {"a": {"b": "<&>"}, "c": '"'},
        "nb",
        max_comments=9,
    )
    assert page == '<p class="a" data-text="a.b">&lt;&amp;&gt;</p><p data-text-label="c" aria-label="&quot;"></p>'


def test_a_file_that_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    etag = client.get("/static/app.js").headers["ETag"]
    answer = client.get("/static/app.js", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_the_head_of_the_page_can_be_asked_for(client: TestClient) -> None:
    answer = client.head("/")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("name", FILES)
def test_no_file_names_another_host(name: str) -> None:
    content = (WEB / name).read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"(?:https?:|wss?:)//[\w.-]+", re.sub(r"^\s*//.*$", "", content, flags=re.MULTILINE))
    assert "@import" not in content


def test_the_page_has_no_inline_script_or_style() -> None:
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", INDEX)


def test_scripts_insert_text_as_text_only() -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|setAttribute\(\"style", SCRIPTS
    )


def test_bokmaal_and_nynorsk_have_the_same_texts() -> None:
    assert [path for path, _ in _leaves(TEXTS["nb"])] == [path for path, _ in _leaves(TEXTS["nn"])]


def test_no_text_is_empty() -> None:
    assert [path for path, text in _leaves(TEXTS) if not text.strip()] == []


def test_the_same_facts_are_filled_into_both_forms() -> None:
    def facts(form: str) -> dict[str, list[str]]:
        return {path: re.findall(r"\{\w+\}", text) for path, text in _leaves(TEXTS[form])}

    assert facts("nb") == facts("nn")


def test_every_problem_has_its_sentence_in_both_forms() -> None:
    assert set(TEXTS["nb"]["errors"]) == set(TEXTS["nn"]["errors"])
    assert {*PROBLEMS, "network", "timeout"} <= set(TEXTS["nb"]["errors"])


def test_every_text_that_the_page_asks_for_is_there() -> None:
    named = set(re.findall(r'data-text(?:-list|-label)?="(\w+)"', INDEX))
    named |= {path.split(".")[0] for path in re.findall(r'\b(?:text|counted)\(["`]([\w.]+)', SCRIPTS)}
    assert len(named) > 50
    assert named <= set(TEXTS["nb"])


def test_every_text_is_used() -> None:
    used = INDEX + SCRIPTS
    assert [key for key in TEXTS["nb"] if not re.search(rf'["`.]{key}\b', used)] == []


def test_every_element_that_the_scripts_name_is_on_the_page() -> None:
    there = set(re.findall(r'\bid="([\w-]+)"', INDEX)) | set(re.findall(r'\bid: "([\w-]+)"', SCRIPTS))
    assert set(re.findall(r'\bat\("([\w-]+)"\)', SCRIPTS)) <= there


def test_every_file_that_is_imported_is_there() -> None:
    imported = set(re.findall(r'from "\./([\w.-]+)"', SCRIPTS)) | set(re.findall(r'"/static/([\w./-]+)"', INDEX))
    assert imported <= set(FILES)


def test_what_is_taken_from_others_has_its_licence_and_version() -> None:
    vendor = WEB / "vendor"
    assert "Digitaliseringsdirektoratet" in (vendor / "designsystemet.LICENSE").read_text("utf-8")
    assert json.loads((vendor / "package.json").read_text("utf-8"))["dependencies"]["@digdir/designsystemet-css"]


@pytest.mark.parametrize(
    ("form", "words"), [("nb", "aldri brukes til å vurdere lærere"), ("nn", "aldri brukast til å vurdere lærarar")]
)
def test_the_page_says_what_it_is_not_for(form: str, words: str) -> None:
    assert any(words in line for line in TEXTS[form]["purpose"])
