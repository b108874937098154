"""Hints: which question comes when, in the comment's own form."""

from __future__ import annotations

import json
from importlib.resources import files
from string import Formatter

import pytest

from tilbakemelding.guidance import MAX_ADVICE, MAX_HINTS, hint_codes, hints_for
from tilbakemelding.labels import FORMS, LABEL_CODES
from tilbakemelding.results import Analysis, PointsForward, Segment

TEXTS = json.loads(files("tilbakemelding").joinpath("guidance.json").read_text("utf-8"))


@pytest.fixture
def hints(parse):
    """Return the hints of a comment given as (words, labels) pairs."""

    def give(*parts, form="nb", norwegian=True):
        parsed = parse(*(words for words, _ in parts), form=form, norwegian=norwegian)
        segments = tuple(
            Segment(p.start, p.end, form, tuple(labels), dict.fromkeys(LABEL_CODES, 0.5), (), uncertain=False)
            for p, (_, labels) in zip(parsed.segments, parts, strict=True)
        )
        carried = {label for _, labels in parts for label in labels}
        analysis = Analysis(
            text=parsed.text,
            form=form,
            form_confidence=0.9,
            model="test",
            segments=segments,
            points_forward=PointsForward("advice" in carried, 0.5),
            verdict_only="summative" in carried and not carried & {"quality", "advice"},
            profile={},
            hints=(),
        )
        return hints_for(analysis, parsed, parsed.segments)

    return give


def _codes(hints):
    return [hint.code for hint in hints]


CASES = [
    ("no-advice-aspect", [("Du har en tydelig struktur .", ["quality"])]),
    ("no-advice", [("Du drøfter godt .", ["quality"])]),
    ("grade-without-description", [("Karakter : 4-", ["summative"])]),
    ("verdict-names-nothing", [("Bra jobba !", ["summative"])]),
    ("vague-advice", [("Jobb mer .", ["advice"])]),
    ("many-advice", [(f"Husk punktum {n} .", ["advice"]) for n in "abcde"]),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("code", "parts"), CASES, ids=[code for code, _ in CASES])
def test_hint_fires_in_its_case(hints, code, parts, form):
    found = {hint.code: hint.message for hint in hints(*parts, form=form)}
    opening = TEXTS[code][form].split("{")[0] or "«"
    assert code in found
    assert found[code].startswith(opening)


@pytest.mark.parametrize("form", FORMS)
def test_notice_comes_first_where_the_text_seems_not_norwegian(hints, form):
    found = hints(("Well done !", ["summative"]), form=form, norwegian=False)
    assert found[0].code == "not-norwegian"
    assert found[0].message == TEXTS["not-norwegian"][form]
    assert found[0].segment is None


def test_cases_cover_every_code():
    assert {code for code, _ in CASES} | {"not-norwegian"} == set(hint_codes())


@pytest.mark.parametrize(
    "parts",
    [
        [("Du har en tydelig struktur .", ["quality"]), ("Husk å vise til kilder .", ["advice"])],
        [("Husk å vise til kilder .", ["advice"])],
        [("Bra jobba !", ["summative"]), ("Du drøfter godt .", ["quality"]), ("Bruk flere kilder .", ["advice"])],
        [("Hei Ola !", [])],  # nothing is said of the work
    ],
)
def test_no_hint_where_none_is_needed(hints, parts):
    assert hints(*parts) == ()


def test_aspect_is_named_as_the_teacher_wrote_it(hints):
    (hint,) = hints(("Du har en tydelig Problemstilling .", ["quality"]))
    assert hint.message == "Du beskriver «problemstilling». Hva kan eleven gjøre for å komme videre med det?"
    assert hint.segment == 0


def test_aspect_is_of_the_last_description_that_names_one(hints):
    (hint,) = hints(
        ("Strukturen er klar .", ["quality"]), ("Språket er fin .", ["quality"]), ("Du drøfter godt .", ["quality"])
    )
    assert "«språket»" in hint.message
    assert hint.segment == 1


def test_general_noun_is_no_aspect(hints):
    (hint,) = hints(("Teksten er god .", ["quality"]))
    assert hint.code == "no-advice"
    assert hint.segment is None


def test_verdict_alone_is_asked_for_its_ground_and_for_advice(hints):
    assert _codes(hints(("Bra jobba !", ["summative"]))) == ["verdict-names-nothing", "no-advice"]


def test_verdict_with_advice_is_asked_for_its_ground_only(hints):
    found = hints(("Bra jobba !", ["summative"]), ("Husk å vise til kilder .", ["advice"]))
    assert _codes(found) == ["verdict-names-nothing"]


def test_verdict_is_not_asked_behind_where_the_work_is_described(hints):
    found = hints(("Karakter : 4", ["summative"]), ("Du har en tydelig struktur .", ["quality"]))
    assert _codes(found) == ["no-advice-aspect"]


