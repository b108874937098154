"""The same comments as a hurried hand would have written them, with the gold segments carried along.

Source: the list of disturbances that a model must bear in the project's quality bars.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from tilbakemelding.corpus.records import Comment, GoldSegment

Edit = tuple[int, int, str]
"""Replace ``[start, end)`` of a text by a string."""

_WORDS_PER_TYPO = 20
_MIN_TYPO_WORD = 4
_PLAIN_LETTERS = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}
_NAMES = (
    "Ingrid", "Mathias", "Aisha", "Ánte", "Oddrun", "Kasper", "Thea", "Mohammed", "Sunniva", "Wiktoria", "Sander",
    "Liv", "Bjørn", "Nguyen", "Elle", "Tuva", "Aksel", "Fatima", "Eirik", "Zofia",
)  # fmt: skip


def apply_edits(comment: Comment, edits: Iterable[Edit]) -> Comment:
    """Return the comment with edits made and its segments moved; edits must not overlap or cross a segment's end."""
    pieces: list[str] = []
    moves: list[tuple[int, int]] = []
    place = shift = 0
    for start, end, new in sorted(edits):
        pieces += [comment.text[place:start], new]
        shift += len(new) - (end - start)
        moves.append((end, shift))
        place = end
    pieces.append(comment.text[place:])

    def moved(offset: int) -> int:
        return offset + next((by for at, by in reversed(moves) if at <= offset), 0)

    text = "".join(pieces)
    segments = []
    for segment in comment.segments:
        start, end = moved(segment.start), moved(segment.end)
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start < end:
            segments.append(GoldSegment(start, end, segment.labels))
    return replace(comment, text=text, segments=tuple(segments))


def lower_case(comment: Comment) -> Comment:
    """Return the comment without capital letters."""
    return replace(comment, text="".join(c.lower() if len(c.lower()) == 1 else c for c in comment.text))


def without_final_marks(comment: Comment) -> Comment:
    """Return the comment without the full stops and exclamation marks that end its segments."""
    edits = []
    for segment in comment.segments:
        marks = re.search(r"[.!]+$", comment.text[segment.start : segment.end])
        if marks and marks.start():
            edits.append((segment.start + marks.start(), segment.end, " " * len(marks.group())))
    return apply_edits(comment, edits)


def with_typos(comment: Comment, rng: random.Random) -> Comment:
    """Return the comment with two neighbouring letters swapped in one of twenty words."""
    words = [m for m in re.finditer(r"[^\W\d_]+", comment.text) if len(m.group()) >= _MIN_TYPO_WORD]
    edits = []
    for word in words:
        if rng.random() < 1 / _WORDS_PER_TYPO:
            at = word.start() + rng.randrange(1, len(word.group()) - 1)
            edits.append((at, at + 2, comment.text[at + 1] + comment.text[at]))
    return apply_edits(comment, edits)


def with_plain_letters(comment: Comment) -> Comment:
    """Return the comment with æ, ø and å typed as ae, oe and aa."""
    return apply_edits(
        comment, [(k, k + 1, _PLAIN_LETTERS[c]) for k, c in enumerate(comment.text) if c in _PLAIN_LETTERS]
    )


def on_one_line(comment: Comment) -> Comment:
    """Return the comment with its line breaks made blanks."""
    return replace(comment, text=re.sub(r"[\r\n]", " ", comment.text))


def with_other_names(comment: Comment, names: Sequence[tuple[int, int]], rng: random.Random) -> Comment:
    """Return the comment with the personal names at ``names`` replaced by other ones."""
    inside = [(start, end) for start, end in names if any(s.start <= start and end <= s.end for s in comment.segments)]
    edits = []
    for start, end in inside:
        others = [name for name in _NAMES if name != comment.text[start:end]]
        edits.append((start, end, rng.choice(others)))
    return apply_edits(comment, edits)


def disturbances(
    comments: Sequence[Comment], names: Sequence[Sequence[tuple[int, int]]], *, seed: int = 20
) -> Mapping[str, list[Comment]]:
    """Return every disturbed version of the comments, by name.

    Parameters
    ----------
    names
        For each comment the spans of personal names in it.

    """
    rng = random.Random(seed)
    plain: Mapping[str, Callable[[Comment], Comment]] = {
        "lower case": lower_case,
        "no final marks": without_final_marks,
        "one typo in 20 words": lambda comment: with_typos(comment, rng),
        "ae, oe, aa": with_plain_letters,
        "one long line": on_one_line,
    }
    made = {name: [change(comment) for comment in comments] for name, change in plain.items()}
    made["other names"] = [with_other_names(c, spans, rng) for c, spans in zip(comments, names, strict=True)]
    return made
