"""Treebank sentences as running text, some of it careless."""

from __future__ import annotations

import random

import pytest
from spacy.vocab import Vocab

from tilbakemelding.training.treebank import TreebankSentence, TreebankToken
from tilbakemelding.training.treebank_docs import (
    doc_from_tokens,
    group_sentences,
    make_careless,
    make_doc,
    restore_spaces,
)


class Fixed(random.Random):
    """Chance with a known outcome: every draw gives ``share``, every choice the option with that number."""

    def __init__(self, share=0.0, option=0):
        super().__init__(0)
        self.share, self.option = share, option

    def random(self):
        return self.share

    def choice(self, options):
        return options[self.option]

    def randint(self, low, high):
        return low


ALWAYS, NEVER = 0.0, 0.999


def _sentence(words, document="avis-01", *, heading=False, pos=None, entities=None):
    """Build a sentence from words parted by blanks; marks are PUNCT, all else NOUN."""
    tokens = [
        TreebankToken(
            form=word,
            lemma=word.lower(),
            pos=(pos or {}).get(word, "NOUN" if word[0].isalnum() else "PUNCT"),
            feats="_",
            head=0,
            deprel="x",
            entity=(entities or {}).get(word, "O"),
        )
        for word in words.split()
    ]
    return TreebankSentence(document, tuple(tokens), heading)


def _text(sentence):
    return "".join(token.form + " " * token.space_after for token in sentence.tokens)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Dette er bra .", "Dette er bra. "),
        ("Kva , spør du ?", "Kva, spør du? "),
        ('Han sa : " Kom ! "', "Han sa: «Kom!» "),
        ('" Ein " og " to "', "«Ein» og «to» "),
        ("Boka ( frå 1884 ) er god", "Boka (frå 1884) er god "),
        ("Det kostar 50 %", "Det kostar 50% "),
        ("Han - min ven - kom", "Han - min ven - kom "),
        ("Ho gjekk …", "Ho gjekk… "),
    ],
)
def test_white_space_is_put_where_a_writer_would(words, text):
    assert _text(restore_spaces(_sentence(words), Fixed())) == text


@pytest.mark.parametrize(("option", "quoted"), [(0, "«Ja»"), (1, '"Ja"'), (2, "“Ja”")])
def test_quotes_vary(option, quoted):
    assert _text(restore_spaces(_sentence('" Ja "'), Fixed(option=option))).strip() == quoted


@pytest.mark.parametrize(("option", "dash"), [(0, "-"), (1, "–"), (3, "—")])
def test_dashes_vary(option, dash):
    assert restore_spaces(_sentence("ein - to"), Fixed(option=option)).tokens[1].form == dash


def test_lemma_of_a_mark_follows_its_form():
    sentence = restore_spaces(_sentence('" Ja "'), Fixed())
    assert [token.lemma for token in sentence.tokens] == ["«", "ja", "»"]


def test_hyphen_inside_a_word_is_left_as_it_is():
    assert restore_spaces(_sentence("sms-ar"), Fixed(option=1)).tokens[0].form == "sms-ar"


def test_restoring_keeps_the_number_of_tokens():
    sentence = _sentence('Han sa : " Kom - no ! "')
    assert len(restore_spaces(sentence, random.Random(1)).tokens) == len(sentence.tokens)


def test_careless_sentence_starts_small_and_ends_without_a_stop():
    assert _text(make_careless(restore_spaces(_sentence("Dette er bra ."), Fixed()), Fixed(ALWAYS))) == "dette er bra "


def test_careful_sentence_is_left_as_it_is():
    sentence = _sentence("Dette er bra .")
    assert make_careless(sentence, Fixed(NEVER)) == sentence


@pytest.mark.parametrize(
    ("words", "pos", "first"),
    [
        ("Kari les .", {"Kari": "PROPN"}, "Kari"),  # a name keeps its capital
        ("NRK sender .", {}, "NRK"),  # so do capitals throughout
        ("I dag .", {}, "I"),
        ("Ålen symjer .", {}, "ålen"),
    ],
)
def test_careless_start_spares_names_and_capitals(words, pos, first):
    assert make_careless(_sentence(words, pos=pos), Fixed(ALWAYS)).tokens[0].form == first


@pytest.mark.parametrize("words", ["Kva er dette ?", "Stopp !", "."])
def test_only_a_full_stop_after_something_is_left_out(words):
    assert len(make_careless(_sentence(words), Fixed(ALWAYS)).tokens) == len(words.split())


