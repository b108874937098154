"""Words of school that the treebank lacks, from the annotated corpus: they are no names when a sentence opens with one.

Source: lower-case words of the corpus's training split; names of `names.json` are left out, and what one author alone
writes right after a greeting or praise, so that a pupil written in lower case teaches nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tilbakemelding.corpus.records import Comment, read_split
from tilbakemelding.masking.context import cue
from tilbakemelding.masking.lexicon import is_given, is_surname
from tilbakemelding.masking.masker import __file__ as _masker_file

_WORD = re.compile(r"(?<![\w@.\-])[a-zæøåéèêòóô]{3,}(?![\w@\-]|\.[a-z])")
_BEFORE = re.compile(r"(\w+)[ ,]+$")
SCHOOL_WORDS = Path(_masker_file).with_name("school_words.txt")
"""The list that the masker reads."""


def school_words(comments: Iterable[Comment]) -> list[str]:
    """Return the words, sorted."""
    authors: dict[str, set[str]] = defaultdict(set)
    called: set[str] = set()
    for comment in comments:
        for match in _WORD.finditer(comment.text):
            authors[match[0]].add(comment.author)
            before = _BEFORE.search(comment.text, 0, match.start())
            if before is not None and before[1].lower() in cue("greetings") | cue("praise"):
                called.add(match[0])
    return sorted(
        word
        for word, writers in authors.items()
        if (len(writers) > 1 or word not in called) and is_given(word) is None and not is_surname(word)
    )


def school_words_file(comments: Iterable[Comment]) -> str:
    """Return what the list's file holds: one word a line."""
    return "".join(f"{word}\n" for word in school_words(comments))


def write_school_words(corpus: Path) -> int:
    """Make the list anew from the training split, and return how many words it holds.

    Raises
    ------
    CorpusError
        The split cannot be read.

    """
    content = school_words_file(read_split(corpus, "train"))
    SCHOOL_WORDS.write_text(content, encoding="utf-8")
    return content.count("\n")
