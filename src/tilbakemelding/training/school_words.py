"""Words of school that the treebank lacks, from the annotated corpus: they are no names when a sentence opens with one.

Source: lower-case words of the corpus's training split, by two authors or more; names of `names.json` are left out,
so that a pupil written in lower case teaches nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tilbakemelding.corpus.records import Comment, read_split
from tilbakemelding.masking.lexicon import is_given, is_surname
from tilbakemelding.masking.masker import __file__ as _masker_file

_WORD = re.compile(r"(?<![\w@.\-])[a-zæøåéèêòóô]{3,}(?![\w@\-]|\.[a-z])")
_MIN_AUTHORS = 2
SCHOOL_WORDS = Path(_masker_file).with_name("school_words.txt")
"""The list that the masker reads."""


def school_words(comments: Iterable[Comment]) -> list[str]:
    """Return the words, sorted."""
    authors: dict[str, set[str]] = defaultdict(set)
    for comment in comments:
        for word in _WORD.findall(comment.text):
            authors[word].add(comment.author)
    return sorted(
        word
        for word, writers in authors.items()
        if len(writers) >= _MIN_AUTHORS and is_given(word) is None and not is_surname(word)
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
