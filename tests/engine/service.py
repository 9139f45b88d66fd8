"""A few cases at two sites → a record repository on disk, and a build of it as the command makes it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from engager_docs import __version__
from engager_docs.engine.run import Built, Way, build_changed
from engager_docs.engine.terms import Terms
from engager_docs.model.asked import Asked
from engager_docs.render.html import template_texts

ROOT = Path(__file__).parents[2]
TERMS = Terms(
    Asked(date(2026, 11, 25)), "team", __version__, tuple(sorted(template_texts([ROOT / "site_templates"]).items()))
)
LEFT_OUT = shutil.ignore_patterns("supervision", "team-meetings", "line-management", "adherence-reviews")


def demonstration(folder: Path) -> Path:
    """Copy the demonstration without its weekly records: eight cases at two sites."""
    shutil.copytree(ROOT / "cases", folder / "cases", ignore=LEFT_OUT)
    return folder


def build(root: Path, target: Path, way: Way | None = None) -> Built:
    return build_changed(root, target, TERMS, way or Way())


def tree(folder: Path) -> Mapping[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
