"""The cases of a circle → the same, made by the workers of a Dask cluster; the caller alone writes.

What is sent is bytes and terms, so that a worker needs nothing but this program: no shared folder, no git.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import Any

from engager_docs import __version__
from engager_docs.engine.case import CaseFolder, CaseResult, build_case
from engager_docs.engine.circle import Circle, CircleFiles, circle_of
from engager_docs.engine.making import Cases, Standing, case_folder, written_case
from engager_docs.engine.terms import Terms
from engager_docs.engine.workshop import Made, Workshop

BATCH = 8
"""Cases that are sent together: few enough that a worker that dies costs little."""
IN_FLIGHT = 4
"""Batches for each worker that are on their way: memory stays bounded."""
SECONDS = "10 seconds"


class Unreached(Exception):
    """The cluster cannot be used; the message says why and what to do."""


@contextmanager
def on_cluster(scheduler: str) -> Iterator[Cases]:
    """Give a way to make cases on the cluster at ``scheduler``, such as ``tcp://10.0.0.1:8786``. Raises Unreached."""
    try:
        dask: Any = import_module("distributed")  # an optional dependency, and slow to import
    except ImportError:
        raise Unreached("A build on a cluster needs Dask. Install it: pip install 'engager-docs[cluster]'") from None
    try:
        client = dask.Client(scheduler, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError):
        raise Unreached(f"No scheduler answers at {scheduler}: start one with dask scheduler") from None
    try:
        client.wait_for_workers(1, timeout=SECONDS)
    except OSError:
        client.close()
        raise Unreached(f"No worker has joined {scheduler}: start some with dask worker {scheduler}") from None
    try:
        yield lambda shop, standing, files, _around: _made(dask, client, shop, standing, files)
    finally:
        client.close()


def _made(dask: Any, client: Any, shop: Workshop, standing: Standing, files: CircleFiles) -> Iterator[Made]:
    batches = _batches(standing.missing)

    def submitted(batch: Sequence[str]) -> Any:
        folders = tuple(case_folder(shop, standing, name) for name in batch)
        return client.submit(build_batch, folders, files, shop.terms, pure=False)

    workers = max(1, len(client.scheduler_info()["workers"]))
    waiting = {submitted(batch): batch for batch in islice(batches, workers * IN_FLIGHT)}
    arriving = dask.as_completed(list(waiting), loop=client.loop)
    for future in arriving:
        batch = waiting.pop(future)
        try:
            results = future.result()
        except dask.KilledWorker:
            raise Unreached(f"The workers that made {', '.join(batch)} died again and again") from None
        for name, result in zip(batch, results, strict=True):
            yield written_case(shop, standing, name, result)
        for more in islice(batches, 1):
            again = submitted(more)
            waiting[again] = more
            arriving.add(again)


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + BATCH] for start in range(0, len(names), BATCH))


def build_batch(folders: Sequence[CaseFolder], files: CircleFiles, terms: Terms) -> list[CaseResult]:
    """Return what some cases become: runs on a worker. Raises Unsound, and Unreached for another version.

    All that is needed comes with every batch: what was sent once could be lost with the worker that held it.
    """
    if terms.version.partition("+")[0] != __version__:
        raise Unreached(f"A worker has engager-docs {__version__}, and this is {terms.version}: install the same")
    around = _circle(files, terms)
    return [build_case(folder, around) for folder in folders]


@lru_cache(maxsize=2)
def _circle(files: CircleFiles, terms: Terms) -> Circle:
    return circle_of(files, terms)
