"""The generated part of the corpus's README: counts, variety, agreement, hashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tilbakemelding.agreement import Estimate
from tilbakemelding.artefact import file_sha256
from tilbakemelding.corpus.raw import AgreementTable, RawCoding, agreement_table, paired_units, read_raw
from tilbakemelding.corpus.records import SPLITS, Comment
from tilbakemelding.corpus.sheets import Coding
from tilbakemelding.corpus.variety import Variety, variety_of
from tilbakemelding.labels import FORMS, LABELS
from tilbakemelding.training.blocks import fill, stale, table

_TARGETS = {
    "words a comment (10 / 50 / 90 %)": "6 / 19 / 47",
    "segments a comment": "1.8",
    "starts in lower case": "31 %",
    "ends without a mark": "28 %",
    "holds an exclamation mark": "37 %",
    "holds a question mark": "6 %",
    "holds a figure": "18 %",
    "points forward": "48 %",
    "only judges": "6 % (school, with grades: about a fifth)",
}


def stale_blocks(corpus: Path, splits: Mapping[str, Sequence[Comment]]) -> bool:
    """Tell whether the counts or hashes in the README differ from the corpus (agreement is not recomputed)."""
    return stale(corpus / "README.md", {"counts": _counts(splits), "hashes": _hashes(corpus)})


def write_blocks(corpus: Path, splits: Mapping[str, Sequence[Comment]]) -> None:
    """Compute and write every generated block of the README."""
    fill(
        corpus / "README.md",
        {
            "counts": _counts(splits),
            "hashes": _hashes(corpus),
            "variety": _variety(splits),
            "agreement": _agreement(corpus, splits),
        },
    )


def _counts(splits: Mapping[str, Sequence[Comment]]) -> str:
    rows = []
    for split in (*SPLITS, "all"):
        comments = [c for name, part in splits.items() if split in (name, "all") for c in part]
        segments = [s for c in comments for s in c.segments]
        by_label = [str(sum(label.code in s.labels for s in segments)) for label in LABELS]
        nynorsk = sum(c.form == "nn" for c in comments)
        authors = len({c.author for c in comments})
        rows.append(
            [
                split,
                f"{len(comments):,}",
                f"{nynorsk:,} ({nynorsk / len(comments):.0%})",
                f"{len(segments):,}",
                str(authors),
                *by_label,
            ]
        )
    return table(["split", "comments", "of them nynorsk", "segments", "authors", *(x.code for x in LABELS)], rows)


def _hashes(corpus: Path) -> str:
    return table(["file", "sha256"], [[f"`{s}.jsonl`", f"`{file_sha256(corpus / f'{s}.jsonl')}`"] for s in SPLITS])


def _variety(splits: Mapping[str, Sequence[Comment]]) -> str:
    every = [c for part in splits.values() for c in part]
    columns: list[Variety] = [variety_of(every), *(variety_of([c for c in every if c.form == form]) for form in FORMS)]
    rows = [
        ["words a comment (10 / 50 / 90 %)", *(" / ".join(f"{w:.0f}" for w in v.words) for v in columns)],
        ["segments a comment", *(f"{v.segments_a_comment:.1f}" for v in columns)],
        ["starts in lower case", *(f"{v.lower_case_start:.0%}" for v in columns)],
        ["ends without a mark", *(f"{v.no_final_mark:.0%}" for v in columns)],
        ["holds an exclamation mark", *(f"{v.exclamation:.0%}" for v in columns)],
        ["holds a question mark", *(f"{v.question:.0%}" for v in columns)],
        ["holds a figure", *(f"{v.figure:.0%}" for v in columns)],
        ["points forward", *(f"{v.points_forward:.0%}" for v in columns)],
        ["only judges", *(f"{v.verdict_only:.0%}" for v in columns)],
        ["shares its first four words with another comment", *(f"{v.common_opening:.0%}" for v in columns)],
        ["near-duplicates within the set", *(str(v.near_duplicates) for v in columns)],
        ["different words among the first 10,000", *(f"{v.types:,}" for v in columns)],
        ["subjects", *(str(v.subjects) for v in columns)],
    ]
    return table(["", "all", *FORMS, "authentic comments¹"], [[*row, _TARGETS.get(row[0], "")] for row in rows])


def _agreement(corpus: Path, splits: Mapping[str, Sequence[Comment]]) -> str:
    every = [c for part in splits.values() for c in part]
    raw = read_raw(corpus / "raw" / "codes.jsonl")
    first, second = (_by_annotator(raw, annotator) for annotator in ("A", "B"))
    again = {c.id: c.coding for c in read_raw(corpus / "raw" / "again.jsonl")}
    between = agreement_table(paired_units(every, first, second))
    within = agreement_table(paired_units(every, first, again))
    rows = [[label.code, _show(between.kappa[label.code]), _show(within.kappa[label.code])] for label in LABELS]
    rows += [
        ["Krippendorff's alpha, label sets (MASI)", _show(between.alpha), _show(within.alpha)],
        ["units with identical labels", _show(between.identical), _show(within.identical)],
        ["F1 of cuts", f"{between.boundary_f1:.3f}", f"{within.boundary_f1:.3f}"],
        ["comments / units", _size(between), _size(within)],
    ]
    return table(["Cohen's kappa [95 % interval]", "A against B", "A against A, again"], rows)


def _by_annotator(raw: Sequence[RawCoding], annotator: str) -> dict[str, Coding]:
    return {c.id: c.coding for c in raw if c.annotator == annotator}


def _show(estimate: Estimate | None) -> str:
    if estimate is None:
        return "–"
    return f"{estimate.value:.3f} [{estimate.low:.3f}, {estimate.high:.3f}]"


def _size(agreement: AgreementTable) -> str:
    return f"{agreement.comments:,} / {agreement.units:,}"
