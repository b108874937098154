"""Running text → static subword vectors (floret) for the language pipeline.

Vectors learned from official documents carry word knowledge that the small treebank lacks. Nynorsk text is
scarce, so a share of the bokmål documents is translated by rules (Debian's ``apertium-nno-nob``) for this alone.

Source: floret (https://github.com/explosion/floret); documents of public bodies from the repositories
``giellalt/corpus-nob`` and ``giellalt/corpus-nno``.
"""

from __future__ import annotations

import lzma
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from tilbakemelding.errors import ToolMissing
from tilbakemelding.training.treebank import STANDARDS, read_ndt

_TOKEN = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")
_TRANSLATED_PARAGRAPHS = 9000
_TREEBANK_REPEATS = 3
_DIRECTIONS = ("nob-nno", "nob-nno_e")

DIMENSIONS = 64
BUCKETS = 40_000
EPOCHS = 5


def write_running_text(target: Path, *, text: Path, treebank: Path) -> int:
    """Write one tokenised paragraph a line to ``target``; return the number of lines.

    Parameters
    ----------
    text
        Folder with ``official-nob.txt.xz`` and ``official-nno.txt.xz`` (one paragraph a line).
    treebank
        Folder with the treebank; its training part is added three times, for both forms.

    Raises
    ------
    ToolMissing
        ``apertium`` with the pair nob-nno is not installed.

    """
    if shutil.which("apertium") is None:
        raise ToolMissing(tool="apertium", package="apertium-nno-nob")
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for line in _lines(text, treebank):
            out.write(line + "\n")
            count += 1
    return count


def _lines(text: Path, treebank: Path) -> Iterator[str]:
    for standard in STANDARDS.values():
        yield from map(_tokenise, _paragraphs(text / f"official-{standard}.txt.xz"))
    paragraphs = _paragraphs(text / "official-nob.txt.xz")
    for direction in _DIRECTIONS:
        yield from map(_tokenise, _translate(list(islice(paragraphs, _TRANSLATED_PARAGRAPHS)), direction))
    for standard in STANDARDS.values():
        sentences = [
            " ".join(token.form for token in sentence.tokens)
            for sentence in read_ndt(treebank / f"ndt-{standard}-train.conll.xz")
        ]
        for _ in range(_TREEBANK_REPEATS):
            yield from sentences


def _paragraphs(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def _tokenise(paragraph: str) -> str:
    return " ".join(_TOKEN.findall(paragraph))


def _translate(paragraphs: Iterable[str], direction: str) -> list[str]:
    """Translate by rules; words that Apertium does not know are kept (it marks them with an asterisk)."""
    done = subprocess.run(  # noqa: S603 - fixed words, no shell
        ["apertium", "-u", direction],  # noqa: S607 - found on the path, checked before
        input="".join(paragraphs),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.replace("*", "").splitlines()


def train_vectors(text: Path, target: Path, *, threads: int = 2) -> None:
    """Train floret vectors on the tokenised text and write them in floret's text format to ``target``."""
    import floret  # noqa: PLC0415 - only needed by who rebuilds the pipeline

    model = floret.train_unsupervised(
        str(text), model="cbow", mode="floret", hashCount=2, dim=DIMENSIONS, minn=4, maxn=5,
        minCount=5, bucket=BUCKETS, epoch=EPOCHS, thread=threads, verbose=0,
    )  # fmt: skip
    model.save_floret_vectors(str(target))
