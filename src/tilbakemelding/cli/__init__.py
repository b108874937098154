"""The command line: the only room that prints.

Exit codes: 0 all well; 1 the input has a fault (each is named on standard error); 2 wrong usage; 3 a model file is
missing, damaged or does not fit; 4 the service cannot be started; 5 `check --fail-on` found what it was to find.
"""

from __future__ import annotations

import os
import sys

import typer

from tilbakemelding.cli import agreement, analyse, check, corpus, models, prevalence, service
from tilbakemelding.cli.output import INPUT_FAULT

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
app.command()(analyse.analyse)
app.command()(check.check)
app.command()(service.serve)
app.command()(models.train)
app.command("train-language")(models.train_language)
app.command()(models.evaluate)
app.command()(models.errors)
app.command("evaluate-masking")(models.evaluate_masking)
app.command()(models.bench)
app.command("simulate-prevalence")(prevalence.simulate_prevalence)
app.command("simulate-agreement")(agreement.simulate_agreement)
app.add_typer(corpus.app, name="corpus")


def main() -> None:
    """Run the command line; a closed pipe ends it quietly."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(INPUT_FAULT)
