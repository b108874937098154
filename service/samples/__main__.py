"""Carries out retention by hand or by a timer: ``python -m service.samples retain``."""

from __future__ import annotations

import argparse
import sys

from service.samples.retention import retain
from service.settings import Settings
from service.store import StoreUnavailable, open_store


def main() -> int:
    """Remove what has expired of every owner, and say how much it was."""
    parser = argparse.ArgumentParser(prog="python -m service.samples", description=main.__doc__)
    parser.add_argument("act", choices=["retain"])
    parser.parse_args()
    try:
        removed = retain(open_store(Settings().store))
    except StoreUnavailable as error:
        sys.stderr.write(f"tilbakemelding: {error}\n")
        return 1
    sys.stdout.write(f"{removed} contributions removed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
