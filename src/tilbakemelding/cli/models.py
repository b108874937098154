"""The commands that make and measure the models."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tilbakemelding.analysis import Analyser
from tilbakemelding.artefact import default_models
from tilbakemelding.cli.corpus import DEFAULT_CORPUS, CorpusFolder
from tilbakemelding.cli.output import faults
from tilbakemelding.cli.service import ROOT


class Split(StrEnum):
    """A part of the corpus."""

    train = "train"
    dev = "dev"
    test = "test"


def train(
    corpus: CorpusFolder = DEFAULT_CORPUS,
    language: Annotated[str | None, typer.Option(help="Another spaCy pipeline than the shipped one.")] = None,
    output: Annotated[Path | None, typer.Option(help="Folder for classifier, manifest, report and card.")] = None,
) -> None:
    """Train the classifier on the corpus; write it with its manifest, report and card."""
    from tilbakemelding.training.release import train_release  # noqa: PLC0415 - only needed here

    with faults():
        folder = output or default_models() / "feedback"
        train_release(corpus, folder, language=language or default_models() / "language", root=ROOT, say=print)


def train_language(
    treebank: Annotated[Path, typer.Option(help="Folder with the treebank's ndt-*.conll.xz and norne-ud-*.conllu.xz.")],
    text: Annotated[Path, typer.Option(help="Folder with official-nob.txt.xz and official-nno.txt.xz.")],
    output: Annotated[Path | None, typer.Option(help="Folder for the pipeline and its card.")] = None,
    work: Annotated[Path, typer.Option(help="Folder for what is made on the way.")] = Path("build/language"),
) -> None:
    """Rebuild the language pipeline from the treebank and running text (about an hour)."""
    from tilbakemelding.training.release import train_language_release  # noqa: PLC0415 - only needed here

    with faults():
        train_language_release(treebank, text, output or default_models() / "language", work=work, say=print)


def evaluate(
    split: Annotated[Split, typer.Option(help="Part of the corpus.")] = Split.test,
    corpus: CorpusFolder = DEFAULT_CORPUS,
) -> None:
    """Measure the shipped models on a split of the corpus."""
    from tilbakemelding.training.release import evaluate_shipped  # noqa: PLC0415 - only needed here

    analyser = load(None)
    with faults():
        print(evaluate_shipped(analyser, corpus, split))


def errors(
    split: Annotated[Split, typer.Option(help="Part of the corpus.")] = Split.dev,
    count: Annotated[int, typer.Option(min=1, help="How many to draw.")] = 40,
    seed: Annotated[int, typer.Option(help="Seed of the draw.")] = 2026,
    corpus: CorpusFolder = DEFAULT_CORPUS,
) -> None:
    """Draw errors of the shipped models on core labels at random, to be read one by one."""
    from tilbakemelding.training.errors import errors_to_read  # noqa: PLC0415 - only needed here

    analyser = load(None)
    with faults():
        print(errors_to_read(analyser, corpus, split, count=count, seed=seed))


def evaluate_masking(
    marked: Annotated[Path, typer.Option("--set", help="Folder of the marked set.")] = ROOT / "corpora" / "masking",
    *,
    write: Annotated[bool, typer.Option("--write", help="Renew the set's report and README, and the card.")] = False,
) -> None:
    """Measure the masking of names, numbers and addresses, without and with a class list."""
    from tilbakemelding.training.masking_report import evaluate_masking as measure  # noqa: PLC0415 - only needed here

    with faults():
        print(measure(marked, write=write))


def bench() -> None:
    """Measure speed, start-up time and memory of the shipped models, here and now."""
    from tilbakemelding.training.bench import run_bench  # noqa: PLC0415 - only needed here

    with faults():
        run_bench(DEFAULT_CORPUS, say=print)


def load(language: str | None) -> Analyser:
    """Load the models, or end with an exit code."""
    with faults():
        return Analyser.load(language=language)
