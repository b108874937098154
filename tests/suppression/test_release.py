"""Which numbers are shown, which are withheld and why, from one release to the next."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.suppression.worlds import piece, schools, team
from tilbakemelding.errors import UnusableRelease
from tilbakemelding.suppression import Block, Cell, Entry, Reason, Shown, Withheld, plan_release

TOTAL = Cell("A", term="h26")


def test_nothing_is_shown_of_nothing():
    assert plan_release([]).cells == {}
    assert plan_release([]).answer(TOTAL) == Withheld(Reason.NOTHING)
    assert plan_release([]).counted(TOTAL) == ()


def test_cell_at_the_limit_is_shown():
    assert plan_release(team(5, 6)).answer(TOTAL) == Shown(comments=30, contributors_at_least=5, complete=True)


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        (team(4, 50), Reason.FEW_CONTRIBUTORS),
        (team(5, 5), Reason.FEW_COMMENTS),
        ([*team(5), piece("x", 51)], Reason.UNEVEN),
    ],
)
def test_cell_below_the_limit_is_withheld_with_its_reason(pieces, reason):
    release = plan_release(pieces)
    assert release.answer(TOTAL) == Withheld(reason)
    assert release.counted(TOTAL) == ()


def test_person_in_two_subjects_is_one_contributor():
    pieces = team(3) + team(3, subject="musikk")
    assert plan_release(pieces).answer(TOTAL) == Withheld(Reason.FEW_CONTRIBUTORS)


@pytest.mark.parametrize(("people", "told"), [(5, 5), (9, 5), (10, 10), (19, 10), (20, 20), (60, 50)])
def test_number_of_contributors_is_told_in_steps(people, told):
    assert plan_release(team(people)).answer(TOTAL).contributors_at_least == told


def test_cell_whose_sister_is_small_is_withheld():
    release = plan_release(team(6) + team(2, start=6, subject="musikk"))
    assert isinstance(release.answer(TOTAL), Shown)
    assert release.answer(Cell("A", subject="norsk", term="h26")) == Withheld(Reason.SUBTRACTION)
    assert release.answer(Cell("A", subject="musikk", term="h26")) == Withheld(Reason.FEW_CONTRIBUTORS)


def test_terms_of_a_school_are_shown_each_and_together():
    release = plan_release(team(6) + team(7, term="v27"))
    assert release.answer(Cell("A")) == Shown(comments=130, contributors_at_least=5, complete=True)
    assert isinstance(release.answer(Cell("A", term="v27")), Shown)


def test_small_schools_are_counted_together_for_the_owner_only():
    pieces = [found for name in "ABC" for found in team(3, school=name)]
    release = plan_release(pieces)
    assert release.answer(Cell(term="h26")) == Shown(comments=90, contributors_at_least=5, complete=True)
    assert release.answer(TOTAL) == Withheld(Reason.FEW_CONTRIBUTORS)


def test_small_school_beside_a_large_one_is_not_in_the_owners_number():
    release = plan_release(team(20) + team(4, school="B"))
    assert release.answer(Cell(term="h26")) == Shown(comments=200, contributors_at_least=20, complete=False)
    assert {found.school for found in release.counted(Cell(term="h26"))} == {"A"}


@pytest.mark.parametrize(("late", "complete"), [(4, False), (5, True)])
def test_late_contributions_are_counted_once_there_are_enough_of_them(late, complete):
    first = plan_release(team(20))
    second = plan_release(team(20 + late), earlier=first.blocks)
    assert second.answer(TOTAL).complete is complete
    assert len(second.counted(TOTAL)) == (20 + late if complete else 20)


def test_one_who_revokes_is_in_no_number_from_then_on():
    pieces = team(40)
    first = plan_release(pieces)
    second = plan_release(pieces[1:], earlier=first.blocks)
    assert second.answer(TOTAL) == Shown(comments=350, contributors_at_least=20, complete=False)
    assert pieces[0] not in second.counted(TOTAL)


@pytest.mark.parametrize("people", [9, 12])
def test_number_is_withheld_where_one_revokes_and_too_few_are_left(people):
    first = plan_release(team(people))
    second = plan_release(team(people)[1:], earlier=first.blocks)
    assert second.answer(TOTAL) == Withheld(Reason.RECENT_CHANGE)


def test_one_who_revokes_blanks_no_number_of_a_team_of_thirteen():
    first = plan_release(team(13))
    assert isinstance(plan_release(team(13)[1:], earlier=first.blocks).answer(TOTAL), Shown)


def test_number_comes_back_when_the_same_comments_are_released_anew():
    first = plan_release(team(9))
    second = plan_release(team(9)[1:], earlier=first.blocks)
    third = plan_release(team(9), earlier=second.blocks)
    assert third.answer(TOTAL) == first.answer(TOTAL)


def test_revoking_before_the_first_release_leaves_no_trace():
    pieces = team(9)
    assert plan_release(pieces[1:]).cells == plan_release(team(8, start=1)).cells


def test_comment_that_changes_is_another_piece():
    first = plan_release(team(40))
    changed = [*team(40)[1:], piece("c000", sample="corrected")]
    second = plan_release(changed, earlier=first.blocks)
    assert changed[-1] not in second.counted(TOTAL)


def test_number_that_would_leave_out_over_a_third_is_withheld():
    first = plan_release(team(20))
    assert isinstance(plan_release(team(15, start=5), earlier=first.blocks).answer(TOTAL), Shown)
    second = plan_release([*team(20), piece("x", 101)], earlier=first.blocks)
    assert second.answer(TOTAL) == Withheld(Reason.RECENT_CHANGE)


def test_period_of_terms_is_made_of_the_terms():
    release = plan_release(team(6) + team(7, term="v27"))
    both = release.counted(TOTAL) + release.counted(Cell("A", term="v27"))
    assert sorted(found.id for found in both) == sorted(found.id for found in release.counted(Cell("A")))


worlds = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.integers(0, 12),
        st.integers(3, 12),
        st.sampled_from("AB"),
        st.sampled_from(["norsk", "musikk", "kunst"]),
        st.sampled_from("89"),
        st.sampled_from(["h26", "v27"]),
    ),
    max_size=8,
)


def _world(teams):
    pieces = {}
    for count, start, comments, school, subject, level, term in teams:
        place = {"school": school, "subject": subject, "level": level, "term": term}
        pieces.update({found.id: found for found in team(count, comments, start=start, sample=str(comments), **place)})
    return list(pieces.values())


@settings(deadline=None)
@given(worlds, st.integers())
def test_release_does_not_depend_on_the_order_of_the_pieces(teams, seed):
    pieces = _world(teams)
    shuffled = Random(seed).sample(pieces, len(pieces))
    assert plan_release(pieces) == plan_release(shuffled)


@settings(deadline=None)
@given(worlds)
def test_releasing_the_same_again_changes_no_block_and_no_number(teams):
    first = plan_release(_world(teams))
    second = plan_release(_world(teams), earlier=first.blocks)
    assert set(second.blocks) == set(first.blocks)
    assert {cell: answer for cell, answer in second.cells.items() if isinstance(answer, Shown)} == {
        cell: answer for cell, answer in first.cells.items() if isinstance(answer, Shown)
    }


@settings(deadline=None)
@given(worlds)
def test_number_of_comments_told_is_that_of_the_pieces_counted(teams):
    release = plan_release(_world(teams))
    for cell, answer in release.cells.items():
        comments = sum(found.comments for found in release.counted(cell))
        assert comments == (answer.comments if isinstance(answer, Shown) else 0)


@settings(deadline=None)
@given(worlds, st.data())
def test_groups_only_ever_get_finer(teams, data):
    pieces = _world(teams)
    first = plan_release(pieces)
    kept = data.draw(st.lists(st.sampled_from(pieces), unique=True)) if pieces else []
    second = plan_release(kept, earlier=first.blocks)
    before = [{entry.piece for entry in block.entries} for block in first.blocks]
    for block in second.blocks:
        now = {entry.piece for entry in block.entries}
        assert all(now <= old or now.isdisjoint(old) for old in before)


BLOCK = Block((Entry("1", 0, 10), Entry("2", 1, 10)))


@pytest.mark.parametrize(
    ("pieces", "earlier", "problem"),
    [
        ([piece("a"), piece("a")], [], "same id"),
        ([piece("a", 0)], [], "no comments"),
        ([], [BLOCK, BLOCK], "two blocks"),
        ([piece("c000", 11)], plan_release(team(5)).blocks, "kept its id"),
    ],
)
def test_release_that_cannot_be_planned_says_why(pieces, earlier, problem):
    with pytest.raises(UnusableRelease, match=problem):
        plan_release(pieces, earlier=earlier)


@pytest.mark.parametrize("change", [{"A/c000": "A/new"}, {"A/c000": "A/c001"}])
def test_piece_that_changes_hands_under_its_id_is_refused(change):
    pieces = [*team(5), *team(5, subject="musikk")]
    other = [_handed(found, change) if found.subject == "norsk" else found for found in pieces]
    with pytest.raises(UnusableRelease, match="kept its id"):
        plan_release(other, earlier=[_as_one(pieces)])


def _handed(found, change):
    holder = change.get(found.contributor, found.contributor)
    return type(found)(found.id, holder, found.school, found.subject, found.level, found.term, found.comments)


def _as_one(pieces):
    holders = sorted({found.contributor for found in pieces})
    return Block(tuple(Entry(found.id, holders.index(found.contributor), found.comments) for found in pieces))


def test_a_school_of_eight_terms_is_planned_while_its_page_is_made():
    pieces = schools(1)
    assert min(_seconds(pieces) for _ in range(5)) < 0.1  # the best of five: the others hold what else the process does


def _seconds(pieces):
    began = time.process_time()
    plan_release(pieces)
    return time.process_time() - began
