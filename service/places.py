"""A bounded number of places, of which one client may hold half."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import Scope

from service.errors import RequestError

RETRY_AFTER = {"Retry-After": "1"}


class Places:
    """Counts who is inside. Who finds no place is refused at once; nobody waits here.

    A client that floods meets its own bound (429) before the house is full (503), so others still find a place.
    """

    def __init__(self, total: int, *, what: str) -> None:
        self.total, self.each = total, (total + 1) // 2
        self._what = what
        self._inside: Counter[str] = Counter()

    @contextmanager
    def taken_by(self, client: str) -> Iterator[None]:
        """Hold a place.

        Raises
        ------
        RequestError
            ``too-many-requests`` where the client holds its share, ``busy`` where all places are taken.

        """
        if self._inside[client] >= self.each:
            detail = f"This address has {self.each} {self._what} in progress, which is the limit. Wait for answers."
            raise RequestError("too-many-requests", detail, headers=RETRY_AFTER)
        if self._inside.total() >= self.total:
            detail = f"All {self.total} places for {self._what} are taken. Try again when Retry-After has passed."
            raise RequestError("busy", detail, headers=RETRY_AFTER)
        self._inside[client] += 1
        try:
            yield
        finally:
            self._inside[client] -= 1
            if not self._inside[client]:
                del self._inside[client]


def client_of(scope: Scope) -> str:
    """Return the address that a request came from (behind a trusted proxy: the one that the proxy names)."""
    return scope["client"][0] if scope.get("client") else ""
