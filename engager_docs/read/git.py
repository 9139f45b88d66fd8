"""A folder under git → the commit its records stand at, never running a program the repository names.

The repository's own configuration is not believed: no hooks, no file-system monitor, no replaced objects
(threats.md rows 27 and 28).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from engager_docs.read.fault import Fault
from engager_docs.read.files import read_bytes
from engager_docs.read.record import MAX_BYTES
from engager_docs.read.tree import walk

_SAFE = (
    "git",
    "--no-replace-objects",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.untrackedCache=false",
)
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Commit:
    """Where the records stand: short commit id, its committer date as ISO text, and whether files differ."""

    id: str
    date: str
    uncommitted: bool


def commit_of(root: Path) -> Commit | None:
    """Return the commit the records of ``root`` stand at; None without git or without a commit."""
    head = _git(root, "log", "-1", "--no-show-signature", "--format=%h %cI")
    if not head:
        return None
    name, _, day = head.strip().partition(" ")
    return Commit(name, day, _differs(root))


def _differs(root: Path) -> bool:
    """Return whether the records on disk are other than those of the commit.

    The digests are taken here: ``git status`` would run any filter the repository names for its files.
    """
    listed = [line.partition("\t") for line in _git(root, "ls-tree", "-r", "-z", "HEAD", "cases").split("\0")]
    committed = {file: meta.split()[2] for meta, _, file in listed if file}
    present = set(walk(root).files)
    if present != {file for file in committed if not _passed_over(file)} - _attachments(committed):
        return True
    return any(_digest_differs(root, file, committed[file]) for file in sorted(present))


def _passed_over(file: str) -> bool:
    return any(part[0] in "._" for part in file.split("/"))


def _attachments(files: dict[str, str]) -> set[str]:
    return {file for file in files if "/attachments/" in file}


def _digest_differs(root: Path, file: str, expected: str) -> bool:
    digest = hashlib.sha1 if len(expected) == 40 else hashlib.sha256
    try:
        content = read_bytes(root, file, MAX_BYTES)
    except Fault:
        return True
    as_stored = (content, content.replace(b"\r\n", b"\n"))
    return all(digest(b"blob %d\0" % len(each) + each).hexdigest() != expected for each in as_stored)


def _git(root: Path, *words: str) -> str:
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_CONFIG_NOSYSTEM": "1",
        # a partial clone fetches the objects it lacks through whatever program its remote names
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(
            [*_SAFE, *words], cwd=root, env=environment, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
