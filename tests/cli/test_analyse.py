"""`tilbakemelding analyse`."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest
import typer

from tilbakemelding.cli import analyse

COMMENT = "Du har en tydelig struktur, men du må vise til flere kilder."
NYNORSK = "Du manglar kjelder. Eg veit ikkje kva du meiner."
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

PLAIN_FAULTS = {
    "empty": b"",
    "blank": b" \n\t\r\n",
    "invalid UTF-8": CANARY.encode() + b" \xff",
    "UTF-16": CANARY.encode("utf-16"),
    "too long": CANARY.encode() * 2001,
}


def _dict(analyser, text):
    return json.loads(json.dumps(analyser.analyse(text).to_dict()))


def _objects(result):
    return [json.loads(line) for line in result.stdout_bytes.split(b"\n") if line]


# plain text


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_comment_is_read_from_stdin(run, arguments):
    result = run("analyse", *arguments, stdin=COMMENT.encode())
    assert result.exit_code == 0
    assert "men du må vise til flere kilder.\n      → framovermelding" in result.stdout


def test_comment_is_read_from_a_file(run, analyser, comment_file):
    result = run("analyse", comment_file(COMMENT), "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, _dict(analyser, COMMENT))


def test_good_comment_leaves_standard_error_empty(run):
    assert run("analyse", stdin=COMMENT.encode()).stderr == ""


@pytest.mark.parametrize("text", [COMMENT, NYNORSK, "Bra jobba!", "Hei Ola!\n\nHusk «kilder» 😊", "4"])
@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_json_of_a_comment_is_the_analysis_field_for_field(run, analyser, text, output):
    result = run("analyse", "--format", output, stdin=text.encode())
    assert json.loads(result.stdout_bytes) == _dict(analyser, text)


def test_jsonl_of_a_comment_is_one_line(run):
    stdout = run("analyse", "--format", "jsonl", stdin=b"Bra jobba!\nHusk punktum.").stdout
    assert stdout.count("\n") == 1
    assert stdout.endswith("}\n")


def test_json_of_several_files_is_a_list_in_their_order(run, analyser, comment_file):
    texts = ["Bra jobba!", "Husk punktum.", NYNORSK]
    files = [comment_file(text, f"{number}.txt") for number, text in enumerate(texts)]
    assert json.loads(run("analyse", *files, "--format", "json").stdout) == [_dict(analyser, text) for text in texts]


def test_jsonl_of_several_files_is_a_line_each_in_their_order(run, analyser, comment_file):
    texts = ["Bra jobba!", "Husk punktum."]
    files = [comment_file(text, f"{number}.txt") for number, text in enumerate(texts)]
    assert _objects(run("analyse", *files, "--format", "jsonl")) == [_dict(analyser, text) for text in texts]


def test_stdin_may_stand_among_files(run, analyser, comment_file):
    result = run("analyse", comment_file("Bra jobba!"), "-", "--format", "jsonl", stdin=b"Husk punktum.")
    assert _objects(result) == [_dict(analyser, "Bra jobba!"), _dict(analyser, "Husk punktum.")]


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (COMMENT, "Peker framover."),
        ("Du har en tydelig struktur.", "Peker ikke framover."),
        ("Flott! Karakter: 4", "Feller bare en dom."),
        (NYNORSK, "Peikar ikkje framover."),
    ],
)
def test_text_sums_up_in_the_comments_own_form(run, text, summary):
    assert f"\n  {summary}\n" in run("analyse", stdin=text.encode()).stdout


def test_text_shows_hints(run, analyser):
    (hint, *_) = analyser.analyse("Bra jobba!").hints
    assert f"  ? {hint.message}\n" in run("analyse", stdin=b"Bra jobba!").stdout


def test_text_shows_a_part_on_one_line(run):
    assert "  Husk å vise utregningen.\n" in run("analyse", stdin="Husk  å \t vise utregningen.".encode()).stdout


def test_byte_order_mark_is_no_part_of_the_comment(run, analyser):
    result = run("analyse", "--format", "json", stdin=b"\xef\xbb\xbfBra jobba!")
    assert json.loads(result.stdout) == _dict(analyser, "Bra jobba!")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_final_line_break_is_no_part_of_the_comment(run, analyser, end):
    result = run("analyse", "--format", "json", stdin=f"Bra jobba!{end}".encode())
    assert json.loads(result.stdout) == _dict(analyser, "Bra jobba!")


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\x0b"])
@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_control_characters_keep_their_places(run, output, character):
    text = f"Bra{character}jobba! Husk punktum."
    result = run("analyse", "--format", output, stdin=text.encode())
    analysis = json.loads(result.stdout_bytes)
    assert (result.exit_code, analysis["text"]) == (0, text)
    last = analysis["segments"][-1]
    assert text[last["start"] : last["end"]] == "Husk punktum."


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x9b"])
def test_text_hands_no_control_character_to_the_terminal(run, character):
    result = run("analyse", stdin=f"Bra {character}[31m jobba!".encode())
    assert (result.exit_code, character in result.stdout) == (0, False)


@pytest.mark.parametrize("content", PLAIN_FAULTS.values(), ids=PLAIN_FAULTS)
def test_faulty_comment_is_named_on_standard_error(run, comment_file, content):
    path = comment_file(content)
    result = run("analyse", path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}: ")
    assert CANARY not in result.stderr


@pytest.mark.parametrize("output", ["text", "json", "jsonl"])
def test_faulty_comment_alone_writes_nothing(run, output):
    assert run("analyse", "--format", output, stdin=b" ").stdout == ""


def test_faulty_file_does_not_stop_the_others(run, analyser, comment_file, tmp_path):
    files = [tmp_path / "nowhere.txt", comment_file("Bra jobba!", "1.txt"), comment_file(" ", "2.txt")]
    result = run("analyse", *files, comment_file("Husk punktum.", "3.txt"), "--format", "jsonl")
    assert result.exit_code == 1
    assert _objects(result) == [_dict(analyser, "Bra jobba!"), _dict(analyser, "Husk punktum.")]


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere.jsonl", "no/where.txt"])
def test_missing_file_is_named(run, tmp_path, name):
    result = run("analyse", tmp_path / name)
    assert result.exit_code == 1
    assert result.stderr == (
        f"{tmp_path / name}: cannot be read: No such file or directory. Check the path and its permissions.\n"
    )


@pytest.mark.parametrize("name", ["folder", "folder.jsonl"])
def test_folder_for_a_file_is_named(run, tmp_path, name):
    (tmp_path / name).mkdir()
    result = run("analyse", tmp_path / name)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{tmp_path / name}: cannot be read: Is a directory.")


def test_stdin_asked_for_twice_is_a_fault_not_a_crash(run):
    result = run("analyse", "-", "-", stdin=b"Bra jobba!")
    assert result.exit_code in {1, 2}
    assert result.stderr


def test_deeply_nested_brackets_on_stdin_are_a_comment(run, analyser):
    text = "[" * 1500
    result = run("analyse", "--format", "json", stdin=text.encode())
    assert json.loads(result.stdout) == _dict(analyser, text)


# JSON Lines


def test_json_lines_come_out_in_order_with_their_ids(run, analyser, lines):
    records = [{"id": f"{n}", "text": f"Husk punktum {n}."} for n in (3, 1, 2)]
    result = run("analyse", lines(*(json.dumps(record).encode() for record in records)))
    assert result.exit_code == 0
    assert _objects(result) == [{"id": r["id"], **_dict(analyser, r["text"])} for r in records]


def test_json_lines_out_are_lines_of_json_and_nothing_else(run, lines):
    result = run("analyse", lines(GOOD, GOOD))
    assert [bool(line) for line in result.stdout_bytes.split(b"\n")] == [True, True, False]


@pytest.mark.parametrize("identifier", ["7", "", 7, 7.5, None, True, [1, "a"], {"a": 1}, "æ\u2028 😊", "\ud83d"])
def test_id_comes_back_as_it_was(run, lines, identifier):
    (answer,) = _objects(run("analyse", lines(json.dumps({"id": identifier, "text": "Bra jobba!"}).encode())))
    assert answer["id"] == identifier


def test_missing_id_is_null(run, lines):
    assert _objects(run("analyse", lines(b'{"text": "Bra jobba!"}')))[0]["id"] is None


def test_other_fields_are_left_out(run, lines):
    (answer,) = _objects(run("analyse", lines(b'{"id": "1", "pupil": "Ola", "text": "Bra jobba!"}')))
    assert "pupil" not in answer


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_object_on_the_first_line_of_stdin_makes_it_json_lines(run, arguments):
    answers = _objects(run("analyse", *arguments, stdin=GOOD + b"\n" + GOOD + b"\n"))
    assert [answer["id"] for answer in answers] == ["god", "god"]


def test_object_on_the_first_line_of_a_text_file_is_a_comment(run, analyser, comment_file):
    result = run("analyse", comment_file(GOOD), "--format", "json")
    assert json.loads(result.stdout) == _dict(analyser, GOOD.decode())


@pytest.mark.parametrize("name", ["comments.jsonl", "comments.ndjson"])
def test_file_is_json_lines_by_its_name(run, lines, name):
    assert _objects(run("analyse", lines(b"[]", GOOD, name=name)))[1]["id"] == "god"


def test_last_line_needs_no_line_break(run):
    assert len(_objects(run("analyse", stdin=GOOD + b"\n" + GOOD))) == 2


def test_windows_line_breaks_part_lines(run):
    result = run("analyse", stdin=GOOD + b"\r\n" + GOOD + b"\r\n")
    assert (result.exit_code, len(_objects(result))) == (0, 2)


def test_byte_order_mark_before_json_lines_is_passed_over(run):
    result = run("analyse", stdin=b"\xef\xbb\xbf" + GOOD + b"\n")
    assert (result.exit_code, _objects(result)[0]["id"]) == (0, "god")


def test_empty_lines_are_passed_over_and_counted(run, lines):
    path = lines(GOOD, b"", b"  ", b"[]")
    result = run("analyse", path)
    assert len(_objects(result)) == 2
    assert result.stderr.startswith(f"{path}:4: ")


def test_empty_json_lines_file_gives_nothing(run, lines):
    result = run("analyse", lines())
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_json_lines_are_a_line_each_in_both_json_formats(run, lines, output):
    assert [answer["id"] for answer in _objects(run("analyse", lines(GOOD, GOOD), "--format", output))] == ["god"] * 2


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
    before, fault, after = _objects(result)
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
    (fault,) = _objects(run("analyse", lines(FAULTS[name][0])))
    assert fault["id"] == "k"


def test_faulty_line_stands_in_its_place_in_text_too(run, lines):
    stdout = run("analyse", lines(GOOD, b"[]", b'{"id": "8", "text": "Husk punktum."}'), "--format", "text").stdout
    assert stdout.index("god:") < stdout.index("malformed-line") < stdout.index("8:")


def test_every_faulty_line_is_told(run, lines):
    faulty = [line for line, _ in FAULTS.values()]
    answers = _objects(run("analyse", lines(*faulty)))
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
