"""Coding sheets: from drafts and codes to marked segments, shared units and the final labels."""

from __future__ import annotations

import pytest

from tilbakemelding.corpus.records import GoldSegment
from tilbakemelding.corpus.sheets import (
    Coding,
    Unit,
    adjudicate,
    letters,
    read_codes,
    read_decisions,
    render_disputes,
    render_sheet,
    shared_units,
)
from tilbakemelding.errors import CorpusError

TEXT = "Nå har du mange argumenter, men du må vise til flere kilder. Lykke til!"


@pytest.fixture
def drafted(comment):
    return comment(text=TEXT, id="a01-003")


def _coded(comment, answers):
    (coding,) = read_codes(f"={comment.id}\n{answers}", [comment], name="b1.A.txt")
    assert coding.comment == comment.id
    return [(comment.text[s.start : s.end], letters(s.labels)) for s in coding.segments]


def _problems(comments, answers):
    with pytest.raises(CorpusError) as caught:
        read_codes(answers, comments, name="b1.A.txt")
    return caught.value.problems


def test_sheet_shows_numbered_draft_lines(comment, drafted):
    other = comment(text="Bra!", id="a02-001", subject="KRLE", level="vgs", genre="chat")
    assert render_sheet([drafted, other]) == (
        "=a01-003 | norsk | ungdomstrinn | lms\n"
        "1 Nå har du mange argumenter, men du må vise til flere kilder.\n"
        "2 Lykke til!\n"
        "\n"
        "=a02-001 | KRLE | vgs | chat\n"
        "1 Bra!\n"
    )


@pytest.mark.parametrize(
    ("answers", "segments"),
    [
        ("1 q\n2 -", [("Nå har du mange argumenter, men du må vise til flere kilder.", "q"), ("Lykke til!", "-")]),
        # several labels, in any order
        ("1 aq\n2 s", [("Nå har du mange argumenter, men du må vise til flere kilder.", "qa"), ("Lykke til!", "s")]),
        # a cut
        ("1 q / men du = a\n2 -",
         [("Nå har du mange argumenter,", "q"), ("men du må vise til flere kilder.", "a"), ("Lykke til!", "-")]),
        # two cuts in one line
        ("1 - / mange = q / men du = a\n2 -",
         [("Nå har du", "-"), ("mange argumenter,", "q"), ("men du må vise til flere kilder.", "a"),
          ("Lykke til!", "-")]),
        # a join
        ("1 q\n2 +", [(TEXT, "q")]),
        # a cut, then a join with what comes after the cut
        ("1 q / men du = a\n2 +",
         [("Nå har du mange argumenter,", "q"), ("men du må vise til flere kilder. Lykke til!", "a")]),
        # a join, then a cut in the joined line
        ("1 q\n2 + / til = i",
         [("Nå har du mange argumenter, men du må vise til flere kilder. Lykke", "q"), ("til!", "i")]),
        # lines in any order, blank lines, blanks around
        ("  2   -  \n\n 1  q ",
         [("Nå har du mange argumenter, men du må vise til flere kilder.", "q"), ("Lykke til!", "-")]),
    ],
)  # fmt: skip
def test_codes_become_segments(drafted, answers, segments):
    assert _coded(drafted, answers) == segments


def test_words_to_cut_at_may_come_again_after_the_cut(comment):
    text = "Bra, men kort, men fin."
    assert _coded(comment(text=text), "1 q / men = a / men = s") == [
        ("Bra,", "q"),
        ("men kort,", "a"),
        ("men fin.", "s"),
    ]


def test_words_to_cut_at_may_hold_an_equals_sign(comment):
    assert _coded(comment(text="Rett svar x = 2 men kort."), "1 q / x = 2 = s") == [
        ("Rett svar", "q"),
        ("x = 2 men kort.", "s"),
    ]


def test_words_to_cut_at_are_whole_words(comment):
    # "så" stands in "også" before it stands by itself
    text = "Dette er også bra, så husk det."
    assert _coded(comment(text=text), "1 q / så = a") == [("Dette er også bra,", "q"), ("så husk det.", "a")]


def test_heading_of_an_answer_may_repeat_the_sheets_facts(drafted):
    assert len(read_codes("=a01-003 | norsk | vgs | lms\n1 q\n2 -", [drafted], name="x")) == 1


