"""`tilbakemelding analyse` on comments: from standard input and files, in each format."""

from __future__ import annotations

import json

import pytest

from tests.cli.answers import as_dict, objects

COMMENT = "Du har en tydelig struktur, men du må vise til flere kilder."
NYNORSK = "Du manglar kjelder. Eg veit ikkje kva du meiner."
CANARY = "Kanarifugl"

PLAIN_FAULTS = {
    "empty": b"",
    "blank": b" \n\t\r\n",
    "invalid UTF-8": CANARY.encode() + b" \xff",
    "UTF-16": CANARY.encode("utf-16"),
    "too long": CANARY.encode() * 2001,
}


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_comment_is_read_from_stdin(run, arguments):
    result = run("analyse", *arguments, stdin=COMMENT.encode())
    assert result.exit_code == 0
    assert "men du må vise til flere kilder.\n      → framovermelding" in result.stdout


def test_comment_is_read_from_a_file(run, analyser, comment_file):
    result = run("analyse", comment_file(COMMENT), "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, as_dict(analyser, COMMENT))


def test_good_comment_leaves_standard_error_empty(run):
    assert run("analyse", stdin=COMMENT.encode()).stderr == ""


@pytest.mark.parametrize("text", [COMMENT, NYNORSK, "Bra jobba!", "Hei Ola!\n\nHusk «kilder» 😊", "4"])
@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_json_of_a_comment_is_the_analysis_field_for_field(run, analyser, text, output):
    result = run("analyse", "--format", output, stdin=text.encode())
    assert json.loads(result.stdout_bytes) == as_dict(analyser, text)


def test_jsonl_of_a_comment_is_one_line(run):
    stdout = run("analyse", "--format", "jsonl", stdin=b"Bra jobba!\nHusk punktum.").stdout
    assert stdout.count("\n") == 1
    assert stdout.endswith("}\n")


def test_json_of_several_files_is_a_list_in_their_order(run, analyser, comment_file):
    texts = ["Bra jobba!", "Husk punktum.", NYNORSK]
    files = [comment_file(text, f"{number}.txt") for number, text in enumerate(texts)]
    assert json.loads(run("analyse", *files, "--format", "json").stdout) == [as_dict(analyser, text) for text in texts]


def test_jsonl_of_several_files_is_a_line_each_in_their_order(run, analyser, comment_file):
    texts = ["Bra jobba!", "Husk punktum."]
    files = [comment_file(text, f"{number}.txt") for number, text in enumerate(texts)]
    assert objects(run("analyse", *files, "--format", "jsonl")) == [as_dict(analyser, text) for text in texts]


def test_stdin_may_stand_among_files(run, analyser, comment_file):
    result = run("analyse", comment_file("Bra jobba!"), "-", "--format", "jsonl", stdin=b"Husk punktum.")
    assert objects(result) == [as_dict(analyser, "Bra jobba!"), as_dict(analyser, "Husk punktum.")]


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
    assert json.loads(result.stdout) == as_dict(analyser, "Bra jobba!")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_final_line_break_is_no_part_of_the_comment(run, analyser, end):
    result = run("analyse", "--format", "json", stdin=f"Bra jobba!{end}".encode())
    assert json.loads(result.stdout) == as_dict(analyser, "Bra jobba!")


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
    assert objects(result) == [as_dict(analyser, "Bra jobba!"), as_dict(analyser, "Husk punktum.")]


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
    assert json.loads(result.stdout) == as_dict(analyser, text)
