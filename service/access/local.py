"""The local mode: nobody has set up a login, so the one person at this machine is everybody."""

from __future__ import annotations

import re
from uuid import UUID

from fastapi import Request
from sqlalchemy import select

from service.access.visitor import ROLES, SCHOOL_ROLES, Visitor, visitor_of
from service.errors import RequestError
from service.store import Store
from service.store.tables import Person, RoleGrant, School, Team, TeamMember

OWNER = "local"
ISSUER = "local"
_PORT = re.compile(r":\d+$")
_HERE = frozenset({"127.0.0.1", "::1"})
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


class LocalMode:
    """Every request from this machine is the one local person's, who has every role at the one local school.

    Parameters
    ----------
    store
        Where the person and the school are made when first asked for.

    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._person_id: UUID | None = None

    def __call__(self, request: Request) -> Visitor:
        """Return the local person.

        Raises
        ------
        RequestError
            ``not-allowed``: the request comes from another machine, or was addressed to another name than this
            machine's (a page elsewhere may have had the name point here), or a proxy has passed it on.

        """
        client = request.client.host if request.client else ""
        host = _PORT.sub("", request.headers.get("host", ""))
        # Some proxies name themselves in no header, but speak HTTP 1.0, which no browser does.
        forwarded = request.scope.get("http_version") == "1.0" or any(name in request.headers for name in _FORWARDED)
        if client not in _HERE or host not in _NAMES or forwarded or not _from_here(request):
            raise RequestError(
                "not-allowed", "Without a login set up, samples and reviews are open on this machine only."
            )
        if self._person_id is None:
            self._person_id = self._make()
        with self._store.read(OWNER) as session:
            return visitor_of(session, session.get_one(Person, self._person_id), local=True)

    def _make(self) -> UUID:
        self._store.create_owner(OWNER, name="Lokal skoleeier")
        with self._store.write(OWNER) as session:
            person = session.scalar(select(Person).where(Person.issuer == ISSUER))
            if person is None:
                person = Person(issuer=ISSUER, subject="1", name="Lokal bruker")
                school = School(number="1", name="Lokal skole")
                session.add_all([person, school])
                session.flush()
                team = Team(school_id=school.id, name="Lokalt team")
                session.add(team)
                session.flush()
                session.add(TeamMember(team_id=team.id, person_id=person.id))
                for role in ROLES:
                    at = school.id if role in SCHOOL_ROLES else None
                    session.add(RoleGrant(person_id=person.id, role=role, school_id=at))
                session.flush()
            return person.id


def _from_here(request: Request) -> bool:
    """Tell whether the page that asks, where the browser names one, is at this machine.

    It names none (``null``) for the service's own forms, since they ask it to send no referrer.
    """
    origin = request.headers.get("origin")
    if origin is None or origin == "null":
        return True
    host = origin.split("://", 1)[-1]
    return host in _NAMES or host.rsplit(":", 1)[0] in _NAMES