def test_codings_come_in_the_comments_order(comment):
    comments = [comment(text="Bra!", id=f"a01-00{n}") for n in (1, 2)]
    codings = read_codes("=a01-002\n1 s\n=a01-001\n1 -", comments, name="x")
    assert [coding.comment for coding in codings] == ["a01-001", "a01-002"]


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ("", "a01-003 has no answer"),
        ("=a01-003\n1 q\n2 -\n=a01-004\n1 q", "a01-004 is not in this batch"),
        ("=a01-003\n1 q\n2 -\n=a01-003\n1 q\n2 -", "a01-003 is answered twice"),
        ("=a01-003\n1 q", "a01-003 has lines [1], expected 1 to 2"),
        ("=a01-003\n1 q\n2 -\n3 -", "a01-003 has lines [1, 2, 3], expected 1 to 2"),
        ("=a01-003\n1 q\n1 a\n2 -", "b1.A.txt:3: not an answer line, or answered twice"),
        ("=a01-003\n1 q\nq\n2 -", "b1.A.txt:3: not an answer line, or answered twice"),
        ("=a01-003\n1 x\n2 -", "a01-003 line 1: 'x' is no code"),
        ("=a01-003\n1 q-\n2 -", "a01-003 line 1: 'q-' is no code"),
        ("=a01-003\n1 Q\n2 -", "a01-003 line 1: 'Q' is no code"),
        ("=a01-003\n1 +\n2 -", "a01-003 line 1: '+' is no code"),  # nothing to join with
        ("=a01-003\n1 q / men du = x\n2 -", "a01-003 line 1: 'x' is no code"),
        ("=a01-003\n1 q / men du = \n2 -", "a01-003 line 1: '' is no code"),
        ("=a01-003\n1 q / men vi = a\n2 -", "a01-003 line 1: the words to cut at are not found"),
        ("=a01-003\n1 q / Nå = a\n2 -", "a01-003 line 1: the words to cut at are not found"),  # a cut at the beginning
        ("=a01-003\n1 q / Lykke = a\n2 -", "a01-003 line 1: the words to cut at are not found"),  # in another line
        ("=a01-003\n1 q / men = a / mange = q\n2 -", "a01-003 line 1: the words to cut at are not found"),  # backwards
        ("=a01-003\n1 q / = a\n2 -", "a01-003 line 1: the words to cut at are not found"),
    ],
)
def test_every_kind_of_mistake_is_named(drafted, answers, problem):
    problems = _problems([drafted], answers)
    assert len(problems) == 1
    assert problem in problems[0]
    assert problems[0].startswith("b1.A.txt")


def test_all_mistakes_are_named_at_once(comment, drafted):
    other = comment(text="Bra!", id="a02-001")
    assert len(_problems([drafted, other], "=a01-003\n1 x\n2 y\n=a09-001\n1 q")) == 4


@pytest.mark.parametrize(("labels", "shown"), [((), "-"), (("quality",), "q"), (("quality", "advice", "goal"), "qag")])
def test_letters_stand_for_labels(labels, shown):
    assert letters(labels) == shown


def _coding(*segments):
    return Coding("a01-003", tuple(GoldSegment(start, end, tuple(labels)) for start, end, labels in segments))


Q, A, S = ["quality"], ["advice"], ["summative"]


def test_units_are_cut_wherever_one_of_two_cut(drafted):
    first = _coding((0, 27, Q), (28, 60, A), (61, 71, []))
    second = _coding((0, 60, A), (61, 71, []))
    assert shared_units(drafted, first, second) == [
        Unit(0, 27, ("quality",), ("advice",), starts_first=True, starts_second=True),
        Unit(28, 60, ("advice",), ("advice",), starts_first=True, starts_second=False),
        Unit(61, 71, (), (), starts_first=True, starts_second=True),
    ]


def test_units_of_like_codings_are_its_segments(drafted):
    coding = _coding((0, 60, Q), (61, 71, S))
    assert [(unit.start, unit.end, unit.first, unit.second) for unit in shared_units(drafted, coding, coding)] == [
        (0, 60, ("quality",), ("quality",)),
        (61, 71, ("summative",), ("summative",)),
    ]


def test_units_know_who_joined_lines(drafted):
    first, second = _coding((0, 71, Q)), _coding((0, 60, Q), (61, 71, S))
    assert [(unit.starts_first, unit.starts_second) for unit in shared_units(drafted, first, second)] == [
        (True, True),
        (False, True),
    ]


def test_units_leave_out_white_space_at_the_end(comment):
    made = comment(text="Bra!  \n", id="a01-003")
    coding = _coding((0, 4, S))
    assert shared_units(made, coding, coding)[0].end == 4


def _units(drafted, first, second):
    return shared_units(drafted, _coding(*first), _coding(*second))


def test_dispute_sheet_shows_both_labellings(drafted):
    units = _units(drafted, [(0, 27, Q), (28, 60, A), (61, 71, [])], [(0, 60, A), (61, 71, [])])
    assert render_disputes([(drafted, units)]) == (
        "=a01-003 | norsk | ungdomstrinn | lms\n"
        "? 1 Nå har du mange argumenter,   [q or a]\n"
        "  2 men du må vise til flere kilder.   [a]\n"
        "  3 Lykke til!   [-]\n"
    )


