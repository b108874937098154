"""Checks that the annotated corpus keeps its own rules; run in CI and before every training."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tilbakemelding.corpus.records import GENRES, LEVELS, SPLITS, Comment, read_split
from tilbakemelding.errors import CorpusError
from tilbakemelding.labels import FORMS, LABEL_CODES

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_MIN_SHINGLES = 5
NEAR_DUPLICATE = 0.6
"""Share of common four-word sequences from which two comments are near-duplicates (Jaccard)."""

_MAX_AUTHOR_SHARE = 0.04
_MIN_AUTHORS_TO_JUDGE = 40


def read_checked(folder: Path) -> dict[str, list[Comment]]:
    """Read all splits of the corpus and check them.

    Raises
    ------
    CorpusError
        With every problem found, each with file and line or comment.

    """
    splits = {split: read_split(folder, split) for split in SPLITS}
    problems = [*problems_of_records(splits), *problems_between(splits)]
    if problems:
        raise CorpusError(problems)
    return splits


def problems_of_records(splits: Mapping[str, Sequence[Comment]]) -> Iterator[str]:
    """Yield what is wrong with single comments: fields, offsets, labels, coverage."""
    for split, comments in splits.items():
        for number, comment in enumerate(comments, start=1):
            where = f"{split}.jsonl:{number}: {comment.id}"
            for field, value, allowed in (
                ("form", comment.form, FORMS),
                ("level", comment.level, LEVELS),
                ("genre", comment.genre, GENRES),
            ):
                if value not in allowed:
                    yield f"{where}: {field} must be one of {', '.join(allowed)}"
            if not comment.subject or not comment.author:
                yield f"{where}: subject and author must not be empty"
            yield from _problems_of_segments(comment, where)


def _problems_of_segments(comment: Comment, where: str) -> Iterator[str]:
    end = 0
    for segment in comment.segments:
        if not (end <= segment.start < segment.end <= len(comment.text)):
            yield f"{where}: segment [{segment.start}, {segment.end}) is out of order, empty or outside the text"
            return
        if comment.text[end : segment.start].strip():
            yield f"{where}: characters before {segment.start} lie in no segment"
        words = comment.text[segment.start : segment.end]
        if words != words.strip():
            yield f"{where}: segment [{segment.start}, {segment.end}) has surrounding white space"
        if not set(segment.labels) <= set(LABEL_CODES):
            yield f"{where}: labels must be of {', '.join(LABEL_CODES)}"
        end = segment.end
    if comment.text[end:].strip() or not comment.segments:
        yield f"{where}: characters after {end} lie in no segment"


def problems_between(splits: Mapping[str, Sequence[Comment]]) -> Iterator[str]:
    """Yield what is wrong between comments: doubled ids, authors in two splits, (near-)duplicates across splits."""
    seen: dict[str, str] = {}
    authors: dict[str, str] = {}
    for split, comments in splits.items():
        for comment in comments:
            if comment.id in seen:
                yield f"{split}.jsonl: {comment.id}: the id stands in {seen[comment.id]} already"
            seen[comment.id] = split
            if authors.setdefault(comment.author, split) != split:
                yield f"{split}.jsonl: {comment.id}: its author {comment.author} is in {authors[comment.author]} too"
    for one, two, share in near_duplicates(splits):
        yield f"{one} and {two} are in different splits and share {share:.0%} of their four-word sequences"
    yield from _problems_of_shares(splits)


def _problems_of_shares(splits: Mapping[str, Sequence[Comment]]) -> Iterator[str]:
    sizes: dict[str, int] = defaultdict(int)
    for comments in splits.values():
        for comment in comments:
            sizes[comment.author] += len(comment.segments)
    total = sum(sizes.values())
    if len(sizes) >= _MIN_AUTHORS_TO_JUDGE:
        for author, size in sizes.items():
            if size > _MAX_AUTHOR_SHARE * total:
                yield f"{author} wrote {size / total:.1%} of the segments, more than {_MAX_AUTHOR_SHARE:.0%}"


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the four-word sequences of a text, lower-cased."""
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[k : k + _SHINGLE]) for k in range(len(words) - _SHINGLE + 1))


def near_duplicates(
    splits: Mapping[str, Iterable[Comment]], *, across: bool = True
) -> Iterator[tuple[str, str, float]]:
    """Yield pairs of comments that share most of their four-word sequences, with the share.

    Comments of fewer than eight words are left out: *Bra jobba!* is no duplicate of *Bra jobba!*.

    Parameters
    ----------
    across
        Pairs in different splits only; else pairs within a split only.

    """
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    kept: list[tuple[str, str, frozenset[tuple[str, ...]]]] = []
    for split, comments in splits.items():
        for comment in comments:
            own = shingles(comment.text)
            if len(own) < _MIN_SHINGLES:
                continue
            meets: set[int] = {other for shingle in own for other in holders[shingle]}
            for other in meets:
                other_split, other_id, theirs = kept[other]
                share = len(own & theirs) / len(own | theirs)
                if (other_split != split) == across and share >= NEAR_DUPLICATE:
                    yield other_id, comment.id, share
            for shingle in own:
                holders[shingle].append(len(kept))
            kept.append((split, comment.id, own))
