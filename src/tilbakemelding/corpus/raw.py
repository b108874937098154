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

import numpy as np

from tilbakemelding.agreement import Estimate, bootstrap, cohen_kappa, krippendorff_alpha
from tilbakemelding.corpus.records import Comment, GoldSegment
from tilbakemelding.corpus.sheets import Coding, Unit, shared_units
from tilbakemelding.labels import LABEL_CODES, in_order


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
    """Agreement over shared units: kappa per label, alpha over all labels, with 95 % intervals over comments."""

    comments: int
    units: int
    identical: float
    boundary_f1: float
    kappa: Mapping[str, Estimate]
    alpha: Estimate


def agreement_table(pairs: Sequence[tuple[Comment, Sequence[Unit]]], *, draws: int = 300) -> AgreementTable:
    """Compute agreement from shared units (see `paired_units`)."""
    units = [unit for _, own in pairs for unit in own]
    groups = [number for number, (_, own) in enumerate(pairs) for _ in own]
    one = np.array([[label in unit.first for label in LABEL_CODES] for unit in units])
    two = np.array([[label in unit.second for label in LABEL_CODES] for unit in units])
    cuts = [(u.starts_first, u.starts_second) for _, own in pairs for u in own[1:]]
    both = sum(a and b for a, b in cuts)
    total = sum(a for a, _ in cuts) + sum(b for _, b in cuts)
    return AgreementTable(
        comments=len(pairs),
        units=len(units),
        identical=float((one == two).all(axis=1).mean()),
        boundary_f1=2 * both / total if total else 1.0,
        kappa={
            label: bootstrap(lambda i, k=k: cohen_kappa(one[i, k], two[i, k]), groups, draws=draws)  # type: ignore[misc]
            for k, label in enumerate(LABEL_CODES)
        },
        alpha=bootstrap(lambda i: krippendorff_alpha(one[i], two[i]), groups, draws=draws),
    )
