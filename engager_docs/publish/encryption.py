"""A PDF and a passphrase → the same PDF under AES-256; the bytes before never touch the disk (threats.md 25).

``pikepdf`` is an optional dependency, so it is imported when it is asked for.
"""

from __future__ import annotations

import io

MIN_LENGTH = 8
"""Characters: shorter ones are tried out in an afternoon."""


class Unencrypted(Exception):
    """The PDF cannot be encrypted; the message says what is missing or wrong."""


def encrypted(pdf: bytes, passphrase: str) -> bytes:
    """Return ``pdf`` encrypted so that it opens with ``passphrase`` alone; screen readers may still read it.

    Raises Unencrypted where the passphrase is short, and ImportError where pikepdf is not installed.
    """
    if len(passphrase) < MIN_LENGTH:
        raise Unencrypted(f"the passphrase has {len(passphrase)} characters: use at least {MIN_LENGTH}")
    from pikepdf import Encryption, Pdf, Permissions  # noqa: PLC0415

    out = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as document:
        allowed = Permissions(accessibility=True, extract=False, modify_assembly=False, modify_other=False)
        document.save(out, encryption=Encryption(owner=passphrase, user=passphrase, R=6, allow=allowed))
    return out.getvalue()
