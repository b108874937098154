"""The treebank: reading its two annotations, and carrying one over to the other."""

from __future__ import annotations

import lzma

import pytest

from tilbakemelding.training.treebank import (
    TreebankSentence,
    TreebankToken,
    UdMapping,
    learn_mapping,
    mend_proper_nouns,
    normalise_features,
    read_ndt,
    read_pairs,
    read_ud,
)

NDT = """\
# sent_id = avis-01-001
1\tKari\tKari\tsubst\tsubst\tprop\t2\tSUBJ\t_\tname=B-PER
2\tles\tlese\tverb\tverb\tpres\t0\tFINV\t_\t_
3\tboka\tbok\tsubst\tsubst\tappell|fem|be|eint\t2\tDOBJ\t_\t_
4\t.\t$.\tclb\tclb\t<ikkje-clb>\t2\tIP\t_\t_

# sent_id = avis-01-002
1\tNytt\tny\tadj\tadj\tnøyt|ub|eint|pos\t2\tATR\t_\t_
2\tår\tår\tsubst\tsubst\tappell|nøyt|ub|eint\t0\tFRAG\t_\t_
3\t|\t$|\tclb\tclb\t_\t2\tIP\t_\t_
"""

UD = """\
# sent_id = avis-01-001
# text = Kari les boka.
1\tKari\tKari\tNOUN\t_\tGender=Fem\t2\tnsubj\t_\tname=B-PER
2\tles\tlese\tVERB\t_\tMood=Ind|Tense=Pres|VerbForm=Fin\t0\troot\t_\tname=O
3\tboka\tbok\tNOUN\t_\tDefinite=Def\t2\tobj\t_\tSpaceAfter=No|name=O
4\t.\t$.\tPUNCT\t_\t_\t2\tpunct\t_\tname=O

# sent_id = avis-01-002
1\tNytt\tny\tADJ\t_\tDegree=Pos\t2\tamod\t_\tname=O
2\tår\tår\tNOUN\t_\tDefinite=Ind\t0\troot\t_\tname=O
"""


def _write(path, text):
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.write(text)
    return path


@pytest.fixture
def ndt(tmp_path):
    return list(read_ndt(_write(tmp_path / "ndt.conll.xz", NDT)))


@pytest.fixture
def ud(tmp_path):
    return list(read_ud(_write(tmp_path / "ud.conllu.xz", UD)))


def _forms(sentence):
    return [token.form for token in sentence.tokens]


def test_ndt_sentences_are_parted_by_empty_lines(ndt):
    assert [_forms(sentence) for sentence in ndt] == [["Kari", "les", "boka", "."], ["Nytt", "år"]]


def test_row_that_ends_a_heading_is_left_out_and_remembered(ndt):
    assert [sentence.heading for sentence in ndt] == [False, True]


def test_document_is_the_sentences_name_without_its_number(ndt, ud):
    assert {sentence.document for sentence in [*ndt, *ud]} == {"avis-01"}


def test_ndt_token_has_its_columns(ndt):
    assert ndt[0].tokens[2] == TreebankToken("boka", "bok", "subst", "appell|fem|be|eint", 2, "DOBJ", "O")


def test_entity_is_read_from_the_last_column(ndt, ud):
    assert ndt[0].tokens[0].entity == ud[0].tokens[0].entity == "B-PER"


def test_punctuation_is_its_own_lemma(ndt, ud):
    assert ndt[0].tokens[3].lemma == ud[0].tokens[3].lemma == "."


def test_root_has_no_head(ndt):
    assert ndt[0].tokens[1].head == 0


def test_ud_keeps_where_no_space_follows(ud):
    assert [token.space_after for token in ud[0].tokens] == [True, True, False, True]


def test_ud_bar_is_a_word_and_no_heading(tmp_path):
    text = "1\t|\t$|\tSYM\t_\t_\t0\troot\t_\t_\n"
    (sentence,) = read_ud(_write(tmp_path / "ud.xz", text))
    assert _forms(sentence) == ["|"]
    assert not sentence.heading


def test_last_sentence_needs_no_empty_line_after_it(tmp_path):
    assert len(list(read_ndt(_write(tmp_path / "ndt.xz", NDT.rstrip("\n"))))) == 2


def test_comments_without_a_sentence_are_none(tmp_path):
    assert list(read_ndt(_write(tmp_path / "ndt.xz", "# a comment\n\n# another\n\n"))) == []


@pytest.mark.parametrize(
    ("feats", "normalised"),
    [
        ("fem|be|eint", "be|ent|fem"),  # nynorsk names become bokmål's
        ("fem|bu|ent", "be|ent|fem"),
        ("pres|samset", "pres"),  # without weight
        ("<ikkje-clb>", ""),
        ("<ikke-clb>", ""),
        ("_", ""),
        ("", ""),
    ],
)
def test_features_have_one_name_for_both_standards(feats, normalised):
    assert normalise_features(feats) == normalised


