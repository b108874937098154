"""The tokenizer of both forms: spaCy's rules for bokmål, with teachers' abbreviations from a data file.

Source: ``tokenizer.json`` beside this module; spaCy's ``nb`` rules were found to fit nynorsk as well
(token F 99.6–99.7 on the treebank of both forms).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

from spacy.symbols import NORM, ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import registry

if TYPE_CHECKING:
    from spacy.language import Language

_NUMBER_WITH_STOP = re.compile(r"^\d{3,4}\.$")


@registry.tokenizers("tilbakemelding.Tokenizer.v1")
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return a factory that builds the tokenizer for a pipeline of spaCy's language class ``nb``."""
    build = registry.tokenizers.get("spacy.Tokenizer.v1")()

    def tokenizer(nlp: Language) -> Tokenizer:
        made: Tokenizer = build(nlp)
        adapt_tokenizer(made)
        return made

    return tokenizer


def adapt_tokenizer(tokenizer: Tokenizer) -> None:
    """Take abbreviations of ours into the tokenizer's exceptions and those out that swallow a full stop."""
    data = json.loads(files(__package__).joinpath("tokenizer.json").read_text(encoding="utf-8"))
    unwanted = set(data["not_abbreviations"])
    rules = {
        text: cases
        for text, cases in tokenizer.rules.items()
        if text not in unwanted and not _NUMBER_WITH_STOP.match(text)
    }
    for text in data["abbreviations"]:
        rules[text] = [{ORTH: text, NORM: text.lower()}]
    for text in data["emoticons"]:
        rules[text] = [{ORTH: text}]
    tokenizer.rules = rules
