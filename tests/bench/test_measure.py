"""What a run is said to have taken holds for every process of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.measure import MIB, RunFault, run

TWO_BUSY = """
import os, time
child = os.fork()
held = bytearray(os.urandom(1 << 20) * 60)
end = time.process_time() + 0.4
while time.process_time() < end: pass
if child: os.wait()
else: os._exit(0)
"""


def test_processor_time_and_memory_of_both_processes_count(tmp_path: Path) -> None:
    done = run([sys.executable, "-c", TWO_BUSY], tmp_path)
    assert done.cpu > 0.8
    assert done.peak > 120 * MIB


def test_a_command_that_goes_wrong_is_told_with_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(RunFault, match=r"ended with 3:\nno such page"):
        run([sys.executable, "-c", "print('no such page'); raise SystemExit(3)"], tmp_path)
