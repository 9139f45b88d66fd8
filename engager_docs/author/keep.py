"""The text of a record → its file: a new one never in another's place, a changed one never over somebody's edit."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from engager_docs.publish.file import beside

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)


class Changed(Exception):
    """A file is another than the one that was read."""


def digest(content: bytes) -> str:
    """Return the digest by which a file is known again."""
    return sha256(content).hexdigest()


def keep_new(root: Path, paths: Iterable[str], content: bytes) -> str | None:
    """Write ``content`` to the first of ``paths`` that is free at this moment and return it; None if none is.

    A reader finds the whole file or none, and of two who want one path at once, one gets the next. Raises OSError,
    also where a folder on the way is a link.
    """
    for path in paths:
        _refuse_links(root, path)
        if _placed(root / path, content):
            return path
    return None


def keep_changed(root: Path, path: str, before: str, content: bytes) -> None:
    """Put ``content`` in the place of the file whose digest is ``before``.

    Raises ``Changed`` when the file is another by now, and OSError.
    """
    target = root / path
    _refuse_links(root, path)
    mode = target.lstat().st_mode & 0o777
    with beside(target, content) as staged:
        if digest(target.read_bytes()) != before:
            raise Changed(path)
        staged.chmod(mode)
        staged.replace(target)
        _flush(target.parent)


def keep_renamed(root: Path, path: str, before: str, names: Iterable[str]) -> str | None:
    """Give the file whose digest is ``before`` the first of ``names`` that is free, and return it; None if none is.

    Raises ``Changed`` when the file is another by now, and OSError.
    """
    _refuse_links(root, path)
    content = (root / path).read_bytes()
    if digest(content) != before:
        raise Changed(path)
    for name in names:
        try:
            _link(root / path, root / name, content)
        except FileExistsError:
            continue
        (root / path).unlink()
        _flush((root / path).parent)
        return name
    return None


def _placed(target: Path, content: bytes) -> bool:
    """Return whether the file was put in its place; False where one stands there already."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with beside(target, content) as staged:
            staged.chmod(0o666 & ~_masked())
            _link(staged, target, content)
            _flush(target.parent)
    except FileExistsError:
        return False
    except BaseException:
        with suppress(OSError):  # it holds other records, mostly
            target.parent.rmdir()
        raise
    return True


def _masked() -> int:
    """Return the rights that this process gives to nobody; they can be read only by setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _write(target: Path, content: bytes, mode: int) -> None:
    handle = os.open(target, _NEW, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _link(staged: Path, target: Path, content: bytes) -> None:
    """Give the staged file its name. A disk without links, such as a stick, gets the bytes under that name."""
    try:
        os.link(staged, target)
    except FileExistsError:
        raise
    except OSError:
        _write(target, content, 0o666)


def _flush(folder: Path) -> None:
    """Flush a folder's names to the disk, where a folder can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_links(root: Path, path: str) -> None:
    """Refuse to write through a link: a record stays inside its repository (threats.md row 12)."""
    here = root
    for step in path.split("/"):
        here = here / step
        if here.is_symlink():
            raise OSError(errno.ELOOP, "a link stands on the way to the record, and links are not followed", str(here))
