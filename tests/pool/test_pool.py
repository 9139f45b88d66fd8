"""Work is divided among processes: in order, none lost, a dead worker replaced, memory and processes given back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engager_docs.pool import WorkerLost, available, mapped


def children() -> set[int]:
    """Return the processes whose parent this one is."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(folder.name))
        except OSError:
            continue
    return found


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


@pytest.mark.parametrize("jobs", [1, 2, 3, 8, 100])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    def work(item: int) -> tuple[int, int]:
        time.sleep(0.01 if item % 3 == 0 else 0)
        return item, os.getpid()

    found = list(mapped(work, range(40), jobs))
    assert [item for item, _ in found] == list(range(40))
    places = {place for _, place in found}
    assert places == {os.getpid()} if jobs == 1 else os.getpid() not in places and len(places) > 1


def test_nothing_to_do_is_nothing_done() -> None:
    assert list(mapped(str, [], 4)) == []


def test_what_the_work_raises_is_raised_here() -> None:
    def work(item: int) -> int:
        if item == 5:
            raise ValueError(f"no {item}")
        return item

    with pytest.raises(ValueError, match="no 5"):
        list(mapped(work, range(10), 3))


def test_a_worker_that_dies_once_is_replaced_and_nothing_is_lost(tmp_path: Path) -> None:
    def work(item: int) -> int:
        mark = tmp_path / str(item)
        if item in (0, 7) and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return item * item

    assert list(mapped(work, range(12), 3)) == [item * item for item in range(12)]


def test_an_item_that_kills_its_worker_twice_is_named() -> None:
    def work(item: int) -> int:
        if item == 4:
            os._exit(9)
        return item

    with pytest.raises(WorkerLost) as lost:
        list(mapped(work, range(9), 2))
    assert lost.value.item == 4


def test_a_worker_is_replaced_after_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engager_docs.pool._Worker.__init__.__defaults__", (None, 3))
    found = list(mapped(lambda item: (item, os.getpid()), range(20), 2))
    assert [item for item, _ in found] == list(range(20))
    places = [place for _, place in found]
    assert max(places.count(each) for each in set(places)) <= 3


def test_results_do_not_pile_up_behind_a_slow_one(tmp_path: Path) -> None:
    def work(item: int) -> int:
        (tmp_path / str(item)).touch()
        if item == 0:
            time.sleep(0.5)
        return item

    results = mapped(work, range(100), 2)
    assert next(results) == 0
    assert len(list(tmp_path.iterdir())) <= 12
    assert list(results) == list(range(1, 100))


def test_leaving_early_ends_the_workers() -> None:
    results = mapped(lambda item: item, range(100), 3)
    assert next(results) == 0
    del results


def test_an_interrupt_ends_the_work_and_leaves_no_process() -> None:
    code = (
        "import signal, time, sys\n"
        # a shell's background job ignores the keyboard, and so would all that it starts
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from engager_docs.pool import mapped\n"
        "def work(item):\n"
        "    time.sleep(0.2)\n"
        "    return item\n"
        "for item in mapped(work, range(1000), 3):\n"
        "    print(item, flush=True)\n"
    )
    started = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert started.stdout and started.stdout.readline() == "0\n"
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=10)
    assert "KeyboardInterrupt" in said and started.returncode != 0


def test_at_least_one_processor_is_there() -> None:
    assert available() >= 1
