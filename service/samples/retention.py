"""Carries out retention: what has been kept for as long as it may goes, once a day and at the start."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from service.samples.keeping import remove_expired
from service.store import Store

_DAY = 24 * 3600.0

_log = logging.getLogger(__name__)


def retain(store: Store, *, at: datetime | None = None) -> int:
    """Remove what has expired of every owner; return how many contributions went. Several may do it at once."""
    removed = 0
    for owner in store.owners():
        with store.write(owner) as session:
            gone = remove_expired(session, at or datetime.now(UTC))
        if gone:
            store.settle(owner)
        removed += gone
    return removed


def keep_retaining(
    store: Store, *, every: float = _DAY, then: Callable[[Store], object] = lambda _: None
) -> threading.Event:
    """Carry out retention now and then in a thread of its own, until the event that is returned is set.

    ``then`` is done after it, such as making figures anew without what went.
    """
    stop = threading.Event()

    def run() -> None:
        while True:
            try:
                retain(store)
                then(store)
            except Exception as error:  # noqa: BLE001 - tomorrow it is tried again; the log names the class only
                _log.warning("the daily work was not carried out: %s", type(error).__name__)
            if stop.wait(every):
                return

    threading.Thread(target=run, name="retention", daemon=True).start()
    return stop
