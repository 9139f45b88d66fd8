"""Bytes → one file, written beside the old one and put in its place in one step."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def publish_file(content: bytes, target: Path) -> None:
    """Write ``content`` to ``target``; a reader finds the old file or the new, never half. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        staged.chmod(0o644)
        staged.replace(target)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
