"""The name of a folder the tool ships → where it is: inside an installed package, or in a checkout."""

from __future__ import annotations

from pathlib import Path

import click

import engager_docs

# folder inside the wheel: folder in a checkout
_FOLDERS = {
    "site_templates": "site_templates",
    "pages/rules": "tests/assess/rules",
    "pages/errors": "tests/check/gallery",
}


def shipped(name: str) -> Path:
    """Return the folder ``name``; a clear message when the installation is not whole."""
    package = Path(engager_docs.__file__).parent
    for folder in (package / name, package.parent / _FOLDERS[name]):
        if folder.is_dir():
            return folder
    raise click.ClickException(f"this installation lacks its {name} folder: install engager-docs again")
