"""The raw codes: what each annotator marked, kept beside the adjudicated corpus, and what agreement follows.

``raw/codes.jsonl`` holds one coding an object: ``{"id", "annotator": "A"|"B", "batch", "segments": [...]}``;
``raw/decisions.jsonl`` the comments that a third reader settled, as settled;
``raw/again.jsonl`` codings made a second time, blind, by an annotator of the first round.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tilbakemelding.agreement import CodedSegment, Estimate, agreement_between
from tilbakemelding.corpus.records import Comment, GoldSegment
from tilbakemelding.corpus.sheets import Coding, Unit, shared_units
from tilbakemelding.labels import in_order


@dataclass(frozen=True, slots=True)
class RawCoding:
    """One annotator's coding of one comment; ``batch`` names the sheet it was made from."""

    id: str
    annotator: str
    batch: str
    segments: tuple[GoldSegment, ...]

    @property
    def coding(self) -> Coding:
        """The same as a `Coding`."""
        return Coding(self.id, self.segments)


def write_raw(path: Path, codings: Iterable[RawCoding]) -> None:
    """Write raw codings as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for coding in codings:
            out.write(json.dumps(asdict(coding), ensure_ascii=False, separators=(",", ":")) + "\n")


def read_raw(path: Path) -> list[RawCoding]:
    """Read raw codings; an absent file holds none."""
    if not path.exists():
        return []
    codings = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        segments = tuple(
            GoldSegment(s["start"], s["end"], in_order(frozenset(s["labels"]))) for s in record["segments"]
        )
        codings.append(RawCoding(record["id"], record["annotator"], record["batch"], segments))
    return codings


def paired_units(
    comments: Iterable[Comment], first: Mapping[str, Coding], second: Mapping[str, Coding]
) -> list[tuple[Comment, list[Unit]]]:
    """Return the shared units of every comment that both coded."""
    return [
        (comment, shared_units(comment, first[comment.id], second[comment.id]))
        for comment in comments
        if comment.id in first and comment.id in second
    ]


@dataclass(frozen=True, slots=True)
class AgreementTable:
    """Agreement over shared units, with 95 % intervals over comments; None where there is too little to say.

    ``identical`` and ``alpha`` are over the sets of labels, ``kappa`` is per label.
    """

    comments: int
    units: int
    identical: Estimate | None
    boundary_f1: float
    kappa: Mapping[str, Estimate | None]
    alpha: Estimate | None


def agreement_table(pairs: Sequence[tuple[Comment, Sequence[Unit]]], *, draws: int = 300) -> AgreementTable:
    """Compute agreement from shared units (see `paired_units`)."""
    found = agreement_between(
        [CodedSegment(comment.id, {"1": unit.first, "2": unit.second}) for comment, own in pairs for unit in own],
        draws=draws,
    )
    cuts = [(u.starts_first, u.starts_second) for _, own in pairs for u in own[1:]]
    both = sum(a and b for a, b in cuts)
    total = sum(a for a, _ in cuts) + sum(b for _, b in cuts)
    return AgreementTable(
        comments=found.comments,
        units=found.segments,
        identical=found.whole.identical,
        boundary_f1=2 * both / total if total else 1.0,
        kappa={own.label: own.kappa for own in found.labels},
        alpha=found.whole.alpha,
    )
