"""Each kind of hostile or broken text is named with its place, in bounded time and memory, and never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.compare import same
from tests.hostile.texts import KINDS
from tests.repositories import base, write

REPORTS = Path(__file__).with_name("reports.txt")
ACCEPTED = {"Windows line ends, which are fine", "a byte-order mark, which is fine"}
CPU_SECONDS = 2.0
MEBIBYTES = 200


def expected() -> dict[str, str]:
    parts = re.split("^=== ", REPORTS.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {name: report for name, _, report in (part.partition("\n") for part in parts)}


# the command, which notes its own greatest memory at the end: what the system counts of a child is the parent's too
COMMAND = """
import pathlib, sys
from engager_docs.cli.root import run
status = run(["-C", sys.argv[1], "-q", "check"])
sys.stdout.flush()
pathlib.Path(sys.argv[1], "memory").write_text(pathlib.Path("/proc/self/status").read_text())
sys.exit(status)
"""


def checked(root: Path) -> tuple[int, str, str, float, float]:
    """Run the command and return its status, what it said, and the CPU seconds and mebibytes it took."""
    with (root / "out").open("w+b") as out, (root / "err").open("w+b") as err:
        run = subprocess.Popen([sys.executable, "-c", COMMAND, str(root)], stdout=out, stderr=err)
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    said = [(root / name).read_text("utf-8") for name in ("out", "err")]
    (kibibytes,) = re.findall(r"VmHWM:\s+(\d+) kB", (root / "memory").read_text())
    return run.returncode, said[0], said[1], used.ru_utime + used.ru_stime, int(kibibytes) / 1024


def shortened(report: str) -> str:
    lines = report.splitlines(keepends=True)
    return report if len(lines) <= 40 else "".join([*lines[:3], "[…]\n", *lines[-2:]])


@pytest.mark.parametrize(("name", "path", "content"), KINDS, ids=[kind[0] for kind in KINDS])
def test_the_report_is_exact(name: str, path: str, content: str | bytes, tmp_path: Path) -> None:
    status, out, err, seconds, mebibytes = checked(write(tmp_path, {**base(), path: content}))
    same(expected()[name], shortened(out))
    assert status == (0 if name in ACCEPTED else 1)
    assert err == ""
    assert seconds < CPU_SECONDS
    assert mebibytes < MEBIBYTES


def test_every_kind_has_its_report_and_every_report_its_kind() -> None:
    assert [kind[0] for kind in KINDS] == list(expected())
    assert len(KINDS) >= 40
