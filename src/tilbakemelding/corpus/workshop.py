"""The workshop of the corpus: a folder in which comments are written, coded and adjudicated, and what is built of it.

Layout of the folder::

    texts/a01.txt              a writer's comments
    sheets/b1.txt, b1.jsonl    a batch to code, and its comments
    codes/b1.A.txt, b1.B.txt   the two annotators' answers
    disputes/b1.txt, b1.C.txt  what they disagree on, and the third reader's answers

Nothing in it is needed once the corpus is built: texts, codes and decisions are kept in the corpus folder.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tilbakemelding.corpus.raw import RawCoding, write_raw
from tilbakemelding.corpus.records import SPLITS, Comment, comment_from_object, read_texts, write_comments
from tilbakemelding.corpus.sheets import (
    Coding,
    Unit,
    adjudicate,
    read_codes,
    read_decisions,
    render_disputes,
    render_sheet,
    shared_units,
)
from tilbakemelding.errors import CorpusError
from tilbakemelding.labels import FORMS, Form

ANNOTATORS = ("A", "B")
_AUTHOR_ROW = re.compile(r"^\|\s*(a\d+)\s*\|\s*(nb|nn)\b[^|]*\|\s*(\w+)")


@dataclass(frozen=True, slots=True)
class Author:
    """A writing source: its code, form and main level."""

    code: str
    form: Form
    level: str


def read_authors(path: Path) -> dict[str, Author]:
    """Read the authors from the table in ``authors.md``.

    Raises
    ------
    CorpusError
        The file cannot be read.

    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CorpusError([f"{path}: cannot be read ({type(error).__name__})"]) from error
    rows = filter(None, map(_AUTHOR_ROW.match, lines))
    return {row[1]: Author(row[1], FORMS[FORMS.index(row[2])], row[3]) for row in rows}


def make_sheets(
    workshop: Path, authors: Mapping[str, Author], *, name: str, chosen: Sequence[str], batches: int
) -> None:
    """Shuffle the comments of some authors and write them as so many batches: ``name1``, ``name2`` and so on."""
    comments: list[Comment] = []
    for code in chosen:
        if code not in authors:
            raise CorpusError([f"authors.md: {code} is not in the table"])
        comments += read_texts(workshop / "texts" / f"{code}.txt", author=code, form=authors[code].form)
    random.Random(name).shuffle(comments)
    (workshop / "sheets").mkdir(exist_ok=True)
    for number in range(batches):
        part = comments[number * len(comments) // batches : (number + 1) * len(comments) // batches]
        stem = workshop / "sheets" / f"{name}{number + 1}"
        stem.with_suffix(".txt").write_text(render_sheet(part), encoding="utf-8")
        write_comments(stem.with_suffix(".jsonl"), part)


def read_batch(workshop: Path, batch: str) -> list[Comment]:
    """Return the unmarked comments of a batch."""
    lines = (workshop / "sheets" / f"{batch}.jsonl").read_text(encoding="utf-8").splitlines()
    return [comment_from_object(json.loads(line)) for line in lines]


def read_answers(workshop: Path, batch: str, annotator: str) -> list[Coding]:
    """Return an annotator's codings of a batch.

    Raises
    ------
    CorpusError
        With everything that is wrong in the answers.

    """
    name = f"{batch}.{annotator}"
    answers = (workshop / "codes" / f"{name}.txt").read_text(encoding="utf-8")
    return read_codes(answers, read_batch(workshop, batch), name=name)


def units_of_batch(workshop: Path, batch: str) -> Iterator[tuple[Comment, list[Unit]]]:
    """Yield each comment of a batch with its shared units."""
    codings = (read_answers(workshop, batch, annotator) for annotator in ANNOTATORS)
    for comment, first, second in zip(read_batch(workshop, batch), *codings, strict=True):
        yield comment, shared_units(comment, first, second)


def make_disputes(workshop: Path, *, name: str, batches: Sequence[str]) -> int:
    """Write the sheet of disputed units of some batches; return their number."""
    pairs = [pair for batch in batches for pair in units_of_batch(workshop, batch)]
    (workshop / "disputes").mkdir(exist_ok=True)
    (workshop / "disputes" / f"{name}.txt").write_text(render_disputes(pairs), encoding="utf-8")
    return sum(unit.first != unit.second for _, units in pairs for unit in units)


def assign_splits(
    authors: Iterable[Author], *, dev_share: float, test_share: float, not_in_test: Iterable[str] = (), seed: int
) -> dict[str, str]:
    """Give every author a split, evenly over forms and levels.

    Parameters
    ----------
    dev_share, test_share
        Shares of the authors, in [0, 1].
    not_in_test
        Authors that choices were made on already.

    """
    rng = random.Random(seed)
    listed = sorted(authors, key=lambda author: (author.form, author.level, author.code))
    seen = set(not_in_test)
    splits = dict.fromkeys((author.code for author in listed), "train")
    for form in FORMS:
        own = [author for author in listed if author.form == form]
        for split, share in (("test", test_share), ("dev", dev_share)):
            free = [a for a in own if splits[a.code] == "train" and not (split == "test" and a.code in seen)]
            rng.shuffle(free)
            for author in _spread(free, round(share * len(own))):
                splits[author.code] = split
    return splits


def _spread(authors: Sequence[Author], count: int) -> list[Author]:
    """Return so many authors, taking the levels in turn."""
    by_level: dict[str, list[Author]] = {}
    for author in authors:
        by_level.setdefault(author.level, []).append(author)
    chosen: list[Author] = []
    while len(chosen) < count and any(by_level.values()):
        for queue in by_level.values():
            if queue and len(chosen) < count:
                chosen.append(queue.pop())
    return chosen


def build(
    workshop: Path,
    corpus: Path,
    *,
    rounds: Mapping[str, Sequence[str]],
    splits: Mapping[str, str],
    again: Sequence[str],
) -> None:
    """Write the corpus from the workshop: splits, raw codes, decisions, and codings made a second time.

    Parameters
    ----------
    rounds
        Name of the disputes' sheet → its batches.
    splits
        Author → split.
    again
        Batches that annotator A coded a second time, blind.

    """
    marked: list[Comment] = []
    raw: list[RawCoding] = []
    settled: list[RawCoding] = []
    for name, batches in rounds.items():
        answers = (workshop / "disputes" / f"{name}.C.txt").read_text(encoding="utf-8")
        decisions = read_decisions(answers, name=f"{name}.C")
        for batch in batches:
            for annotator in ANNOTATORS:
                raw += [
                    RawCoding(c.comment, annotator, batch, c.segments) for c in read_answers(workshop, batch, annotator)
                ]
            for comment, units in units_of_batch(workshop, batch):
                segments = adjudicate(comment, units, decisions.get(comment.id, {}), name=name)
                marked.append(replace(comment, segments=segments))
                if comment.id in decisions:
                    settled.append(RawCoding(comment.id, "C", batch, segments))
    if len({comment.id for comment in marked}) != len(marked):
        raise CorpusError(["a comment is in two batches"])
    (corpus / "raw").mkdir(exist_ok=True)
    write_raw(corpus / "raw" / "codes.jsonl", raw)
    write_raw(corpus / "raw" / "decisions.jsonl", settled)
    repeated = [
        RawCoding(c.comment, "A", batch, c.segments) for batch in again for c in read_answers(workshop, batch, "A")
    ]
    write_raw(corpus / "raw" / "again.jsonl", repeated)
    for split in SPLITS:
        own = sorted((c for c in marked if splits[c.author] == split), key=lambda comment: comment.id)
        write_comments(corpus / f"{split}.jsonl", own)
