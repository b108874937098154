"""spaCy in, plain values out, with offsets into the text as given."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilbakemelding.errors import ModelMissing, UnknownLanguageModel
from tilbakemelding.language import LanguagePipeline
from tilbakemelding.language.pipeline import _tag, pipeline_name
from tilbakemelding.training.language_pipeline import blank


def _words(parsed):
    return [parsed.text[token.start : token.end] for token in parsed.tokens]


def _parts(parsed):
    return [parsed.text[segment.start : segment.end] for segment in parsed.segments]


def test_text_falls_into_tokens_and_segments(toy_language):
    parsed = toy_language.parse("Du har en tydelig struktur, men du må vise til kilder. Bra!")
    assert _words(parsed)[:6] == ["Du", "har", "en", "tydelig", "struktur", ","]
    assert _parts(parsed) == ["Du har en tydelig struktur,", "men du må vise til kilder.", "Bra!"]
    assert [segment.joinable for segment in parsed.segments] == [False, True, False]


def test_token_has_its_grammar(toy_language):
    token = toy_language.parse("Husk punktum.").tokens[0]
    assert (token.norm, token.pos, token.feats, token.tag) == ("husk", "VERB", "Mood=Imp|VerbForm=Fin", "VERB:Imp:Fin")
    assert token.finite


def test_token_without_features_has_none(toy_language):
    token = toy_language.parse("Husk punktum.").tokens[1]
    assert (token.pos, token.feats, token.tag) == ("NOUN", "", "NOUN")


def test_pipeline_without_tags_gives_the_unknown_part_of_speech():
    token = LanguagePipeline(blank()).parse("Bra").tokens[0]
    assert (token.pos, token.feats) == ("X", "")


def test_tokens_of_a_nynorsk_text_have_bokmal_keys(toy_language):
    parsed = toy_language.parse("Eg veit ikkje kva du meiner.")
    assert parsed.form == "nn"
    assert [token.key for token in parsed.tokens[:4:2]] == ["jeg", "ikke"]


def test_form_and_language_are_told(toy_language):
    parsed = toy_language.parse("Jeg ser at du ikke har noen kilder.")
    assert (parsed.form, parsed.norwegian) == ("nb", True)
    assert 0.5 <= parsed.form_confidence <= 1


def test_foreign_text_is_told(toy_language):
    assert not toy_language.parse("Sehr gut gemacht, aber du musst Beispiele geben.").norwegian


@pytest.mark.parametrize(
    ("text", "words", "parts"),
    [
        ("Du ma\u030a o\u0308ve.", ["Du", "ma\u030a", "o\u0308ve", "."], ["Du ma\u030a o\u0308ve."]),
        ("Vis kil\u00adder.", ["Vis", "kil\u00adder", "."], ["Vis kil\u00adder."]),
        ("\ufeffBra!\u200b Fint!", ["Bra", "!\u200b", "Fint", "!"], ["\ufeffBra!\u200b", "Fint!"]),
        ("Bra!\r\nHusk kilder", ["Bra", "!", "Husk", "kilder"], ["Bra!", "Husk kilder"]),
        ("\u00a0 Side\u00a03 \n", ["Side", "3"], ["Side\u00a03"]),
        ("Bra 👍\n👩\u200d🏫", ["Bra", "👍", "👩", "\u200d", "🏫"], ["Bra 👍", "👩\u200d🏫"]),
        ("\uf0b7\tFin tekst", ["Fin", "tekst"], ["\uf0b7\tFin tekst"]),  # a bullet of Word's symbol font
    ],
)
def test_offsets_are_into_the_text_as_given(toy_language, text, words, parts):
    parsed = toy_language.parse(text)
    assert parsed.text == text
    assert _words(parsed) == words
    assert _parts(parsed) == parts


def test_white_space_is_no_token(toy_language):
    parsed = toy_language.parse("Bra!  \n\n  Husk   kilder.")
    assert _words(parsed) == ["Bra", "!", "Husk", "kilder", "."]


def test_sentence_start_on_white_space_counts_for_the_token_after_it():
    nlp = blank()

    def starts(doc):
        for token in doc:
            token.is_sent_start = token.i == 0 or token.is_space
            token.pos_ = "NOUN"
        return doc

    language = LanguagePipeline(nlp)
    language._nlp = lambda text: starts(nlp(text))
    # three blanks are a token; the start that it carries parts two sentences without a mark
    assert _parts(language.parse("Fin tekst   Flere kilder")) == ["Fin tekst", "Flere kilder"]


TEXTS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40),
    st.lists(
        st.sampled_from(["Du", "må", "ma\u030a", "men", "husk", "kil\u00adder", ".", ",", "–", ":)", "4-", "\n", "\r\n",
                         " ", "\u00a0", "\u200b", "«", "»", "👩\u200d🏫", "\uf0b7"]),
        max_size=20,
    ).map("".join),
).filter(lambda text: any(character.isalnum() for character in text))  # fmt: skip


@given(TEXTS)
def test_every_visible_character_lies_in_exactly_one_segment(toy_language, text):
    covered = [0] * len(text)
    for segment in toy_language.parse(text).segments:
        for place in range(segment.start, segment.end):
            covered[place] += 1
    assert all(count == 1 for count, character in zip(covered, text, strict=True) if not character.isspace())


@given(TEXTS)
def test_segments_are_in_order_without_white_space_around(toy_language, text):
    end = 0
    for segment in toy_language.parse(text).segments:
        assert end <= segment.start < segment.end
        assert text[segment.start : segment.end].strip() == text[segment.start : segment.end]
        end = segment.end


@given(TEXTS)
def test_tokens_lie_in_their_segment(toy_language, text):
    parsed = toy_language.parse(text)
    for segment in parsed.segments:
        for token in parsed.tokens[segment.first : segment.last]:
            assert segment.start <= token.start < token.end
            assert text[token.start : token.end].rstrip() == text[token.start : min(token.end, segment.end)].rstrip()


TEXTS_OF_ALL_KINDS = ["Bra jobba!", "Du ma\u030a øve.", "Husk:\n- kilder\n- punktum", "4-"] * 40


def test_many_are_parsed_as_one_by_one(toy_language):
    for one, text in zip(toy_language.parse_many(TEXTS_OF_ALL_KINDS), TEXTS_OF_ALL_KINDS, strict=True):
        alone = toy_language.parse(text)
        assert (one.text, one.form, one.tokens, one.segments) == (text, alone.form, alone.tokens, alone.segments)


def test_many_of_none_are_none(toy_language):
    assert list(toy_language.parse_many([])) == []


def test_run_only_counts_spacys_tokens(toy_language):
    assert toy_language.run_only(["Bra jobba!", "Husk punktum"]) == 5


@pytest.mark.parametrize(
    ("pos", "feats", "tag"),
    [
        ("VERB", "Mood=Imp|VerbForm=Fin", "VERB:Imp:Fin"),
        ("VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin", "VERB:Ind:Pres:Fin"),
        ("ADJ", "Degree=Cmp", "ADJ:Cmp"),
        ("NOUN", "Gender=Masc|Number=Sing", "NOUN"),  # features that tell nothing here
        ("PUNCT", "", "PUNCT"),
        ("PUNCT", "_", "PUNCT"),
    ],
)
def test_tag_is_the_part_of_speech_and_the_telling_features(pos, feats, tag):
    assert _tag(pos, feats) == tag


def test_name_tells_pipelines_apart(toy_nlp):
    one = pipeline_name(toy_nlp)
    other = blank()
    assert one == pipeline_name(toy_nlp)
    assert one.startswith("nb_")
    other.meta["version"] = "9.9.9"
    assert pipeline_name(other) != one
    other.meta.update(version=toy_nlp.meta["version"], description="trained anew")
    assert pipeline_name(other) != one


@pytest.fixture
def saved(toy_nlp, tmp_path):
    toy_nlp.to_disk(tmp_path / "language")
    return tmp_path / "language"


def test_saved_pipeline_is_loaded(saved, toy_language):
    loaded = LanguagePipeline.load(saved)
    assert loaded.name == toy_language.name
    assert loaded.parse("Husk punktum.").tokens == toy_language.parse("Husk punktum.").tokens


@pytest.mark.usefixtures("toy_nlp")  # it registers the component
def test_load_leaves_out_what_no_analysis_needs(tmp_path):
    nlp = blank()
    nlp.add_pipe("toy_grammar")
    nlp.add_pipe("norwegian_lemmatizer")
    nlp.to_disk(tmp_path / "language")
    assert LanguagePipeline.load(tmp_path / "language")._nlp.pipe_names == ["toy_grammar"]


def test_folder_that_is_not_there_is_a_missing_model(tmp_path):
    with pytest.raises(ModelMissing, match="nowhere"):
        LanguagePipeline.load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["no_such_package", ""])
def test_package_that_is_not_installed_is_unknown(name):
    with pytest.raises(UnknownLanguageModel):
        LanguagePipeline.load(name)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("config.cfg", b""),
        ("config.cfg", b"[nlp"),
        ("config.cfg", b"\xff\xfe"),
        ("config.cfg", b'[nlp]\nlang = "zz"\npipeline = []\n'),
        ("config.cfg", b'[nlp]\nlang = "nb"\npipeline = ["no_such_component"]\n'),
        ("meta.json", b"{"),
        ("meta.json", b"[]"),
        ("tokenizer", b"damaged"),
    ],
)
def test_damaged_pipeline_is_refused(saved, file, content):
    (saved / file).write_bytes(content)
    with pytest.raises(UnknownLanguageModel):
        LanguagePipeline.load(saved)


def test_folder_that_is_no_pipeline_is_refused(saved):
    shutil.rmtree(saved)
    saved.mkdir()
    with pytest.raises(UnknownLanguageModel):
        LanguagePipeline.load(saved)


@pytest.mark.parametrize(
    ("gives", "reason"),
    [
        ((), "part of speech"),
        (("pos",), "universal features"),
        (("pos", "morph"), "sentence starts"),
    ],
)
def test_pipeline_that_lacks_what_is_needed_is_refused(gives, reason):
    nlp = blank()
    language = LanguagePipeline(nlp)

    def incomplete(text):
        doc = nlp(text)
        for token in doc:
            if "pos" in gives:
                token.pos_ = "VERB"
            if "morph" in gives:
                token.set_morph("VerbForm=Fin")
        return doc

    language._nlp = incomplete
    with pytest.raises(UnknownLanguageModel, match=reason):
        language.check()


def test_pipeline_that_gives_what_is_needed_passes(toy_language):
    toy_language.check()
