"""A small service under git, a new one for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.team import Team, team


@pytest.fixture
def repository(tmp_path: Path) -> Team:
    return team(tmp_path / "records")
