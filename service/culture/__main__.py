"""Makes figures by hand or by a timer: ``python -m service.culture figures``."""

from __future__ import annotations

import argparse
import sys

from service.culture.freshness import freshen_all
from service.settings import Settings
from service.store import StoreUnavailable, open_store


def main(arguments: list[str] | None = None) -> int:
    """Make the figures that are out of date anew; the exit status is 1 where the store cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m service.culture", description=__doc__)
    parser.add_argument("act", choices=["figures"])
    parser.parse_args(arguments)
    try:
        made = freshen_all(open_store(Settings().store))
    except StoreUnavailable as error:
        sys.stderr.write(f"tilbakemelding: {error}\n")
        return 1
    sys.stdout.write(f"figures made anew for {made} owners\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
