"""Folders → a moment each time something in them changed, while somebody listens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

PAUSE_MS = 300
"""How long it must be quiet after a change: an editor writes one record in several steps, a checkout thousands."""


class CannotWatch(Exception):
    """What watches folders is not installed; the message says how to install it."""


def changes(folders: Sequence[Path], *, poll: bool = False) -> Iterator[None]:
    """Yield once when the folders are watched, so that no change is missed, and then once for each change below them.

    ``poll`` looks at them again and again: a drive of the network tells of no change.
    Hidden files and what editors leave while they write count for nothing. Raises CannotWatch, and KeyboardInterrupt
    where somebody stops it.
    """
    try:
        watchfiles: Any = import_module("watchfiles")  # an optional dependency, for this command alone
    except ImportError:
        raise CannotWatch("serve needs watchfiles. Install it: pip install 'engager-docs[serve]'") from None
    there = [str(folder) for folder in folders if folder.is_dir()]
    told = watchfiles.watch(
        *there, watch_filter=_counts, step=PAUSE_MS, debounce=5000, rust_timeout=PAUSE_MS, yield_on_timeout=True,
        force_polling=poll or None, raise_interrupt=True,
    )  # fmt: skip
    next(told)  # its first answer, which may tell of nothing: from here on no change is missed
    yield
    yield from (None for seen in told if seen)


def _counts(_change: object, path: str) -> bool:
    name = Path(path).name
    return not (name.startswith((".", "~", "#")) or name.endswith(("~", ".tmp", ".swp")))
