"""``POST /v1/files``."""

from __future__ import annotations

import tempfile
import threading
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.errors import FILE_PROBLEMS, PROBLEMS
from service.examples import FILE
from service.file_schemas import REQUEST, FileAnalyses
from service.settings import Settings
from tests.documents import (
    AUTHOR,
    library_docx,
    old_workbook,
    paragraph,
    run,
    word,
    word_anchor,
    word_comment,
    word_parts,
    workbook,
    zip_of,
)
from tests.service.conftest import FAILING, FakeAnalyser
from tilbakemelding import ENDINGS

CANARY = "kanarifugl"
GOOD = "Husk kilder neste gang."
ROWS = [["Elev", "Kommentar"], ["Ola", GOOD], ["Liv", "Bra jobba, Liv."]]


def _send(client: TestClient, name: str, data: bytes, **fields: str) -> Any:
    return client.post("/v1/files", files={"file": (name, data)}, data=fields)


def test_table_is_analysed_row_by_row(client: TestClient) -> None:
    answer = _send(client, "9B.xlsx", workbook({"Ark1": ROWS})).json()
    assert answer["document"] == {
        "kind": "xlsx",
        "source": "table",
        "tables": [{"sheet": "Ark1", "columns": ["Elev", "Kommentar"], "rows": 2}],
        "sheet": "Ark1",
        "column": "Kommentar",
    }
    assert [comment["number"] for comment in answer["comments"]] == [1, 2]
    assert answer["comments"][0]["place"] == {"kind": "row", "number": 2, "cell": "B2"}
    assert answer["comments"][0]["problem"] is None


def test_analysis_of_a_comment_is_the_one_that_analyses_gives(client: TestClient) -> None:
    alone = client.post("/v1/analyses", json={"text": GOOD}).json()
    answer = _send(client, "9B.xlsx", workbook({"Ark1": ROWS})).json()
    assert (answer["comments"][0]["analysis"], answer["model"]) == (alone, alone["model"])


def test_margin_comments_come_with_their_anchors(client: TestClient) -> None:
    answer = _send(client, "oppgave.docx", library_docx()).json()
    assert answer["document"] == {
        "kind": "docx",
        "source": "margin-comments",
        "tables": [],
        "sheet": None,
        "column": None,
    }
    assert [(c["anchor"], c["analysis"]["text"]) for c in answer["comments"]] == [
        ("fanger leseren", "Fin innledning!"),
        ("Konklusjonen mangler.", "Du må skrive en konklusjon."),
    ]


def test_author_is_never_told(client: TestClient) -> None:
    assert AUTHOR not in _send(client, "oppgave.docx", library_docx()).text


def test_sheet_and_column_are_taken_from_the_form(client: TestClient) -> None:
    data = workbook({"Ark1": ROWS, "Ark2": [["Navn", "Notat", "Kommentar"], ["Ola", "Var syk hele uka.", GOOD]]})
    answer = _send(client, "9B.xlsx", data, sheet="Ark2", column="Notat").json()
    assert (answer["document"]["sheet"], answer["document"]["column"]) == ("Ark2", "Notat")
    assert [c["analysis"]["text"] for c in answer["comments"]] == ["Var syk hele uka."]


@pytest.mark.parametrize("fields", [{"sheet": "", "column": ""}, {}])
def test_empty_choice_is_no_choice(client: TestClient, fields: dict[str, str]) -> None:
    assert _send(client, "9B.xlsx", workbook({"Ark1": ROWS}), **fields).json()["document"]["column"] == "Kommentar"


@pytest.mark.parametrize(
    ("bad", "code"), [("ord " * 5_001, "text-too-long"), ("{}", "malformed-line"), ('{"text": 7}', "wrong-type")]
)
def test_bad_comment_has_a_problem_in_its_place_and_the_others_go_on(client: TestClient, bad: str, code: str) -> None:
    line = bad if bad.startswith("{") else f'{{"text": "{bad}"}}'
    comments = _send(client, "a.jsonl", f'{{"text": "{GOOD}"}}\n{line}\n{{"text": "{GOOD}"}}'.encode()).json()[
        "comments"
    ]
    assert [c["problem"] and c["problem"]["code"] for c in comments] == [None, code, None]
    assert [bool(c["analysis"]) for c in comments] == [True, False, True]
    assert comments[1]["problem"]["title"] == PROBLEMS[code][1]


FAILURES = {
    "document-too-large": ("a.csv", b"Kommentar\n" + CANARY.encode() * 1_000_001),
    "too-many-comments": ("a.csv", b"Kommentar\n" + f"{CANARY}\n".encode() * 1_001),
    "unsupported-document": (f"{CANARY}.doc", CANARY.encode()),
    "document-mismatch": ("a.docx", CANARY.encode()),
    "broken-document": ("a.docx", b"PK\x03\x04" + CANARY.encode()),
    "encrypted-document": ("a.xlsx", old_workbook({"A": [["x"]]}) + "EncryptedPackage\0".encode("utf-16-le")),
    "macro-document": ("a.docm", CANARY.encode()),
    "hostile-document": (
        "a.docx",
        zip_of(word_parts("") | {"word/document.xml": f'<!DOCTYPE w [<!ENTITY a "{CANARY}">]><w>&a;</w>'}),
    ),
    "no-comments": ("a.csv", f"Elev\n{CANARY}\n".encode()),
    "unknown-sheet": ("a.csv", f"Kommentar\n{CANARY} {CANARY}\n".encode()),
    "unknown-column": ("a.csv", f"Kommentar\n{CANARY} {CANARY}\n".encode()),
    "undecodable-file": ("a.csv", f"Kommentar\n{CANARY} \x81\n".encode("latin1")),
}


