"""A folder for notes of the last build → what was noted there, and what time the system under it keeps."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from engager_docs.publish.file import publish_file

FOLDER = ".engager-docs"


def file_of(root: Path, target: Path, audience: str, ending: str) -> Path:
    """Return where something is kept about the site ``target``: below the record repository, one file a site."""
    name = f"{audience} {target.resolve()}".encode("utf-8", "surrogateescape")
    return root / FOLDER / f"site-{blake2b(name, digest_size=16).hexdigest()[:16]}.{ending}"


def make_folder(folder: Path) -> None:
    """Make the folder of such files, for its owner alone and kept out of git. Raises OSError."""
    folder.mkdir(mode=0o700, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", "utf-8")


def note_of(root: Path, target: Path, audience: str) -> Path:
    """Return where it is noted how the site ``target`` stood after its last build."""
    return file_of(root, target, audience, "still")


def clock_of(root: Path) -> int | None:
    """Return the time of the file system in nanoseconds; None where it keeps no time of change that can be trusted.

    A file is made and given an old time: a system that keeps change times says all the same that it changed now.
    """
    if os.name != "posix":
        return None
    probe = root / FOLDER / f".clock-{os.getpid()}"
    try:
        make_folder(probe.parent)
        handle = os.open(probe, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            os.utime(handle, ns=(0, 0))
            at = os.fstat(handle)
        finally:
            os.close(handle)
            probe.unlink()
    except OSError:
        return None
    return at.st_ctime_ns if at.st_mtime_ns == 0 < at.st_ctime_ns else None


def noted(note: Path) -> str:
    """Return what was noted, "" where nothing was or it cannot be read."""
    try:
        return note.read_text("ascii")
    except (OSError, ValueError):
        return ""


def write_note(note: Path, text: str) -> None:
    """Note a text; where the folder cannot be written nothing is noted, and the next build looks at everything."""
    with suppress(OSError):
        if note.parent.is_dir():
            publish_file(text.encode("ascii"), note)
