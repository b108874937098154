"""The shipped models, loaded once."""

from pathlib import Path

import pytest

from tilbakemelding import Analyser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def analyser():
    return Analyser.load()
