"""The same site comes from a cluster of worker processes, also when one of them dies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from engager_docs.engine.cluster import on_cluster
from engager_docs.engine.run import Way
from tests.engine.service import ROOT, build, demonstration, tree

Cluster = tuple[str, list[subprocess.Popen[bytes]]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two worker processes on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    around = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "2"}
    words = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", address, "--no-dashboard"]
    started = [subprocess.Popen(words, env=around, cwd=tmp_path, stderr=subprocess.DEVNULL)]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
    ]
    started += [subprocess.Popen(worker, env=around, cwd=tmp_path, stderr=subprocess.DEVNULL) for _ in range(2)]
    try:
        yield address, started[1:]
    finally:
        for each in reversed(started):
            each.kill()
            each.wait()


def test_a_build_on_a_cluster_gives_the_same_bytes(tmp_path: Path, cluster: Cluster) -> None:
    root = demonstration(tmp_path / "records")
    build(root, tmp_path / "here")
    words = ["-C", str(root), "-q", "build", "-o", str(tmp_path / "there"), "--executor", "dask"]
    assert run([*words, "--scheduler", cluster[0]]) == 0
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_what_a_dead_worker_was_making_is_made_by_another(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = demonstration(tmp_path / "records")
    build(root, tmp_path / "here")
    monkeypatch.setattr("engager_docs.engine.cluster.BATCH", 1)
    address, workers = cluster

    def kill(_name: str, _number: int) -> None:
        workers[0].send_signal(signal.SIGKILL)

    with on_cluster(address) as cases:
        built = build(root, tmp_path / "there", Way(cases=cases, step=kill))
    assert len([name for name in built.reasons if name.startswith("case ")]) == 8
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_a_cluster_that_is_not_there_is_said_and_how_to_start_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engager_docs.engine.cluster.SECONDS", "1 second")
    root = demonstration(tmp_path / "records")
    words = ["-C", str(root), "build", "-o", str(tmp_path / "site"), "--executor", "dask"]
    assert run([*words, "--scheduler", "tcp://127.0.0.1:9"]) == 3
    assert "No scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
    assert run(words) == 2
    assert "--scheduler tcp://ADDRESS:8786" in capsys.readouterr().err
