"""What leaves the language pipeline."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest


@pytest.mark.parametrize(
    ("feats", "finite"),
    [
        ("Mood=Imp|VerbForm=Fin", True),
        ("Mood=Ind|Tense=Pres|VerbForm=Fin", True),
        ("VerbForm=Inf", False),
        ("VerbForm=Part", False),
        ("", False),
    ],
)
def test_finite_verb_is_told_by_its_features(parse, feats, finite):
    assert parse([("ord", "VERB", feats)]).tokens[0].finite is finite


def test_values_cannot_be_changed(parse):
    parsed = parse("Bra jobba !")
    for value, name in ((parsed, "text"), (parsed.tokens[0], "norm"), (parsed.segments[0], "start")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, None)
