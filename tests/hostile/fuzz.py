"""A folder of entries → the same and more, led by which lines of the reader they reach.

``python -m tests.hostile.fuzz FOLDER -max_total_time=600`` looks for ten minutes; what breaks the reader is left in a
file ``crash-…`` and belongs into ``seeds.txt`` as a line. All options are those of libFuzzer.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with atheris.instrument_imports(include=["engager_docs.read", "engager_docs.check"]):
    from tests.hostile.reading import one


def main() -> None:
    """Feed the reader until the time is up, or until it breaks."""
    atheris.Setup(sys.argv, lambda entry: one(bytes(entry)) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