def test_groups_are_neighbours_of_one_document():
    sentences = [_sentence(f"ord{n}", document) for document in ("a", "b") for n in range(30)]
    groups = [group for group, _ in group_sentences(sentences, random.Random(3), careless_share=0)]
    assert all(1 <= len(group) <= 12 for group in groups)
    assert all(len({sentence.document for sentence in group}) == 1 for group in groups)
    assert [s.tokens[0].form for group in groups for s in group] == [f"ord{n}" for n in range(30)] * 2


@pytest.mark.parametrize(("share", "careless"), [(0.0, False), (1.0, True)])
def test_share_of_groups_is_careless(share, careless):
    groups = list(group_sentences([_sentence("Ord .")] * 40, random.Random(3), careless_share=share))
    assert {flag for _, flag in groups} == {careless}


def test_groups_are_the_same_with_the_same_seed():
    one, two = (
        list(group_sentences([_sentence('" Ord " - .')] * 20, random.Random(5), careless_share=0.5)) for _ in range(2)
    )
    assert one == two


def _made(sentences, rng, **how):
    return make_doc(Vocab(), [restore_spaces(s, Fixed()) for s in sentences], rng, **how)


def test_document_is_running_text_with_sentence_starts():
    doc = _made([_sentence("Dette er bra ."), _sentence("Det held .")], Fixed(NEVER))
    assert doc.text == "Dette er bra. Det held. "
    assert [token.text for token in doc if token.is_sent_start] == ["Dette", "Det"]


def test_document_has_the_gold_of_its_tokens():
    token = TreebankToken("Les", "lese", "VERB", "Mood=Imp|VerbForm=Fin", 0, "x", "O")
    doc = doc_from_tokens(Vocab(), [token], [True])
    assert (doc[0].pos_, str(doc[0].morph), doc[0].lemma_) == ("VERB", "Mood=Imp|VerbForm=Fin", "lese")


@pytest.mark.parametrize(
    ("sentences", "share", "careless", "text"),
    [
        # a heading may stand on a line of its own
        ([_sentence("Nytt år", heading=True), _sentence("Bra .")], 0.01, False, "Nytt år\nBra. "),
        ([_sentence("Nytt år", heading=True), _sentence("Bra .")], NEVER, False, "Nytt år Bra. "),
        # so may a sentence without a final mark
        ([_sentence("Nytt år"), _sentence("Bra .")], 0.01, False, "Nytt år\nBra. "),
        # but not one with a mark, in a careful text
        ([_sentence("Fint ."), _sentence("Bra .")], 0.01, False, "Fint. Bra. "),
        # careless writers begin a line with each sentence
        ([_sentence("Fint ."), _sentence("Bra .")], 0.01, True, "Fint.\nBra. "),
        ([_sentence("Fint ."), _sentence("Bra .")], NEVER, True, "Fint. Bra. "),
        # no break after the last
        ([_sentence("Nytt år", heading=True)], 0.01, True, "Nytt år "),
    ],
)
def test_line_breaks_follow_open_ends(sentences, share, careless, text):
    assert _made(sentences, Fixed(share), careless=careless).text == text


def test_line_break_is_white_space_and_starts_no_sentence():
    doc = _made([_sentence("Nytt år", heading=True), _sentence("Bra .")], Fixed(0.01))
    assert doc[2].text == "\n"
    assert doc[2].pos_ == "SPACE"
    assert not doc[2].is_sent_start
    assert doc[3].is_sent_start


@pytest.mark.parametrize(
    ("entities", "found"),
    [
        (["B-PER", "I-PER", "O"], [("a b", "PER")]),
        (["B-GPE_LOC", "O", "B-GPE_ORG"], [("a", "LOC"), ("c", "LOC")]),
        (["B-PER", "B-PER", "O"], [("a", "PER"), ("b", "PER")]),
        (["I-ORG", "I-ORG", "O"], [("a b", "ORG")]),  # a beginning left out
        (["B-PER", "I-ORG", "O"], [("a", "PER"), ("b", "ORG")]),
        (["B-PROD", "I-PROD", "B-EVT"], []),  # types that masking does not need
        (["B-PROD", "I-PER", "O"], [("b", "PER")]),
        (["O", "O", "O"], []),
    ],
)
def test_entities_are_coarsened(entities, found):
    rows = [
        TreebankToken(word, word, "PROPN", "_", 0, "x", entity) for word, entity in zip("abc", entities, strict=True)
    ]
    doc = doc_from_tokens(Vocab(), rows, [True, False, False])
    assert [(entity.text, entity.label_) for entity in doc.ents] == found
