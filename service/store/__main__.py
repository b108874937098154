"""What is done to the store beside the service: ``python -m service.store migrate|owners|backup|restore``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from service.settings import Settings
from service.store.backup import backup, restore
from service.store.errors import BackupRefused, StoreUnavailable
from service.store.migrate import head
from service.store.postgres import migrate
from service.store.stores import is_postgres, known_owner, open_store


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; return the exit code: 0, or 1 and one line that says why not."""
    chosen = _parse(arguments)
    try:
        address = Settings().store if chosen.store is None else chosen.store
        if chosen.command == "migrate":
            _migrate(address)
        elif chosen.command == "owners":
            _list_owners(address)
        elif chosen.command == "backup":
            owners = backup(address, chosen.to)
            sys.stdout.write(f"{chosen.to}: {len(owners)} owners\n")
        else:
            owners = restore(chosen.source, address)
            sys.stdout.write(f"{len(owners)} owners restored, at version {head()}\n")
    except ValidationError as error:
        sys.stderr.write(f"tilbakemelding: the setting {error.errors()[0]['loc'][0]} cannot be used\n")
        return 1
    except (BackupRefused, StoreUnavailable) as error:
        sys.stderr.write(f"tilbakemelding: {' '.join(str(error).split())}\n")
        return 1
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m service.store", description="Look after the store.")
    parser.add_argument("--store", help="folder or postgresql://… (default: TILBAKEMELDING_STORE, or data)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="bring the tables up to this program's version")
    commands.add_parser("owners", help="list the school owners, key and name")
    to = commands.add_parser("backup", help="write all into a new folder, one SQLite file an owner")
    to.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="empty, or not there")
    back = commands.add_parser("restore", help="bring a backup into an empty store, of either kind")
    back.add_argument("--from", dest="source", type=Path, required=True, metavar="FOLDER", help="that `backup` wrote")
    return parser.parse_args(arguments)


def _migrate(address: str) -> None:
    """Bring PostgreSQL up to date, or every owner's file, which is opened for it."""
    if is_postgres(address):
        migrate(address)
    else:
        store = open_store(address)
        for owner in store.owners():
            with store.read(owner):
                pass
        store.close()
    sys.stdout.write(f"at version {head()}\n")


def _list_owners(address: str) -> None:
    store = open_store(address)
    for owner in store.owners():
        with store.read(owner) as session:
            sys.stdout.write(f"{owner}\t{known_owner(session).name}\n")
    store.close()


if __name__ == "__main__":
    sys.exit(main())
