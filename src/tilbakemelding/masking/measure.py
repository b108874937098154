"""How well masking does on a marked set: recall, precision, and the share of names of which any part stays.

Source: intervals are Wilson's score intervals for a proportion (Wilson 1927), by scipy; comments hold few names
each, so names are counted as if independent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from scipy.stats import binomtest

from tilbakemelding.errors import CorpusError
from tilbakemelding.labels import FORMS, Form
from tilbakemelding.masking.lexicon import is_given
from tilbakemelding.masking.masker import Masker
from tilbakemelding.masking.replacements import KINDS, Kind, Replacement
from tilbakemelding.masking.roster import ClassList, read_class_list

SPLITS = ("dev", "test")
_PEOPLE = frozenset({"pupil", "teacher"})
_ENDING = re.compile(r"(?:['’]?s|['’])?")
_OUTSIDE = re.compile(r"[\s.]*")


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A stretch ``[start, end)`` in code points that must be masked."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class MarkedComment:
    """One comment of the set, with the class list as a teacher would paste it."""

    id: str
    text: str
    form: Form
    split: str
    class_list: str
    spans: tuple[GoldSpan, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion with its 95 % interval; ``value`` is None where there was nothing to count."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """Return the proportion."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return Wilson's interval at 95 %."""
        if not self.total:
            return None
        found = binomtest(self.hits, self.total).proportion_ci(confidence_level=0.95, method="wilson")
        return float(found.low), float(found.high)

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON, rounded to four digits."""
        value, interval = self.value, self.interval
        return {
            "value": None if value is None else round(value, 4),
            "interval": None if interval is None else [round(edge, 4) for edge in interval],
            "hits": self.hits,
            "total": self.total,
        }


def read_marked(folder: Path, split: str) -> list[MarkedComment]:
    """Read one split of the set and check it.

    Raises
    ------
    CorpusError
        With every line that is no record, or whose spans do not fit its text.

    """
    path = folder / f"{split}.jsonl"
    comments, problems = [], []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError([f"{path}: cannot be read ({type(error).__name__})"]) from error
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            comment = _comment(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(f"{path.name}:{number}: not a record of the set ({type(error).__name__})")
            continue
        problems += [f"{path.name}:{number}: {comment.id}: {problem}" for problem in _problems(comment, split)]
        comments.append(comment)
    if problems:
        raise CorpusError(problems)
    return comments


def _comment(record: dict[str, Any]) -> MarkedComment:
    spans = tuple(GoldSpan(int(s["start"]), int(s["end"]), cast("Kind", s["kind"])) for s in record["spans"])
    fields = {name: str(record[name]) for name in ("id", "text", "split", "class_list")}
    return MarkedComment(form=cast("Form", record["form"]), spans=spans, **fields)


def _problems(comment: MarkedComment, split: str) -> list[str]:
    problems = []
    if comment.form not in FORMS or comment.split != split:
        problems.append("form or split is not one of those allowed")
    end = 0
    for span in comment.spans:
        words = comment.text[span.start : span.end]
        if span.kind not in KINDS or not end <= span.start < span.end <= len(comment.text) or words != words.strip():
            problems.append("a span overlaps, lies outside the text, or is of an unknown kind")
        end = span.end
    return problems


@dataclass(slots=True)
class Tally:
    """Counts over comments."""

    found: int = 0
    gold: int = 0
    right: int = 0
    made: int = 0
    leaked: int = 0
    names: int = 0
    unlisted_found: int = 0
    unlisted: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the shares, ready for JSON."""
        return {
            "recall": Share(self.found, self.gold).to_dict(),
            "precision": Share(self.right, self.made).to_dict(),
            "leak": Share(self.leaked, self.names).to_dict(),
            "unlisted": Share(self.unlisted_found, self.unlisted).to_dict(),
        }


def tally(masker: Masker, comments: Iterable[MarkedComment], *, with_list: bool) -> dict[str, Tally]:
    """Mask comments and count, for ``all``, each form, and each kind.

    A span is found if replacements of its kind (pupil and teacher count as one) cover every letter of it. A
    replacement is right if all of it but a genitive ending lies in spans. A name leaks if any letter of it is
    not covered by a replacement of any kind. ``unlisted`` counts names without a word in ``names.json``.
    """
    counts: dict[str, Tally] = {}
    lists: dict[str, ClassList] = {}
    for comment in comments:
        class_list = lists.setdefault(comment.class_list, read_class_list(comment.class_list)) if with_list else None
        made = masker.mask(comment.text, class_list).replacements
        for span in comment.spans:
            same = [r for r in made if r.kind == span.kind or {r.kind, span.kind} <= _PEOPLE]
            found, shown = _covered(comment.text, span, same), not _covered(comment.text, span, made)
            for scope in ("all", comment.form, span.kind):
                _count_span(counts.setdefault(scope, Tally()), comment.text, span, found=found, shown=shown)
        for replacement in made:
            right = _right(comment.text, replacement, comment.spans)
            for scope in ("all", comment.form, replacement.kind):
                count = counts.setdefault(scope, Tally())
                count.made += 1
                count.right += right
    return counts


def _count_span(count: Tally, text: str, span: GoldSpan, *, found: bool, shown: bool) -> None:
    count.gold += 1
    count.found += found
    if span.kind not in _PEOPLE:
        return
    count.names += 1
    count.leaked += shown
    if not any(is_given(word) for word in re.findall(r"[^\W\d_]+", text[span.start : span.end].lower())):
        count.unlisted += 1
        count.unlisted_found += found


def _covered(text: str, span: GoldSpan, made: Sequence[Replacement]) -> bool:
    return all(
        not text[place].isalnum() or any(r.start <= place < r.end for r in made)
        for place in range(span.start, span.end)
    )


def _right(text: str, replacement: Replacement, spans: Sequence[GoldSpan]) -> bool:
    inside = [span for span in spans if span.start < replacement.end and replacement.start < span.end]
    if not inside:
        return False
    before, after = text[replacement.start : inside[0].start], text[inside[-1].end : replacement.end]
    between = [text[a.end : b.start] for a, b in pairwise(inside)]
    alike = not any(map(str.strip, between))
    return alike and _OUTSIDE.fullmatch(before) is not None and _ENDING.fullmatch(after.rstrip(".")) is not None


def measure(masker: Masker, comments: Sequence[MarkedComment]) -> dict[str, Any]:
    """Return every figure of the set, without and with class list, ready for JSON."""
    return {
        name: {scope: count.to_dict() for scope, count in tally(masker, comments, with_list=with_list).items()}
        for name, with_list in (("without", False), ("with", True))
    }
