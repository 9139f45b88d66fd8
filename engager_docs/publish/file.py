"""Bytes → one file, written beside the old one and put in its place in one step."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: what an interrupted run left stays, under a name that says what it is
    fcntl = None  # type: ignore[assignment]

_UNFINISHED = ".unfinished"


def publish_file(content: bytes, target: Path) -> None:
    """Write ``content`` to ``target``; a reader finds the old file or the new, never half. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with beside(target, content) as staged:
        staged.chmod(0o644)
        staged.replace(target)


@contextmanager
def beside(target: Path, content: bytes) -> Iterator[Path]:
    """Give a file beside ``target`` that holds ``content`` and is on the disk, for a moment. Raises OSError.

    What interrupted runs left there is removed first.
    """
    sweep_files(target.parent)
    handle, staged = _begun(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if fcntl is not None:
                yield staged  # while it is open no other run sweeps it up
        if fcntl is None:
            yield staged  # where there are no such locks an open file cannot be renamed either
    finally:
        staged.unlink(missing_ok=True)


def sweep_files(folder: Path) -> None:
    """Remove what interrupted runs left in ``folder``: files that no process holds any more."""
    if fcntl is None:
        return
    for left in folder.glob(f".*{_UNFINISHED}"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
            finally:
                os.close(handle)


def _begun(target: Path) -> tuple[int, Path]:
    """Return a new file beside ``target`` that this process holds, so that no other sweeps it up."""
    while True:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=_UNFINISHED, dir=target.parent)
        if fcntl is None:
            return handle, Path(name)
        with suppress(OSError):  # a file system without locks: nothing can be swept up there either
            fcntl.flock(handle, fcntl.LOCK_EX)
        if Path(name).exists():
            return handle, Path(name)
        os.close(handle)  # swept up between its making and its lock
