"""The owner's numbers: whatever schools release on, each is a sum over whole groups of the one plan."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.culture.computing import owners_cells
from service.culture.gathering import Gathered
from tilbakemelding import Piece, plan_release
from tilbakemelding.suppression import MIN_COMMENTS, MIN_CONTRIBUTORS

SCHOOLS, SUBJECTS, TERMS = ("a", "b", "c"), ("norsk", "musikk"), ("2026-1", "2026-2")

drawn_pieces = st.lists(
    st.tuples(
        st.integers(0, 11), st.sampled_from(SCHOOLS), st.sampled_from(SUBJECTS), st.sampled_from(TERMS),
        st.integers(1, 30),
    ),
    max_size=80,
    unique_by=lambda one: one[:4],
)  # fmt: skip
drawn_terms = st.frozensets(st.tuples(st.sampled_from(SCHOOLS), st.sampled_from(TERMS)))


@given(drawn_pieces, drawn_terms)
def test_each_number_is_a_sum_over_whole_groups_that_were_released_on(
    drawn: list[tuple[int, str, str, str, int]], on: frozenset[tuple[str, str]]
) -> None:
    pieces = tuple(
        Piece(f"{person}-{school}-{subject}-{term}", f"{person}-{school}", school, subject, "vgs", term, comments)
        for person, school, subject, term, comments in drawn
    )
    release = plan_release(pieces)
    gathered = Gathered(pieces, {}, on)
    home = {piece.id: number for number, group in enumerate(release.groups) for piece in group}
    for cell, counted, withheld, complete in owners_cells(gathered, release):
        inside = {piece.id for piece in pieces if (piece.school, piece.term) in on and piece.term == cell.term}
        ids = {piece.id for piece in counted}
        assert ids <= inside
        assert (withheld is None) == bool(ids)
        if not ids:
            continue
        touched = {home[one] for one in ids}
        assert ids == {piece.id for number in touched for piece in release.groups[number]}
        assert len({piece.contributor for piece in counted}) >= MIN_CONTRIBUTORS
        assert sum(piece.comments for piece in counted) >= MIN_COMMENTS
        if complete and cell.subject is None:
            assert ids == inside
