"""The demonstration's cases on disk, and their site: what most tests of the engine begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.service import build, demonstration


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return demonstration(tmp_path / "records")


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    build(root, tmp_path / "site")
    return tmp_path / "site"
