"""What the tests are run with is written down by version and digest, and agrees with what the project asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / ".ci/requirements.lock").read_text("ascii")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINNED = [Requirement(line.removesuffix("\\").strip()) for line in LOCK.splitlines() if re.match(r"\w", line)]
ASKED = [
    Requirement(each)
    for each in (
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
    )
]
SYSTEMS = [
    {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "platform_machine": "x86_64",
    }
    for python in ("3.11", "3.12", "3.13", "3.14")
    for system in ("linux", "darwin")
]


def pinned(name: str, system: dict[str, str]) -> list[Version]:
    """Return the versions the lock gives a package on a system."""
    return [
        Version(next(iter(each.specifier)).version)
        for each in PINNED
        if canonicalize_name(each.name) == canonicalize_name(name)
        and (each.marker is None or each.marker.evaluate(system))
    ]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_what_the_project_asks_for_is_pinned_within_what_it_allows(asked: Requirement) -> None:
    for system in SYSTEMS:
        if asked.marker is None or asked.marker.evaluate(system):
            found = pinned(asked.name, system)
            assert len(found) == 1, (asked.name, system, found)
            assert found[0] in asked.specifier, (asked, found[0])


def test_every_file_that_is_installed_is_known_by_its_digest() -> None:
    entries = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(PINNED) > 80
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+( ;.*)? \\\n", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}$", entry, re.MULTILINE), entry


def test_the_lock_names_no_registry() -> None:
    assert not re.search(r"https?:|index-url|find-links|trusted-host", LOCK)


def test_continuous_integration_installs_from_the_lock_alone() -> None:
    steps = (ROOT / ".ci/run").read_text("utf-8")
    assert steps.index("--require-hashes -r .ci/requirements.lock") < steps.index('bash -c "$command"')


def test_the_tool_itself_depends_on_few_packages() -> None:
    """Each is in use and well kept; another one is a decision that is written down."""
    assert sorted(Requirement(each).name for each in PROJECT["project"]["dependencies"]) == [
        "click", "holidays", "jinja2", "markdown-it-py", "msgspec", "phonenumbers", "pydantic", "python-stdnum",
        "pyyaml", "weasyprint",
    ]  # fmt: skip
