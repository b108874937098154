"""Coders who save at once, and a service that is killed while they do: no acknowledged vote may be lost.

``python -m tests.load.voting [--seconds 60] [--coders 30] [--kills 10] [--write]`` starts the service around the
shipped models on this machine, on SQLite and on PostgreSQL, and prints a table; with ``--write`` it goes into
docs/operations.md too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

import numpy as np
from sqlalchemy import select

from service.people.keys import new_secret
from service.store import Store, open_store
from service.store.columns import now
from service.store.tables import (
    Coder,
    Comment,
    Contribution,
    LoginSession,
    Person,
    RoleGrant,
    Round,
    RoundItem,
    RoundSegment,
    School,
    Team,
    TeamMember,
    Vote,
)
from tests.service.postgres import databases
from tilbakemelding import LABELS
from tilbakemelding.training.blocks import fill, table

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "docs" / "voting.json"
PAGE = ROOT / "docs" / "operations.md"
OWNER = "maling"
COMMENTS = 20
EVERY = 0.5
"""Seconds between two keys of a coder."""
_CODES = [label.code for label in LABELS]
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_HEAD = (
    b"PUT %s HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nCookie: login=%s\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Voting:
    """What was measured on one kind of store; times in milliseconds from when a save was due to its answer."""

    store: str
    cores: int
    coders: int
    seconds: int
    saves: int
    errors: int
    lost: int
    p50: float
    p95: float
    longest: float
    kills: int
    saves_between_kills: int
    lost_by_kills: int


@dataclass
class Seat:
    """One coder at the load: the cookie, and the last answer to each vote."""

    person: UUID
    cookie: str
    acknowledged: dict[UUID, tuple[int, tuple[str, ...]]] = field(default_factory=dict)


@dataclass
class Room:
    """A round with its coders in a store."""

    address: str
    round: UUID
    segments: list[UUID]
    seats: list[Seat]


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("seconds", 60), ("coders", 30), ("kills", 10)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--write", action="store_true", help="put the table into docs/operations.md")
    chosen = parser.parse_args()
    found = measure_both(seconds=chosen.seconds, coders=chosen.coders, kills=chosen.kills)
    rows = [asdict(one) for one in found]
    sys.stdout.write(voting_blocks(rows)["voting"] + "\n")
    if chosen.write:
        REPORT.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
        fill(PAGE, voting_blocks(rows))
    return 1 if any(one.errors or one.lost or one.lost_by_kills for one in found) else 0


def voting_blocks(found: list[dict[str, object]]) -> dict[str, str]:
    """Return the generated block of the page on operations."""
    names = {
        "cores": "cores, shared with the clients", "coders": "coders at once, each a save twice a second",
        "seconds": "seconds", "saves": "saves", "errors": "errors", "lost": "acknowledged votes not in the store",
        "p50": "time to the answer, median, ms", "p95": "**95 of 100 within, ms**", "longest": "longest, ms",
        "kills": "times killed (`kill -9`) while saving", "saves_between_kills": "saves acknowledged between kills",
        "lost_by_kills": "of them not there after the restart",
    }  # fmt: skip
    rows = [[shown, *(f"{one[name]:,}" for one in found)] for name, shown in names.items()]
    return {"voting": table(["coders saving at once", *(str(one["store"]) for one in found)], rows)}


def measure_both(*, seconds: int, coders: int, kills: int) -> list[Voting]:
    """Measure on SQLite and on a PostgreSQL server started for it."""
    with tempfile.TemporaryDirectory() as folder:
        found = [measure("SQLite", f"{folder}/store", seconds=seconds, coders=coders, kills=kills)]
    with databases() as made:
        address = made.fresh()
        found.append(measure("PostgreSQL", address, seconds=seconds, coders=coders, kills=kills))
        made.drop(address)
    return found


def measure(kind: str, address: str, *, seconds: int, coders: int, kills: int) -> Voting:
    """Fill a store, and measure saving and killing on it."""
    room = furnish(address, coders=coders)
    with service(address) as (_, port):
        latencies = asyncio.run(_save_all(room, port, seconds=seconds, every=EVERY))
    lost = missing(room)
    answered = 1_000 * np.array([one for one in latencies if one is not None] or [np.nan])
    p50, p95, longest = (float(value) for value in np.round(np.percentile(answered, [50, 95, 100]), 1))
    saved, lost_by_kills = kill_while_saving(room, kills)
    return Voting(
        store=kind,
        cores=len(os.sched_getaffinity(0)),
        coders=coders,
        seconds=seconds,
        saves=len(latencies),
        errors=latencies.count(None),
        lost=lost,
        p50=p50,
        p95=p95,
        longest=longest,
        kills=kills,
        saves_between_kills=saved,
        lost_by_kills=lost_by_kills,
    )


def kill_while_saving(room: Room, kills: int) -> tuple[int, int]:
    """Kill the service while the coders save; return how many saves it acknowledged, and how many of them were lost."""
    random, saved, lost = Random(2026), 0, 0
    for _ in range(kills):
        with service(room.address) as (process, port):

            async def save_until_killed(process: subprocess.Popen[str] = process, port: int = port) -> int:
                saving = asyncio.create_task(_save_all(room, port, seconds=30, every=0))
                await asyncio.sleep(1 + 2 * random.random())
                process.kill()
                return sum(one is not None for one in await saving)

            saved += asyncio.run(save_until_killed())
        lost += missing(room)
    return saved, lost


def furnish(address: str, *, coders: int) -> Room:
    """Make an owner with a school, a team of coders who are logged in, and a round that they code."""
    store = open_store(address)
    store.create_owner(OWNER, name="Måling")
    seats: list[Seat] = []
    with store.write(OWNER) as session:
        school = School(number="1", name="Nord")
        session.add(school)
        session.flush()
        team = Team(school_id=school.id, name="Team")
        session.add(team)
        session.flush()
        one = Round(
            team_id=team.id, title="Runde", selection="random", seed=1, population=COMMENTS, model="x", label_scheme="1"
        )
        for number in range(coders):
            person = Person(issuer="x", subject=str(number), name=f"Koder {number}")
            session.add(person)
            session.flush()
            secret = new_secret(OWNER)
            session.add_all(
                [
                    RoleGrant(person_id=person.id, role="teacher", school_id=school.id),
                    TeamMember(team_id=team.id, person_id=person.id),
                    LoginSession(digest=secret.digest, person_id=person.id, expires_at=now() + timedelta(hours=2)),
                ]
            )
            one.coders.append(Coder(person_id=person.id))
            seats.append(Seat(person.id, secret.as_cookie))
        contribution = Contribution(
            school_id=school.id, team_id=team.id, contributor_id=seats[0].person, subject="norsk", level="vgs",
            genre="lms", term="2026-2", expires_at=now() + timedelta(days=1),
        )  # fmt: skip
        session.add(contribution)
        for position in range(COMMENTS):
            comment = Comment(position=position, text=f"Kommentar {position}. Husk kilder.", form="nb")
            contribution.comments.append(comment)
            session.flush()
            item = RoundItem(comment_id=comment.id, position=position, inclusion_probability=1.0)
            item.segments.extend(RoundSegment(position=p, start=p, end=p + 1, model_labels=()) for p in range(2))
            one.items.append(item)
        session.add(one)
        session.flush()
        segments = [part.id for item in one.items for part in item.segments]
        room = Room(address, one.id, segments, seats)
    store.close()
    return room


@contextmanager
def service(address: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run the service on a store, with logins set up but never used."""
    settings = {
        "TILBAKEMELDING_STORE": address, "TILBAKEMELDING_PUBLIC_URL": "http://127.0.0.1",
        "TILBAKEMELDING_OIDC_ISSUER": "http://127.0.0.1:9", "TILBAKEMELDING_OIDC_CLIENT_ID": "x",
        "TILBAKEMELDING_OIDC_CLIENT_SECRET": "x",
    }  # fmt: skip
    command = [sys.executable, "-m", "service", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, **settings}) as run:
        assert run.stdout is not None
        line = run.stdout.readline()
        try:
            yield run, int(line.split(":")[-1].split("/")[0])
        finally:
            run.terminate()


