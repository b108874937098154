"""The shipped models: quality against recorded floors, and what every release must do."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilbakemelding import LABELS, BlankText, InvalidCharacters, TextTooLong, TilbakemeldingError, WrongType
from tilbakemelding.artefact import default_models, file_sha256, read_manifest
from tilbakemelding.corpus.records import read_split
from tilbakemelding.evaluation import count
from tilbakemelding.training.errors import find_errors, read_reading
from tilbakemelding.training.feedback import figures_by_form, predict

ANY = st.one_of(
    st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n.!?;:–-,«»"), st.sampled_from("menogsådu")
)
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))["classifier"]


@pytest.fixture(scope="module")
def measured(analyser, root):
    comments = read_split(root / "corpora" / "annotated", "test")
    return figures_by_form(comments, count(comments, predict(analyser, comments)))


@pytest.fixture(scope="module")
def report():
    return json.loads((default_models() / "feedback" / "report.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("scope", "name"), [(scope, name) for scope, names in FLOORS.items() for name in names])
def test_quality_is_not_under_its_floor(measured, scope, name):
    assert measured[scope][name]["f1"] >= FLOORS[scope][name]


def test_report_says_what_is_measured_anew(measured, report):
    for scope in ("all", "nb", "nn"):
        assert measured[scope]["macro_f1_core"]["f1"] == pytest.approx(
            report["test"][scope]["macro_f1_core"]["f1"], abs=2e-3
        )


def test_errors_that_were_read_are_those_of_the_shipped_models(analyser, root):
    reading = read_reading(default_models() / "feedback" / "errors.json")
    comments = read_split(root / "corpora" / "annotated", reading.split)
    errors = find_errors(comments, predict(analyser, comments))
    assert len(errors) == pytest.approx(reading.of, rel=0.02)
    assert len(set(errors) & set(reading.errors)) >= 0.9 * len(reading.errors)


@pytest.mark.parametrize("scope", ["nb", "nn"])
@pytest.mark.parametrize("baseline", ["majority", "keyword rules", "n-grams"])
def test_baselines_are_beaten_in_both_forms(report, scope, baseline):
    assert report["test"][scope]["macro_f1_core"]["f1"] > report["baselines"][baseline][scope]["macro_f1_core"]["f1"]


def test_report_is_of_the_corpus_that_is_here(report, root):
    for split, digest in report["corpus_sha256"].items():
        assert file_sha256(root / "corpora" / "annotated" / f"{split}.jsonl") == digest


def test_manifest_is_of_the_model_that_is_here(analyser, report):
    assert read_manifest(default_models() / "feedback").version == analyser.version == report["model"]


def test_language_pipeline_is_under_25_megabytes():
    assert (
        sum(file.stat().st_size for file in (default_models() / "language").rglob("*") if file.is_file()) < 25_000_000
    )


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Husk kildeliste neste gang.", "advice"),
        ("Hugs kjeldeliste neste gong.", "advice"),
        ("Du må bruke flere fagbegreper.", "advice"),
        ("Du må bruke fleire fagomgrep.", "advice"),
        ("Karakter: 4", "summative"),
        ("Bra jobba!", "summative"),
        ("Innledningen er tydelig og presenterer temaet.", "quality"),
        ("Innleiinga er tydeleg og presenterer temaet.", "quality"),
    ],
)
def test_plain_cases_are_right(analyser, text, labels):
    assert labels in analyser.analyse(text).segments[0].labels


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Du har skrevet en god tekst, men du mangler kilder.", "nb"),
        ("Du har skrive ein god tekst, men du manglar kjelder.", "nn"),
    ],
)
def test_form_is_told(analyser, text, form):
    assert analyser.analyse(text).form == form


def test_form_of_a_segment_may_differ_from_the_comments(analyser):
    analysis = analyser.analyse("Eg likar korleis du byggjer opp teksten din. Hvordan kan jeg hjelpe deg videre nå?")
    assert [segment.form for segment in analysis.segments] == ["nn", "nb"]


def test_other_language_is_analysed_and_said(analyser):
    analysis = analyser.analyse("You have written a very good essay, but you need to use more sources.")
    assert analysis.segments
    assert [hint.code for hint in analysis.hints][:1] == ["not-norwegian"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", BlankText),
        (" \n\t", BlankText),
        ("\u200b\u2060", BlankText),
        ("\x00", BlankText),
        (" " * 1_000_000, TextTooLong),
        ("a" * 20_001, TextTooLong),
        ("Bra \ud800", InvalidCharacters),
        (7, WrongType),
        (None, WrongType),
    ],
)
def test_what_cannot_be_analysed_is_refused(analyser, text, error):
    with pytest.raises(error):
        analyser.analyse(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bra\x00 jobba!",
        "\u202eBra jobba\u202c!",
        "Fin tekst!\r\nHusk\u00a0kilder.",
        "A\u030a skrive er go\u0308y.",
        "a" * 20_000,
        "🎉" * 500,
    ],
)
def test_odd_text_is_analysed_whole(analyser, text):
    _assert_covered(analyser.analyse(text))


def _assert_covered(analysis):
    end = 0
    for segment in analysis.segments:
        assert end <= segment.start < segment.end <= len(analysis.text)
        assert not analysis.text[end : segment.start].strip()
        words = analysis.text[segment.start : segment.end]
        assert words == words.strip()
        end = segment.end
    assert not analysis.text[end:].strip()


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.one_of(
            st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n.!?;:–-,«»"), st.sampled_from("menogsådu")
        ),
        max_size=300,
    )
)
def test_segments_of_any_text_are_in_order_and_cover_it(analyser, text):
    try:
        analysis = analyser.analyse(text)
    except TilbakemeldingError as error:
        assert error.code == "blank-text"  # noqa: PT017 - the one error that such a text may give
    else:
        _assert_covered(analysis)


def test_evidence_adds_up_to_the_log_odds(analyser, root):
    for comment in read_split(root / "corpora" / "annotated", "dev")[:150]:
        for segment in analyser.analyse(comment.text).segments:
            for label in segment.labels:
                total = sum(piece.weight for piece in segment.evidence if piece.label == label)
                assert 1 / (1 + np.exp(-total)) == pytest.approx(segment.probabilities[label], abs=1e-3)


def test_removing_evidence_lowers_a_score_more_than_removing_other_words(analyser, root):
    """Deletion: without its strongest stretch a score falls further than without as many other words."""
    drops, others = [], []
    for comment in read_split(root / "corpora" / "annotated", "dev"):
        segments = analyser.analyse(comment.text).segments
        if len(segments) != 1 or len(segments[0].labels) != 1 or len(segments[0].evidence) < 2:
            continue
        label, piece = segments[0].labels[0], segments[0].evidence[0]
        words = [m.span() for m in re.finditer(r"\S+", comment.text)]
        named = [span for span in words if span[0] < piece.end and piece.start < span[1]]
        rest = [span for span in words if span not in named]
        if not named or len(rest) <= len(named):
            continue
        for spans, falls in ((named, drops), (rest[: len(named)], others)):
            text = "".join(c for k, c in enumerate(comment.text) if not any(a <= k < b for a, b in spans))
            after = analyser.analyse(text).segments[0].probabilities[label]
            falls.append(segments[0].probabilities[label] - after)
    assert len(drops) >= 30
    assert np.mean(drops) > 2 * np.mean(others)


def test_analysing_many_is_analysing_each(analyser):
    texts = ["Bra jobba!", "Husk kilder.", "Du har god struktur, men du må bruke kilder."]
    assert [a.to_dict() for a in analyser.analyse_many(texts)] == [analyser.analyse(text).to_dict() for text in texts]


def test_every_label_has_a_probability(analyser):
    assert set(analyser.analyse("Bra!").segments[0].probabilities) == {label.code for label in LABELS}