def test_praise_is_asked_behind_before_the_grade(hints):
    found = hints(("Karakter : 4", ["summative"]), ("Flott !", ["summative"]))
    assert found[0].code == "verdict-names-nothing"
    assert found[0].segment == 1


@pytest.mark.parametrize(
    "words",
    [
        "4",
        "5-",
        "5/6",
        "18/24",
        "Karakter : fire",
        "Høy måloppnåelse",
        "Høg måloppnåing",
        "Bestått .",
        "Ikke godkjent .",
        "God kompetanse i faget .",
    ],
)
def test_rating_is_quoted_as_a_grade(hints, words):
    assert hints((words, ["summative"]))[0].code == "grade-without-description"


@pytest.mark.parametrize("words", ["Jobb mer .", "Øv mer til neste gang !", "Les bedre .", "Mer innsats !"])
def test_vague_advice_names_neither_act_nor_object(hints, words):
    assert _codes(hints((words, ["advice"]))) == ["vague-advice"]


@pytest.mark.parametrize(
    "words",
    [
        "Jobb med rettskriving .",  # an object of its own
        "Øv på å drøfte .",  # an act of its own
        "Husk punktum .",  # no vague verb
        "Jobb mer og bedre på skolen hver uke fra nå av .",  # longer than six words
    ],
)
def test_advice_with_an_act_or_an_object_is_not_vague(hints, words):
    assert hints((words, ["advice"])) == ()


def test_only_the_first_vague_advice_is_asked_about(hints):
    (hint,) = hints(("Jobb mer .", ["advice"]), ("Øv mer .", ["advice"]))
    assert hint.segment == 0
    assert "«Jobb mer»" in hint.message


@pytest.mark.parametrize(("count", "codes"), [(MAX_ADVICE, []), (MAX_ADVICE + 1, ["many-advice"])])
def test_many_advice_begins_after_the_limit(hints, count, codes):
    assert _codes(hints(*[("Husk punktum .", ["advice"])] * count)) == codes


def test_many_advice_counts_them(hints):
    (hint,) = hints(*[("Husk punktum .", ["advice"])] * 6)
    assert hint.message == "Her er 6 råd. Hvilket av dem er viktigst å begynne med?"


def test_questions_are_two_at_most(hints):
    # a verdict without ground, too much advice, and a vague piece of it
    found = hints(("Bra jobba !", ["summative"]), ("Jobb mer .", ["advice"]), *[("Husk punktum .", ["advice"])] * 5)
    assert MAX_HINTS == 2
    assert _codes(found) == ["verdict-names-nothing", "many-advice"]


def test_notice_is_no_question_and_takes_no_place(hints):
    found = hints(("Bra jobba !", ["summative"]), norwegian=False)
    assert _codes(found) == ["not-norwegian", "verdict-names-nothing", "no-advice"]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Bra jobba !", "«Bra jobba»"),
        ("Flott ...", "«Flott»"),
        ("Fin tekst ,", "«Fin tekst»"),  # cut at a clause: the comma stays with the first part
        ("Fin tekst –", "«Fin tekst»"),  # so does a dash
        ("5-", "«5-»"),  # but not the minus of a grade
        ("Bra {her} !", "«Bra {her}»"),  # braces are the teacher's, no placeholders
    ],
)
def test_quote_has_no_final_mark(hints, words, quote):
    assert hints((words, ["summative"]))[0].message.startswith(quote)


def test_long_quote_is_shortened_at_a_word(hints):
    words = "Dette var en kjempegod og veldig gjennomarbeidet og morsom novelle om livet på hytta"
    quote = hints((words, ["summative"]))[0].message.split("»")[0].lstrip("«")
    assert quote.endswith(" …")
    assert len(quote) <= 62
    assert words.startswith(quote.removesuffix(" …") + " ")


def test_quote_of_several_lines_stands_on_one(parse):
    parsed = parse("Bra jobba", form="nb")
    text = parsed.text.replace(" ", "\n")
    segment = Segment(0, len(text), "nb", ("summative",), {}, (), uncertain=False)
    analysis = Analysis(text, "nb", 0.9, "test", (segment,), PointsForward(False, 0.1), True, {}, ())
    assert "«Bra jobba»" in hints_for(analysis, parsed, parsed.segments)[0].message


@pytest.mark.parametrize("code", TEXTS)
def test_text_is_worded_in_both_forms(code):
    assert set(TEXTS[code]) == set(FORMS)
    assert all(TEXTS[code].values())


@pytest.mark.parametrize("code", TEXTS)
def test_text_has_the_same_placeholders_in_both_forms(code):
    nb, nn = ({name for _, name, _, _ in Formatter().parse(TEXTS[code][form]) if name} for form in FORMS)
    assert nb == nn


@pytest.mark.parametrize("code", [code for code in TEXTS if code != "not-norwegian"])
@pytest.mark.parametrize("form", FORMS)
def test_hint_asks(code, form):
    assert TEXTS[code][form].endswith("?")
