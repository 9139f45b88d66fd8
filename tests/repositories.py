"""Text by path → record repositories on disk: the smallest that checks clean, and one with every kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from engager_docs.build import examine
from engager_docs.model.asked import Asked
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.render.diagnostics import as_text

CASE = "cases/NW/participants/NW-001"
TODAY = date(2026, 11, 22)
"""A real day well after everything: the repositories pin their own ``as_of``."""

_BASE = {
    "cases/service.yaml": """\
title: Example service
controller: example-university
as_of: 2016-06-30
lawful_basis:
  article_6: public task
  article_9: health care
  schedule_1: paragraph 2
""",
    "cases/organisations.yaml": """\
- id: example-university
  label: A university
  type: university
- id: example-charity
  label: A charity
  type: charity
- id: example-prison
  label: A prison
  type: prison
""",
    "cases/NW/site.yaml": """\
label: North West
opened_on: 2016-01-04
""",
    "cases/NW/staff/SUP-NW-01.yaml": """\
employer: example-charity
engagement: employed
roles:
  - role: supervisor
    from: 2016-01-04
""",
    "cases/NW/staff/PRA-NW-01.yaml": """\
employer: example-charity
engagement: employed
roles:
  - role: practitioner
    from: 2016-01-04
""",
    "cases/NW/staff/PRA-NW-02.yaml": """\
employer: example-charity
engagement: employed
roles:
  - role: practitioner
    from: 2016-01-04
""",
    f"{CASE}/participant.yaml": """\
referral:
  received_on: 2016-06-20
  source: self
  decision: pending
""",
}


def base() -> dict[str, str]:
    """Return the smallest repository that checks clean: a site, a supervisor, two practitioners, a participant."""
    return dict(_BASE)


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write ``files`` below ``folder`` and return it."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def edited(files: Mapping[str, str], path: str, before: str, after: str) -> dict[str, str]:
    """Return ``files`` with the one place in ``path`` that reads ``before`` reading ``after``."""
    assert files[path].count(before) == 1, f"{before!r} stands {files[path].count(before)} times in {path}"
    return {**files, path: files[path].replace(before, after)}


def faults(root: Path) -> tuple[Diagnostic, ...]:
    """Return the faults of the records themselves at ``root``: what is wrong in them and what is private."""
    examined = examine(root, Asked(TODAY))
    return tuple(each for each in examined.diagnostics if each.code[0] in "EI")


def report(root: Path) -> str:
    """Return the faults of the repository at ``root`` as `check` prints them."""
    return as_text(faults(root))


def codes(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Return the codes of the faults of a repository that holds ``files``, in the order of the report."""
    return [each.code for each in faults(write(folder, files))]


def whole() -> dict[str, str]:
    """Return a repository with a record of every kind and every field filled in somewhere, which checks clean."""
    folder = Path(__file__).parent / "whole"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}
