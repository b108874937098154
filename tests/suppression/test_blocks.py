"""Blocks: split as far as every part is safe, and mended when someone withdraws."""

from __future__ import annotations

from random import Random

import pytest

from tests.suppression.worlds import piece, team
from tilbakemelding.suppression.blocks import block_of, is_safe, mended, refined

ORDER = ("subject", "level")


def _parts(group, order=ORDER):
    return sorted(sorted({(found.subject, found.level) for found in part}) for part in refined(group, order))


def test_group_of_one_place_is_not_split():
    assert list(refined(team(10), ORDER)) == [team(10)]


def test_group_is_split_where_both_parts_are_safe():
    group = team(5) + team(5, start=5, subject="musikk")
    assert _parts(group) == [[("musikk", "8")], [("norsk", "8")]]


def test_small_part_keeps_another_with_it():
    group = team(8) + team(6, start=8, subject="engelsk") + team(2, start=14, subject="musikk")
    assert _parts(group) == [[("engelsk", "8"), ("musikk", "8")], [("norsk", "8")]]


def test_small_parts_that_are_safe_together_need_no_other():
    group = team(8) + team(3, start=8, subject="kunst") + team(3, start=11, subject="musikk")
    assert _parts(group) == [[("kunst", "8"), ("musikk", "8")], [("norsk", "8")]]


def test_person_in_both_parts_counts_in_each():
    group = team(5) + team(5, subject="musikk")
    assert len(_parts(group)) == 2


@pytest.mark.parametrize("order", [("subject", "level"), ("level", "subject")])
def test_order_decides_where_only_one_split_is_possible(order):
    group = team(3) + team(3, start=3, level="9") + team(3, start=6, subject="musikk")
    group += team(3, start=9, subject="musikk", level="9")
    place = ORDER.index(order[0])
    parts = _parts(group, order)
    assert len(parts) == 2
    assert all(len({where[place] for where in part}) == 1 for part in parts)


def test_part_is_split_by_the_second_dimension_where_it_can_be():
    group = team(5) + team(5, start=5, level="9") + team(5, start=10, subject="musikk")
    assert len(_parts(group)) == 3


def test_block_remembers_no_pseudonym():
    assert "c001" not in {str(entry.holder) for entry in block_of(team(5)).entries}
    assert len({entry.holder for entry in block_of(team(5)).entries}) == 5


def test_block_does_not_depend_on_the_order_of_its_pieces():
    group = team(7)
    shuffled = Random(1).sample(group, len(group))
    assert block_of(group) == block_of(shuffled)


def test_one_who_withdraws_takes_four_others_out_of_the_number():
    group = team(12)
    apart, kept = mended(block_of(group), group[1:])
    assert len(apart.entries) == 5
    assert group[0].id in {entry.piece for entry in apart.entries}
    assert len(kept.entries) == 7


def test_five_who_withdraw_take_nobody_with_them():
    group = team(12)
    apart, kept = mended(block_of(group), group[5:])
    assert {entry.piece for entry in apart.entries} == {found.id for found in group[:5]}
    assert kept == block_of(group[5:])


def test_one_who_holds_much_takes_as_much_along():
    group = [piece("much", 60), *team(20)]
    apart, _ = mended(block_of(group), group[1:])
    assert len(apart.entries) == 7  # six others hold 60


def test_block_stays_whole_where_too_few_would_be_left():
    group = team(9)
    assert mended(block_of(group), group[1:]) == (block_of(group),)


def test_who_goes_along_goes_with_all_pieces():
    group = team(12) + team(12, subject="musikk")
    apart, kept = mended(block_of(group), group[1:])
    here = {found.id: found.contributor for found in group[1:]}
    assert not ({here.get(entry.piece) for entry in apart.entries} & {here[entry.piece] for entry in kept.entries})


def test_mending_again_changes_nothing():
    group = team(12)
    apart, kept = mended(block_of(group), group[1:])
    still = [found for found in group[1:] if found.id in {entry.piece for entry in apart.entries}]
    assert mended(apart, still) == (apart,)
    assert is_safe([found for found in group if found.id in {entry.piece for entry in kept.entries}])
