"""Speed, start-up and memory, measured here and now; speed as a ratio within one run, since machines are noisy."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from tilbakemelding.analysis import Analyser
from tilbakemelding.artefact import default_models
from tilbakemelding.corpus.records import read_split
from tilbakemelding.language import LanguagePipeline

_WORDS = 120
_PAIRS = 60
_BATCH = 10_000
_PROBE = """
import resource, time
started = time.perf_counter()
from tilbakemelding import Analyser
Analyser.load().analyse("Fin innledning, men du må vise til kilder.")
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run_bench(corpus: Path, *, say: Callable[[str], None]) -> dict[str, float]:
    """Measure and tell: one comment of 120 words, a batch of 10,000 comments, start-up, memory."""
    texts = [comment.text for split in ("dev", "test") for comment in read_split(corpus, split)]
    analyser = Analyser.load()
    language = LanguagePipeline.load(default_models() / "language")
    list(analyser.analyse_many(texts[:300]))
    ratio, bare = _ratios(analyser, language, texts)
    say(
        f"one comment of {_WORDS} words: analysis costs {ratio:.2f} times the language pipeline's own share "
        f"(text to parsed segments), {bare:.2f} times spaCy's components alone"
    )
    many = list(islice(cycle(texts), _BATCH))
    started = time.process_time()
    for _ in analyser.analyse_many(many):
        pass
    speed = sum(len(text.split()) for text in many) / (time.process_time() - started)
    say(f"a batch of {_BATCH:,} comments: {speed:,.0f} words per CPU second")
    output = subprocess.run([sys.executable, "-c", _PROBE], capture_output=True, text=True, check=True).stdout  # noqa: S603
    startup, memory = map(float, output.split())
    say(f"start-up to first answer: {startup:.2f} s; resident memory then: {memory:.0f} MB")
    return {
        "ratio": ratio,
        "ratio_to_spacy": bare,
        "words_per_second": speed,
        "startup_s": startup,
        "memory_mb": memory,
    }


def _ratios(analyser: Analyser, language: LanguagePipeline, texts: Sequence[str]) -> tuple[float, float]:
    """Return medians, over pairs on texts of 120 words, of analysis time by parsing time and by spaCy's own time."""
    words = [word for text in texts for word in text.split()]
    by_parse, by_spacy = [], []
    for start in range(0, _PAIRS * _WORDS, _WORDS):
        text = " ".join(words[start : start + _WORDS])
        whole = _time(lambda text=text: analyser.analyse(text))  # type: ignore[misc]
        by_parse.append(whole / _time(lambda text=text: language.parse(text)))  # type: ignore[misc]
        by_spacy.append(whole / _time(lambda text=text: language.run_only([text])))  # type: ignore[misc]
    return statistics.median(by_parse), statistics.median(by_spacy)


def _time(act: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - started)
    return best
