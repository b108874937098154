"""Trains the Norwegian pipeline: treebank and running text → ``models/language``.

Two trainings, each by spaCy's own loop from a config beside this module: the encoder with morphologizer and
sentence recogniser (``tagger.cfg``), and the name recogniser with its own encoder (``names.cfg``).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import spacy
from confection import Config
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import convert_vectors, init_nlp
from spacy.training.loop import train
from spacy.util import load_config

import tilbakemelding.language.imperatives
import tilbakemelding.language.names
import tilbakemelding.language.tokens  # noqa: F401 - registers the tokenizer
from tilbakemelding.labels import FORMS
from tilbakemelding.language.lemmatizer import NorwegianLemmatizer, learn_lexicon, prune
from tilbakemelding.training.running_text import train_vectors, write_running_text
from tilbakemelding.training.treebank import (
    STANDARDS,
    TreebankSentence,
    UdMapping,
    learn_mapping,
    mend_proper_nouns,
    read_ndt,
    read_pairs,
)
from tilbakemelding.training.treebank_docs import doc_from_tokens, group_sentences, make_doc

SEED = 20
_CARELESS_SHARE = 0.15
_IMPERATIVE_REPEATS = 2
_EVALUATION_GROUP = 10
_CONFIGS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder that a training writes its intermediate files into."""

    folder: Path

    def file(self, name: str) -> Path:
        """Return the path of an intermediate file."""
        return self.folder / name


def blank() -> Language:
    """Return the untrained pipeline of both forms: spaCy's ``nb`` with the tokenizer of this project."""
    return spacy.blank("nb", config={"nlp": {"tokenizer": {"@tokenizers": "tilbakemelding.Tokenizer.v1"}}})


def prepare_vectors(workspace: Workspace, *, text: Path, treebank: Path) -> Path:
    """Train the static vectors and write a blank pipeline that holds them; return its folder."""
    running, table, folder = (workspace.file(n) for n in ("running.txt", "vectors.floret", "vectors"))
    write_running_text(running, text=text, treebank=treebank)
    train_vectors(running, table)
    nlp = blank()
    convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret")
    nlp.to_disk(folder)
    return folder


def mapped_training_part(treebank: Path, *, form: str, mapping: UdMapping) -> list[TreebankSentence]:
    """Return the training sentences of one form in Universal Dependencies."""
    return [mapping.apply(s) for s in read_ndt(treebank / f"ndt-{STANDARDS[form]}-train.conll.xz")]


def training_docs(treebank: Path, nlp: Language) -> list[Doc]:
    """Return the training documents of both forms, shuffled; sentences with an imperative come again."""
    rng = random.Random(SEED)
    docs: list[Doc] = []
    for form in STANDARDS:
        sentences = mapped_training_part(treebank, form=form, mapping=learn_mapping(treebank, form=form))
        docs += _docs(nlp, sentences, rng, careless_share=_CARELESS_SHARE)
        imperative = [s for s in sentences if any("Mood=Imp" in t.feats for t in s.tokens)]
        for _ in range(_IMPERATIVE_REPEATS):
            docs += _docs(nlp, imperative, rng, careless_share=0.5)
    rng.shuffle(docs)
    return docs


def _docs(
    nlp: Language, sentences: Iterable[TreebankSentence], rng: random.Random, *, careless_share: float
) -> list[Doc]:
    groups = group_sentences(sentences, rng, careless_share=careless_share)
    return [make_doc(nlp.vocab, group, rng, careless=careless) for group, careless in groups]


def evaluation_docs(treebank: Path, nlp: Language, *, form: str, part: str) -> list[Doc]:
    """Return gold documents of ten sentences, with the source's own white space, in file order."""
    sentences = [mend_proper_nouns(ndt, ud) for ndt, ud in read_pairs(treebank, form=form, part=part)]
    docs = []
    for start in range(0, len(sentences), _EVALUATION_GROUP):
        group = sentences[start : start + _EVALUATION_GROUP]
        rows = [token for sentence in group for token in sentence.tokens]
        starts = [place == 0 for sentence in group for place in range(len(sentence.tokens))]
        docs.append(doc_from_tokens(nlp.vocab, rows, starts))
    return docs


def write_docs(docs: Iterable[Doc], path: Path) -> None:
    """Write documents in spaCy's binary format."""
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def prepare_docs(workspace: Workspace, *, treebank: Path) -> None:
    """Write ``train.spacy`` and ``dev.spacy`` into the workspace."""
    nlp = blank()
    write_docs(training_docs(treebank, nlp), workspace.file("train.spacy"))
    dev = [doc for form in STANDARDS for doc in evaluation_docs(treebank, nlp, form=form, part="dev")]
    write_docs(dev, workspace.file("dev.spacy"))


def train_tagger(workspace: Workspace) -> Path:
    """Train encoder, morphologizer and sentence recogniser; return the folder of the best checkpoint on dev."""
    return _train(workspace, "tagger", init_nlp(_config(workspace, "tagger")))


def train_names(workspace: Workspace) -> Path:
    """Train the name recogniser with its own encoder; return the folder of the best checkpoint on dev."""
    return _train(workspace, "names", init_nlp(_config(workspace, "names")))


def _config(workspace: Workspace, name: str) -> Config:
    paths = {f"paths.{part}": str(workspace.file(f"{part}.spacy")) for part in ("train", "dev")}
    paths["paths.vectors"] = str(workspace.file("vectors"))
    return load_config(_CONFIGS / f"{name}.cfg", overrides=paths, interpolate=False)


def _train(workspace: Workspace, name: str, nlp: Language) -> Path:
    output = workspace.file(name)
    output.mkdir(parents=True, exist_ok=True)
    train(nlp, output, use_gpu=-1)
    return output / "model-best"


def assemble(workspace: Workspace, *, treebank: Path, tagger: Path, names: Path, version: str) -> Language:
    """Put the shipped pipeline together: tagger, imperatives, lemmatizer with learned lexicons, names."""
    nlp = spacy.load(tagger)
    nlp.add_pipe("imperatives")
    lemmatizer = cast("NorwegianLemmatizer", nlp.add_pipe("norwegian_lemmatizer"))
    for form in FORMS:
        sentences = mapped_training_part(treebank, form=form, mapping=learn_mapping(treebank, form=form))
        tokens = ((t.form, t.pos, t.feats, t.lemma) for s in sentences for t in s.tokens)
        lemmatizer.lexicons[form] = prune(learn_lexicon(tokens))
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.add_pipe("name_consistency")
    nlp.meta.update(
        name="tilbakemelding",
        version=version,
        description="Bokmål and nynorsk in one: parts of speech, features, sentences, lemmas, imperatives, names",
        license="See card.md beside this file",
    )
    nlp.to_disk(workspace.file("pipeline"))
    _forget_strings(workspace.file("pipeline"))
    return nlp


def _forget_strings(folder: Path) -> None:
    """Leave out the words of the training texts; the components bring the strings that they need."""
    (folder / "vocab" / "strings.json").write_text("[]\n", encoding="utf-8")
