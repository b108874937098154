"""Makes owners, and gives the first roles: ``python -m service.people --help``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from pydantic import ValidationError
from sqlalchemy import select

from service.access.visitor import ROLES, SCHOOL_ROLES
from service.people.roles import grant_role
from service.settings import Settings
from service.store import Store, StoreUnavailable, open_store
from service.store.audit import record
from service.store.tables import Person, School


class CommandError(Exception):
    """The command cannot be carried out; the message is one line for the person at the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command; return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        settings = Settings()
        store = open_store(settings.store)
        try:
            if asked.command == "owner":
                store.create_owner(asked.key, name=asked.name)
            else:
                _grant(store, asked, asked.issuer or settings.oidc_issuer)
        finally:
            store.close()
    except ValidationError as error:
        names = "; ".join(f"{'.'.join(map(str, one['loc']))} {one['msg']}".strip() for one in error.errors())
        sys.stderr.write(f"a setting cannot be used: {names}\n")
        return 1
    except (CommandError, ValueError, StoreUnavailable) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m service.people", description="Make owners and give first roles.")
    commands = parser.add_subparsers(dest="command", required=True)
    owner = commands.add_parser("owner", help="school owners").add_subparsers(dest="act", required=True)
    add = owner.add_parser("add", help="make a place for a school owner")
    add.add_argument("--key", required=True, help="its organisation number")
    add.add_argument("--name", required=True, help="its name")
    grant = commands.add_parser("grant", help="give a person a role, and enter the person where they are new")
    grant.add_argument("--owner", required=True, help="the owner's key")
    grant.add_argument("--name", required=True, help="the person's name")
    grant.add_argument("--subject", required=True, help="what the provider calls the person (`sub`)")
    grant.add_argument("--role", required=True, choices=ROLES)
    grant.add_argument("--school", help=f"the school's number, for the roles {', '.join(SCHOOL_ROLES)}")
    grant.add_argument("--issuer", help="the provider (default: TILBAKEMELDING_OIDC_ISSUER)")
    return parser


def _grant(store: Store, asked: argparse.Namespace, issuer: str) -> None:
    """Give a role, all or nothing."""
    if not issuer:
        raise CommandError("no provider is set up; give --issuer or set TILBAKEMELDING_OIDC_ISSUER")
    if asked.subject.isdigit() and len(asked.subject) == len("ddmmyyxxxxx"):
        raise CommandError("this looks like a national identity number, which is never kept; give the provider's `sub`")
    if asked.owner not in store.owners():
        raise CommandError("there is no such owner; make it with `owner add`")
    with store.write(asked.owner) as session:
        person = session.scalar(select(Person).where(Person.issuer == issuer, Person.subject == asked.subject))
        if person is None:
            person = Person(issuer=issuer, subject=asked.subject, name=asked.name)
            session.add(person)
            session.flush()
            record(session, None, "person.came", person.id)
        school_id = None
        if asked.role in SCHOOL_ROLES:
            school_id = session.scalar(select(School.id).where(School.number == asked.school))
            if school_id is None:
                raise CommandError("there is no school with that number; give --school one that the owner has")
        grant_role(session, None, person.id, asked.role, school_id)


if __name__ == "__main__":
    sys.exit(main())
