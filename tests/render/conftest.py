"""The demonstration's records, read once, and its templates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engager_docs.build import Examined, examine
from engager_docs.model.asked import Asked
from engager_docs.model.casebook import Casebook
from engager_docs.model.view import Stamp
from engager_docs.render.html import Templates, templates_in

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def examined() -> Examined:
    return examine(ROOT, Asked(date(2026, 11, 22)))


@pytest.fixture(scope="session")
def casebook(examined: Examined) -> Casebook:
    assert examined.casebook is not None
    return examined.casebook


@pytest.fixture(scope="session")
def templates() -> Templates:
    return templates_in([ROOT / "site_templates"])


@pytest.fixture(scope="session")
def stamp(casebook: Casebook) -> Stamp:
    return Stamp(casebook.as_of, source_commit="0123456789abcdef0123", version="0.1.0")
