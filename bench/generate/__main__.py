"""argv → a generated record repository: ``python -m bench.generate DIR --cases 1000``."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from bench.generate.repository import write_repository
from bench.generate.size import Size, sites_of


def main() -> None:
    """Write the repository and say what it holds."""
    asked = argparse.ArgumentParser(prog="python -m bench.generate", description="Write synthetic records to measure.")
    asked.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    asked.add_argument("--cases", type=int, required=True)
    asked.add_argument("--contacts", type=int, default=14, help="a case (default 14, at least 4)")
    asked.add_argument("--words", type=int, default=235, help="a note (default 235)")
    asked.add_argument("--sites", type=int, default=0, help="default: one for each hundred cases")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--bare", action="store_true", help="participant.yaml and contacts alone: 15 records a case")
    given = asked.parse_args()
    try:
        size = Size(given.cases, given.contacts, given.words, given.sites, given.seed, given.bare)
        started = time.perf_counter()
        records = write_repository(given.folder, size)
    except (ValueError, OSError) as why:
        asked.error(str(why))
    taken = time.perf_counter() - started
    print(f"{records} records of {size.cases} cases at {len(sites_of(size))} sites in {taken:.1f} s: {given.folder}")


if __name__ == "__main__":
    main()
