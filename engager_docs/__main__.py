"""argv → exit status of the process; a fault of ours ends in a short report, never in a traceback."""

from __future__ import annotations

import sys

from engager_docs.cli.root import run


def main() -> None:
    """Run the command and leave with its exit status (interface.md)."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
