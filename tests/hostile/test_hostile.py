"""A hostile or broken repository → the whole report of the real command, in bounded time and memory (threats.md 1–17).

Each page of this folder lays files over the smallest repository that checks clean; see ``tests/check/pages.py``.
"""

from __future__ import annotations

import math
import os
import re
import resource
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from tests.check.pages import Page, lay, page_of
from tests.compare import same

PAGES = {file.stem: page_of(file.read_text("utf-8")) for file in sorted((Path(__file__).parent / "pages").glob("*.md"))}
ROOT_READS_ALL = pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file, whatever its rights")
SECONDS = 2
"""Of CPU for one file (quality.md)."""
YARDSTICKS = 8
"""On a machine that is slow or shared: so many times as long as two million squares take in plain Python.

Two seconds are that where they take a quarter of a second; at rest the longest of these files takes half of it.
"""
BYTES = 200 << 20


def pages() -> list[object]:
    return [
        pytest.param(page, id=name, marks=ROOT_READS_ALL if any(b.kind == "unreadable" for b in page.blocks) else ())
        for name, page in PAGES.items()
    ]


@cache
def seconds() -> int:
    """Return how much CPU one file may take here, in whole seconds as the system limits it."""
    start = time.process_time()
    sum(number * number % 7 for number in range(2_000_000))
    return max(SECONDS, math.ceil(YARDSTICKS * (time.process_time() - start)))


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds(), seconds() + 1))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def checked(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the real command on a repository under the limits a single file may take (quality.md, reliability)."""
    seconds()  # measured here once, and not in each process that is limited
    return subprocess.run(
        [sys.executable, "-m", "engager_docs", "-C", folder, "check", *words],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=limit,
    )


def errors(report: str) -> str:
    """The errors of a report, each with its lines: what the rules say of so small a repository is beside the point."""
    findings = re.findall(r"^\S[^\n]*\n(?:[ ][^\n]*\n)*", report, re.MULTILINE)
    return "".join(each for each in findings if re.match(r"[^\n]*: (?:error E\d{3}|privacy I\d\d)", each))


@pytest.mark.parametrize("page", pages())
def test_every_fault_is_named_and_nothing_breaks(page: Page, tmp_path: Path) -> None:
    done = checked(lay(page, tmp_path))
    stderr = done.stderr.decode()
    assert "Traceback" not in stderr, stderr
    assert "went wrong" not in stderr, stderr
    assert done.returncode == (1 if page.report else 0), stderr
    lines = errors(done.stdout.decode()).splitlines(keepends=True)
    if page.first:
        lines = [*lines[: page.first], *lines[-page.last :]]
    same(page.report, "".join(lines))


def test_there_are_many_of_them() -> None:
    assert len(PAGES) >= 40
