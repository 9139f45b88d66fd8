"""Documents printed one after the other in one process → what each further one leaves in its memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import linear_regression

from bench.measure import MIB

_WARM = 10  # the first tenth of the documents fills caches, and is left out


def growth(printed: Callable[[str], bytes], cases: tuple[str, ...], documents: int) -> tuple[float, float]:
    """Print ``documents`` workbooks in turn; return MiB a further document, by regression, and MiB at the end."""
    held = list(_held(printed, cases, documents))
    steady = held[documents // _WARM :]
    return linear_regression(range(len(steady)), steady).slope, held[-1]


def _held(printed: Callable[[str], bytes], cases: tuple[str, ...], documents: int) -> Iterator[float]:
    pages = Path("/proc/self/statm")
    for number in range(documents):
        printed(cases[number % len(cases)])
        yield int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MIB
