"""argv → exit status of the process; a fault of ours ends in a short report, never in a traceback."""

from __future__ import annotations

import gc
import os
import sys

# Records are frozen values that hold no cycles and live as long as the command: looking for rubbish among them every
# 700 took a quarter of a check. Set before the imports, which build classes by the hundred.
gc.set_threshold(50_000, 20, 20)
# Any package that is installed may register itself with pydantic and be run on every record: none is asked for.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"

from engager_docs.cli.root import run  # noqa: E402  (the lines above come first for its sake)


def main() -> None:
    """Run the command and leave with its exit status (interface.md)."""
    gc.freeze()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
