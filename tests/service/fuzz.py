"""Requests with mutated bodies, headers and queries, made from a seed, for every way in that the service describes.

``python -m tests.service.fuzz [COUNT] [SEED]`` sends them to the service around the shipped models.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from fastapi import FastAPI

COUNT, SEED = 10_000, 2026
_PATIENCE = 20
"""Seconds after which an answer counts as hanging."""


def _part(disposition: str, content: str) -> bytes:
    return f"--edge\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n".encode()


_TEXT = "Du har en tydelig problemstilling, men du må vise til flere kilder 😀."
_BODIES: dict[str, tuple[bytes, ...]] = {
    "application/json": (
        json.dumps({"text": _TEXT}, ensure_ascii=False).encode(),
        json.dumps({"text": _TEXT}).encode(),
    ),
    "application/x-ndjson": (b'{"id": "7", "text": "Bra jobba!"}\n{"id": 8, "text": "Husk kilder."}\n' * 3,),
    "application/x-www-form-urlencoded": (
        "language=nb-NO&text=Bra jobba! Husk å vise til kilder.".encode(),
        b"language=auto&text=Bra+jobba%21+Husk+%C3%A5+vise+til+kilder.&disabledRules=A,B&level=picky",
        b'language=nn-NO&data={"annotation":[{"text":"Bra "},{"markup":"<b>","interpretAs":""},{"text":"jobba!"}]}',
    ),
    "multipart/form-data; boundary=edge": (
        _part('name="file"; filename="a.csv"', "Elev;Kommentar\r\n1;Bra jobba!")
        + _part('name="column"', "Kommentar")
        + b"--edge--\r\n",
    ),
}
_TOKENS = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b"\xef\xbb\xbf", b"\r\n", b"\n\n", b"\r\n\r\n",
    b"NaN", b"-Infinity", b"1e999", b"null", b'"', b"\\", b'"text":"b",', b"&text=", b"&&", b"=", b"%", b"%ff", b"%00",
    b"--edge", "\u202e".encode(), "e\u0301".encode(), "👩\u200d🏫".encode(),
    b"9" * 5_000, b"[" * 2_000, b'{"text":' * 500, b" " * 3_000, b"a" * 30_000,
)  # fmt: skip
_KINDS = (b"", b"text/plain", b"application/json; charset=utf-16", b";;=", b"\xff", b"multipart/form-data", b"a/b" * 99)
_LONGEST = 300_000
_LONGEST_BATCH = 10_000
"""Bytes; a batch has many lines, and each is work."""


@dataclass(frozen=True)
class Attempt:
    """One request."""

    method: str
    path: str
    query: bytes
    kind: bytes
    pieces: tuple[bytes, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of it; ``status`` 0 where no answer began."""

    status: int
    complete: bool
    body: bytes
    seconds: float


def attempts(app: FastAPI, *, count: int = COUNT, seed: int = SEED) -> Iterator[Attempt]:
    """Return the requests, the same for the same seed and the same ways in."""
    random = Random(seed)
    ways = list(_ways(app.openapi()))
    for number in range(count):
        method, path, kinds = ways[number % len(ways)]
        kind = random.choice(kinds)
        body = random.choice(_BODIES.get(kind, (b"",)))
        for _ in range(random.choice((0, 1, 1, 2, 3, 8))):
            body = _mutate(random, body)[: _LONGEST_BATCH if "ndjson" in kind else _LONGEST]
        stated = kind.encode() if random.random() < 0.9 else random.choice(_KINDS)
        yield Attempt(method, _fill(random, path), _query(random), stated, _cut(random, body))


