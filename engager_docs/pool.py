"""A function, many items → their results in order, worked out in forked processes that are kept busy.

Work is divided by forking: a worker inherits the function and the items, so only numbers go out and only results
come back. A worker that dies is replaced and its item tried once more, then the item is named. Where a system
cannot fork, and for few items, the work is done in this process.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

FEWEST = 2
"""Fewer items than this are not worth a process."""
PER_WORKER = 200
"""Items after which a worker is replaced, so that its memory does not grow without end."""
AHEAD = 4
"""Results that may wait for an earlier one, for each worker: memory stays bounded."""
ATTEMPTS = 2


class WorkerLost(Exception):
    """The process that worked on an item died twice; ``item`` is its number."""

    def __init__(self, item: int) -> None:
        super().__init__(f"the process that worked on item {item} died twice")
        self.item = item


def available() -> int:
    """Return how many processors this process may use."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def mapped(work: Callable[[ItemT], ResultT], items: Sequence[ItemT], jobs: int) -> Iterator[ResultT]:
    """Yield ``work(item)`` for each item, in order, with up to ``jobs`` processes.

    Results are sent between processes, so they are to be small. Raises what ``work`` raises, and WorkerLost.
    """
    jobs = min(jobs, len(items))
    if jobs < FEWEST or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    crew = _Crew(work, items)
    try:
        for _ in range(jobs):
            crew.hire()
        yield from crew.results()
    finally:
        crew.dismiss()


@dataclass
class _Worker:
    """One process and the pipe to it; ``busy`` is the number of the item it works on."""

    process: BaseProcess
    pipe: Connection
    busy: int | None = None
    left: int = PER_WORKER


@dataclass
class _Crew(Generic[ItemT, ResultT]):
    """The workers of one piece of work, what is still to do, and results that wait for their turn."""

    work: Callable[[ItemT], ResultT]
    items: Sequence[ItemT]
    workers: list[_Worker] = field(default_factory=list)
    waiting: deque[int] = field(default_factory=deque)
    attempts: dict[int, int] = field(default_factory=dict)
    done: dict[int, ResultT] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.waiting.extend(range(len(self.items)))

    def hire(self) -> None:
        """Fork one worker and give it something to do."""
        here, there = multiprocessing.Pipe()
        context: Any = multiprocessing.get_context("fork")
        others = [worker.pipe for worker in self.workers]
        process = context.Process(target=_serve, args=(there, [here, *others], self.work, self.items), daemon=True)
        process.start()
        there.close()
        self.workers.append(_Worker(process, here))

    def results(self) -> Iterator[ResultT]:
        """Yield the results in order."""
        for turn in range(len(self.items)):
            while turn not in self.done:
                self._hand_out(turn)
                self._take_in()
            yield self.done.pop(turn)

    def _hand_out(self, turn: int) -> None:
        """Give each idle worker the next item, but none so far ahead that results pile up."""
        limit = turn + AHEAD * len(self.workers)
        for worker in [each for each in self.workers if each.busy is None]:
            if not self.waiting or self.waiting[0] > limit:
                return
            worker.busy = self.waiting.popleft()
            with contextlib.suppress(OSError):  # a dead worker is noticed when its answer is awaited
                worker.pipe.send(worker.busy)

    def _take_in(self) -> None:
        busy = {worker.pipe: worker for worker in self.workers if worker.busy is not None}
        for pipe in wait(list(busy)):
            worker = next(each for each in busy.values() if each.pipe is pipe)
            try:
                fine, result = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if not fine:
                raise result
            self.done[self._free(worker)] = result

    def _free(self, worker: _Worker) -> int:
        number, worker.busy = worker.busy, None
        worker.left -= 1
        if worker.left == 0 and self.waiting:
            self._retire(worker)
            self.hire()
        assert number is not None
        return number

    def _replace(self, worker: _Worker) -> None:
        """Hire another for a worker that died, and have its item tried once more."""
        number = worker.busy
        self._retire(worker)
        if number is not None:
            self.attempts[number] = self.attempts.get(number, 0) + 1
            if self.attempts[number] >= ATTEMPTS:
                raise WorkerLost(number)
            self.waiting.appendleft(number)
        self.hire()

    def _retire(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.terminate()
        worker.process.join()

    def dismiss(self) -> None:
        """End every worker, whatever it is doing."""
        for worker in list(self.workers):
            self._retire(worker)


def _serve(
    pipe: Connection, others: Sequence[Connection], work: Callable[[ItemT], ResultT], items: Sequence[ItemT]
) -> None:
    """Answer numbers with results until the pipe closes; the keyboard is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    gc.freeze()
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(_answer(work, items[pipe.recv()]))
    os._exit(0)


def _answer(work: Callable[[ItemT], ResultT], item: ItemT) -> tuple[bool, ResultT | Exception]:
    try:
        return True, work(item)
    except Exception as fault:
        return False, fault
