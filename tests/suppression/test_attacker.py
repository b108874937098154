"""The attacker: any sequence of releases, with people joining, leaving and revoking, singles out no small group."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.suppression.attacker import is_below_limit, singled_out
from tests.suppression.worlds import piece, team
from tilbakemelding.suppression import Shown, plan_release


def _ids(pieces):
    return frozenset(piece.id for piece in pieces)


def _shown(release):
    """Return what each number shown is made from."""
    return [_ids(release.counted(cell)) for cell, answer in release.cells.items() if isinstance(answer, Shown)]


def _naive(pieces):
    """Show each cell that is itself above the limit, as one would without thinking of subtraction."""
    cells = {}
    for found in pieces:
        for subject in (None, found.subject):
            for level in (None, found.level):
                cells.setdefault((found.school, subject, level, found.term), []).append(found)
    return [_ids(group) for group in cells.values() if not is_below_limit(group)]


def test_attacker_finds_the_rest_of_a_total():
    world = team(6) + team(2, start=6, subject="musikk")
    assert {found.subject for found in singled_out(_naive(world), world)} == {"musikk"}


def test_attacker_finds_who_came_between_two_numbers():
    before = team(6)
    after = team(7)
    assert _ids(singled_out([_ids(before), _ids(after)], after)) == _ids(after) - _ids(before)


def test_attacker_finds_the_crossing_of_two_margins():
    world = [*team(5), piece("x", subject="norsk", level="9"), *team(5, start=6, subject="engelsk", level="9")]
    shown = [
        _ids(world),
        _ids(found for found in world if found.subject == "norsk"),
        _ids(found for found in world if found.level == "9"),
    ]
    assert [found.contributor for found in singled_out(shown, world)] == ["A/x"]


def test_attacker_counts_a_person_in_two_terms_once():
    world = [found for term in ("h26", "v27") for found in team(3, term=term)]
    assert singled_out([_ids(world)], world)


def test_attacker_finds_who_has_over_half():
    world = [*team(5), piece("x", 60)]
    assert singled_out([_ids(world)], world)


def test_attacker_finds_nothing_where_there_is_nothing_to_find():
    world = team(6) + team(6, start=6, subject="musikk")
    assert singled_out([*_naive(world), _ids(world)], world) is None


place = st.fixed_dictionaries(
    {
        "school": st.sampled_from("AAAB"),
        "subject": st.sampled_from(["norsk", "musikk"]),
        "level": st.sampled_from("89"),
        "term": st.sampled_from(["h26", "v27"]),
    }
)
teams = st.tuples(st.integers(1, 9), st.integers(0, 12), st.integers(3, 12), place)
join = st.tuples(st.just("join"), teams)
loner = st.tuples(st.just("loner"), st.tuples(st.integers(0, 20), st.integers(1, 60), place))
leave = st.tuples(st.just("leave"), st.lists(st.integers(0, 400), min_size=1, max_size=7))
back = st.tuples(st.just("back"), st.integers(0, 400))
release = st.just(("release", None))
histories = st.lists(st.one_of(join, join, loner, leave, back, release), min_size=6, max_size=24)


class Game:
    """Remembers every piece there ever was, and every set that was ever counted for a number."""

    def __init__(self, start):
        self.ever = {}
        self.here = {}
        self.shown = []
        self.blocks = ()
        for newcomers in start:
            self.join(newcomers)
        self.release(None)

    def _add(self, pieces):
        for found in pieces:
            self.here[found.id] = self.ever.setdefault(found.id, found)

    def join(self, newcomers):
        count, first, comments, where = newcomers
        self._add(team(count, start=first, comments=comments, sample=f"{comments}", **where))

    def loner(self, newcomer):
        number, comments, where = newcomer
        self._add([piece(f"c{number:03}", comments, sample=f"x{comments}", **where)])

    def leave(self, numbers):
        for number in numbers[: len(self.here)]:
            self.here.pop(sorted(self.here)[number % len(self.here)])

    def back(self, number):
        if self.ever:
            self._add([self.ever[sorted(self.ever)[number % len(self.ever)]]])

    def release(self, _):
        planned = plan_release(self.here.values(), earlier=self.blocks)
        self.blocks = planned.blocks
        self.shown += _shown(planned)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.lists(teams, min_size=2, max_size=6), events=histories)
def test_no_sequence_of_numbers_singles_out_a_group_below_the_limit(start, events):
    game = Game(start)
    for event, value in [*events, ("release", None)]:
        getattr(game, event)(value)
    assert singled_out(game.shown, game.ever.values()) is None


def test_the_game_is_worth_playing():
    # the same moves, played against a release without a memory, are won by the attacker
    world = team(12) + team(8, start=12, subject="musikk")
    first, second = plan_release(world), plan_release(world[1:])
    assert singled_out(_shown(first) + _shown(second), world) is not None
    remembered = plan_release(world[1:], earlier=first.blocks)
    assert _shown(remembered)
    assert singled_out(_shown(first) + _shown(remembered), world) is None


@pytest.mark.parametrize("gone", range(1, 8))
def test_any_number_of_people_may_revoke_at_once(gone):
    world = team(16)
    first = plan_release(world)
    second = plan_release(world[gone:], earlier=first.blocks)
    assert singled_out(_shown(first) + _shown(second), world) is None


@pytest.mark.parametrize("gone", range(1, 8))
def test_any_number_of_people_may_revoke_one_after_the_other(gone):
    world = team(16)
    release = plan_release(world)
    shown = _shown(release)
    for number in range(1, gone + 1):
        release = plan_release(world[number:], earlier=release.blocks)
        shown += _shown(release)
    assert singled_out(shown, world) is None


def test_two_releases_that_do_not_know_of_each_other_are_not_protected():
    # why one plan must serve the owner and the schools, or know the blocks of the other
    world = team(30)
    first = plan_release(world)
    here = plan_release(world[1:], earlier=first.blocks)
    there = plan_release(world[2:], earlier=first.blocks)
    assert singled_out(_shown(here) + _shown(there), world) is not None
    aware = plan_release(world[2:], earlier=here.blocks)
    assert singled_out(_shown(first) + _shown(here) + _shown(aware), world) is None
