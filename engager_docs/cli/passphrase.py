"""A file, an environment variable or a prompt → the passphrase; never an argument, which a process list would show."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

VARIABLE = "ENGAGER_DOCS_PASSPHRASE"


def passphrase(file: Path | None) -> str:
    """Return the passphrase. Raises UsageError where there is no file, no variable and no terminal to ask on."""
    if file is not None:
        return file.read_text("utf-8").split("\n", maxsplit=1)[0].rstrip("\r")
    set_before = os.environ.get(VARIABLE)
    if set_before is not None:
        return set_before
    if not sys.stdin.isatty():
        raise click.UsageError(f"no passphrase: use --passphrase-file FILE, or set {VARIABLE}")
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True))
