"""Coding sheets: what an annotator reads and writes, as plain text, and the marked segments that come of it.

A sheet shows each comment cut into numbered draft lines::

    =a01-003 | norsk | ungdomstrinn | draft
    1 Nå har du mange argumenter, men du må vise til flere kilder.
    2 Lykke til!

The annotator answers with one line of codes for each draft line (q quality, a advice, s summative, g goal,
i involvement, ``-`` none; several letters together)::

    =a01-003
    1 q / men du = a
    2 -

``/ words = codes`` cuts the draft line before those words and gives the rest its own labels; a lone ``+`` in
place of codes joins the line with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tilbakemelding.corpus.records import Comment, GoldSegment
from tilbakemelding.errors import CorpusError
from tilbakemelding.labels import BY_LETTER, LABELS, in_order
from tilbakemelding.language.sentences import split_sentences

_ANSWER = re.compile(r"^(\d+)\s+(.*)$")
_CODES = re.compile(r"^(?:-|[qasgi]+)$")
_LETTERS = {label.code: label.letter for label in LABELS}


@dataclass(frozen=True, slots=True)
class Coding:
    """What one annotator marked in one comment: segments in order, and which of them begin inside a draft line."""

    comment: str
    segments: tuple[GoldSegment, ...]


def render_sheet(comments: Iterable[Comment]) -> str:
    """Return the sheet of several comments, drafts of segments numbered from 1."""
    blocks = []
    for comment in comments:
        lines = [f"={comment.id} | {comment.subject} | {comment.level} | {comment.genre}"]
        spans = split_sentences(comment.text)
        lines += [f"{n} {comment.text[a:b]}" for n, (a, b) in enumerate(spans, start=1)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def read_codes(answers: str, comments: Sequence[Comment], *, name: str) -> list[Coding]:
    """Turn an annotator's answers into codings, one for each comment, in the comments' order.

    Raises
    ------
    CorpusError
        A comment or line is missing, unknown or doubled, a code is no code, or words to cut at are not found.
        Every problem is named with its place.

    """
    problems: list[str] = []
    by_id = {comment.id: comment for comment in comments}
    found: dict[str, Coding] = {}
    for identifier, rows in _answer_blocks(answers, name, problems):
        comment = by_id.get(identifier)
        if comment is None:
            problems.append(f"{name}: {identifier} is not in this batch")
        elif identifier in found:
            problems.append(f"{name}: {identifier} is answered twice")
        else:
            found[identifier] = Coding(identifier, _mark(comment, rows, name, problems))
    problems += [f"{name}: {identifier} has no answer" for identifier in by_id if identifier not in found]
    if problems:
        raise CorpusError(problems)
    return [found[comment.id] for comment in comments]


def _answer_blocks(answers: str, name: str, problems: list[str]) -> Iterator[tuple[str, dict[int, str]]]:
    identifier, rows = "", dict[int, str]()
    for place, raw in enumerate(answers.splitlines(), start=1):
        line = raw.strip()
        if line.startswith("="):
            if identifier:
                yield identifier, rows
            identifier, rows = line[1:].split("|")[0].strip(), {}
        elif line:
            match = _ANSWER.match(line)
            if match is None or int(match[1]) in rows:
                problems.append(f"{name}:{place}: not an answer line, or answered twice")
            else:
                rows[int(match[1])] = match[2].strip()
    if identifier:
        yield identifier, rows


def _mark(comment: Comment, rows: dict[int, str], name: str, problems: list[str]) -> tuple[GoldSegment, ...]:
    spans = split_sentences(comment.text)
    segments: list[GoldSegment] = []
    if sorted(rows) != list(range(1, len(spans) + 1)):
        problems.append(f"{name}: {comment.id} has lines {sorted(rows)}, expected 1 to {len(spans)}")
        return ()
    for number, (start, end) in enumerate(spans, start=1):
        head, *tails = re.split(r"\s+/\s+(?=[^/]*=)", rows[number])
        if head == "+" and segments:
            begin, labels = segments[-1].start, segments[-1].labels
            segments.pop()
        else:
            begin, labels = start, _labels(head, f"{name}: {comment.id} line {number}", problems)
        for tail in tails:
            words, _, codes = tail.rpartition("=")
            place = _find_words(comment.text, words.strip(), max(begin, start) + 1, end)
            if place < 0:
                problems.append(
                    f"{name}: {comment.id} line {number}: the words to cut at are not found after the last cut"
                )
                continue
            segments.append(GoldSegment(begin, _trim(comment.text, begin, place), labels))
            begin, labels = place, _labels(codes.strip(), f"{name}: {comment.id} line {number}", problems)
        segments.append(GoldSegment(begin, end, labels))
    return tuple(segments)


def _find_words(text: str, words: str, start: int, end: int) -> int:
    """Return where whole words first stand in ``[start, end)`` of a text, -1 where they do not."""
    edge = r"(?<!\w)" if words[:1].isalnum() else ""
    found = re.compile(edge + re.escape(words)).search(text, start, end) if words else None
    return found.start() if found else -1


def _labels(codes: str, where: str, problems: list[str]) -> tuple[str, ...]:
    if not _CODES.match(codes):
        problems.append(f"{where}: {codes[:12]!r} is no code; allowed are the letters q a s g i together, '-' or '+'")
        return ()
    return in_order({BY_LETTER[letter].code for letter in codes if letter != "-"})


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def letters(labels: Iterable[str]) -> str:
    """Return the one-letter codes of labels, ``-`` for none."""
    return "".join(_LETTERS[label] for label in labels) or "-"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch on which two codings can be compared: cut wherever one of them cut.

    ``first`` and ``second`` are the labels that each annotator's covering segment carries; ``starts_first`` and
    ``starts_second`` tell whether that annotator begins a segment here.
    """

    start: int
    end: int
    first: tuple[str, ...]
    second: tuple[str, ...]
    starts_first: bool
    starts_second: bool


