"""`tilbakemelding check`."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.documents import AUTHOR, letters_docx, library_docx, workbook
from tilbakemelding.cli.reports import place_in_words
from tilbakemelding.cli.words import WORDS
from tilbakemelding.readers import MAX_DOCUMENT_BYTES, Place

ADVICE, VERDICT, QUALITY = "Du må vise til flere kilder.", "Bra jobba!", "Du har en tydelig struktur."
CANARY = "Kanarifugl"


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a document and returns its path."""

    def make(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.fixture
def table(write):
    """Return the path of a workbook with three comments."""
    return write(
        "9B.xlsx", workbook({"Ark1": [["Elev", "Kommentar"], ["Ola", ADVICE], ["Liv", VERDICT], ["Per", QUALITY]]})
    )


def _lines(result):
    return [json.loads(line) for line in result.stdout_bytes.splitlines()]


def _rows(result):
    return list(csv.reader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"), newline=""), delimiter=";"))


# the table


def test_table_shows_place_first_words_labels_and_whether_it_points_forward(run, table):
    result = run("check", table)
    assert result.exit_code == 0
    rows = {line.split("  ")[0].strip(): line for line in result.stdout.splitlines()}
    assert ADVICE in rows["rad 2"]
    assert "framovermelding" in rows["rad 2"]
    assert " ja " in rows["rad 2"]
    assert "nei, bare dom" in rows["rad 3"]
    assert " nei " in rows["rad 4"]


def test_table_says_which_column_was_read_and_which_there_are(run, table):
    stdout = " ".join(run("check", table).stdout.split())
    assert f"{table} – Ark1: kolonnen «Kommentar» (kolonner: Elev, Kommentar)" in stdout


def test_table_sums_up(run, table):
    assert (
        run("check", table)
        .stdout.rstrip()
        .endswith("3 kommentarer i 1 fil: 1 peker framover, 1 feller bare en dom, 1 gjør ingen av delene.")
    )


def test_table_shows_hints_in_the_comments_own_form(run, analyser, table):
    (hint, *_) = analyser.analyse(VERDICT).hints
    assert hint.message.split()[0] in run("check", table).stdout


def test_words_of_the_table_may_be_nynorsk(run, table):
    stdout = run("check", table, "--form", "nn").stdout
    assert "Peikar framover" in stdout
    assert "nei, berre dom" in stdout
    assert "3 kommentarar i 1 fil" in stdout


def test_margin_comment_is_shown_with_what_it_hangs_on(run, write):
    stdout = run("check", write("oppgave.docx", library_docx())).stdout
    assert "merknad 1" in stdout
    assert "«fanger leseren»" in stdout
    assert AUTHOR not in stdout


def test_long_comment_is_cut_at_a_word(run, write):
    stdout = run("check", write("a.txt", ADVICE + " Les" * 100)).stdout
    assert "Les …" in stdout
    assert stdout.count("Les") < 20


@pytest.mark.parametrize("character", ["\x1b[31m", "\x07", "\x9b"])
def test_table_hands_no_control_character_to_the_terminal(run, write, character):
    stdout = run("check", write("a.txt", f"{ADVICE} {character}")).stdout
    assert character[0] not in stdout


def test_brackets_are_shown_as_they_stand(run, write):
    assert "[bold]Husk[/bold]" in run("check", write("a.txt", "[bold]Husk[/bold] kilder. :smile:")).stdout


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_every_place_has_its_word(form):
    places = [Place(kind, 3, "C2") for kind in ("row", "paragraph", "comment", "cell", "line", "page")]
    worded = [place_in_words(place, WORDS[form]) for place in places]
    assert worded == ["rad 3", "avsnitt 3", "merknad 3", "celle C2", "linje 3", "side 3"]


# the other formats


def test_json_lines_are_an_object_a_comment(run, analyser, table):
    lines = _lines(run("check", table, "--format", "jsonl"))
    assert [line["number"] for line in lines] == [1, 2, 3]
    assert lines[0] == {
        "file": str(table),
        "number": 1,
        "place": {"kind": "row", "number": 2, "cell": "B2"},
        "anchor": None,
        "analysis": json.loads(json.dumps(analyser.analyse(ADVICE).to_dict())),
        "error": None,
    }


def test_json_is_a_list_of_the_same_objects(run, table):
    assert json.loads(run("check", table, "--format", "json").stdout) == _lines(
        run("check", table, "--format", "jsonl")
    )


def test_csv_opens_in_norwegian_excel(run, table):
    result = run("check", table, "--format", "csv")
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfFil;Sted;")
    rows = _rows(result)
    assert rows[1][:6] == [str(table), "rad 2", "", ADVICE, "framovermelding", "ja"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_csv_holds_no_formula(run, write, start):
    path = write("a.jsonl", json.dumps({"text": f'{start}HYPERLINK("http://ond.example";"Husk")'}))
    (_, row) = _rows(run("check", path, "--format", "csv"))
    assert row[3].startswith("'")
    assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


@pytest.mark.parametrize("text", ['Husk "kilder";\nog komma.', "Husk\r\npunktum."])
def test_csv_keeps_quotes_and_line_breaks(run, write, text):
    path = write("a.jsonl", json.dumps({"text": text}))
    assert _rows(run("check", path, "--format", "csv"))[1][3] == text


# files and folders


def test_sheet_and_column_are_passed_on(run, write):
    rows = [["Elev", "Kommentar", "Notat"], ["Ola", ADVICE, "Var syk."]]
    path = write("a.xlsx", workbook({"A": rows, "B": [["Elev", "Kommentar"], ["Liv", QUALITY * 3]]}))
    (line,) = _lines(run("check", path, "--format", "jsonl", "--sheet", "A", "--column", "notat"))
    assert line["analysis"]["text"] == "Var syk."


def test_folder_is_searched_in_order_and_what_is_not_read_passed_over(run, write, tmp_path):
    for name in ("b/2.txt", "a/1.txt", "3.TXT", "a/bilde.png", ".skjult/4.txt", "~$5.docx", ".~lock.6.odt", "les.md"):
        write(name, ADVICE)
    files = [line["file"] for line in _lines(run("check", tmp_path, "--format", "jsonl"))]
    assert files == [str(tmp_path / name) for name in ("3.TXT", "a/1.txt", "b/2.txt")]


def test_file_named_twice_is_read_once(run, write, tmp_path):
    path = write("a.txt", ADVICE)
    assert len(_lines(run("check", path, tmp_path, path, "--format", "jsonl"))) == 1


def test_folder_without_documents_is_a_fault(run, tmp_path):
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert ".docx" in result.stderr


@pytest.mark.parametrize("output", ["table", "json", "jsonl", "csv"])
def test_broken_file_is_named_at_the_end_and_the_others_go_on(run, write, output):
    broken, good = write("a.docx", CANARY), write("b.docx", letters_docx(("Ola", [ADVICE])))
    result = run("check", broken, good, "--format", output)
    assert result.exit_code == 1
    assert ADVICE.split(maxsplit=1)[0] in result.stdout
    assert result.stderr.startswith(f"{broken}: the name ends in .docx")
    assert CANARY not in result.output


def test_broken_file_has_its_error_among_the_json_lines(run, write):
    path = write("a.docx", CANARY)
    (line,) = _lines(run("check", path, "--format", "jsonl"))
    assert (line["file"], line["error"]["code"]) == (str(path), "document-mismatch")


@pytest.mark.parametrize("name", ["nowhere.docx", "nowhere"])
def test_missing_file_is_named(run, tmp_path, name):
    result = run("check", tmp_path / name)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "No such file" in result.stderr


def test_file_over_the_limit_is_not_even_read(run, tmp_path):
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(MAX_DOCUMENT_BYTES + 1)
    assert "at most" in run("check", path).stderr


def test_comment_that_cannot_be_checked_is_named_with_its_place_and_the_others_go_on(run, write):
    path = write("a.jsonl", f'{{"text": "{CANARY * 2001}"}}\n{{"text": "{ADVICE}"}}\n{CANARY}')
    result = run("check", path, "--format", "jsonl")
    assert result.exit_code == 1
    assert [line["error"] and line["error"]["code"] for line in _lines(result)] == [
        "text-too-long",
        None,
        "malformed-line",
    ]
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["line 1", "line 3"]
    assert CANARY not in result.stderr


# for scripts


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (VERDICT, "verdict-only", 5),
        (VERDICT, "no-advice", 5),
        (QUALITY, "verdict-only", 0),
        (QUALITY, "no-advice", 5),
        (ADVICE, "verdict-only", 0),
        (ADVICE, "no-advice", 0),
    ],
)
def test_exit_code_tells_a_script_what_it_asked_for(run, write, text, fail_on, code):
    assert run("check", write("a.txt", text), "--fail-on", fail_on).exit_code == code


def test_without_fail_on_the_comments_do_not_decide_the_exit_code(run, write):
    assert run("check", write("a.txt", VERDICT)).exit_code == 0


def test_fault_in_a_file_weighs_more_than_what_was_found(run, write):
    assert run("check", write("a.txt", VERDICT), write("b.docx", "x"), "--fail-on", "no-advice").exit_code == 1


def test_no_bar_is_drawn_where_there_is_no_terminal(run, table):
    assert run("check", table).stderr == ""
