"""Making a PDF → the same, or one message that names the system library it needs and how to install it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_INSTALL = {
    "linux": "apt install libpango-1.0-0 libpangoft2-1.0-0 (Debian, Ubuntu), or pango (other systems)",
    "darwin": "brew install pango",
    "win32": "install Pango with MSYS2, or use WSL",
}


class Missing(Exception):
    """The surroundings lack something; the message names it and the command that installs it."""


class Unprintable(Missing):
    """PDFs cannot be made here, and everything else can."""


@contextmanager
def printing() -> Iterator[None]:
    """Turn a missing library into ``Unprintable``; any other fault passes."""
    try:
        yield
    except (OSError, ImportError) as fault:
        if isinstance(fault, OSError) and "library" not in str(fault):
            raise
        how = _INSTALL.get(sys.platform, _INSTALL["linux"])
        raise Unprintable(
            f"PDFs need the system library Pango (package libpango-1.0-0 on Debian), and it cannot be loaded here.\n"
            f"Install it: {how}. Pages and HTML packs (-o NAME.html) are made without it."
        ) from None
