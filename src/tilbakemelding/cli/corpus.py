"""`tilbakemelding corpus …`: check the annotated corpus, report on it, code it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tilbakemelding.cli.output import INPUT_FAULT, fail, faults
from tilbakemelding.cli.service import ROOT
from tilbakemelding.corpus.check import read_checked

DEFAULT_CORPUS = ROOT / "corpora" / "annotated"
CorpusFolder = Annotated[Path, typer.Option("--corpus", help="Folder of the annotated corpus.")]
app = typer.Typer(no_args_is_help=True, help="The annotated corpus: check it, report on it, code it.")


@app.command()
def check(corpus: CorpusFolder = DEFAULT_CORPUS) -> None:
    """Check the corpus: fields, offsets, labels, coverage, duplicates, splits, and the figures in its README."""
    from tilbakemelding.training.corpus_card import stale_blocks  # noqa: PLC0415 - only needed here

    with faults():
        splits = read_checked(corpus)
        stale = stale_blocks(corpus, splits)
        if stale:
            fail(f"{corpus / 'README.md'}: the figures are stale; run `tilbakemelding corpus report`", INPUT_FAULT)
        print(", ".join(f"{name}: {len(comments)} comments" for name, comments in splits.items()) + ": all well")


@app.command()
def report(corpus: CorpusFolder = DEFAULT_CORPUS) -> None:
    """Write counts, variety and agreement into the corpus's README."""
    from tilbakemelding.training.corpus_card import write_blocks  # noqa: PLC0415 - only needed here

    with faults():
        write_blocks(corpus, read_checked(corpus))


@app.command()
def add(file: Path, corpus: CorpusFolder = DEFAULT_CORPUS) -> None:
    """Take comments that a team has coded and released for training into the training split, all or none."""
    from tilbakemelding.corpus.adding import add_comments  # noqa: PLC0415 - only needed here
    from tilbakemelding.training.corpus_card import write_blocks  # noqa: PLC0415 - only needed here

    with faults():
        added = add_comments(corpus, file)
        write_blocks(corpus, read_checked(corpus))
        authors = len({comment.author for comment in added})
        print(f"{len(added)} comments of {authors} authors added; now run `tilbakemelding train`")


@app.command("school-words")
def school_words(corpus: CorpusFolder = DEFAULT_CORPUS) -> None:
    """Write the words of school that masking knows to be no names, from the training split."""
    from tilbakemelding.training.school_words import write_school_words  # noqa: PLC0415 - only needed here

    with faults():
        print(f"{write_school_words(corpus)} words")


@app.command()
def sheets(
    workshop: Path, name: str, authors: list[str], *, batches: int = 1, corpus: CorpusFolder = DEFAULT_CORPUS
) -> None:
    """Make sheets to code from the texts of some authors."""
    from tilbakemelding.corpus.workshop import make_sheets, read_authors  # noqa: PLC0415 - only needed here

    with faults():
        make_sheets(workshop, read_authors(corpus / "authors.md"), name=name, chosen=authors, batches=batches)


@app.command("check-codes")
def check_codes(workshop: Path, batch: str, annotator: str) -> None:
    """Check an annotator's answers to a sheet."""
    from tilbakemelding.corpus.workshop import read_answers  # noqa: PLC0415 - only needed here

    with faults():
        print(f"{len(read_answers(workshop, batch, annotator))} comments: all well")


@app.command()
def disputes(workshop: Path, name: str, batches: list[str]) -> None:
    """Write the sheet of what two annotators disagree on."""
    from tilbakemelding.corpus.workshop import make_disputes  # noqa: PLC0415 - only needed here

    with faults():
        print(f"{make_disputes(workshop, name=name, batches=batches)} disputed units")
