"""Two hundred names planted in comments: what is kept, logged and given out holds none, but known misses."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from uuid import uuid4

import pytest

from service.settings import Settings
from service.store import open_store
from tests.service.access.things import rows
from tests.service.house import House, build_house
from tilbakemelding import Analyser, Masker

NAMES = [
    name
    for names in json.loads(Path(__file__).with_name("planted.json").read_text("utf-8")).values()
    for name in names.split()
]
KNOWN_MISSES: frozenset[str] = frozenset()
"""Names that stay in spite of the class list."""
WAYS = (
    "{0}, du forklarer tydelig hva som skjer i forsøket. Husk å vise til kilder.",
    "Hei {0}! Eg ser at du har jobba godt saman med {1} om presentasjonen.",
    "Bra innlevering, {0}. Neste gang kan du prøve å bruke flere eksempler, slik {1} gjorde.",
    "{0}s tekst har ein klar raud tråd, men avslutninga manglar.",
    "Gruppa ({0}, {1}) leverte i tide, og rapporten er ryddig.",
    "Muntlig: {0} svarte presist på spørsmåla frå {1}.",
)

LONG = 4
"""Shorter names are looked for in the rows, not in the files' bytes, where two or three letters stand by chance."""


def comments() -> list[str]:
    waiting = list(NAMES)
    found = []
    while waiting:
        way = WAYS[len(found) % len(WAYS)]
        wanted = 2 if "{1}" in way else 1
        taken, waiting = waiting[:wanted], waiting[wanted:]
        found.append(way.format(*taken, *(["Kari"] * (wanted - len(taken)))))
    return found


def leaked(text: str, *, least: int = 1) -> set[str]:
    return {name for name in NAMES if len(name) >= least and re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text)}


@pytest.fixture(scope="module")
def masker(analyser: Analyser) -> Masker:
    return Masker(analyser.language)


@pytest.fixture
def given(tmp_path: Path, masker: Masker, caplog: pytest.LogCaptureFixture) -> tuple[House, Path]:
    """A store with all the comments, masked with a class list and contributed by the interface for programs."""
    caplog.set_level(logging.DEBUG)
    store = open_store(str(tmp_path / "store"))
    house = build_house(store, Settings(store=str(tmp_path / "store")))
    house.app.state.masker = masker
    client = house.client("teacher")
    asked = {"comments": comments(), "class_list": "\n".join([*NAMES, "Kari"])}
    found = client.post("/v1/maskings", json=asked).json()["comments"]
    sent = {
        "key": str(uuid4()), "team": str(house.teams["nord"]), "subject": "norsk", "level": "vgs", "genre": "lms",
        "term": "2026-2", "comments": [one["text"] for one in found], "confirmed": True,
    }  # fmt: skip
    assert client.post("/v1/contributions", json=sent).status_code == 201
    store.settle("alfa")
    return house, tmp_path


def test_two_hundred_names_are_planted() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 200
    assert leaked("\n".join(comments())) == set(NAMES)


def test_no_planted_name_is_left(given: tuple[House, Path], caplog: pytest.LogCaptureFixture) -> None:
    house, folder = given
    kept = repr(rows(house.store, "alfa"))
    files = "\n".join(path.read_bytes().decode("utf-8", "ignore") for path in folder.rglob("*") if path.is_file())
    given_out = house.client("teacher").get("/samples/export").text
    assert "du forklarer tydelig" in kept
    assert "du forklarer tydelig" in given_out
    assert "du forklarer tydelig" in files
    assert {name for text in (kept, given_out, caplog.text) for name in leaked(text)} <= KNOWN_MISSES
    assert leaked(files, least=LONG) <= KNOWN_MISSES