def _ways(description: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Return method, path and media types of each way in; those with a body come more often."""
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            named = list(operation.get("requestBody", {}).get("content", {}))
            kinds = [kind for kind in _BODIES if kind.split(";")[0] in named] or [*named, *_BODIES][:2]
            yield from [(method.upper(), path, kinds)] * (5 if named else 1)


def _mutate(random: Random, body: bytes) -> bytes:
    """Insert, replace, remove, repeat, or flip a bit."""
    start, end = sorted(random.randrange(len(body) + 1) for _ in range(2))
    mutants = (
        lambda: body[:start] + random.choice(_TOKENS) + body[start:],
        lambda: body[:start] + random.choice(_TOKENS) + body[end:],
        lambda: body[:start] + random.randbytes(random.randrange(1, 20)) + body[start:],
        lambda: body[:start] + body[end:],
        lambda: body[:end],
        lambda: body[:end] + body[start:end] * random.randrange(1, 40) + body[end:],
        lambda: body[:start] + bytes(byte ^ 1 << random.randrange(8) for byte in body[start:][:1]) + body[start + 1 :],
    )
    return random.choice(mutants)()


def _fill(random: Random, path: str) -> str:
    while "{" in path:
        before, _, rest = path.partition("{")
        path = before + random.choice(("a", "app.js", "..", "\x00", "æ" * 100)) + rest.partition("}")[2]
    return path


def _query(random: Random) -> bytes:
    return random.choice((b"", b"", b"", b"text=a&language=nb-NO", b"%ff=%00&&=", b"a" * 5_000, random.randbytes(20)))


def _cut(random: Random, body: bytes) -> tuple[bytes, ...]:
    places = sorted(random.randrange(len(body) + 1) for _ in range(random.choice((0, 0, 1, 3))))
    edges = [0, *places, len(body)]
    return tuple(body[start:end] for start, end in pairwise(edges))


async def ask(app: FastAPI, attempt: Attempt) -> Outcome:
    """Send one request straight to the application."""
    waiting = list(attempt.pieces)
    status, complete, body = 0, False, bytearray()
    done = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if not waiting:
            await done.wait()
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: Any) -> None:
        nonlocal status, complete
        status = message.get("status", status)
        body.extend(message.get("body", b""))
        complete = message["type"] == "http.response.body" and not message.get("more_body", False)

    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "scheme": "http",
        "method": attempt.method, "path": attempt.path, "raw_path": attempt.path.encode(), "root_path": "",
        "query_string": attempt.query, "headers": [(b"host", b"a"), (b"content-type", attempt.kind)],
        "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip
    started = time.monotonic()
    async with asyncio.timeout(_PATIENCE):
        await app(scope, receive, send)
    done.set()
    return Outcome(status, complete, bytes(body), time.monotonic() - started)


def judge(attempt: Attempt, outcome: Outcome) -> str:
    """Return what is wrong with an answer, or nothing."""
    where = f"{attempt.method} {attempt.path!r} {attempt.kind!r} {attempt.pieces!r:.300}"
    if not outcome.complete:
        return f"no whole answer: {where}"
    if outcome.status >= 500 or b"internal-error" in outcome.body:
        return f"{outcome.status} {outcome.body!r:.300}: {where}"
    if outcome.status >= 400 and attempt.method != "HEAD" and "code" not in json.loads(outcome.body):
        return f"{outcome.status} without a problem: {where}"
    return ""


async def fuzz(app: FastAPI, *, count: int = COUNT, seed: int = SEED) -> tuple[Counter[int], list[str], float]:
    """Send all; return the statuses, the faults, and the longest time to an answer."""
    statuses: Counter[int] = Counter()
    faults: list[str] = []
    longest = 0.0
    for attempt in attempts(app, count=count, seed=seed):
        try:
            outcome = await ask(app, attempt)
        except TimeoutError:
            faults.append(f"hangs: {attempt!r:.400}")
            continue
        statuses[outcome.status] += 1
        longest = max(longest, outcome.seconds)
        faults += [fault for fault in [judge(attempt, outcome)] if fault]
    return statuses, faults, longest


def _main() -> int:
    from service.app import create_app  # noqa: PLC0415 - only the command needs the models
    from service.settings import Settings  # noqa: PLC0415
    from tilbakemelding import Analyser, Masker  # noqa: PLC0415

    count, seed = ([int(word) for word in sys.argv[1:]] + [COUNT, SEED][len(sys.argv) - 1 :])[:2]
    started = time.monotonic()
    analyser = Analyser.load()
    app = create_app(analyser, Masker(analyser.language), Settings(), {})
    statuses, faults, longest = asyncio.run(fuzz(app, count=count, seed=seed))
    told = ", ".join(f"{status}: {times}" for status, times in sorted(statuses.items()))
    sys.stdout.write(
        f"{count} requests, seed {seed}: {told}; longest answer {longest:.2f} s, "
        f"in all {time.monotonic() - started:.0f} s; faults: {len(faults)}\n"
        + "".join(f"{one}\n" for one in faults[:20])
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(_main())
