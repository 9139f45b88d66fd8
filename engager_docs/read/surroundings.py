"""The machine and the record repository → plain facts for `doctor`; nothing is run that the repository names."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from msgspec import Struct

from engager_docs.read.git import uncommitted
from engager_docs.read.gitcall import ask
from engager_docs.read.versions import raw_objects

_LATEST = 20
_RUNS = (
    r"^(core\.(fsmonitor|hookspath|sshcommand|pager|editor|gitproxy)|filter\..*"
    r"|diff\..*\.(textconv|command)|diff\.external|gpg\.program|alias\..*)$"
)
"""Settings of a repository that name a program git would run."""
_OTHERS = stat.S_IROTH | stat.S_IWOTH


class Machine(Struct, frozen=True):
    """What is installed: versions as text, empty where a thing is missing."""

    python: str
    git: str
    libyaml: bool
    fonts: tuple[str, ...] | None


class Ground(Struct, frozen=True):
    """What a record repository stands on; ``refusal`` is git's own words where it will not read the folder."""

    open_to_all: tuple[str, ...]
    under_git: bool
    refusal: str = ""
    commit: bool = False
    uncommitted: int = 0
    signed: int = 0
    latest: int = 0
    remotes: tuple[tuple[str, str], ...] = ()
    programs: tuple[str, ...] = ()
    identity_ignored: bool = False
    identity_tracked: tuple[str, ...] = ()
    identity_ever: bool = False
    output_ignored: bool = False
    shallow: bool = False
    checked_first: bool = False


def machine() -> Machine:
    """Return what this machine offers."""
    said = ask(Path.cwd(), "--version")
    version = ".".join(str(part) for part in sys.version_info[:3])
    number = said.text.strip().removeprefix("git version ") if said.well else ""
    return Machine(version, number, bool(yaml.__with_libyaml__), _fonts())


def _fonts() -> tuple[str, ...] | None:
    """Return the families of fonts, None where the program that lists them is not here."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        done = subprocess.run([program, ":", "family"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return tuple(sorted({name.strip() for line in done.stdout.splitlines() for name in line.split(",") if name}))


def ground(root: Path) -> Ground:
    """Return what the record repository at ``root`` stands on."""
    inside = ask(root, "rev-parse", "--is-inside-work-tree")
    opened = tuple(_open_to_all(root))
    if not inside.well:
        refused = "dubious ownership" in inside.complaint
        return Ground(opened, under_git=refused, refusal="another account owns this folder" if refused else "")
    head = ask(root, "rev-parse", "--verify", "--quiet", "HEAD").well
    signed, latest = _signed(root) if head else (0, 0)
    tracked = ask(root, "ls-files", "-z", "--", ":(glob)cases/**/identity.yaml").text.split("\0")
    ever = ask(root, "log", "--all", "-1", "--format=%h", "--no-show-signature", "--", ":(glob)cases/**/identity.yaml")
    return Ground(
        open_to_all=opened,
        under_git=True,
        commit=head,
        uncommitted=sum(1 for _ in uncommitted(root)) if head else 0,
        signed=signed,
        latest=latest,
        remotes=tuple(_remotes(root)),
        programs=tuple(sorted(set(ask(root, "config", "--local", "--name-only", "--get-regexp", _RUNS).text.split()))),
        identity_ignored=_ignored(root, "cases/NW/participants/NW-001/identity.yaml"),
        identity_tracked=tuple(file for file in tracked if file),
        identity_ever=bool(ever.text.strip()),
        output_ignored=_ignored(root, "site/index.html") and _ignored(root, "packs/workbook.pdf"),
        checked_first=_checked_first(root),
        shallow=ask(root, "rev-parse", "--is-shallow-repository").text.strip() == "true",
    )


def _checked_first(root: Path) -> bool:
    """Return whether git runs a check before each commit; the hook is read, never run."""
    where = ask(root, "rev-parse", "--git-common-dir").text.strip()
    hook = root / where / "hooks" / "pre-commit"
    try:
        return os.access(hook, os.X_OK) and b"engager-docs check" in hook.read_bytes()
    except OSError:
        return False


def _ignored(root: Path, file: str) -> bool:
    return ask(root, "check-ignore", "--quiet", "--no-index", "--", file).well


def _signed(root: Path) -> tuple[int, int]:
    """Return how many of the latest commits carry a signature; whether it holds only its maker's key can tell."""
    ids = ask(root, "rev-list", f"--max-count={_LATEST}", "HEAD").text.split()
    heads = [content.partition(b"\n\n")[0] for content in raw_objects(root, ids)]
    return sum(b"\ngpgsig" in head for head in heads), len(ids)


def _remotes(root: Path) -> Iterator[tuple[str, str]]:
    for name in ask(root, "remote").text.split():
        yield name, ask(root, "config", "--local", "--get", f"remote.{name}.url").text.strip()


def _open_to_all(root: Path) -> Iterator[str]:
    """Yield what every account of this machine may read or write: the folder of the records, and what lies in it.

    A folder that is closed to others closes what it holds.
    """
    if os.name == "nt":  # pragma: no cover  there every folder says that everybody may enter it
        return
    if not (root / "cases").stat().st_mode & stat.S_IXOTH:
        return
    for place, folders, names in os.walk(root / "cases", followlinks=False):
        folders[:] = [name for name in folders if _mode(place, name) & stat.S_IXOTH]
        yield from (Path(place, name).relative_to(root).as_posix() for name in names if _mode(place, name) & _OTHERS)


def _mode(place: str, name: str) -> int:
    try:
        return os.lstat(f"{place}/{name}").st_mode
    except OSError:
        return 0
