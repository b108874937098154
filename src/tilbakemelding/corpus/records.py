"""The corpus record: one annotated comment, read from and written to JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tilbakemelding.errors import CorpusError
from tilbakemelding.labels import LABEL_CODES, Form, in_order

LEVELS = ("barnetrinn", "ungdomstrinn", "vgs")
GENRES = (
    "lms", "margin", "rubric", "mathematics-test", "oral", "practical", "half-year", "conversation", "chat",
    "programming", "lab-report", "exam", "order-effort", "draft", "group",
)  # fmt: skip
SPLITS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class GoldSegment:
    """A marked stretch ``[start, end)`` in code points, with its labels in the scheme's order."""

    start: int
    end: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of the corpus. ``author`` is the code of a writing source, never a person."""

    id: str
    text: str
    form: Form
    subject: str
    level: str
    genre: str
    author: str
    segments: tuple[GoldSegment, ...] = ()

    @property
    def points_forward(self) -> bool:
        """Tell whether a segment carries ``advice``."""
        return any("advice" in segment.labels for segment in self.segments)

    @property
    def verdict_only(self) -> bool:
        """Tell whether it carries ``summative`` and neither ``quality`` nor ``advice``."""
        carried = {label for segment in self.segments for label in segment.labels}
        return "summative" in carried and not carried & {"quality", "advice"}


def read_comments(path: Path) -> list[Comment]:
    """Read a JSON Lines file of the corpus.

    Raises
    ------
    CorpusError
        A line is not a record; every such line is named.

    """
    comments, problems = [], []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError([f"{path}: cannot be read ({type(error).__name__})"]) from error
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            comments.append(comment_from_object(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(f"{path.name}:{number}: not a corpus record ({type(error).__name__}: {error})")
    if problems:
        raise CorpusError(problems)
    return comments


def comment_from_object(record: dict[str, Any]) -> Comment:
    """Build a comment from a decoded JSON object.

    Raises
    ------
    KeyError, TypeError, ValueError
        A field is missing or of the wrong type, or a label is not of the scheme.

    """
    segments = []
    for segment in record["segments"]:
        unknown = set(segment["labels"]) - set(LABEL_CODES)
        if unknown:
            raise ValueError(f"unknown label {min(unknown)!r}; allowed are {', '.join(LABEL_CODES)}")
        segments.append(GoldSegment(int(segment["start"]), int(segment["end"]), in_order(frozenset(segment["labels"]))))
    names = ("id", "text", "form", "subject", "level", "genre", "author")
    for name in names:
        if not isinstance(record[name], str):
            raise TypeError(f"{name} must be a string")
    return Comment(**{name: record[name] for name in names}, segments=tuple(segments))


def write_comments(path: Path, comments: Iterable[Comment]) -> None:
    """Write comments as JSON Lines, one a line, UTF-8."""
    with path.open("w", encoding="utf-8") as out:
        for comment in comments:
            out.write(json.dumps(asdict(comment), ensure_ascii=False) + "\n")


def read_split(folder: Path, split: str) -> list[Comment]:
    """Read one split (``train``, ``dev`` or ``test``) of the corpus in ``folder``."""
    return read_comments(folder / f"{split}.jsonl")


def read_texts(path: Path, *, author: str, form: Form) -> Iterator[Comment]:
    """Yield the unmarked comments of a writer's file (``@ subject | level | genre``, then the text).

    Raises
    ------
    CorpusError
        A heading is not of that form, or a comment is blank.

    """
    problems: list[str] = []
    blocks: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("@ "):
            blocks.append((number, line[2:], []))
        elif blocks:
            blocks[-1][2].append(line)
    for place, (number, heading, lines) in enumerate(blocks, start=1):
        parts = [part.strip() for part in heading.split("|")]
        text = "\n".join(lines).strip()
        if len(parts) != 3 or parts[1] not in LEVELS or parts[2] not in GENRES or not text:  # noqa: PLR2004
            problems.append(f"{path.name}:{number}: heading must be '@ subject | level | genre', with a text under it")
            continue
        yield Comment(f"{author}-{place:03}", text, form, parts[0], parts[1], parts[2], author)
    if problems:
        raise CorpusError(problems)
