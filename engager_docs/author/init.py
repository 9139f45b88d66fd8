"""A folder that is not there yet → a record repository, put in its place whole or not at all."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Template

from msgspec import Struct

from engager_docs.author.target import Refused
from engager_docs.model.records.registry import KINDS
from engager_docs.read.gitcall import ask
from engager_docs.render.schema import as_json, mapping, schema_of

_START = Path(__file__).parent / "start"
_HOOK = "pre-commit"


class Made(Struct, frozen=True):
    """What was made: the files, and whether git keeps them (else what git said)."""

    files: tuple[str, ...]
    under_git: bool
    complaint: str = ""


def init(folder: Path, site: str, title: str, today: date, *, git: bool = True) -> Made:
    """Make a record repository at ``folder``, which must not be there or be empty.

    Raises ``Refused``, and OSError where it cannot be written; then nothing of it is left.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()) or (folder.is_dir() and any(folder.iterdir())):
        raise Refused(f"{folder} is there and not empty: name a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = folder.parent / f".{folder.name}.{secrets.token_hex(8)}"
    try:
        files = tuple(_written(staged, site, title, today))
        said = ask(staged, "init", "-q", "-b", "main", "--template=") if git else None
        if said is not None and said.well:
            hook(staged)
        if folder.is_dir():
            folder.rmdir()
        staged.rename(folder)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    return Made(files, said is not None and said.well, "" if said is None or said.well else said.complaint.strip())


def hook(root: Path) -> Path:
    """Set up the check before each commit in the git repository at ``root``; never over a hook that is there.

    Raises ``Refused`` where there is no git repository, or another hook.
    """
    where = ask(root, "rev-parse", "--git-common-dir")
    if not where.well:
        raise Refused(f"{root} is not under git: git init makes it so")
    target = (root / where.text.strip() / "hooks" / _HOOK).absolute()
    content = (_START / _HOOK).read_bytes()
    if target.exists() and target.read_bytes() != content:
        raise Refused(f"{target} is there already: add a line to it that runs engager-docs check --staged")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    target.chmod(0o755)
    return target


def _written(root: Path, site: str, title: str, today: date) -> Iterator[str]:
    """Write every file and yield its path. The records are closed to other accounts of the machine."""
    words = {"site": site, "title": title, "day": today.isoformat()}
    for name in sorted(_texts()):
        text = Template((_START / name).read_text("utf-8")).substitute(words)
        yield _write(root, name.replace("SITE", site).replace("dot.", "."), text)
    for kind in KINDS:
        yield _write(root, f".schemas/{kind.name}.schema.json", as_json(schema_of(kind)))
    settings = {"yaml.schemas": mapping(), "files.eol": "\n", "files.associations": {"cases/**/*.yaml": "yaml"}}
    yield _write(root, ".vscode/settings.json", json.dumps(settings, indent=2) + "\n")
    (root / "cases").chmod(0o750)


def _texts() -> Iterator[str]:
    files = (each for each in _START.rglob("*") if each.is_file())
    return (name for name in (each.relative_to(_START).as_posix() for each in files) if name != _HOOK)


def _write(root: Path, name: str, text: str) -> str:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    return name
