"""A folder to write → a lock that one process holds at a time and that dies with it (threats.md row 23)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: two builds at once are told apart by the exchange alone
    fcntl = None  # type: ignore[assignment]

PATIENCE_SECONDS = 60.0
_PAUSE = 0.1
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


class Busy(Exception):
    """Another process is writing there; the message names it."""


def _silent(_message: str) -> None:
    return


@contextmanager
def locked(target: Path, patience: float = PATIENCE_SECONDS, tell: Callable[[str], None] = _silent) -> Iterator[None]:
    """Hold the lock of ``target`` while the block runs; ``tell`` is told once that another holds it.

    Raises Busy where another holds it for longer than ``patience`` seconds, OSError where no lock can be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(target.parent / f".{target.name}.lock", _FLAGS, 0o644)
    try:
        _acquire(handle, target, patience, tell)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(handle)


def _acquire(handle: int, target: Path, patience: float, tell: Callable[[str], None]) -> None:
    waited = 0.0
    while fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
            if waited >= patience:
                raise Busy(
                    f"Another build (process {holder}) has held {target} for {patience:g} seconds. "
                    "Wait for it to end, or stop it, and try again; nothing was changed."
                ) from None
            if not waited:
                tell(f"Another build (process {holder}) is writing {target}: waiting for it to end.")
            time.sleep(_PAUSE)
            waited += _PAUSE
        except OSError:
            return  # a file system without locks: the exchange alone keeps a reader from a mixture
        else:
            return
