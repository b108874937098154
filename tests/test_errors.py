"""The errors: a tree, stable codes, messages that say what to do."""

from __future__ import annotations

import inspect
import re

import pytest

from tilbakemelding import errors
from tilbakemelding.errors import (
    BlankText,
    BrokenDocument,
    CorpusError,
    DocumentMismatch,
    DocumentTooLarge,
    EncryptedDocument,
    FileUnreadable,
    HostileDocument,
    InputError,
    InvalidCharacters,
    InvalidCorrection,
    MacroDocument,
    MalformedLine,
    ModelError,
    ModelMalformed,
    ModelMismatch,
    ModelMissing,
    ModelTampered,
    NoComments,
    TextTooLong,
    TilbakemeldingError,
    ToolMissing,
    TooManyComments,
    UndecodableFile,
    UnknownColumn,
    UnknownLabel,
    UnknownLanguageModel,
    UnknownSheet,
    UnsupportedDocument,
    UnusableFigure,
    UnusableRelease,
    WrongType,
)

CLASSES = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]

EXAMPLES: list[tuple[type[TilbakemeldingError], dict[str, object]]] = [
    (BlankText, {"where": "liste.csv:3"}),
    (TextTooLong, {"length": 30_000, "limit": 20_000, "where": "liste.csv:3"}),
    (InvalidCharacters, {"position": 17, "where": "liste.csv:3"}),
    (WrongType, {"what": "the text", "expected": "a string", "got": "int", "where": "liste.csv:3"}),
    (UnknownLabel, {"allowed": "quality, advice"}),
    (UndecodableFile, {"where": "liste.csv:3", "position": 17}),
    (MalformedLine, {"where": "liste.jsonl:3", "problem": "the line is no JSON"}),
    (FileUnreadable, {"where": "liste.csv", "reason": "Permission denied"}),
    (UnsupportedDocument, {"ending": ".pages", "allowed": ".docx, .odt"}),
    (DocumentMismatch, {"ending": ".docx", "found": "a PDF"}),
    (DocumentTooLarge, {"size": 11_000_000, "limit": 10_000_000}),
    (TooManyComments, {"limit": 20_000, "what": "rows"}),
    (BrokenDocument, {"reason": "the archive is cut off"}),
    (EncryptedDocument, {}),
    (MacroDocument, {"allowed": ".docx"}),
    (HostileDocument, {"reason": "it declares a document type"}),
    (NoComments, {"looked_for": "a column of text"}),
    (UnknownSheet, {"count": 3}),
    (UnknownColumn, {"count": 4}),
    (InvalidCorrection, {"problem": "the stretch is empty"}),
    (UnknownLanguageModel, {"name": "nb_core", "reason": "OSError"}),
    (UnusableRelease, {"problem": "two pieces have the same id"}),
    (UnusableFigure, {"what": "the inclusion probability", "got": 1.5, "allowed": "at most 1"}),
    (ModelMissing, {"path": "models/manifest.json", "remedy": "Train anew."}),
    (ModelTampered, {"path": "models/classifier.joblib", "expected": "a" * 64, "found": "b" * 64}),
    (ModelMalformed, {"path": "models/manifest.json", "reason": "it is no manifest"}),
    (ModelMismatch, {"what": "numpy", "trained": "1.0", "found": "2.0", "remedy": "Train anew."}),
    (ToolMissing, {"tool": "floret", "package": "floret"}),
]
NAMES = [error.__name__ for error, _ in EXAMPLES]


def test_every_worded_error_has_an_example_here():
    worded = {error for error in CLASSES if "__init__" in vars(error)} - {TilbakemeldingError, CorpusError}
    assert worded == {error for error, _ in EXAMPLES}


@pytest.mark.parametrize("error", CLASSES)
def test_error_has_a_code_of_its_own_in_kebab_case(error):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", vars(error)["code"])


def test_codes_are_unique():
    codes = [error.code for error in CLASSES]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("error", CLASSES)
def test_error_is_a_branch_of_the_one_root(error):
    assert issubclass(error, TilbakemeldingError)


def test_tree_in_the_docstring_draws_every_class_under_its_parent():
    drawn = []
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"^    ((?:│   |    )*(?:[├└]── )?)([A-Z]\w+)\b", line)
        if match:
            depth = len(match[1]) // 4
            path = [*path[:depth], match[2]]
            drawn.append((match[2], path[-2] if depth else "Exception"))
    assert sorted(drawn) == sorted((error.__name__, error.__base__.__name__) for error in CLASSES)


@pytest.mark.parametrize("error", CLASSES)
def test_error_has_a_docstring(error):
    assert inspect.getdoc(error)
    assert error.__doc__


@pytest.mark.parametrize(("error", "facts"), EXAMPLES, ids=NAMES)
def test_message_is_made_of_every_fact(error, facts):
    message = str(error(**facts))
    for value in facts.values():
        shown = str(value)[:12] if error is ModelTampered and len(str(value)) == 64 else str(value)
        assert shown in message


@pytest.mark.parametrize(("error", "facts"), EXAMPLES, ids=NAMES)
def test_facts_hold_what_the_message_was_made_from(error, facts):
    # how to mend it is advice, no fact; all else is
    assert error(**facts).facts.items() >= {name: facts[name] for name in facts if name != "remedy"}.items()


@pytest.mark.parametrize("error", [BlankText, WrongType, InvalidCharacters, TextTooLong])
def test_place_is_left_out_where_none_is_given(error):
    facts = {name: value for name, value in dict(EXAMPLES)[error].items() if name != "where"}
    message = str(error(**facts))
    assert not message.startswith((":", " "))
    assert "liste.csv" not in message


@pytest.mark.parametrize("error", [BlankText, WrongType, InvalidCharacters, TextTooLong])
def test_what_a_caller_can_mend_is_an_input_error(error):
    assert issubclass(error, InputError)


def test_corpus_error_lists_its_problems():
    error = CorpusError(["train.jsonl:1: one", "train.jsonl:2: two"])
    assert error.problems == ["train.jsonl:1: one", "train.jsonl:2: two"]
    assert "2 problem(s)" in str(error)
    assert "train.jsonl:2: two" in str(error)


def test_corpus_error_shows_fifty_problems_and_counts_the_rest():
    message = str(CorpusError([f"train.jsonl:{n}: bad" for n in range(1, 54)]))
    assert "train.jsonl:50: bad" in message
    assert "train.jsonl:51: bad" not in message
    assert message.endswith("and 3 more")


def test_model_error_is_no_input_error():
    assert not issubclass(ModelError, InputError)
