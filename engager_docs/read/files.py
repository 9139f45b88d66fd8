"""A path → the bytes of a regular file, within its size limit, following no link (threats.md rows 10, 12)."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from engager_docs.read.fault import Fault

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
LARGEST = 20 << 20
"""Bytes: a larger file is no record, and no attachment that a site should carry."""
NOT_REGULAR = "not a regular file: links, pipes and devices are not opened"
# a link as the last component (Linux and macOS, FreeBSD), and a socket or a pipe without a reader
_NOT_OPENED = (errno.ELOOP, errno.EMLINK, errno.ENXIO)


def read_bytes(root: Path, file: str, limit: int) -> bytes:
    """Return the content of ``file`` below ``root``, at most ``limit`` bytes.

    Raises ``Fault``: E005 for anything but a regular file, E004 over the limit, E018 when it cannot be opened.
    """
    try:
        handle = os.open(f"{root}/{file}", _FLAGS)
    except OSError as error:
        if error.errno in _NOT_OPENED:
            raise Fault("E005", NOT_REGULAR, "put the file itself here") from None
        message = f"the file cannot be opened: {error.strerror}"
        raise Fault("E018", message, "make it readable for your account") from None
    try:
        return _content(handle, limit)
    except OSError as error:
        raise Fault("E018", f"the file cannot be read: {error.strerror}", "copy it again") from None
    finally:
        os.close(handle)


def _content(handle: int, limit: int) -> bytes:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise Fault("E005", NOT_REGULAR, "put the file itself here")
    if status.st_size > limit:
        raise too_large(limit)
    content = os.read(handle, status.st_size + 1)
    while len(content) != status.st_size and len(content) <= limit:  # cut short, or grown since
        more = os.read(handle, limit + 1 - len(content))
        if not more:
            break
        content += more
    if len(content) > limit:
        raise too_large(limit)
    return content


def too_large(limit: int) -> Fault:
    """Return the fault of a file that holds more than ``limit`` bytes."""
    return Fault("E004", f"the file is larger than {limit >> 20} MiB", "split it, or keep the document elsewhere")
