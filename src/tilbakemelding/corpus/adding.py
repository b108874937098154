"""Takes in comments that a team has coded and released for training; all of a file, or nothing."""

from __future__ import annotations

from pathlib import Path

from tilbakemelding.corpus.check import near_duplicates, problems_between, problems_of_records
from tilbakemelding.corpus.records import SPLITS, Comment, read_comments, read_split, write_comments
from tilbakemelding.errors import CorpusError

_TRAIN = "train"


def add_comments(corpus: Path, file: Path) -> list[Comment]:
    """Append the comments of a JSON Lines file to the training split, and return them.

    They go to the training split only: dev and test stay what figures were chosen and measured on.

    Raises
    ------
    CorpusError
        With every problem found: a field, offset or label that the corpus does not take, a comment or id that is
        there already, nearly the same words as in another, or an author of another split. Nothing was added.

    """
    splits = {split: read_split(corpus, split) for split in SPLITS}
    new = read_comments(file)
    if not new:
        raise CorpusError([f"{file.name}: holds no comments"])
    together = {**splits, _TRAIN: [*splits[_TRAIN], *new]}
    problems = [*problems_of_records({file.stem: new}), *problems_between(together)]
    known = {comment.id for comments in splits.values() for comment in comments}
    fresh = {comment.id for comment in new}
    problems += [
        f"{file.name}: {one} and {two} have {share:.0%} of their word sequences in common"
        for one, two, share in near_duplicates({_TRAIN: together[_TRAIN]}, across=False)
        if (one in fresh or two in fresh) and not {one, two} <= known
    ]
    if problems:
        raise CorpusError(problems)
    path = corpus / f"{_TRAIN}.jsonl"
    written = path.with_suffix(".new")
    write_comments(written, together[_TRAIN])
    written.replace(path)
    return new
