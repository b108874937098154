"""`tilbakemelding analyse` on JSON Lines: a line out for each line in, in order, whatever a line holds."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest
import typer

from tests.cli.answers import as_dict, objects
from tilbakemelding.cli import analyse

CANARY = "Kanarifugl"
GOOD = json.dumps({"id": "god", "text": "Bra jobba!"}).encode()

FAULTS = {
    "not JSON": (f"{CANARY}, men ikke JSON".encode(), "malformed-line"),
    "broken off": (f'{{"id": "k", "text": "{CANARY}'.encode(), "malformed-line"),
    "bad escape": (f'{{"id": "k", "text": "\\x{CANARY}"}}'.encode(), "malformed-line"),
    "raw control character": (f'{{"id": "k", "text": "{CANARY}\x00"}}'.encode(), "malformed-line"),
    "NaN, which is no JSON": (f'{{"id": NaN, "text": "{CANARY}"}}'.encode(), "malformed-line"),
    "a list": (f'["{CANARY}"]'.encode(), "malformed-line"),
    "a string": (f'"{CANARY}"'.encode(), "malformed-line"),
    "null": (b"null", "malformed-line"),
    "nested too deeply": (b'{"text": ' + b"[" * 100_000, "malformed-line"),
    "a number of too many digits": (b'{"text": ' + b"9" * 5000 + b"}", "malformed-line"),
    "no text": (f'{{"id": "k", "comment": "{CANARY}"}}'.encode(), "malformed-line"),
    "a number for text": (f'{{"id": "k", "note": "{CANARY}", "text": 7}}'.encode(), "wrong-type"),
    "null for text": (f'{{"id": "k", "note": "{CANARY}", "text": null}}'.encode(), "wrong-type"),
    "a list for text": (f'{{"id": "k", "text": ["{CANARY}"]}}'.encode(), "wrong-type"),
    "invalid UTF-8": (f'{{"id": "k", "text": "{CANARY} '.encode() + b'\xff"}', "undecodable-file"),
    "lone surrogate": (f'{{"id": "k", "text": "{CANARY} \\ud83d"}}'.encode(), "invalid-characters"),
    "too long": (json.dumps({"id": "k", "text": CANARY * 2001}).encode(), "text-too-long"),
    "blank": (b'{"id": "k", "text": " \\n\\t"}', "blank-text"),
    "empty": (b'{"id": "k", "text": ""}', "blank-text"),
    "invisible": (b'{"id": "k", "text": "\\u200b\\ufeff"}', "blank-text"),
}
"""What is wrong → a line of JSON Lines, and the code of the error it gives."""


def test_json_lines_come_out_in_order_with_their_ids(run, analyser, lines):
    records = [{"id": f"{n}", "text": f"Husk punktum {n}."} for n in (3, 1, 2)]
    result = run("analyse", lines(*(json.dumps(record).encode() for record in records)))
    assert result.exit_code == 0
    assert objects(result) == [{"id": r["id"], **as_dict(analyser, r["text"])} for r in records]


def test_json_lines_out_are_lines_of_json_and_nothing_else(run, lines):
    result = run("analyse", lines(GOOD, GOOD))
    assert [bool(line) for line in result.stdout_bytes.split(b"\n")] == [True, True, False]


@pytest.mark.parametrize("identifier", ["7", "", 7, 7.5, None, True, [1, "a"], {"a": 1}, "æ\u2028 😊", "\ud83d"])
def test_id_comes_back_as_it_was(run, lines, identifier):
    (answer,) = objects(run("analyse", lines(json.dumps({"id": identifier, "text": "Bra jobba!"}).encode())))
    assert answer["id"] == identifier


def test_missing_id_is_null(run, lines):
    assert objects(run("analyse", lines(b'{"text": "Bra jobba!"}')))[0]["id"] is None


def test_other_fields_are_left_out(run, lines):
    (answer,) = objects(run("analyse", lines(b'{"id": "1", "pupil": "Ola", "text": "Bra jobba!"}')))
    assert "pupil" not in answer


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_object_on_the_first_line_of_stdin_makes_it_json_lines(run, arguments):
    answers = objects(run("analyse", *arguments, stdin=GOOD + b"\n" + GOOD + b"\n"))
    assert [answer["id"] for answer in answers] == ["god", "god"]


def test_object_on_the_first_line_of_a_text_file_is_a_comment(run, analyser, comment_file):
    result = run("analyse", comment_file(GOOD), "--format", "json")
    assert json.loads(result.stdout) == as_dict(analyser, GOOD.decode())


@pytest.mark.parametrize("name", ["comments.jsonl", "comments.ndjson"])
def test_file_is_json_lines_by_its_name(run, lines, name):
    assert objects(run("analyse", lines(b"[]", GOOD, name=name)))[1]["id"] == "god"


def test_last_line_needs_no_line_break(run):
    assert len(objects(run("analyse", stdin=GOOD + b"\n" + GOOD))) == 2


def test_windows_line_breaks_part_lines(run):
    result = run("analyse", stdin=GOOD + b"\r\n" + GOOD + b"\r\n")
    assert (result.exit_code, len(objects(result))) == (0, 2)


def test_byte_order_mark_before_json_lines_is_passed_over(run):
    result = run("analyse", stdin=b"\xef\xbb\xbf" + GOOD + b"\n")
    assert (result.exit_code, objects(result)[0]["id"]) == (0, "god")


def test_empty_lines_are_passed_over_and_counted(run, lines):
    path = lines(GOOD, b"", b"  ", b"[]")
    result = run("analyse", path)
    assert len(objects(result)) == 2
    assert result.stderr.startswith(f"{path}:4: ")


def test_empty_json_lines_file_gives_nothing(run, lines):
    result = run("analyse", lines())
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_json_lines_are_a_line_each_in_both_json_formats(run, lines, output):
    assert [answer["id"] for answer in objects(run("analyse", lines(GOOD, GOOD), "--format", output))] == ["god"] * 2


def test_text_of_json_lines_names_each_id(run, lines):
    stdout = run("analyse", lines(GOOD, b'{"id": 8, "text": "Husk punktum."}'), "--format", "text").stdout
    assert stdout.startswith("god:\n  Bra jobba!\n")
    assert "\n8:\n  Husk punktum.\n" in stdout


def test_text_of_json_lines_bears_an_id_that_is_no_unicode(run, lines):
    result = run("analyse", lines(b'{"id": "\\ud83d", "text": "Bra jobba!"}'), "--format", "text")
    assert (result.exit_code, "Bra jobba!" in result.stdout) == (0, True)


@pytest.mark.parametrize("name", FAULTS)
def test_faulty_line_gives_an_error_in_place_and_the_rest_go_on(run, lines, name):
    line, code = FAULTS[name]
    result = run("analyse", lines(GOOD, line, GOOD))
    before, fault, after = objects(result)
    assert result.exit_code == 1
    assert fault["error"]["code"] == code
    assert set(fault) == {"id", "error"}
    assert before == after


@pytest.mark.parametrize("name", FAULTS)
def test_faulty_line_is_named_once_on_standard_error(run, lines, name):
    path = lines(GOOD, FAULTS[name][0], GOOD)
    stderr = run("analyse", path).stderr
    assert stderr.startswith(f"{path}:2: ")
    assert stderr.count("\n") == 1


@pytest.mark.parametrize("name", FAULTS)
def test_faulty_lines_text_is_never_told(run, lines, name):
    result = run("analyse", lines(FAULTS[name][0]))
    assert CANARY not in result.output


@pytest.mark.parametrize(
    "name", ["no text", "a number for text", "null for text", "a list for text", "lone surrogate", "too long", "blank"]
)
def test_faulty_line_keeps_its_id_where_it_can_be_read(run, lines, name):
    (fault,) = objects(run("analyse", lines(FAULTS[name][0])))
    assert fault["id"] == "k"


def test_faulty_line_stands_in_its_place_in_text_too(run, lines):
    stdout = run("analyse", lines(GOOD, b"[]", b'{"id": "8", "text": "Husk punktum."}'), "--format", "text").stdout
    assert stdout.index("god:") < stdout.index("malformed-line") < stdout.index("8:")


def test_every_faulty_line_is_told(run, lines):
    faulty = [line for line, _ in FAULTS.values()]
    answers = objects(run("analyse", lines(*faulty)))
    assert [answer["error"]["code"] for answer in answers] == [code for _, code in FAULTS.values()]


_ANSWER = re.compile(rb'god[":]|malformed-line')


class _Watched:
    """Standard input that notes, whenever a line is asked for, how many answers are out."""

    def __init__(self, content, out):
        self.buffer = self
        self._lines = iter(content)
        self._out = out
        self.out_by_then = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def readline(self):
        self.out_by_then.append(len(_ANSWER.findall(self._out.getvalue())))
        return next(self._lines, b"")


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("output", [None, *analyse.Format])
def test_each_answer_is_out_before_the_next_line_is_read(monkeypatch, output):
    out = io.BytesIO()
    stdin = _Watched([GOOD + b"\n", b"[]\n", GOOD + b"\n"], out)
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(out), encoding="utf-8"))
    with pytest.raises(typer.Exit):
        analyse.analyse(None, output, None)
    assert stdin.out_by_then == [0, 1, 2, 3]


@pytest.mark.usefixtures("run")
def test_endless_input_is_answered_line_by_line(monkeypatch):
    class Stop(Exception):
        pass

    def endless():
        for _ in range(500):
            yield GOOD + b"\n"
        raise Stop

    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", _Watched(endless(), out))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8"))
    with pytest.raises(Stop):
        analyse.analyse(None, None, None)
    assert out.getvalue().count(b"\n") == 500
