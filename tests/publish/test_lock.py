"""One process at a time writes a folder; who waits is told, and a lock dies with the process that holds it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engager_docs.publish.lock import Busy, locked
from tests.engine.service import ROOT, build, demonstration, tree

HOLD = """
import sys, time
from pathlib import Path
from engager_docs.publish.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    words: list[str | Path] = [sys.executable, "-c", HOLD, tmp_path / "site"]
    started = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert started.stdout is not None and started.stdout.readline() == "held\n"
    yield started
    started.kill()
    started.wait()


def test_who_waits_is_told_once_who_holds_it_and_gives_up_in_the_end(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    said: list[str] = []
    held = rf"process {holder.pid}\) has held .*nothing was changed"
    with pytest.raises(Busy, match=held), locked(tmp_path / "site", 0.3, said.append):
        pytest.fail("the lock was held by another")
    assert said == [f"Another build (process {holder.pid}) is writing {tmp_path / 'site'}: waiting for it to end."]


def test_a_lock_dies_with_its_process(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with locked(tmp_path / "site", 0.0):
        pass


def test_two_builds_at_once_into_one_folder_leave_the_whole_site(tmp_path: Path) -> None:
    root = demonstration(tmp_path / "records")
    words: list[str | Path] = [sys.executable, "-m", "engager_docs", "-C", root, "-q", "build", "-o", tmp_path / "site"]
    started = [subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(ROOT)}) for _ in range(2)]
    assert [each.wait(timeout=120) for each in started] == [0, 0]
    build(root, tmp_path / "alone")
    assert tree(tmp_path / "site") == tree(tmp_path / "alone")
