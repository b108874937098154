"""Comments that a team has coded go into the training split, all of a file or none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tilbakemelding.corpus.adding import add_comments
from tilbakemelding.corpus.records import read_split
from tilbakemelding.errors import CorpusError

LONG = "Du forklarer fotosyntesen tydelig og bruker gode eksempler fra forsøket i hele teksten."


def record(number: int, text: str = LONG, *, author: str = "c1", **other: Any) -> dict[str, Any]:
    segments = [{"start": 0, "end": len(text), "labels": ["quality"]}]
    facts = {"form": "nb", "subject": "norsk", "level": "vgs", "genre": "lms", "author": author, "segments": segments}
    return {"id": f"{author}-{number:03}", "text": text, **facts, **other}


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "train.jsonl").write_text(lines(record(1, "Bra.", author="a1")), "utf-8")
    (folder / "dev.jsonl").write_text(lines(record(1, "Fint.", author="a2")), "utf-8")
    (folder / "test.jsonl").write_text(lines(record(1, "Flott.", author="a3")), "utf-8")
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trening.jsonl"


def test_comments_go_to_the_training_split_behind_what_is_there(corpus: Path, file: Path) -> None:
    file.write_text(lines({**record(1), "terms": "by consent"}), "utf-8")
    assert [comment.id for comment in add_comments(corpus, file)] == ["c1-001"]
    assert [comment.id for comment in read_split(corpus, "train")] == ["a1-001", "c1-001"]
    assert [path.name for path in sorted(corpus.iterdir())] == ["dev.jsonl", "test.jsonl", "train.jsonl"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([], "holds no comments"),
        ([record(1, author="a2")], "dev"),
        ([record(1, "Annet.", author="a1")], "a1-001"),
        ([record(1), record(2)], "in common"),
        ([record(1, level="x")], "level"),
        ([record(1, segments=[{"start": 0, "end": 4, "labels": ["x"]}])], "label"),
        ([record(1, segments=[{"start": 0, "end": 9999, "labels": []}])], "c1-001"),
        ([record(1, subject="")], "subject"),
    ],
)
def test_what_the_corpus_does_not_take_is_told_and_nothing_is_added(
    corpus: Path, file: Path, wrong: list[dict[str, Any]], told: str
) -> None:
    before = (corpus / "train.jsonl").read_bytes()
    file.write_text(lines(*wrong), "utf-8")
    with pytest.raises(CorpusError, match=told):
        add_comments(corpus, file)
    assert (corpus / "train.jsonl").read_bytes() == before


def test_the_same_file_is_not_added_twice(corpus: Path, file: Path) -> None:
    file.write_text(lines(record(1)), "utf-8")
    add_comments(corpus, file)
    with pytest.raises(CorpusError):
        add_comments(corpus, file)
