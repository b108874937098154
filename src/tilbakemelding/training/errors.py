"""The classifier's errors, drawn at random to be read one by one, and the causes that were read.

An error is a core label that a gold segment carries and the system missed, or that the system gave it wrongly, by the
same comparison as all figures. The draw is of all errors on a split, not of the worst; so the causes' shares say what
the errors are made of, within what forty can say.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tilbakemelding.analysis import Analyser
from tilbakemelding.corpus.records import Comment, read_split
from tilbakemelding.errors import CorpusError
from tilbakemelding.evaluation import Predicted, labels_by_segment
from tilbakemelding.labels import CORE_CODES
from tilbakemelding.training.blocks import table
from tilbakemelding.training.feedback import predict

CAUSES: Mapping[str, str] = {
    "rating-or-description": "praise or blame of an aspect against a verdict on the whole: the line is fine-drawn",
    "description-misread": "a lack, or what the pupil does, in words that advice also uses (*må*, *manglar*, *savner*)",
    "question": "a question: whether it asks the pupil to do something, or says that something is unclear",
    "fact-or-norm": "a fact or a norm of the subject, told as such, as a tip, or as a quality",
    "oblique-advice": "advice without a verb that advises: a bare noun, «same lekse, men …», «det bør stå på»",
    "no-rating-word": "quality told by what the pupil does, without a word that rates",
    "logistics-or-talk": "logistics and talk taken for a description",
    "fragment": "a fragment that only its heading or the sentence before explains",
    "points-back": "it points back to something said elsewhere, such as a self-assessment",
    "notation": "the point is in the notation, such as points taken off",
    "cut": "the segments are cut at another place than the coders'",
    "other-language": "the comment, or what matters in it, is in another language",
}
"""What an error may come from, as one reader sorts it; the first that fits."""


@dataclass(frozen=True, slots=True)
class Error:
    """A core label missed or wrongly given on a gold segment, ``[start, end)`` in code points of the comment's text."""

    comment: str
    start: int
    end: int
    label: str
    kind: str
    """``missed`` or ``false``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Errors drawn and read: from which model and split, how many there were, and the cause of each."""

    model: str
    split: str
    seed: int
    of: int
    errors: tuple[Error, ...]
    causes: tuple[str, ...]


def find_errors(comments: Sequence[Comment], predicted: Sequence[Sequence[Predicted]]) -> list[Error]:
    """Return every error on core labels, in the order of comments, segments and labels."""
    return [
        Error(comment.id, gold.start, gold.end, label, "missed" if label in gold.labels else "false")
        for comment, segments in zip(comments, predicted, strict=True)
        for gold, given in zip(comment.segments, labels_by_segment(comment, segments), strict=True)
        for label in CORE_CODES
        if (label in gold.labels) != (label in given)
    ]


def draw_errors(errors: Sequence[Error], count: int, *, seed: int) -> list[Error]:
    """Return that many errors, or all where there are fewer, in an order drawn at random."""
    drawn = list(errors)
    random.Random(seed).shuffle(drawn)
    return drawn[:count]


def errors_to_read(analyser: Analyser, corpus: Path, split: str, *, count: int, seed: int) -> str:
    """Return errors of an analyser on a split as their reader sees them."""
    comments = read_split(corpus, split)
    errors = find_errors(comments, predict(analyser, comments))
    by_id = {comment.id: comment for comment in comments}
    drawn = draw_errors(errors, count, seed=seed)
    lines = [shown(number, error, by_id[error.comment]) for number, error in enumerate(drawn, 1)]
    return "\n".join([*lines, f"{len(drawn)} of {len(errors)} errors"])


def shown(number: int, error: Error, comment: Comment) -> str:
    """Return an error as its reader sees it: what went wrong, where, and the comment around it."""
    text = comment.text
    marked = f"{text[: error.start]}⟦{text[error.start : error.end]}⟧{text[error.end :]}"
    return f"{number}. {error.comment} [{error.start}:{error.end}] {error.label} {error.kind}\n   {marked}"


def read_reading(path: Path) -> Reading:
    """Read a reading back.

    Raises
    ------
    CorpusError
        A cause is unknown.

    """
    data = json.loads(path.read_text(encoding="utf-8"))
    unknown = {row["cause"] for row in data["errors"]} - CAUSES.keys()
    if unknown:
        raise CorpusError([f"{path.name}: unknown causes {sorted(unknown)}; known are {sorted(CAUSES)}"])
    causes = tuple(row.pop("cause") for row in data["errors"])
    errors = tuple(Error(**row) for row in data["errors"])
    return Reading(data["model"], data["split"], data["seed"], data["of"], errors, causes)


def write_reading(path: Path, reading: Reading) -> None:
    """Write a reading, an error a line."""
    rows = [
        json.dumps(asdict(error) | {"cause": cause}, ensure_ascii=False)
        for error, cause in zip(reading.errors, reading.causes, strict=True)
    ]
    head = {"model": reading.model, "split": reading.split, "seed": reading.seed, "of": reading.of}
    opened = json.dumps(head)[:-1]
    path.write_text(f'{opened}, "errors": [\n' + ",\n".join(rows) + "\n]}\n", encoding="utf-8")


def causes_table(reading: Reading) -> str:
    """Return how many of the errors read come from which cause, and for which labels."""
    tally = Counter(reading.causes)
    labels = {
        cause: Counter(f"{e.label} {e.kind}" for e, c in zip(reading.errors, reading.causes, strict=True) if c == cause)
        for cause in tally
    }
    rows = [
        [CAUSES[cause], ", ".join(f"{n} {name}" for name, n in labels[cause].most_common()), str(tally[cause])]
        for cause in sorted(tally, key=lambda c: (-tally[c], list(CAUSES).index(c)))
    ]
    head = (
        f"{len(reading.errors)} of the {reading.of} errors on core labels of version {reading.model} in the split "
        f"{reading.split}, drawn with seed {reading.seed} and read one by one (`errors.json`):"
    )
    return head + "\n\n" + table(["cause", "label", "errors"], rows)
