"""A small analyser written by hand, and the service around it, to be run as a process of its own."""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from service.__main__ import main
from tilbakemelding import MAX_CHARACTERS, BlankText, ClassList, InvalidCharacters, Masked, TextTooLong
from tilbakemelding.masking.replacements import Draft, Stretch, replaced
from tilbakemelding.results import Analysis, Evidence, Hint, PointsForward, Segment

VERSION = "fake+00000000"
FAILING = "utløs-feil"
CARD = {"manifest": {"version": VERSION, "label_scheme": "1.0"}, "report": {"macro_f1": 0.5}}
NAMES = ("Kari", "Ola", "Amina", "Jonas")
CODES = ("quality", "advice", "summative", "goal", "involvement")
WORDS = {
    "quality": ("tydelig", "tydeleg", "fanger", "fangar", "presist"),
    "advice": ("må", "forklar", "husk"),
    "summative": ("karakter", "bra jobba", "flott"),
    "goal": ("målet", "kriteri"),
    "involvement": ("hva synes du selv", "kva synest du sjølv"),
}


class FakeAnalyser:
    """Cuts at full stops and at «, men»; a label is a word found. It raises the package's own errors."""

    version = VERSION

    def __init__(self, *, seconds: float = 0) -> None:
        self.threads: list[str] = []
        self.seconds = seconds

    def analyse(self, text: str) -> Analysis:
        self.threads.append(threading.current_thread().name)
        time.sleep(self.seconds)
        if FAILING in text:
            raise RuntimeError(text) from KeyError(text)
        self._check(text)
        segments = tuple(
            self._segment(text, match) for match in re.finditer(r"\S.*?(?:, (?=men)|[.!?](?=\s|$)|$)", text, re.DOTALL)
        )
        carried = {label for segment in segments for label in segment.labels}
        form = "nn" if re.search(r"(?i)\b(ikkje|ei|fleire|sjølv|eg)\b", text) else "nb"
        advice = "advice" in carried
        return Analysis(
            text=text,
            form=form,
            form_confidence=0.96,
            model=self.version,
            segments=segments,
            points_forward=PointsForward(advice, 0.97 if advice else 0.2),
            verdict_only="summative" in carried and not carried & {"quality", "advice"},
            profile={code: sum(s.end - s.start for s in segments if code in s.labels) / len(text) for code in CODES},
            hints=() if advice else (Hint("no-advice", f"Hva kan eleven gjøre videre ({form})?", 0),),
        )

    @staticmethod
    def _check(text: str) -> None:
        if len(text) > MAX_CHARACTERS:
            raise TextTooLong(length=len(text), limit=MAX_CHARACTERS)
        surrogate = re.search("[\ud800-\udfff]", text)
        if surrogate:
            raise InvalidCharacters(position=surrogate.start())
        if not text.strip():
            raise BlankText

    @staticmethod
    def _segment(text: str, match: re.Match[str]) -> Segment:
        start, end = match.start(), match.start() + len(match.group().rstrip())
        words = text[start:end].lower()
        found = {code: word for code in CODES for word in WORDS[code] if word in words}
        evidence: list[Evidence] = []
        for code, word in found.items():
            place = start + words.index(word)
            evidence += [Evidence(place, place + len(word), code, 2.5), Evidence(start, end, code, -0.5)]
        return Segment(
            start=start,
            end=end,
            form="nb",
            labels=tuple(found),
            probabilities={code: (0.93 if code in found else 0.3 if code == "goal" else 0.02) for code in CODES},
            evidence=tuple(evidence),
            uncertain=len(found) == 2,
        )


class FakeMasker:
    """Knows four first names, and what stands on the class list, letter for letter."""

    def mask_all(self, texts: Iterable[str], class_list: ClassList | None = None) -> tuple[Masked, ...]:
        names = {*NAMES, *(class_list.by_part if class_list else ())}
        drafts = [
            Draft(
                text,
                "nn" if "ikkje" in text else "nb",
                [
                    Stretch(found.start(), found.end(), "pupil", found.group())
                    for found in re.finditer(r"\w+", text)
                    if found.group() in names
                ],
            )
            for text in texts
        ]
        return replaced(drafts)


def serve(output: Path, errors: Path, seconds: float, settings: dict[str, str]) -> None:
    """Be the service; called in a process of its own."""
    for path, number in ((output, 1), (errors, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.environ.update(settings)
    sys.exit(main([], load=lambda _: (FakeAnalyser(seconds=seconds), FakeMasker())))