def shared_units(comment: Comment, first: Coding, second: Coding) -> list[Unit]:
    """Return the shared segmentation of two codings of a comment."""
    begins = sorted({s.start for s in first.segments} | {s.start for s in second.segments})
    ends = [*begins[1:], len(comment.text.rstrip())]
    units = []
    for start, limit in zip(begins, ends, strict=True):
        one, two = _covering(first, start), _covering(second, start)
        units.append(
            Unit(
                start, _trim(comment.text, start, limit), one.labels, two.labels, one.start == start, two.start == start
            )
        )
    return units


def _covering(coding: Coding, place: int) -> GoldSegment:
    return next(s for s in reversed(coding.segments) if s.start <= place)


def render_disputes(pairs: Iterable[tuple[Comment, Sequence[Unit]]]) -> str:
    """Return the sheet for the third reading: comments with a disputed unit, those lines marked ``?``."""
    blocks = []
    for comment, units in pairs:
        if all(unit.first == unit.second for unit in units):
            continue
        lines = [f"={comment.id} | {comment.subject} | {comment.level} | {comment.genre}"]
        for number, unit in enumerate(units, start=1):
            text = " ".join(comment.text[unit.start : unit.end].split())
            if unit.first == unit.second:
                lines.append(f"  {number} {text}   [{letters(unit.first)}]")
            else:
                lines.append(f"? {number} {text}   [{letters(unit.first)} or {letters(unit.second)}]")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def read_decisions(answers: str, *, name: str) -> dict[str, dict[int, tuple[str, ...]]]:
    """Return the third reader's labels: comment id → unit number → labels.

    Raises
    ------
    CorpusError
        A line is no answer or a code no code.

    """
    problems: list[str] = []
    decisions: dict[str, dict[int, tuple[str, ...]]] = {}
    for identifier, rows in _answer_blocks(answers, name, problems):
        if identifier in decisions:
            problems.append(f"{name}: {identifier} is decided twice")
        decisions[identifier] = {
            number: _labels(codes, f"{name}: {identifier} unit {number}", problems) for number, codes in rows.items()
        }
    if problems:
        raise CorpusError(problems)
    return decisions


def adjudicate(
    comment: Comment, units: Sequence[Unit], decisions: dict[int, tuple[str, ...]], *, name: str
) -> tuple[GoldSegment, ...]:
    """Return the final segments: agreed labels, the third reader's where disputed, needless cuts closed.

    A cut inside a sentence that only one annotator made is kept only if the labels differ on its two sides
    (the scheme cuts clauses only where they carry different labels).

    Raises
    ------
    CorpusError
        A disputed unit has no decision.

    """
    segments: list[GoldSegment] = []
    for number, unit in enumerate(units, start=1):
        if unit.first != unit.second and number not in decisions:
            raise CorpusError([f"{name}: {comment.id} unit {number} is disputed and has no decision"])
        labels = unit.first if unit.first == unit.second else decisions[number]
        agreed_cut = unit.starts_first and unit.starts_second
        if segments and not agreed_cut and segments[-1].labels == labels:
            segments[-1] = GoldSegment(segments[-1].start, unit.end, labels)
        else:
            segments.append(GoldSegment(unit.start, unit.end, labels))
    return tuple(segments)
