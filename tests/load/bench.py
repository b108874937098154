"""The service under load: many clients typing, each sending its comment once a second, measured from when it was due.

``python -m tests.load.bench [--seconds 60] [--clients 50] [--workers 2] [--write]`` starts the service around the
shipped models on this machine, loads it, and prints a table; with ``--write`` it goes into the README too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np

from tilbakemelding.corpus.records import read_split
from tilbakemelding.training.blocks import fill, table

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "docs" / "load.json"
WORDS = 120
_SETTLED = 5
"""Seconds after which the memory is first read: by then every client has connected and been answered."""

_HEAD = b"POST /v1/analyses HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Load:
    """What was measured. Times are milliseconds from when a check was due to the last byte of its answer."""

    cores: int
    workers: int
    clients: int
    seconds: int
    checks: int
    errors: int
    p50: float
    p95: float
    p99: float
    longest: float
    memory_settled_mb: float
    memory_end_mb: float


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("seconds", 60), ("clients", 50), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--write", action="store_true", help="put the table into the README")
    chosen = parser.parse_args()
    load = measure(seconds=chosen.seconds, clients=chosen.clients, workers=chosen.workers)
    sys.stdout.write(load_blocks(asdict(load))["load"] + "\n")
    if chosen.write:
        REPORT.write_text(json.dumps(asdict(load), indent=2) + "\n", encoding="utf-8")
        fill(ROOT / "README.md", load_blocks(asdict(load)))
    return 1 if load.errors else 0


def load_blocks(load: dict[str, float]) -> dict[str, str]:
    """Return the generated block of the README."""
    rows = [
        ["clients, each one check a second", f"{load['clients']}"],
        ["workers, on cores", f"{load['workers']}, {load['cores']}"],
        ["checks in all, in seconds", f"{load['checks']:,}, {load['seconds']}"],
        ["errors", f"{load['errors']}"],
        ["time to the answer, median", f"{load['p50']:.0f} ms"],
        ["**95 of 100 within**", f"{load['p95']:.0f} ms"],
        ["99 of 100 within", f"{load['p99']:.0f} ms"],
        ["longest", f"{load['longest']:.0f} ms"],
        ["memory of all processes, settled", f"{load['memory_settled_mb']:.0f} MB"],
        ["memory at the end", f"{load['memory_end_mb']:.0f} MB"],
    ]
    return {"load": table([f"checks of {WORDS} words under load", "measured"], rows)}


def measure(*, seconds: int, clients: int, workers: int) -> Load:
    """Start the service, load it, stop it."""
    command = [sys.executable, "-m", "service", "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        port = int(service.stdout.readline().split(":")[-1].split("/")[0])
        try:
            return asyncio.run(_measure(service.pid, port, seconds=seconds, clients=clients, workers=workers))
        finally:
            service.terminate()


async def _measure(pid: int, port: int, *, seconds: int, clients: int, workers: int) -> Load:
    random = Random(2026)
    bodies = _bodies()
    begin = time.perf_counter() + 1
    typing = [
        asyncio.create_task(_type(port, bodies[number::clients], due=begin + random.random(), times=seconds))
        for number in range(clients)
    ]
    await asyncio.sleep(1 + _SETTLED)
    settled = _memory(pid)
    latencies = [latency for one in await asyncio.gather(*typing) for latency in one]
    answered = 1_000 * np.array([latency for latency in latencies if latency is not None] or [np.nan])
    p50, p95, p99, longest = (float(value) for value in np.round(np.percentile(answered, [50, 95, 99, 100]), 1))
    return Load(
        cores=len(os.sched_getaffinity(0)),
        workers=workers,
        clients=clients,
        seconds=seconds,
        checks=len(latencies),
        errors=latencies.count(None),
        p50=p50,
        p95=p95,
        p99=p99,
        longest=longest,
        memory_settled_mb=round(settled, 1),
        memory_end_mb=round(_memory(pid), 1),
    )


def _bodies() -> list[bytes]:
    """Return requests of 120 words each, cut from the corpus."""
    texts = [comment.text for name in ("dev", "test") for comment in read_split(ROOT / "corpora" / "annotated", name)]
    words = " ".join(texts).split()
    return [
        json.dumps({"text": " ".join(words[start : start + WORDS])}, ensure_ascii=False).encode()
        for start in range(0, len(words) - WORDS, WORDS)
    ]


async def _type(port: int, bodies: list[bytes], *, due: float, times: int) -> list[float | None]:
    """Be one client; None stands for a check that was not answered with an analysis."""
    latencies: list[float | None] = []
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in range(times):
        body = bodies[number % len(bodies)]
        await asyncio.sleep(due + number - time.perf_counter())
        try:
            well = await _check(reader, writer, body)
        except (OSError, EOFError, AttributeError):
            well = False
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        latencies.append(time.perf_counter() - due - number if well else None)
    writer.close()
    return latencies


async def _check(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes) -> bool:
    writer.write(_HEAD % len(body) + body)
    received = await reader.readuntil(b"\r\n\r\n")
    answer = await reader.readexactly(int(_LENGTH.search(received)[1]))  # type: ignore[index]
    return received.startswith(b"HTTP/1.1 200") and answer.startswith(b'{"text":')


def _memory(pid: int) -> float:
    """Return megabytes of a process and its children, what they share counted once."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    return sum(_own_share(int(one)) for one in (pid, *children)) / 1_024


def _own_share(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    sys.exit(main())