def test_comment_without_a_dispute_is_not_on_the_sheet(drafted):
    # where they cut differs, what they marked does not
    units = _units(drafted, [(0, 27, Q), (28, 60, Q), (61, 71, [])], [(0, 60, Q), (61, 71, [])])
    assert "a01-003" not in render_disputes([(drafted, units)])


def test_dispute_over_several_lines_is_shown_on_one(comment):
    made = comment(text="Fint\nvær", id="a01-003")
    units = shared_units(made, _coding((0, 8, Q)), _coding((0, 8, A)))
    assert "? 1 Fint vær   [q or a]" in render_disputes([(made, units)])


def test_decisions_are_read_by_comment_and_unit():
    assert read_decisions("=a01-003\n1 q\n4 -\n\n=a02-001 | norsk\n2 sa", name="d1.C.txt") == {
        "a01-003": {1: ("quality",), 4: ()},
        "a02-001": {2: ("advice", "summative")},
    }


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ("=a01-003\n1 x", "a01-003 unit 1: 'x' is no code"),
        ("=a01-003\n1 +", "a01-003 unit 1: '+' is no code"),
        ("=a01-003\nq", "d1.C.txt:2: not an answer line"),
        ("=a01-003\n1 q\n1 a", "d1.C.txt:3: not an answer line, or answered twice"),
    ],
)
def test_decision_that_is_none_is_named(answers, problem):
    with pytest.raises(CorpusError) as caught:
        read_decisions(answers, name="d1.C.txt")
    assert problem in caught.value.problems[0]


def test_comment_decided_twice_is_named():
    with pytest.raises(CorpusError, match="a01-003"):
        read_decisions("=a01-003\n1 q\n=a01-003\n1 a", name="d1.C.txt")


@pytest.mark.parametrize(
    ("first", "second", "decisions", "final"),
    [
        # agreed: kept as it is
        ([(0, 60, Q), (61, 71, S)], [(0, 60, Q), (61, 71, S)], {}, [(0, 60, Q), (61, 71, S)]),
        # agreed labels on both sides of a cut that both made: kept, sentences are segments
        ([(0, 60, Q), (61, 71, Q)], [(0, 60, Q), (61, 71, Q)], {}, [(0, 60, Q), (61, 71, Q)]),
        # disputed: the third reader's label
        ([(0, 60, Q), (61, 71, [])], [(0, 60, A), (61, 71, [])], {1: A}, [(0, 60, A), (61, 71, [])]),
        # the third reader may take neither
        ([(0, 60, Q), (61, 71, [])], [(0, 60, A), (61, 71, [])], {1: Q + A}, [(0, 60, Q + A), (61, 71, [])]),
        # a needless cut that only one made: closed
        ([(0, 27, Q), (28, 60, Q), (61, 71, [])], [(0, 60, Q), (61, 71, [])], {}, [(0, 60, Q), (61, 71, [])]),
        # it is closed too where the third reader makes both sides alike
        ([(0, 27, Q), (28, 60, A), (61, 71, [])], [(0, 60, A), (61, 71, [])], {1: A}, [(0, 60, A), (61, 71, [])]),
        # and kept where the sides differ
        ([(0, 27, Q), (28, 60, A), (61, 71, [])], [(0, 60, A), (61, 71, [])], {1: Q},
         [(0, 27, Q), (28, 60, A), (61, 71, [])]),
        # a join that only one made: closed where the labels are alike
        ([(0, 71, Q)], [(0, 60, Q), (61, 71, Q)], {}, [(0, 71, Q)]),
        # two needless cuts in a row
        ([(0, 2, Q), (3, 9, Q), (10, 71, Q)], [(0, 71, Q)], {}, [(0, 71, Q)]),
        # a decision on what was not disputed is passed over
        ([(0, 60, Q), (61, 71, [])], [(0, 60, Q), (61, 71, [])], {1: A}, [(0, 60, Q), (61, 71, [])]),
    ],
)  # fmt: skip
def test_adjudication_settles_labels_and_closes_needless_cuts(drafted, first, second, decisions, final):
    units = _units(drafted, first, second)
    settled = adjudicate(drafted, units, {n: tuple(labels) for n, labels in decisions.items()}, name="d1")
    assert settled == tuple(GoldSegment(start, end, tuple(labels)) for start, end, labels in final)


def test_dispute_without_a_decision_is_named(drafted):
    units = _units(drafted, [(0, 60, Q), (61, 71, S)], [(0, 60, Q), (61, 71, [])])
    with pytest.raises(CorpusError, match="a01-003 unit 2 is disputed and has no decision"):
        adjudicate(drafted, units, {1: ("quality",)}, name="d1")