def test_proper_noun_of_ndt_mends_ud(ndt, ud):
    mended = mend_proper_nouns(ndt[0], ud[0])
    assert [token.pos for token in mended.tokens] == ["PROPN", "VERB", "NOUN", "PUNCT"]
    assert mended.tokens[0].feats == "Gender=Fem"
    assert mended.tokens[2].space_after is False


def test_sentences_of_other_lengths_are_not_mended(ndt, ud):
    assert mend_proper_nouns(ndt[1], ud[0]) is ud[0]


@pytest.fixture
def mapping(ndt, ud):
    learnt = UdMapping()
    for one, two in zip(ndt, ud, strict=True):
        learnt.learn(one, two)
    return learnt


def _tags(sentence):
    return [(token.pos, token.feats) for token in sentence.tokens]


def test_mapping_gives_back_what_it_learnt(mapping, ndt):
    assert _tags(mapping.apply(ndt[0])) == [
        ("PROPN", "Gender=Fem"),
        ("VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin"),
        ("NOUN", "Definite=Def"),
        ("PUNCT", "_"),
    ]


def test_mapping_keeps_everything_but_the_tags(mapping, ndt):
    mapped = mapping.apply(ndt[1])
    assert (mapped.document, mapped.heading, _forms(mapped)) == ("avis-01", True, ["Nytt", "år"])
    assert [(t.lemma, t.head, t.deprel) for t in mapped.tokens] == [("ny", 2, "ATR"), ("år", 0, "FRAG")]


def _ndt_token(form, lemma, pos, feats, *, deprel="X", head=0):  # noqa: PLR0913 - a row of the treebank
    return TreebankToken(form, lemma, pos, feats, head, deprel, "O")


@pytest.mark.parametrize(
    ("token", "tags"),
    [
        # an unknown word of known features
        (_ndt_token("viser", "vise", "verb", "pres"), ("VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin")),
        # unknown features: by part of speech alone
        (_ndt_token("viste", "vise", "verb", "pret"), ("VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin")),
        # the same features in the other standard's names
        (_ndt_token("jenta", "jente", "subst", "appell|fem|bu|ent"), ("NOUN", "Definite=Def")),
        # a name is a name, whatever was learnt
        (_ndt_token("Oslo", "Oslo", "subst", "prop"), ("PROPN", "Gender=Fem")),
        # nothing known
        (_ndt_token("hurra", "hurra", "interj", "_"), ("X", "_")),
    ],
)
def test_mapping_falls_back_on_coarser_keys(mapping, token, tags):
    assert _tags(mapping.apply(TreebankSentence("x", (token,)))) == [tags]


def test_commonest_tag_wins():
    mapping = UdMapping()
    sentence = TreebankSentence("x", (_ndt_token("som", "som", "sbu", "_"),))
    for pos in ("PRON", "SCONJ", "PRON"):
        mapping.learn(sentence, TreebankSentence("x", (TreebankToken("som", "som", pos, "_", 0, "mark", "O"),)))
    assert _tags(mapping.apply(sentence)) == [("PRON", "_")]


def test_dependents_tell_readings_apart():
    # "er" with a predicative is a copula, without one a verb
    def sentence(pos, *, predicative):
        tokens = [_ndt_token("er", "være", "verb", "pres", deprel="FINV")]
        if predicative:
            tokens.append(_ndt_token("fin", "fin", "adj", "pos", deprel="SPRED", head=1))
        gold = [
            TreebankToken("er", "være", pos, "_", 0, "x", "O"),
            TreebankToken("fin", "fin", "ADJ", "_", 1, "x", "O"),
        ]
        return TreebankSentence("x", tuple(tokens)), TreebankSentence("x", tuple(gold[: len(tokens)]))

    mapping = UdMapping()
    for pos, predicative in (("AUX", True), ("VERB", False)):
        mapping.learn(*sentence(pos, predicative=predicative))
    for pos, predicative in (("AUX", True), ("VERB", False)):
        assert mapping.apply(sentence(pos, predicative=predicative)[0]).tokens[0].pos == pos


def test_sentences_of_other_lengths_teach_nothing(ndt, ud):
    mapping = UdMapping()
    mapping.learn(ndt[0], ud[1])
    assert {pos for pos, _ in _tags(mapping.apply(ndt[1]))} == {"X"}


@pytest.fixture
def folder(tmp_path):
    _write(tmp_path / "ndt-nno-dev.conll.xz", NDT)
    _write(tmp_path / "norne-ud-nno-dev.conllu.xz", UD)
    return tmp_path


def test_pairs_stand_side_by_side(folder):
    pairs = list(read_pairs(folder, form="nn", part="dev"))
    assert [_forms(one) == _forms(two) for one, two in pairs] == [True, True]


def test_pairs_of_other_numbers_are_refused(folder):
    _write(folder / "norne-ud-nno-dev.conllu.xz", UD.split("\n\n", maxsplit=1)[0])
    with pytest.raises(ValueError, match="zip"):
        list(read_pairs(folder, form="nn", part="dev"))


def test_mapping_is_learnt_from_the_development_files(folder, ndt, mapping):
    assert learn_mapping(folder, form="nn").apply(ndt[0]) == mapping.apply(ndt[0])
