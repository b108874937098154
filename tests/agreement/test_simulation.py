"""Whether the intervals hold the truth as often as they should."""

from __future__ import annotations

import numpy as np
import pytest

from tilbakemelding.agreement import simulation
from tilbakemelding.agreement.simulation import draw_codings, simulate
from tilbakemelding.labels import LABEL_CODES


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(simulation, "COMMENTS", (20, 40))
    monkeypatch.setattr(simulation, "RATES", (0.3,))
    monkeypatch.setattr(simulation, "CODERS", (3,))


@pytest.mark.usefixtures("small")
def test_interval_of_alpha_holds_the_populations_alpha():
    for setting in simulate(rounds=500, draws=300):
        assert setting.shown > 0.9
        assert setting.covered >= 0.91


def test_drawn_coders_keep_the_rate_of_the_label():
    drawn = draw_codings(np.random.default_rng(0), comments=50_000, coders=2, rate=0.3, error=0.2)
    assert drawn.chosen[:, :, 0].mean(axis=0) == pytest.approx([0.3, 0.3], abs=0.01)
    assert not drawn.chosen[:, :, 1:].any()
    assert drawn.chosen.shape[2] == len(LABEL_CODES)


def test_fewer_errors_make_for_more_agreement():
    few, many = (
        draw_codings(np.random.default_rng(0), comments=20_000, coders=2, rate=0.3, error=error).chosen[:, :, 0]
        for error in (0.05, 0.2)
    )
    assert (few[:, 0] == few[:, 1]).mean() > (many[:, 0] == many[:, 1]).mean()


@pytest.mark.usefixtures("small")
def test_same_seed_gives_the_same_table():
    assert simulate(rounds=5, draws=20, seed=3) == simulate(rounds=5, draws=20, seed=3)
