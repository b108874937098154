"""Finds out which school owner a person who logs in belongs to, and which of its schools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from service.settings import Settings
from service.store import Store
from service.store.tables import Person

_ORGANISATION = re.compile(r"fc:org:([a-z0-9.-]+)")
_SCHOOL = re.compile(r"(fc:org:[a-z0-9.-]+):unit:NO(\d{9})")
_NUMBER = re.compile(r"(?:NO)?(\d{9})")


@dataclass(frozen=True, slots=True)
class Belonging:
    """An owner that a person belongs to.

    Parameters
    ----------
    keys
        What the owner may be called in the store; the first that is known counts.
    schools
        Organisation number → name, of the person's schools there.

    """

    keys: tuple[str, ...]
    schools: Mapping[str, str]


def from_feide(groups: Iterable[Mapping[str, Any]]) -> list[Belonging]:
    """Return what a person's groups at Feide say: organisations without a parent are owners, units are schools.

    An owner goes by its organisation number, or by its realm with hyphens where Feide gives no number.
    Source: Feide's groups API, https://docs.feide.no/reference/apis/groups_api/.
    """
    organisations: dict[str, tuple[str, ...]] = {}
    schools: dict[str, dict[str, str]] = {}
    for group in groups:
        key = str(group.get("id", ""))
        if group.get("type") != "fc:org":
            continue
        if found := _SCHOOL.fullmatch(key):
            parent = str(group.get("parent") or found[1])
            schools.setdefault(parent, {})[found[2]] = str(group.get("displayName") or found[2])[:200]
        elif (found := _ORGANISATION.fullmatch(key)) and not group.get("parent"):
            number = _NUMBER.fullmatch(str(group.get("norEduOrgNIN") or ""))
            realm = found[1].removeprefix("feide.").replace(".", "-")
            organisations[key] = (number[1], realm) if number else (realm,)
    return [Belonging(keys, schools.get(key, {})) for key, keys in sorted(organisations.items())]


def from_claims(claims: Mapping[str, Any], settings: Settings) -> list[Belonging] | None:
    """Return what the settings and the claims say; None where neither says anything of owners."""
    if settings.oidc_owner:
        return [Belonging((settings.oidc_owner,), {})]
    if settings.oidc_owner_claim:
        value = claims.get(settings.oidc_owner_claim)
        return [Belonging((str(key),), {}) for key in (value if isinstance(value, list) else [value]) if key]
    return None


def choose(store: Store, belongings: list[Belonging] | None, *, issuer: str, subject: str) -> tuple[str, Belonging]:
    """Return the owner to log in at: one where the person is known already before one where they are new.

    Raises
    ------
    LookupError
        The person belongs to no owner that is in the store.

    """
    owners = store.owners()
    if belongings is None:
        belongings = [Belonging((owner,), {}) for owner in owners if _is_known(store, owner, issuer, subject)]
    known = [
        (next(key for key in one.keys if key in owners), one)
        for one in belongings
        if any(key in owners for key in one.keys)
    ]
    if not known:
        raise LookupError("no owner in the store is the person's")
    return next((pair for pair in known if _is_known(store, pair[0], issuer, subject)), known[0])


def _is_known(store: Store, owner: str, issuer: str, subject: str) -> bool:
    with store.read(owner) as session:
        return session.scalar(select(Person.id).where(Person.issuer == issuer, Person.subject == subject)) is not None