@pytest.mark.parametrize("code", FAILURES)
def test_document_that_is_not_read_is_a_problem_without_its_text(
    client: TestClient, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    caplog.set_level("DEBUG")
    name, data = FAILURES[code]
    answer = _send(client, name, data, **({code.removeprefix("unknown-"): CANARY} if "unknown" in code else {}))
    assert (answer.status_code, answer.json()["code"]) == (PROBLEMS[code][0], code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    logged = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx2"))
    assert CANARY not in answer.text + logged


def test_every_problem_of_documents_is_walked() -> None:
    assert set(FAILURES) == set(FILE_PROBLEMS) - {"malformed-line"}


@pytest.mark.parametrize(
    ("files", "fields"),
    [
        ({}, {"column": CANARY}),
        ({"dokument": ("a.csv", b"x")}, {}),
        ({"file": ("a.csv", b"x")}, {CANARY: "x"}),
        ({"file": ("a.csv", b"x")}, {"column": ["a", "b"]}),
        ({"file": ("a.csv", b"x")}, {"column": CANARY * 200}),
    ],
    ids=["no file", "another name", "another field", "a field twice", "a long name"],
)
def test_form_that_is_not_the_one_asked_for_is_a_problem(client: TestClient, files: Any, fields: Any) -> None:
    boundary = {"files": files} if files else {"files": {"column": (None, CANARY)}}
    answer = client.post("/v1/files", **boundary, data=fields)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed-body")
    assert CANARY not in answer.text


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("", b"", 415),
        ("application/json", b"{}", 415),
        ("application/x-www-form-urlencoded", b"file=x", 415),
        ("multipart/form-data", b"x", 422),
        ("multipart/form-data; boundary=x", b"", 422),
        ("multipart/form-data; boundary=x", b"kanarifugl", 422),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data\r\n\r\nkanarifugl\r\n--x--\r\n",
            422,
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--x--',
            422,
        ),
    ],
)
def test_body_that_is_no_form_is_a_problem(client: TestClient, content_type: str, body: bytes, status: int) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    answer = client.post("/v1/files", content=body, headers=headers)
    assert (answer.status_code, CANARY in answer.text) == (status, False)


def test_limits_are_settings(client: TestClient) -> None:
    client.app.state.settings = Settings(max_file_bytes=100, max_file_comments=2)  # type: ignore[attr-defined]
    assert "100" in _send(client, "a.csv", b"Kommentar\n" + b"x" * 100).json()["detail"]
    assert "2 comments" in _send(client, "a.jsonl", b'{"text": "Husk."}\n' * 3).json()["detail"]
    assert _send(client, "a.jsonl", b'{"text": "Husk."}\n' * 2).status_code == 200


def test_document_of_any_size_never_touches_the_disk(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def rollover(_: object) -> None:
        message = "the document was written to disk"
        raise AssertionError(message)

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", rollover)
    picture = {"word/media/image1.png": b"\x89PNG" * 1_500_000}
    data = zip_of(word_parts(paragraph(run(GOOD))) | picture, method=0)
    assert _send(client, "a.docx", data).status_code == 200


def test_failure_inside_is_told_without_the_text(client: TestClient) -> None:
    answer = _send(client, "a.txt", f"{FAILING} {CANARY}".encode())
    assert (answer.status_code, CANARY in answer.text) == (500, False)


def test_reading_and_analysis_run_beside_the_event_loop(client: TestClient, analyser: FakeAnalyser) -> None:
    _send(client, "9B.xlsx", workbook({"Ark1": ROWS}))
    assert threading.main_thread().name not in analyser.threads
    assert all("AnyIO worker" in name for name in analyser.threads)


def test_caller_who_sends_far_too_much_still_gets_the_answer(address: str) -> None:
    httpx2 = pytest.importorskip("httpx2")
    files = {"file": ("a.csv", b"x" * 15_000_000)}
    answer = httpx2.post(f"{address}/v1/files", files=files, trust_env=False)
    assert answer.json()["code"] == "document-too-large"


def test_name_with_norwegian_letters_is_read(client: TestClient) -> None:
    data = word(paragraph(word_anchor(0, run("her"))), word_comment(0, "Fint."))
    assert _send(client, "vurdering – 9B æøå.DOCX", data).status_code == 200


def test_form_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]["/v1/files"]["post"]
    schema = described["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert schema == REQUEST
    assert all(ending in schema["properties"]["file"]["description"] for ending in ENDINGS)
    assert set(described["responses"]) == {"200", "405", "408", "413", "415", "422", "429", "500", "503"}


def test_documented_example_has_the_shape_it_illustrates() -> None:
    assert FileAnalyses.model_validate(FILE).comments[1].problem is not None