async def _save_all(room: Room, port: int, *, seconds: int, every: float) -> list[float | None]:
    begin = time.perf_counter() + 0.5
    savers = [
        _save(room, seat, port, begin + number / len(room.seats), until=begin + seconds, every=every)
        for number, seat in enumerate(room.seats)
    ]
    return [latency for one in await asyncio.gather(*savers) for latency in one]


async def _save(  # noqa: PLR0913, PLR0917 - one coder and its pace
    room: Room, seat: Seat, port: int, due: float, until: float, every: float
) -> list[float | None]:
    """Be one coder until the time is up or the service is gone; None stands for a save that was refused."""
    latencies: list[float | None] = []
    random = Random(seat.person.int)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for number in count():
            if due + number * every > until or time.perf_counter() > until:
                break
            await asyncio.sleep(due + number * every - time.perf_counter())
            begin = time.perf_counter() if not every else due + number * every
            segment = random.choice(room.segments)
            labels = tuple(sorted(random.sample(_CODES, random.randint(0, 2))))
            told = await _put(reader, writer, room, seat, segment, labels)
            if told is None:
                latencies.append(None)
                continue
            seat.acknowledged[segment] = (told, labels)
            latencies.append(time.perf_counter() - begin)
    except (OSError, EOFError):  # the service has been killed
        pass
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
    return latencies


async def _put(  # noqa: PLR0913, PLR0917 - a request
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    room: Room,
    seat: Seat,
    segment: UUID,
    labels: tuple[str, ...],
) -> int | None:
    """Save a vote; a version that a killed service kept but could not tell of is learnt and built on, as by a page."""
    version = seat.acknowledged.get(segment, (0, ()))[0]
    for _ in range(2):
        body = json.dumps({"labels": labels, "version": version}).encode()
        path = f"/rounds/{room.round}/votes/{segment}".encode()
        writer.write(_HEAD % (path, seat.cookie.encode(), len(body)) + body)
        received = await reader.readuntil(b"\r\n\r\n")
        answer = json.loads(await reader.readexactly(int(_LENGTH.search(received)[1])))  # type: ignore[index]
        if received.startswith(b"HTTP/1.1 200"):
            return int(answer["version"])
        if "present" not in answer:
            return None
        version = int(answer["present"]["version"])
    return None


def missing(room: Room) -> int:
    """Return how many acknowledged votes the store does not hold, or holds older than they were acknowledged."""
    store: Store = open_store(room.address)
    with store.read(OWNER) as session:
        kept = {(vote.segment_id, vote.person_id): vote for vote in session.scalars(select(Vote))}
    store.close()
    lost = 0
    for seat in room.seats:
        for segment, (version, labels) in seat.acknowledged.items():
            vote = kept.get((segment, seat.person))
            same = vote is not None and (vote.version > version or (vote.version, vote.labels) == (version, labels))
            lost += not same
    return lost


if __name__ == "__main__":
    sys.exit(main())
