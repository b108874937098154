"""Invented pieces for the tests of suppression and for its measurement."""

from __future__ import annotations

from random import Random

from tilbakemelding.suppression import Piece

SUBJECTS = ("norsk", "matematikk", "engelsk", "samfunnsfag", "naturfag", "krle", "musikk", "kunst", "kroppsøving")
_WEIGHTS = (8, 7, 5, 4, 4, 3, 2, 2, 3)
LEVELS = ("8", "9", "10")
_PLACE = {"school": "A", "subject": "norsk", "level": "8", "term": "h26"}


def piece(contributor, comments=10, *, sample="", **place):
    """Return a piece whose id says all of it."""
    school, subject, level, term = ({**_PLACE, **place}[name] for name in _PLACE)
    name = f"{school}/{contributor}/{subject}/{level}/{term}/{sample}"
    return Piece(name, f"{school}/{contributor}", school, subject, level, term, comments)


def team(count, comments=10, *, start=0, **place):
    """Return a piece each of so many contributors."""
    return [piece(f"c{number:03}", comments, **place) for number in range(start, start + count)]


def schools(count, *, terms=8, contributors=40, comments=400, seed=2026):
    """Return schools like real ones: uneven teams, several subjects and levels, a tenth of the staff new each term."""
    random = Random(seed)
    pieces = []
    for school in range(count):
        size = max(4, round(random.gauss(contributors, contributors / 3)))
        staff = [_teacher(random) for _ in range(size)]
        hired = size
        names = list(range(size))
        for term in range(terms):
            for place in range(size):
                if term and random.random() < 0.1:
                    staff[place], names[place], hired = _teacher(random), hired, hired + 1
                for subject, level in staff[place]:
                    given = max(1, round(random.gauss(1, 0.4) * comments / contributors / len(staff[place])))
                    at = {"school": f"s{school}", "subject": subject, "level": level, "term": f"t{term}"}
                    pieces.append(piece(f"c{names[place]}", given, **at))
    return pieces


def _teacher(random):
    taught = set(random.choices(SUBJECTS, _WEIGHTS, k=random.choice((1, 1, 2))))
    levels = random.sample(LEVELS, k=random.choice((1, 1, 2)))
    return [(subject, level) for subject in sorted(taught) for level in levels]
