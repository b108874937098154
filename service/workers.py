"""Several processes that answer on one port, forked from one that has loaded the models.

Measured: a forked worker takes 29 MB of its own and starts at once, where one that loads the models itself takes
280 MB and two seconds. That is why this is not uvicorn's own supervisor, which starts workers from nothing.

Each worker has a listening socket of its own on the port, between which the kernel shares out the connections; a
shared one would give a burst of them to whichever worker wakes first. The sockets belong to this process, so what
waits on the socket of a worker that died is answered by its successor.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType

from fastapi import FastAPI
from prometheus_client.multiprocess import mark_process_dead

from service.server import Server
from service.settings import Settings

_fork = multiprocessing.get_context("fork")
_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_REST_SECONDS = 1.0
"""A worker that dies younger than this is not replaced before it would have grown as old."""

_log = logging.getLogger(__name__)


class Workers:
    """Starts workers, replaces those that die, and stops them together."""

    def __init__(self, app: FastAPI, settings: Settings, listeners: Sequence[socket.socket]) -> None:
        self._app = app
        self._settings = settings
        self._listeners = listeners
        self._running: dict[int, tuple[BaseProcess, float]] = {}
        self._stopping = False
        self._wakes, self._waker = _fork.Pipe(duplex=False)

    def run(self, announce: Callable[[], None]) -> None:
        """Run until told to stop; ``announce`` is called once, when every worker answers."""
        for name in _SIGNALS:
            signal.signal(name, self._stop)
        gc.collect()
        gc.freeze()  # what is loaded stays shared: collecting it in a worker would copy its pages
        ready = [self._start(number) for number in range(len(self._listeners))]
        while ready and not self._stopping:
            for one in wait([*ready, self._wakes]):
                if one in ready:
                    ready.remove(one)
        if not self._stopping:
            announce()
        self._watch()
        self._end()

    def _start(self, number: int) -> Connection:
        """Fork one worker; what is given back can be read when it answers or has died."""
        told, teller = _fork.Pipe(duplex=False)
        process = _fork.Process(target=self._work, args=(number, teller), name=f"worker {number}")
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        process.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        teller.close()
        self._running[number] = process, time.monotonic()
        return told

    def _watch(self) -> None:
        """Replace workers that die, until told to stop."""
        while not self._stopping:
            numbers = {process.sentinel: number for number, (process, _) in self._running.items()}
            for sentinel in wait([*numbers, self._wakes]):
                if not self._stopping and sentinel in numbers:
                    self._replace(numbers[sentinel])

    def _replace(self, number: int) -> None:
        process, born = self._running[number]
        process.join()
        _log.error("worker %s ended with %s and is replaced", process.pid, process.exitcode)
        _forget(process)
        wait([self._wakes], timeout=max(0.0, born + _REST_SECONDS - time.monotonic()))
        if not self._stopping:
            self._start(number).close()

    def _stop(self, _: int, __: FrameType | None) -> None:
        """Wake the loop, once; called for a signal."""
        if not self._stopping:
            self._stopping = True
            self._waker.send_bytes(b"stop")

    def _end(self) -> None:
        """Let the workers finish, and end those that do not."""
        for listener in self._listeners:
            listener.close()
        processes = [process for process, _ in self._running.values()]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + self._settings.grace_seconds + self._settings.drain_seconds + 5
        for process in processes:
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
            _forget(process)

    def _work(self, number: int, teller: Connection) -> None:
        """Answer requests: the life of a worker."""
        for name in _SIGNALS:
            signal.signal(name, _leave)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        for listener in self._listeners:
            if listener is not self._listeners[number]:
                listener.close()
        threading.Thread(target=_follow_parent, daemon=True).start()
        Server(self._app, self._settings, on_started=teller.close).run([self._listeners[number]])


def _leave(_: int, __: FrameType | None) -> None:
    """End at once; the server has its own way while it runs, and raises the signal again when it is done."""
    sys.exit(0)


def _follow_parent() -> None:
    """Stop when the process that started the workers is gone, however it went."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _forget(process: BaseProcess) -> None:
    """Take a dead worker's momentary figures out of the metrics; what it counted stays."""
    if process.pid is not None:
        mark_process_dead(process.pid)  # type: ignore[no-untyped-call]
