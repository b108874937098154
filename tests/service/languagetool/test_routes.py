"""The protocol as clients see it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from service.languagetool.answer import answer_for
from service.languagetool.request import read_check
from service.languagetool.rules import marks_for, rules
from service.languagetool.schemas import CheckAnswer
from tests.service.conftest import FakeAnalyser
from tilbakemelding import BlankText

TEXT = "Hei Åse 😀! Du har en tydelig & fin stil."
MATCH = {
    "message",
    "shortMessage",
    "replacements",
    "offset",
    "length",
    "context",
    "sentence",
    "type",
    "rule",
    "ignoreForIncompleteSentence",
    "contextForSureMatch",
}


def _check(client: TestClient, text: str = TEXT, path: str = "/v2/check", **fields: str) -> Any:
    answer = client.post(path, data={"text": text, "language": "nb-NO", **fields})
    assert answer.status_code == 200
    return answer.json()


def _cut(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_an_answer_has_every_field_of_the_protocol(client: TestClient) -> None:
    answer = _check(client)
    assert set(answer) == {"software", "warnings", "language", "matches", "sentenceRanges"}
    assert set(answer["software"]) == {
        "name",
        "version",
        "buildDate",
        "apiVersion",
        "premium",
        "premiumHint",
        "status",
    }
    assert answer["warnings"] == {"incompleteResults": False}
    assert set(answer["language"]["detectedLanguage"]) == {"name", "code", "confidence", "source"}
    (match,) = answer["matches"]
    assert set(match) == MATCH
    assert (match["type"], match["replacements"]) == ({"typeName": "Hint"}, [])
    assert set(match["rule"]) == {"id", "description", "issueType", "urls", "category"}
    CheckAnswer.model_validate(answer)


def test_a_match_is_counted_in_utf16(client: TestClient) -> None:
    (match,) = _check(client)["matches"]
    assert _cut(TEXT, match["offset"], match["offset"] + match["length"]) == "Du har en tydelig & fin stil."
    assert match["offset"] == len("Hei Åse 😀! ") + 1


def test_a_match_stands_in_its_context_and_its_sentence(client: TestClient) -> None:
    text = f"{'å😀 ' * 30}.\nDu har en tydelig stil.\n{'b ' * 40}"
    (match,) = _check(client, text)["matches"]
    context = match["context"]
    assert "\n" not in context["text"]
    assert context["text"].startswith("...")
    assert context["text"].endswith("...")
    start = context["offset"]
    assert _cut(context["text"], start, start + context["length"]) == "Du har en tydelig stil."
    assert match["sentence"] == "Du har en tydelig stil."


def test_a_match_leads_to_its_rule_on_the_page(client: TestClient) -> None:
    (match,) = _check(client, language="nn-NO")["matches"]
    (url,) = match["rule"]["urls"]
    assert url["value"] == "http://testserver/editors/nn#TM_NO_ADVICE"
    path, _, anchor = url["value"].removeprefix("http://testserver").partition("#")
    assert f'id="{anchor}"' in client.get(path).text


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_messages_are_in_the_form_asked_for(client: TestClient, form: str) -> None:
    answer = _check(client, language=f"{form}-NO")
    assert answer["language"]["code"] == f"{form}-NO"
    assert answer["matches"][0]["message"] == rules()["TM_NO_ADVICE"].texts[form].message  # type: ignore[index]


@pytest.mark.parametrize(("text", "code"), [("Tydelig stil og språk her.", "nb-NO"), ("Tydeleg, ikkje sant.", "nn-NO")])
@pytest.mark.parametrize("language", ["auto", "no"])
def test_messages_are_in_the_texts_own_form_else(client: TestClient, text: str, code: str, language: str) -> None:
    answer = _check(client, text, language=language)
    assert (answer["language"]["code"], answer["language"]["detectedLanguage"]["code"]) == (code, code)


@pytest.mark.parametrize("text", ["", " ", "\u200b\n"])
def test_a_text_with_nothing_to_read_has_no_marks(
    client: TestClient, analyser: FakeAnalyser, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    def find_nothing(_: str) -> Any:
        raise BlankText

    monkeypatch.setattr(analyser, "analyse", find_nothing)
    answer = _check(client, text, language="auto", preferredVariants="nn-NO")
    assert (answer["matches"], answer["language"]["code"]) == ([], "nn-NO")


def test_a_text_can_be_asked_about_in_the_address(client: TestClient) -> None:
    answer = client.get("/v2/check", params={"text": TEXT, "language": "nb-NO"}).json()
    assert answer == _check(client)


def test_markup_counts_but_is_not_read(client: TestClient) -> None:
    parts = [{"text": "Hei "}, {"markup": "<b>😀</b>"}, {"text": "Åse. "}, {"text": "Tydelig og fint språk her."}]
    sent = "".join(part.get("text") or part.get("markup", "") for part in parts)
    form = {"data": json.dumps({"annotation": parts}), "language": "nb-NO"}
    (match,) = client.post("/v2/check", data=form).json()["matches"]
    assert _cut(sent, match["offset"], match["offset"] + match["length"]) == "Tydelig og fint språk her."
    assert match["context"]["text"] == sent


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", ";;="])
def test_the_content_type_does_not_matter(client: TestClient, content_type: str) -> None:
    body = f"text={TEXT}&language=nb-NO".encode()
    answer = client.post("/v2/check", content=body, headers={"Content-Type": content_type})
    assert [match["rule"]["id"] for match in answer.json()["matches"]] == ["TM_NO_ADVICE"]


def test_a_rule_can_be_turned_off(client: TestClient) -> None:
    assert _check(client, disabledRules="OTHER, TM_NO_ADVICE")["matches"] == []


def test_a_paragraph_of_a_letter_is_not_asked_for_advice(client: TestClient) -> None:
    assert _check(client, path="/letters/v2/check")["matches"] == []


def test_a_whole_letter_is_asked_for_advice(client: TestClient) -> None:
    answer = _check(client, f"Hei.\n{TEXT}", path="/letters/v2/check")
    assert [match["rule"]["id"] for match in answer["matches"]] == ["TM_NO_ADVICE"]


def test_checks_run_off_the_event_loop(client: TestClient, analyser: FakeAnalyser) -> None:
    _check(client)
    assert "worker" in analyser.threads[0].lower()


@pytest.mark.parametrize("path", ["/v2/check", "/v2/languages", "/v2/info", "/v2/maxtextlength", "/letters/v2/check"])
def test_an_editor_may_ask_whether_the_service_is_there(client: TestClient, path: str) -> None:
    answer = client.head(path)
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_languages_are_both_forms(client: TestClient) -> None:
    assert client.get("/v2/languages").json() == [
        {"name": "Norsk (bokmål)", "code": "nb", "longCode": "nb-NO"},
        {"name": "Norsk (nynorsk)", "code": "nn", "longCode": "nn-NO"},
    ]


def test_the_service_says_who_it_is_and_how_long_a_text_may_be(client: TestClient) -> None:
    assert client.get("/v2/info").json()["software"]["name"] == "tilbakemelding"
    answer = client.get("/v2/maxtextlength")
    assert (answer.text, answer.headers["Content-Type"]) == ("20000", "text/plain; charset=utf-8")


ORIGIN = {"Origin": "https://example.org"}


@pytest.mark.parametrize("path", ["/v2/check?text=a&language=nb", "/v2/check", "/v2/languages", "/v2/nowhere"])
def test_other_origins_may_read_the_answers_of_these_routes(client: TestClient, path: str) -> None:
    headers = client.get(path, headers=ORIGIN).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers


def test_a_browser_may_ask_before_it_sends(client: TestClient) -> None:
    asked = {**ORIGIN, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    answer = client.options("/v2/check", headers=asked)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")


@pytest.mark.parametrize("path", ["/", "/v1/labels", "/v2", "/editors/nb", "/openapi.json"])
def test_other_origins_may_read_nothing_else(client: TestClient, path: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(path, headers=ORIGIN).headers


@pytest.mark.parametrize("host", ["[", "a b", 'evil.example"><script>', "x" * 300, ""])
def test_an_odd_host_is_no_failure(client: TestClient, host: str) -> None:
    for path in ("/v2/check?text=Tydelig+og+fint+her.&language=nb", "/editors/nb"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 200
        assert "<script>" not in answer.text or "json" in answer.headers["Content-Type"]


PIECES = st.sampled_from(
    "tydelig |bra jobba |må |husk |😀|👍🏽|æøå |. |!\n|e\u0301|\u2028|karakter |&|<b>|x ".split("|")
)


@given(st.lists(st.tuples(PIECES, st.booleans()), min_size=1, max_size=40))
def test_every_match_cuts_out_what_the_analysis_marked(pieces: list[tuple[str, bool]]) -> None:
    """Markup stands anywhere: a match in the text as sent is, without markup, the stretch of the analysed text."""
    parts = [{"markup": f"«{piece}»"} if is_markup else {"text": piece} for piece, is_markup in pieces]
    form = {"data": json.dumps({"annotation": parts}), "language": "auto", "level": "picky"}
    asked = read_check(urlencode(form).encode())
    try:
        analysis = FakeAnalyser().analyse(asked.text.plain)
    except BlankText:
        return
    marks = marks_for(analysis, asked.selection)
    matches = answer_for(asked, analysis, page="").matches
    cuts = [_cut(asked.text.sent, match.offset, match.offset + match.length) for match in matches]
    assert [re.sub("«[^»]*»", "", cut) for cut in cuts] == [asked.text.plain[m.start : m.end] for m in marks]
    for match, cut in zip(matches, cuts, strict=True):
        around = match.context
        assert _cut(around.text, around.offset, around.offset + around.length) == cut.replace("\n", " ")
