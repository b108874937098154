"""JSON Lines."""

from __future__ import annotations

import pytest

from tilbakemelding.errors import NoComments, TooManyComments
from tilbakemelding.readers import Place, read_document


def read(data, **wanted):
    return read_document("kommentarer.jsonl", data, **wanted)


def test_each_object_is_a_comment_with_its_line():
    document = read(b'{"id": "1", "text": "Bra!"}\n\n{"text": "Husk kilder."}')
    assert (document.kind, document.source) == ("jsonl", "records")
    assert [(c.text, c.place) for c in document.comments] == [
        ("Bra!", Place("line", 1)),
        ("Husk kilder.", Place("line", 3)),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [(b"Kanarifugl", "malformed-line"), (b'{"text": 7}', "wrong-type"), (b'{"text": "\xff"}', "undecodable-file"),
     (b'{"id": 7}', "malformed-line"), (b"[" * 100_000, "malformed-line")],
)  # fmt: skip
def test_faulty_line_is_a_problem_in_its_place_and_the_rest_go_on(line, code):
    fault, good = read(line + b'\n{"text": "Bra!"}').comments
    assert fault.problem is not None
    assert (fault.text, fault.place.number, good.text) == ("", 1, "Bra!")
    assert fault.problem.code == code
    assert "Kanarifugl" not in str(fault.problem)


def test_empty_file_holds_no_comments():
    with pytest.raises(NoComments):
        read(b"\n \n")


def test_more_than_allowed_are_refused():
    with pytest.raises(TooManyComments):
        read(b'{"text": "Bra!"}\n' * 4, max_comments=3)
